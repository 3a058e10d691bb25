"""The model that a maker recommends instead of another is not retired itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tokonomix.catalog import Catalog
from tokonomix.problem import Problem


def due(catalog: Catalog, today: date) -> Iterator[Problem]:
    """Yield a finding for each replacement that is retired, naming what replaced it in turn."""
    for model in catalog.models.values():
        fact = model.facts.get("replacement")
        other = catalog.models.get(fact.value) if fact and fact.value else None
        if fact is None or other is None or other.state(today) != "retired":
            continue
        what = f"replacement '{other.id}' of {model.id} is retired itself"
        living = _living(catalog, other.id, today)
        mend = f"Write '{living}', which replaced it, if the maker says so" if living else "Name a living one, or none"
        yield Problem(fact.place, what, mend, due=True)


def _living(catalog: Catalog, name: str, today: date) -> str | None:
    """Return the first model that is not retired along the replacements of a model; None if there is none."""
    passed = {name}
    while (model := catalog.models.get(name)) is not None and model.state(today) == "retired":
        following = model.value("replacement")
        if following is None or following in passed:
            return None
        passed.add(following)
        name = following
    return name if model else None
