"""Periods of prices and offers begin before they end, and do not overlap."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from tokonomix.catalog import Catalog
from tokonomix.problem import Problem
from tokonomix.records import Offer, Price


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield a problem for each period that ends before it begins or overlaps another of the same rate."""
    periods: dict[tuple[object, ...], list[Price]] = {}
    records: tuple[Price | Offer, ...] = (*catalog.prices, *catalog.offers)
    for record in records:
        if _inverted(record):
            what = f"from {record.since} is not before until {record.until}"
            mend = "Swap or mend the days; until is the first day the record no longer held"
            yield Problem(record.row.place("from"), what, mend)
    for p in catalog.prices:
        periods.setdefault((p.platform, p.model, p.region, p.tier, p.rate, p.when), []).append(p)
    for group in periods.values():
        group.sort(key=lambda p: p.since or date.min)
        for earlier, later in pairwise(group):
            if earlier.since == later.since or _inverted(earlier) or _inverted(later):
                continue  # said by repeated_records, or above
            if earlier.until is None or (later.since and earlier.until > later.since):
                what = f"{later.rate} from {later.since} overlaps the row on line {earlier.row.line}"
                mend = f"Write {later.since} into its 'until'"
                yield Problem(later.row.place("from"), what, mend)


def _inverted(record: Price | Offer) -> bool:
    return bool(record.since and record.until and record.since >= record.until)
