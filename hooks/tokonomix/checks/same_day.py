"""Pairs of prices that differ in one thing only and hold on the same day; shared by the checks that compare them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Literal

from tokonomix.catalog import Catalog
from tokonomix.records import NEVER_HELD, Price


def breaches(
    catalog: Catalog, check: str, column: Literal["region", "tier", "rate"], other: Callable[[str], str | None],
    wrong: Callable[[Decimal, Decimal], bool],
) -> Iterator[tuple[Price, Price]]:  # fmt: skip
    """Yield each price whose amount is `wrong` beside another's, with that other; without those excepted from `check`.

    The other is the same but for `column`, where it has what `other` makes of the price's own. Both are in the same
    currency for the same unit, and there is some day on which both hold.
    """
    rows: dict[tuple[str, ...], list[tuple[Price, Decimal]]] = {}
    for price in catalog.prices:
        if price.amount and price.status not in NEVER_HELD:  # a zero is free, which price_states looks after
            rows.setdefault(_key(price, column, getattr(price, column)), []).append((price, price.amount))
    for group in list(rows.values()):
        wanted = other(getattr(group[0][0], column))
        known = rows.get(_key(group[0][0], column, wanted), ()) if wanted is not None else ()
        for (price, mine), (beside, theirs) in product(group, known):
            if wrong(mine, theirs) and _meet(price, beside) and not catalog.excepted(check, price.rate_id):
                yield price, beside


def _key(price: Price, column: str, value: str) -> tuple[str, ...]:
    region, tier, rate = (value if column == name else getattr(price, name) for name in ("region", "tier", "rate"))
    return (price.platform, price.model, region, tier, rate, price.when or "", price.per, price.currency)


def _meet(one: Price, other: Price) -> bool:
    first = max(one.since or date.min, other.since or date.min)
    return first < min(_surely_until(one), _surely_until(other))


def _surely_until(price: Price) -> date:
    """Return the day up to which a price surely held: of one that copies showed, the day of the last that did."""
    return price.last_seen or price.until or date.max


def unless_true(check: str) -> str:
    """Return the mend of a rule of thumb, to which the world may make an exception."""
    return f"Mend the amount, or say in data/exceptions.csv why '{check}' does not hold"
