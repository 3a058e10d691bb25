"""The periods of a rate follow each other without a gap."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from tokonomix.catalog import Catalog
from tokonomix.problem import Problem
from tokonomix.records import NEVER_HELD, Price

NAME = "price_gaps"


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield a problem for each period that begins later than the one before it ended."""
    periods: dict[tuple[str | None, ...], list[Price]] = {}
    for p in catalog.prices:
        if p.status not in NEVER_HELD:
            periods.setdefault((p.platform, p.model, p.region, p.tier, p.rate, p.when), []).append(p)
    for group in periods.values():
        group.sort(key=lambda p: p.since or date.min)
        for earlier, later in pairwise(group):
            if earlier.until and later.since and earlier.until < later.since:
                if catalog.excepted(NAME, later.rate_id):
                    continue
                what = f"{later.rate} has no row from {earlier.until} to {later.since}"
                mend = (
                    f"Write {later.since} into the 'until' of line {earlier.row.line}, add the row between, "
                    f"or say in data/exceptions.csv why '{NAME}' does not hold"
                )
                yield Problem(later.row.place("from"), what, mend)
