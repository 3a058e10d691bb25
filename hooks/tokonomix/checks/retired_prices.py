"""A model that its maker has retired has no price without an end at that maker."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tokonomix.catalog import Catalog
from tokonomix.price_ends import doubt, open_ended
from tokonomix.problem import Problem


def due(catalog: Catalog, today: date) -> Iterator[Problem]:
    """Yield a finding for each retired model whose prices at its maker have no end, at the first such row.

    Prices end with their model: what is left has no day on record, or one that a source speaks against.
    """
    for model in catalog.models.values():
        vendor = catalog.vendors.get(model.vendor)
        if vendor is None or model.state(today) != "retired":
            continue
        found = [p for p in catalog.prices_of(model.id) if p.platform == vendor.platform and open_ended(p)]
        if not found:
            continue
        shutdown, against = model.value("shutdown_on"), doubt(catalog, model)
        since, but = f" since {shutdown}" if shutdown else "", f", but {against}" if against else ""
        count = f"{len(found)} of its prices have" if len(found) > 1 else "one of its prices has"
        mend = f"Write the day into 'shutdown_on' of {model.place.path}"
        if against:
            mend = f"Mend the one that is wrong; if the source is late, set models/{model.id}#shutdown_on to resolved"
            mend += " in data/disputes.csv"
        what = f"{model.id} is retired at its maker{since}{but}; {count} no end"
        yield Problem(found[0].row.place("until"), what, mend, due=True)
