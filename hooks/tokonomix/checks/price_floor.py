"""A million tokens cost at least a tenth of a cent, or somebody pasted the price of one token."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tokonomix.catalog import Catalog
from tokonomix.checks.same_day import unless_true
from tokonomix.problem import Problem

NAME = "price_floor"
FLOOR = Decimal("0.001")
"""US$ per 1M tokens."""


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield a problem for each price below US$ 0.001 per 1M tokens; 0 is a state, which price_states looks at."""
    for price in catalog.prices:
        if not price.amount or price.amount >= FLOOR or price.per != "1M tokens" or price.currency != "USD":
            continue
        if not catalog.excepted(NAME, price.rate_id):
            what = f"amount is {price.amount:f}, below US$ {FLOOR} per 1M tokens, as a price per token would be"
            yield Problem(price.row.place("amount"), what, unless_true(NAME))
