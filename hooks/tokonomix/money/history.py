"""How the list price of a model moved: its periods, and the days on which the amount changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from tokonomix.catalog import Catalog
from tokonomix.money.rates import home_platform
from tokonomix.money.workloads import billed
from tokonomix.records import Model, Price

MOVES = "-latest"
"""A name that ends so follows whatever is newest: its price changes because the model behind it does."""


@dataclass(frozen=True, slots=True)
class Change:
    """The amount of a rate changed: `before` and `after` are the rows on either side."""

    model: Model
    rate: str
    before: Price
    after: Price

    @property
    def on(self) -> date:
        """Return the first day of the new amount, or the day of the first copy that showed it."""
        return self.after.since or date.min

    @property
    def earliest(self) -> date:
        """Return the earliest day on which the amount can have changed, by the copies that were seen."""
        return self.after.last_unseen or self.on

    @property
    def promotion(self) -> bool:
        """Tell whether a promotion begins or ends here, which is no change of the list price."""
        return "promo" in (self.before.status, self.after.status)

    @property
    def factor(self) -> Decimal:
        """Return the new amount as a multiple of the old one: 0.2 after a cut by 80 %."""
        return (self.after.amount or Decimal(0)) / (self.before.amount or Decimal(1))


def periods(catalog: Catalog, model: Model, rate: str) -> tuple[Price, ...]:
    """Return the first row of each amount a rate has had at the maker's own service, oldest first.

    Standard tier, all regions, no condition, US$ per 1M tokens; a row that only repeats the amount is left out.
    """
    home = home_platform(catalog, model)
    rows = sorted(
        (
            p for p in catalog.prices_of(model.id)
            if (p.platform, p.region, p.tier, p.rate, p.when) == (home, "global", "standard", rate, None)
            and p.status not in ("cancelled", "withdrawn") and billed(p)
        ),
        key=lambda p: p.since or date.min,
    )  # fmt: skip
    return tuple(row for index, row in enumerate(rows) if not index or row.amount != rows[index - 1].amount)


def changes(catalog: Catalog, models: Iterable[Model], rates: Iterable[str]) -> Iterator[Change]:
    """Yield each change of an amount, announced ones too; of models themselves, not of names that move on."""
    wanted = tuple(rates)
    for model in models:
        if model.kind != "model" or model.id.endswith(MOVES):
            continue
        for rate in wanted:
            for before, after in pairwise(periods(catalog, model, rate)):
                if after.since:
                    yield Change(model, rate, before, after)
