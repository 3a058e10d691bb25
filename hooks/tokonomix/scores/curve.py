"""From ability to score: the expected result on a category's live tests, and joint draws of it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from .ability import Fit
from .board import Draws
from .layout import BLOCK
from .normalise import Floats, unlogit
from .ranks import DRAWS

_NODES, _WEIGHTS = np.polynomial.hermite_e.hermegauss(15)
_WEIGHTS = _WEIGHTS / _WEIGHTS.sum()
_REACH, _STEPS = 12.0, 1201


@dataclass(frozen=True)
class Curve:
    """Score 0..100 as a rising function of ability u, tabulated on `grid`.

    A live test adds its expected result over its own noise and over what is particular to a model on a
    suite (g, q, h): the score is what an ability promises, not what luck with one suite gave.
    """

    grid: Floats
    height: Floats

    def at(self, u: Floats) -> Floats:
        """Score at abilities u of any shape."""
        return np.interp(u, self.grid, self.height)

    def expected(self, mean: Floats, variance: Floats) -> tuple[Floats, Floats]:
        """Mean and standard deviation of the score when u ~ N(mean, variance)."""
        scores = self.at(mean[:, None] + np.sqrt(variance)[:, None] * _NODES)
        first = scores @ _WEIGHTS
        second = (scores - first[:, None]) ** 2 @ _WEIGHTS
        return first, np.sqrt(second)


def curve_of(fit: Fit, weights: Mapping[int, float]) -> Curve:
    """The curve of tests (metric code: weight, the weights adding up to 1)."""
    p = fit.parameters
    k = np.array(sorted(weights), dtype=np.int64)
    w = np.array([weights[int(i)] for i in k])
    centre = float(np.average(-p.d[k] / p.a[k], weights=w))
    grid = np.linspace(centre - _REACH, centre + _REACH, _STEPS)
    of_suite = p.variances[BLOCK - 1 :, fit.posterior.layout.block_of[k]].sum(axis=0)
    spread = np.sqrt(p.a[k] ** 2 * of_suite + p.tau2[k])
    z = p.d[k] + p.a[k] * grid[:, None]
    height = np.zeros(len(grid))
    for node, share in zip(_NODES, _WEIGHTS, strict=True):
        height += share * (unlogit(z + spread * node) @ w)
    return Curve(grid, 100 * height)


Key = tuple[str, str, int]
"""Model, effort, ability code."""


@dataclass(frozen=True)
class Abilities:
    """u of entries: its mean and its variance with all results used, by (model, effort, ability code)."""

    mean: Mapping[Key, float]
    variance: Mapping[Key, float]


def abilities_of(
    fit: Fit, models: Mapping[str, int], efforts: Mapping[tuple[str, str], int], codes: list[int]
) -> Abilities:
    """U = θ + v of every entry in every ability of `codes`."""
    mean: dict[Key, float] = {}
    variance: dict[Key, float] = {}
    for (model, effort), e in efforts.items():
        m, cov = fit.posterior.of(models[model])
        v = fit.posterior.layout.effort_slot[models[model], e]
        for c in codes:
            mean[model, effort, c] = float(m[c] + m[v])
            variance[model, effort, c] = float(cov[c, c] + 2 * cov[c, v] + cov[v, v])
    return Abilities(mean, variance)


def joint_draws(
    fit: Fit,
    models: Mapping[str, int],
    efforts: Mapping[tuple[str, str], int],
    wanted: list[Key],
    kappa: float,
    seed: int,
) -> dict[Key, Floats]:
    """Draws of u for the keys wanted, widened by κ, joint over efforts and categories of a model.

    Given the parameters models are independent; each has a stream of its own, from the seed and its name,
    so that another model's coming or going does not stir its draws.
    """
    by_model: dict[str, list[Key]] = {}
    for key in sorted(wanted):
        by_model.setdefault(key[0], []).append(key)
    found: dict[Key, Floats] = {}
    for model, keys in by_model.items():
        mean, cov = fit.posterior.of(models[model])
        pick = np.zeros((len(keys), len(mean)))
        for i, (_, effort, c) in enumerate(keys):
            pick[i, c] = 1
            pick[i, fit.posterior.layout.effort_slot[models[model], efforts[model, effort]]] = 1
        spread = np.linalg.cholesky(pick @ cov @ pick.T + 1e-10 * np.eye(len(keys)))
        number = int.from_bytes(hashlib.sha256(model.encode()).digest()[:8])
        noise = np.random.default_rng([seed, number]).standard_normal((DRAWS, len(keys)))
        values = pick @ mean + kappa * noise @ spread.T
        found.update({key: values[:, i] for i, key in enumerate(keys)})
    return found


def collected(columns: Mapping[tuple[str, str], Floats]) -> Draws:
    """Draws of a board from the draws of its entries, in single precision: they are kept and cached whole."""
    keys = sorted(columns)
    values = np.stack([columns[k] for k in keys], axis=1) if keys else np.zeros((0, 0))
    kept = values.astype(np.float32)
    kept.setflags(write=False)
    return Draws(kept, {k: i for i, k in enumerate(keys)})
