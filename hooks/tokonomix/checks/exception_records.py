"""An exception is of a rule that allows one, and still needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date

from tokonomix.catalog import Catalog
from tokonomix.checks import (
    batch_prices,
    cached_prices,
    limit_sizes,
    output_prices,
    price_ceiling,
    price_floor,
    price_gaps,
    zone_prices,
)
from tokonomix.problem import Problem, mend_name

ALLOWING: dict[str, Callable[[Catalog], Iterable[Problem]]] = {
    rule.__name__.rpartition(".")[2]: rule.check
    for rule in (
        batch_prices, cached_prices, limit_sizes, output_prices, price_ceiling, price_floor, price_gaps, zone_prices,
    )
}
"""The rules of thumb by name; what the others find is wrong in every world."""


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield a problem for each exception to a rule that allows none."""
    for one in catalog.exceptions:
        if one.check not in ALLOWING:
            mend = mend_name(one.check, ALLOWING, f"Write one of {', '.join(sorted(ALLOWING))}")
            yield Problem(one.row.place("check"), f"'{one.check}' is no rule that allows exceptions", mend)


def due(catalog: Catalog, _today: date) -> Iterator[Problem]:
    """Yield a finding for each exception without which its rule would find nothing more."""
    for one in catalog.exceptions:
        if one.check in ALLOWING:
            without = replace(catalog, exceptions=tuple(other for other in catalog.exceptions if other is not one))
            rule = ALLOWING[one.check]
            if set(rule(without)) == set(rule(catalog)):
                what = f"'{one.check}' has nothing to say about {one.record}"
                yield Problem(one.row.place("record"), what, "Remove the line, or mend the record's name", due=True)
