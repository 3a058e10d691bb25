"""How wide intervals must be: hide whole blocks of models, foretell them, compare.

κ = max(1, q95(|z|) / 1.96) with z the foretold error over its foretold spread. Each of five folds hides
about a fifth of all (model, block) pairs of models with at least two blocks, so that a model keeps other
results to be foretold from.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from .ability import fit, predict
from .layout import Bools, Cells, Layout
from .normalise import Floats

FOLDS = 5
ROUNDS = 20
"""EM rounds a fold: a start from the whole fit would know what is hidden."""
LEAST_CELLS = 40
LEAST_RESULTS = 3


def block_folds(cells: Cells, folds: int = FOLDS) -> Iterator[Bools]:
    """Masks of the results to hide, one a fold. The n-th block of a model goes to fold (n + its number) mod
    `folds`, so blocks of one model spread over folds.
    """
    pairs = np.unique(np.stack([cells.model, cells.block], axis=1), axis=0)
    fold_of = {}
    for m in np.unique(pairs[:, 0]):
        own = pairs[pairs[:, 0] == m, 1]
        if len(own) >= 2:
            fold_of.update({(int(m), int(b)): int((i + m) % folds) for i, b in enumerate(own)})
    fold = np.array([fold_of.get((m, b), -1) for m, b in zip(cells.model.tolist(), cells.block.tolist(), strict=True)])
    for i in range(folds):
        yield fold == i


def foretold(layout: Layout, folds: int = FOLDS) -> Floats:
    """Z of every hidden result: (published - foretold) / spread, for results whose metric and model keep
    enough others.
    """
    cells = layout.cells
    found = []
    for hidden in block_folds(cells, folds):
        if not hidden.any():
            continue
        kept = fit(layout, ~hidden, iterations=ROUNDS)
        left = np.bincount(cells.metric[~hidden], minlength=cells.metrics)
        models = np.bincount(cells.model[~hidden], minlength=len(cells.years))
        tried = hidden & (left[cells.metric] >= LEAST_RESULTS) & (models[cells.model] > 0)
        mean, variance = predict(kept)
        found.append((cells.z[tried] - mean[tried]) / np.sqrt(variance[tried]))
    return np.concatenate(found) if found else np.zeros(0)


def widening(z: Floats) -> float:
    """κ of foretold errors, 1 when there are fewer than forty."""
    return max(1.0, float(np.quantile(np.abs(z), 0.95)) / 1.96) if len(z) >= LEAST_CELLS else 1.0
