"""A model is released before its end is announced, and that is announced before it ends."""

from __future__ import annotations

from collections.abc import Iterator

from tokonomix.catalog import Catalog
from tokonomix.problem import Problem
from tokonomix.records import Model, first_day

ORDER = (("released", "deprecated_on"), ("released", "shutdown_on"), ("deprecated_on", "shutdown_on"))


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield a problem for each day of a model's life that comes after a day it has to come before."""
    for model in catalog.models.values():
        yield from _of_model(model)


def _of_model(model: Model) -> Iterator[Problem]:
    for earlier, later in ORDER:
        before, after = model.facts.get(earlier), model.facts.get(later)
        if before is None or after is None or before.value is None or after.value is None:
            continue
        first, last = first_day(before.value), first_day(after.value)
        if first and last and first > last:
            what = f"{earlier} {before.value} is after {later} {after.value}"
            yield Problem(before.place, what, "Mend the one that its source does not say")
