"""Neither the most input nor the most output is larger than the context that holds both."""

from __future__ import annotations

from collections.abc import Iterator

from tokonomix.catalog import Catalog
from tokonomix.problem import Problem
from tokonomix.schema.agreement import agree


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield a problem for each limit above the context by more than rounding."""
    for model in catalog.models.values():
        context = model.value("limits.context")
        for name in ("max_input", "max_output"):
            fact = model.facts.get(f"limits.{name}")
            if context is None or fact is None or fact.value is None or fact.value <= context:
                continue
            if not agree(fact.value, context) and not catalog.excepted("limit_sizes", fact.id):
                what = f"{name} is {fact.value}, more than the context of {context}"
                mend = "Mend the one or the other, or say in data/exceptions.csv why 'limit_sizes' does not hold"
                yield Problem(fact.place, what, mend)
