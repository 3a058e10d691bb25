"""The fit of all linked results, with the names behind its codes."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from .ability import Fit, fit
from .blocks import Cell, Evidence
from .dates import release_years
from .holdout import foretold, widening
from .layout import Bools, Cells, Ints, Layout
from .normalise import logit

Sortable = TypeVar("Sortable", str, int, tuple[str, str])


@dataclass(frozen=True)
class Fitted:
    """`cells` are the linked ones of `Evidence.cells`, in the order of the fit's.

    `abilities` are what θ is indexed by: a category, or category and block (`factual: vectara`) where a
    category is not one ability.
    """

    cells: tuple[Cell, ...]
    categories: tuple[str, ...]
    """Category of each cell."""
    layout: Layout
    fit: Fit
    models: Mapping[str, int]
    efforts: Mapping[tuple[str, str], int]
    """By model and effort."""
    abilities: Mapping[str, int]
    metrics: Mapping[int, int]
    """Test (index in `Evidence.tests`) to metric code."""
    blocks: int
    kappa: float
    hidden: int
    undated: tuple[str, ...]

    def within(self, category: str) -> Bools:
        """Which cells are of this category."""
        return np.array([c == category for c in self.categories], dtype=np.bool_)


def fitted_to(
    evidence: Evidence,
    whole: frozenset[str],
    released: Mapping[str, datetime.date | None],
    groups: Mapping[tuple[str, str], str] | None = None,
) -> Fitted | None:
    """The fit to everything linked, None when nothing is. `whole` are the categories that are one ability, `groups` the
    kind of a (benchmark, task) where the benchmark declares kinds.
    """
    cells = tuple(c for c in evidence.cells if evidence.tests[c.test].status in {"live", "linked"})
    if not cells:
        return None
    tests = [evidence.tests[c.test] for c in cells]
    models, model = _codes([c.model for c in cells])
    efforts, effort = _codes([(c.model, c.effort) for c in cells])
    blocks, block = _codes([t.block for t in tests])
    kinds = groups or {}
    _, group = _codes([(t.block, kinds.get((t.benchmark, t.task), "")) for t in tests])
    metrics, metric = _codes([c.test for c in cells])
    abilities, ability = _codes([t.category if t.category in whole else f"{t.category}: {t.block}" for t in tests])
    seen = [(c.model, t.block, c.first) for c, t in zip(cells, tests, strict=True)]
    years, undated = release_years(list(models), released, seen)
    layout = Layout(
        Cells(
            model,
            effort,
            block,
            group,
            metric,
            ability,
            z=logit(np.array([c.y for c in cells])),
            s2=np.array([c.s2 for c in cells]),
            years=years,
            metrics=len(metrics),
            abilities=len(abilities),
        )
    )
    found = fit(layout)
    errors = foretold(layout)
    return Fitted(
        cells,
        tuple(t.category for t in tests),
        layout,
        found,
        models,
        efforts,
        abilities,
        metrics,
        blocks=len(blocks),
        kappa=widening(errors),
        hidden=len(errors),
        undated=undated,
    )


def _codes(names: Sequence[Sortable]) -> tuple[dict[Sortable, int], Ints]:
    """Codes from 0 in the order of sorted names, and the code of each."""
    of = {name: i for i, name in enumerate(sorted(set(names)))}
    return of, np.array([of[name] for name in names], dtype=np.int64)
