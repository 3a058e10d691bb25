"""A model that its maker has retired has no price without an end at that maker."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tokonomix.catalog import Catalog
from tokonomix.checks.same_day import NEVER_HELD
from tokonomix.problem import Problem
from tokonomix.records import Price


def due(catalog: Catalog, today: date) -> Iterator[Problem]:
    """Yield a finding for each retired model whose prices at its maker have no end, at the first such row."""
    for model in catalog.models.values():
        vendor = catalog.vendors.get(model.vendor)
        if vendor is None or model.state(today) != "retired":
            continue
        open_ended = [p for p in catalog.prices_of(model.id) if p.platform == vendor.platform and _open(p)]
        if open_ended:
            shutdown = model.value("shutdown_on")
            since = f" since {shutdown}" if shutdown else ""
            count = f"{len(open_ended)} of its prices have" if len(open_ended) > 1 else "one of its prices has"
            what = f"{model.id} is retired at its maker{since}, but {count} no 'until'"
            day = shutdown or "the day of the shutdown"
            mend = f"Write {day} into 'until', or have the import of {open_ended[0].source} write it"
            yield Problem(open_ended[0].row.place("until"), what, mend, due=True)


def _open(price: Price) -> bool:
    return price.until is None and price.status not in NEVER_HELD
