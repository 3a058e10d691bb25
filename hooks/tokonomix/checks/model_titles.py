"""No two models of one maker have one name: a reader could not tell them apart in a table."""

from __future__ import annotations

from collections.abc import Iterator

from tokonomix.catalog import Catalog
from tokonomix.problem import Problem


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield a problem for each model whose name, in the spelling that readers see, another of its maker has."""
    first: dict[tuple[str, str], str] = {}
    for model in catalog.models.values():
        other = first.setdefault((model.vendor, model.name.casefold()), model.id)
        if other != model.id:
            mend = "Add to the name what sets it apart, as its maker writes it"
            yield Problem(model.place, f"'{model.id}' and '{other}' are both shown as '{model.name}'", mend)
