"""The bill of a model for a workload in human units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from tokonomix.money.rates import Rate
from tokonomix.schema.registry import Workload

MILLION = Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a bill: tokens of a rate a month and what they cost in US$."""

    rate: str
    tokens: Decimal
    cost: Decimal


@dataclass(frozen=True, slots=True)
class Bill:
    """US$ a month with its parts; `missing` names the rates the model has no price for."""

    parts: tuple[Part, ...]
    missing: tuple[str, ...]

    @property
    def total(self) -> Decimal | None:
        """Return the sum, None if a part has no price."""
        return None if self.missing else sum((part.cost for part in self.parts), Decimal(0))


def bill(workload: Workload, found: Mapping[str, Rate]) -> Bill:
    """Return the monthly bill of a workload at the given rates.

    Cached input without a cached price is billed as plain input, which is what a platform without one does.
    """
    parts, missing = [], []
    for rate, tokens in workload.uses.items():
        price = _price(rate, found)
        month = tokens * workload.units
        if price is None:
            missing.append(rate)
        else:
            parts.append(Part(rate, month, month / MILLION * price))
    return Bill(tuple(parts), tuple(missing))


def _price(rate: str, found: Mapping[str, Rate]) -> Decimal | None:
    for name in (rate, rate.replace(".cache_read", ".input")):
        row = found.get(name)
        if (
            row
            and row.price.amount is not None
            and row.price.per == "1M tokens"
            and row.price.currency == "USD"
        ):
            return row.price.amount
    return None
