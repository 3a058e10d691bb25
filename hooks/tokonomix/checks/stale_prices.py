"""A price in force was looked at lately."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from tokonomix.catalog import Catalog
from tokonomix.problem import Problem
from tokonomix.records import Price

STALE_AFTER = timedelta(days=180)
"""Age from which the check of a price is too old to be relied on; declared here for everybody."""


def due(catalog: Catalog, today: date) -> Iterator[Problem]:
    """Yield a finding for each model and platform with prices in force that nobody has checked lately."""
    oldest: dict[tuple[str, str], list[Price]] = {}
    for price in catalog.prices:
        model = catalog.models.get(price.model)
        if not price.holds_on(today) or price.checked_on + STALE_AFTER >= today:
            continue
        if model is not None and model.state(today) != "retired":
            oldest.setdefault((price.platform, price.model), []).append(price)
    for (_, name), prices in oldest.items():
        first = min(prices, key=lambda p: (p.checked_on, p.row.line))
        count = "a price" if len(prices) == 1 else f"{len(prices)} prices"
        what = f"{count} of {name} in force, last checked on {first.checked_on}, more than {STALE_AFTER.days} days ago"
        mend = f"Compare with the seller's page and write that day into 'checked_on', or import a newer {first.source}"
        yield Problem(first.row.place("checked_on"), what, mend, due=True)
