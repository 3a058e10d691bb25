"""The bill of a model for a workload in human units.

The same arithmetic runs in the reader's browser (overrides/assets/js/bill.js); a test holds the two equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from tokonomix.money.conditions import condition
from tokonomix.money.rates import Rate
from tokonomix.records import Price
from tokonomix.schema.registry import Workload

MILLION = Decimal(1_000_000)
INPUT = (".input", ".cache_read")
"""What a platform counts as input when it asks whether a request is long."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a bill: tokens of a rate a month, what they cost in US$, and the price they are billed at."""

    rate: str
    tokens: Decimal
    cost: Decimal
    price: Price


@dataclass(frozen=True, slots=True)
class Bill:
    """US$ a month with its parts; `missing` names the rates the model has no price for."""

    parts: tuple[Part, ...]
    missing: tuple[str, ...]

    @property
    def total(self) -> Decimal | None:
        """Return the sum, None if a part has no price."""
        return None if self.missing else sum((part.cost for part in self.parts), Decimal(0))


def usage(workload: Workload, sizes: Mapping[str, Decimal] | None = None) -> Mapping[str, Decimal]:
    """Return the tokens of each rate that one unit uses, for sizes other than those the workload was counted for."""
    tokens = dict(workload.uses)
    for name, size in workload.sizes.items():
        more = (sizes or {}).get(name, size.value) - size.value
        for rate, each in size.per.items():
            tokens[rate] += more * each
    return tokens


def bill(
    workload: Workload, found: Mapping[str, Rate], long: Iterable[Price] = (), *, units: int | None = None,
    sizes: Mapping[str, Decimal] | None = None,
) -> Bill:  # fmt: skip
    """Return the monthly bill of a workload at the given rates.

    `long` are the rates for long input; where one request reads more than such a rate's threshold it replaces the
    ordinary rate for all tokens. Cached input without a cached price is billed as plain input, which is what a
    platform without one does.
    """
    tokens = usage(workload, sizes)
    request = sum((n for rate, n in tokens.items() if rate.endswith(INPUT)), Decimal(0)) / workload.requests
    prices = {name: rate.price for name, rate in found.items() if billed(rate.price) is not None}
    for row in sorted(long, key=_threshold):
        if billed(row) is not None and request > _threshold(row):
            prices[row.rate] = row
    parts, missing = [], []
    for rate, each in tokens.items():
        price = prices.get(rate) or prices.get(rate.replace(".cache_read", ".input"))
        amount = billed(price) if price else None
        if price is None or amount is None:
            missing.append(rate)
        else:
            month = each * (workload.units if units is None else units)
            parts.append(Part(rate, month, month / MILLION * amount, price))
    return Bill(tuple(parts), tuple(missing))


def billed(price: Price) -> Decimal | None:
    """Return US$ per 1M tokens, None if that is not known or the price is in another unit or currency."""
    if price.per != "1M tokens" or price.currency != "USD":
        return None
    return Decimal(0) if price.amount is None and price.status in ("free", "included") else price.amount


def _threshold(price: Price) -> int:
    return condition(price.when or "").above or 0
