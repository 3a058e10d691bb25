"""The one place that knows which day it is."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime


def today(given: str | None = None) -> date:
    """Return the day given as YYYY-MM-DD, else the day of SOURCE_DATE_EPOCH, else the clock's in UTC."""
    if given:
        return date.fromisoformat(given)
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        return datetime.fromtimestamp(int(epoch), UTC).date()
    return datetime.now(UTC).date()
