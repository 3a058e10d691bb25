"""A model is not released before the date in its name."""

from __future__ import annotations

from collections.abc import Iterator

from tokonomix.catalog import Catalog
from tokonomix.problem import Problem
from tokonomix.schema.dated_names import dated_day, too_early


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield a problem for each release before the day, or the month, that the maker wrote into the name."""
    for model in catalog.models.values():
        released = model.facts.get("released")
        if released and released.value and too_early(model.id, str(released.value)):
            what = f"released {released.value} is before the date in the name, {dated_day(model.id)}"
            yield Problem(released.place, what, "Follow a source that knows this model, or none")
