"""An alias points at a model or a snapshot, at one on any day, and on some day at all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from tokonomix.catalog import Catalog
from tokonomix.problem import Problem
from tokonomix.records import Model


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield a problem for each chain or circle of aliases, and for targets that hold on no day or overlap."""
    for model in catalog.models.values():
        if model.kind == "alias":
            if not model.targets:
                mend = "Add 'targets' with the model and its days, or set kind to model"
                yield Problem(model.place, f"alias '{model.id}' points at nothing", mend)
            yield from _chains(catalog, model)
            yield from _days(model)
        elif model.of and (parent := catalog.models.get(model.of)) and parent.kind != "model" and parent is not model:
            yield Problem(model.place, f"'of' names '{parent.id}', itself a {parent.kind}", "Name the model itself")


def _chains(catalog: Catalog, model: Model) -> Iterator[Problem]:
    for name, _, _ in model.targets:
        target = catalog.models.get(name)
        if target is None or target.kind != "alias" or target is model:
            continue  # none is said by model_relations, as is an alias that names itself
        if _reaches(catalog, target, model.id):
            what = f"aliases '{model.id}' and '{name}' point at each other"
            yield Problem(model.place, what, "Name the model itself")
        else:
            ends = [f"'{end}'" for end, _, _ in target.targets]
            mend = f"Name the model itself: {' or '.join(ends)}" if ends else "Name the model itself"
            yield Problem(model.place, f"alias '{model.id}' points at '{name}', itself an alias", mend)


def _reaches(catalog: Catalog, start: Model, name: str) -> bool:
    passed, ahead = set(), [start.id]
    while ahead:
        here = ahead.pop()
        if here == name:
            return True
        if here not in passed and (known := catalog.models.get(here)):
            passed.add(here)
            ahead += [target for target, _, _ in known.targets]
    return False


def _days(model: Model) -> Iterator[Problem]:
    for name, since, until in model.targets:
        if since and until and since >= until:
            what = f"alias '{model.id}' points at '{name}' from {since} until {until}, on no day"
            yield Problem(model.place, what, "Swap or mend the days; until is the first day on which it no longer did")
    ordered = sorted(model.targets, key=lambda target: target[1] or date.min)
    for (earlier, _, until), (later, since, _) in pairwise(ordered):
        if until is None or since is None or until > since:
            what = f"alias '{model.id}' points at '{earlier}' and at '{later}' on the same day"
            mend = f"Write {since} into the 'until' of '{earlier}'" if since else f"Write the 'from' of '{later}'"
            yield Problem(model.place, what, mend)
