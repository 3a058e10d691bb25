"""No token costs more than a tenth of a cent, or somebody mistook the unit."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tokonomix.catalog import Catalog
from tokonomix.checks.same_day import unless_true
from tokonomix.problem import Problem

NAME = "price_ceiling"
CEILING = Decimal(1000)
"""US$ per 1M tokens."""


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield a problem for each price above US$ 1,000 per 1M tokens."""
    for price in catalog.prices:
        if price.amount is None or price.amount <= CEILING or price.per != "1M tokens" or price.currency != "USD":
            continue
        if not catalog.excepted(NAME, price.rate_id):
            what = f"amount is {price.amount}, above US$ 1,000 per 1M tokens"
            yield Problem(price.row.place("amount"), what, unless_true(NAME))
