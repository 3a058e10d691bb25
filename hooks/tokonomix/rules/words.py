"""Patterns that find whole words, whatever their capitals."""

from __future__ import annotations

import re


def words(*alternatives: str) -> re.Pattern[str]:
    """Return what finds any of the alternatives, each a regular expression, as whole words."""
    return re.compile(rf"\b(?:{'|'.join(alternatives)})\b", re.IGNORECASE)
