"""How wide intervals must be: hide whole blocks of models, foretell them, compare.

Each of five folds hides about a fifth of all (model, block) pairs of models with at least two blocks, so that a
model keeps other results to be foretold from. What is hidden of one model, effort, category and kind of
test of a block is one error r, the mean of its residuals, however many metrics the kind has: for a score it is the
ability that must be right, not each metric. r has the variance κ² A + N, A from the ability foretold, N from noise;
κ ≥ 1 is such that 95 % of errors lie within 1.96 standard deviations: κ² = q95((r² / 1.96² - N) / A).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from .ability import fit
from .layout import Bools, Cells, Layout
from .normalise import Floats

FOLDS = 5
ROUNDS = 12
"""EM rounds a fold: a start from the whole fit would know what is hidden. Twelve give the κ of twenty within .001."""
LEAST_ERRORS = 40
LEAST_RESULTS = 3


@dataclass(frozen=True)
class Errors:
    """Mean residual of every hidden place, and the two parts of its variance."""

    residual: Floats
    ability: Floats
    noise: Floats

    def __len__(self) -> int:
        return len(self.residual)


def block_folds(cells: Cells, folds: int = FOLDS) -> Iterator[Bools]:
    """Masks of the results to hide, one a fold.

    The n-th block of a model goes to fold (n + its number) mod `folds`, so blocks of one model spread.
    """
    pairs = np.unique(np.stack([cells.model, cells.block], axis=1), axis=0)
    fold_of = {}
    for m in np.unique(pairs[:, 0]):
        own = pairs[pairs[:, 0] == m, 1]
        if len(own) >= 2:
            fold_of.update({(int(m), int(b)): int((i + m) % folds) for i, b in enumerate(own)})
    keys = zip(cells.model.tolist(), cells.block.tolist(), strict=True)
    fold = np.array([fold_of.get(key, -1) for key in keys])
    for i in range(folds):
        yield fold == i


def foretold(layout: Layout, folds: int = FOLDS) -> Errors:
    """Errors of everything hidden whose metric keeps at least three results of others."""
    found = [_errors(layout, hidden) for hidden in block_folds(layout.cells, folds) if hidden.any()]
    parts = [np.concatenate(part) for part in zip(*found, strict=True)] if found else [np.zeros(0)] * 3
    return Errors(*parts)


def _errors(layout: Layout, hidden: Bools) -> tuple[Floats, Floats, Floats]:
    cells = layout.cells
    kept = fit(layout, ~hidden, iterations=ROUNDS)
    p, q = kept.parameters, kept.posterior
    left = np.bincount(cells.metric[~hidden], minlength=cells.metrics)
    tried = hidden & (left[cells.metric] >= LEAST_RESULTS)
    k, at = cells.metric[tried], layout.place[tried]
    mean, variance = q.u_mean[at], q.u_var[at]
    spread = p.cov_d[k] + 2 * mean * p.cov_da[k] + p.cov_a[k] * (mean**2 + variance)
    count = np.bincount(at, minlength=layout.places)
    there = count > 0

    def averaged(x: Floats) -> Floats:
        return (np.bincount(at, x, layout.places)[there] / count[there]).astype(np.float64)

    residual = averaged(cells.z[tried] - p.d[k] - p.a[k] * mean)
    ability = averaged(p.a[k]) ** 2 * q.u_var[there]
    return residual, ability, averaged(cells.s2[tried] + p.tau2[k] + spread) / count[there]


def widening(errors: Errors) -> float:
    """κ of errors, 1 when there are fewer than forty."""
    if len(errors) < LEAST_ERRORS:
        return 1.0
    needed = ((errors.residual / 1.96) ** 2 - errors.noise) / errors.ability
    return float(np.sqrt(max(1.0, np.quantile(needed, 0.95))))
