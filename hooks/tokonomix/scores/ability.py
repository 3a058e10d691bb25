"""The model of ability: one Gaussian mixed model over all categories, fitted by EM without randomness.

    z = d_k + a_k · u + e,                       e ~ N(0, s² + τ_k²)           of a result on metric k
    u = θ(model, category) + v(model, effort) + g(model, block) + q(model, effort, block) + h(model, group)
    θ(model) ~ N(β · t, Σ / w) over categories, t the release day in years; v ~ N(0, V / w)
    g, q, h ~ N(0, own variance of the block / w); h is of the tests a block declares to be of one kind
    w(model) ~ Gamma(ν/2, mean 1): some models are odder than others, and a few must not widen all
    d_k ~ N(mean d, 1.5²), a_k ~ N(1, 0.5²) and at least 0.05, τ_k² = (Σ residual² + 5 τ0²) / (n_k + 5);
    likewise the variances of a block: (Σ square + 5 pooled) / (n + 5)

With one category the same code is the simple form. Given d, a and τ every model is an independent Gaussian
of some tens of latents, so a step is exact; models of similar size are solved together as stacked matrices.
After each round the mean of g over the models of a block goes into the difficulty of its tests. Without
that, blocks that few models link creep towards each other over hundreds of rounds: sixty with it foretell
hidden blocks as well as three hundred without, with an eighth less error than twenty without.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from .layout import ADDED, BLOCK, EFFORT, EFFORT_BLOCK, FILLER, GROUP, Bools, Cells, Layout
from .normalise import Floats

ITERATIONS = 60
SD_DIFFICULTY, SD_SLOPE, LEAST_SLOPE = 1.5, 0.5, 0.05
POOL = 5
"""As many results or latents as the pooled value counts for, beside those of one metric or block."""
ODDNESS = 15
"""ν, the degrees of freedom of the Student t that w makes of the latents."""
LEAST_VARIANCE = 1e-6


@dataclass(frozen=True)
class Parameters:
    """What models share. `d`, `a`, `tau2` by metric; `sigma` abilities × abilities and `beta` by ability;
    `variances` of v, g, q, h × blocks (v has one for all); `w` by model; `cov_d`, `cov_da`, `cov_a` the uncertainty of
    d and a by metric.
    """

    d: Floats
    a: Floats
    tau2: Floats
    sigma: Floats
    beta: Floats
    variances: Floats
    w: Floats
    cov_d: Floats
    cov_da: Floats
    cov_a: Floats


@dataclass(frozen=True)
class Posterior:
    """Latents given parameters and the results used: per stack `mean` (models × size), `cov` (models × size
    × size) and `prior` mean; `u_mean`, `u_var` per place.
    """

    layout: Layout
    mean: tuple[Floats, ...]
    cov: tuple[Floats, ...]
    prior: tuple[Floats, ...]
    u_mean: Floats
    u_var: Floats

    def of(self, model: int) -> tuple[Floats, Floats]:
        """Mean and covariance of the latents of one model."""
        s, i = self.layout.stack_of[model], self.layout.index_in[model]
        width = self.layout.width[model]
        return self.mean[s][i, :width], self.cov[s][i, :width, :width]


@dataclass(frozen=True)
class Fit:
    """Parameters, the posterior they give with the results used, and which results those were."""

    parameters: Parameters
    posterior: Posterior
    used: Bools


def infer(layout: Layout, p: Parameters, used: Bools) -> Posterior:
    """The exact posterior of every model's latents given the results marked in `used`."""
    cells = layout.cells
    k = cells.metric[used]
    at = layout.place[used]
    w = 1 / (cells.s2[used] + p.tau2[k])
    weight = np.bincount(at, w * p.a[k] ** 2, layout.places)
    pull = np.bincount(at, w * p.a[k] * (cells.z[used] - p.d[k]), layout.places)
    own = np.vstack([1 / p.variances, np.ones(layout.blocks)])
    sigma_inverse = np.linalg.inv(p.sigma)
    c = cells.abilities
    means, covs, priors = [], [], []
    u_mean, u_var = np.zeros(layout.places), np.zeros(layout.places)
    for s in layout.stacks:
        many = len(s.members)
        summed = np.bincount(s.pairs, np.repeat(weight[s.places], ADDED**2), many * s.size * s.size)
        precision: Floats = summed.reshape(many, s.size, s.size).astype(np.float64)
        diagonal = np.arange(c, s.size)
        w_own = p.w[s.members]
        precision[:, diagonal, diagonal] += own[s.kinds[:, c:] - 1, s.blocks[:, c:]] * w_own[:, None]
        precision[:, :c, :c] += sigma_inverse * w_own[:, None, None]
        prior = np.zeros((many, s.size))
        prior[:, :c] = p.beta * cells.years[s.members][:, None]
        rest = pull[s.places] - weight[s.places] * prior[s.owner[:, None], s.slots].sum(axis=1)
        rhs = np.bincount((s.owner[:, None] * s.size + s.slots).ravel(), np.repeat(rest, ADDED), many * s.size).reshape(
            many, s.size
        )
        cov = np.linalg.inv(precision).astype(np.float64)
        mean = prior + np.einsum("mij,mj->mi", cov, rhs)
        u_mean[s.places] = mean[s.owner[:, None], s.slots].sum(axis=1)
        u_var[s.places] = cov[s.owner[:, None, None], s.slots[:, :, None], s.slots[:, None, :]].sum(axis=(1, 2))
        means.append(mean)
        covs.append(cov)
        priors.append(prior)
    return Posterior(layout, tuple(means), tuple(covs), tuple(priors), u_mean, u_var)


def fit(
    layout: Layout,
    used: Bools | None = None,
    *,
    iterations: int = ITERATIONS,
) -> Fit:
    """Parameters by `iterations` rounds of EM on the results marked in `used` (all by default)."""
    cells = layout.cells
    if used is None:
        used = np.ones(len(cells), dtype=bool)
    p = _first_guess(cells, used)
    seen = _Seen(layout, used)
    for _ in range(iterations):
        p = _maximise(layout, p, infer(layout, p, used), used, seen)
    return Fit(p, infer(layout, p, used), used)


class _Seen:
    """Which models, abilities and latents have a result among those used: the rest must not steer the
    variances.
    """

    def __init__(self, layout: Layout, used: Bools) -> None:
        cells = layout.cells
        self.models = np.zeros(len(cells.years), dtype=bool)
        self.models[cells.model[used]] = True
        self.abilities = np.zeros((len(cells.years), cells.abilities), dtype=bool)
        self.abilities[cells.model[used], cells.ability[used]] = True
        place = np.zeros(layout.places, dtype=bool)
        place[layout.place[used]] = True
        self.latents = []
        for s in layout.stacks:
            mask = np.zeros((len(s.members), s.size), dtype=bool)
            live = place[s.places]
            mask[s.owner[live][:, None], s.slots[live]] = True
            self.latents.append(mask)


def _first_guess(cells: Cells, used: Bools) -> Parameters:
    k, z = cells.metric[used], cells.z[used]
    n = np.bincount(k, minlength=cells.metrics)
    d = np.where(n > 0, np.bincount(k, z, cells.metrics) / np.maximum(n, 1), z.mean() if len(z) else 0.0)
    spread = max(float(np.var(z - d[k])), 0.05) if len(z) else 1.0
    c = cells.abilities
    none = np.zeros(cells.metrics)
    return Parameters(
        d=d,
        a=np.ones(cells.metrics),
        tau2=np.full(cells.metrics, spread * 0.3),
        sigma=spread * (0.5 * np.eye(c) + 0.1),
        beta=np.zeros(c),
        variances=spread * np.outer([0.1, 0.1, 0.03, 0.03], np.ones(int(cells.block.max()) + 1)),
        w=np.ones(len(cells.years)),
        cov_d=none,
        cov_da=none,
        cov_a=none,
    )


def _maximise(layout: Layout, p: Parameters, q: Posterior, used: Bools, seen: _Seen) -> Parameters:
    p = replace(p, beta=_date_slope(layout, q, seen), **_spreads(layout, p, q, seen))
    p = replace(p, **_metrics(layout, p, q, used))
    return replace(p, d=p.d + p.a * _common_luck(layout, q, seen)[layout.block_of])


def _common_luck(layout: Layout, q: Posterior, seen: _Seen) -> Floats:
    """Mean of g by block over the models that took it: what all share is not luck but difficulty."""
    blocks = int(layout.block_of.max()) + 1
    total, count = np.zeros(blocks), np.zeros(blocks)
    for s, mean, live in zip(layout.stacks, q.mean, seen.latents, strict=True):
        owner, slot, block = s.luck[live[s.luck[:, 0], s.luck[:, 1]]].T
        total += np.bincount(block, mean[owner, slot], blocks)
        count += np.bincount(block, minlength=blocks)
    return np.asarray(total / np.maximum(count, 1), dtype=np.float64)


def _date_slope(layout: Layout, q: Posterior, seen: _Seen) -> Floats:
    """β by ability, drawn to their common value with the weight of 5 squared years."""
    c = layout.cells.abilities
    over, under = np.zeros(c), np.zeros(c)
    for s, mean in zip(layout.stacks, q.mean, strict=True):
        t = layout.cells.years[s.members][:, None] * seen.abilities[s.members]
        over += (t * mean[:, :c]).sum(axis=0)
        under += (t**2).sum(axis=0)
    common = over.sum() / (under.sum() + 1e-9)
    return np.asarray((over + 5 * common) / (under + 5), dtype=np.float64)


def _spreads(layout: Layout, p: Parameters, q: Posterior, seen: _Seen) -> dict[str, Floats]:
    """Σ over abilities, the variances of v, g, q and h, and w."""
    c = layout.cells.abilities
    total = np.zeros((c, c))
    squares, counts = np.zeros(p.variances.shape), np.zeros(p.variances.shape)
    w = np.ones(len(p.w))
    sigma_inverse = np.linalg.inv(p.sigma)
    variances = np.vstack([p.variances, np.ones(layout.blocks)])
    for s, mean, cov, prior, live in zip(layout.stacks, q.mean, q.cov, q.prior, seen.latents, strict=True):
        m = seen.models[s.members]
        off = (mean - prior)[:, :c]
        theta = off[:, :, None] * off[:, None, :] + cov[:, :c, :c]
        second = mean**2 + np.einsum("mii->mi", cov)
        own = live[:, c:] & (s.kinds[:, c:] != FILLER)
        far = (theta * sigma_inverse).sum(axis=(1, 2))
        far += (own * second[:, c:] / variances[s.kinds[:, c:] - 1, s.blocks[:, c:]]).sum(axis=1)
        here = np.where(m, (ODDNESS + c + own.sum(axis=1)) / (ODDNESS + far), 1.0)
        w[s.members] = here
        total += (here[m, None, None] * theta[m]).sum(axis=0)
        for j, kind in enumerate((EFFORT, BLOCK, EFFORT_BLOCK, GROUP)):
            which = (s.kinds == kind) & live
            squares[j] += np.bincount(s.blocks[which], (here[:, None] * second)[which], layout.blocks)
            counts[j] += np.bincount(s.blocks[which], minlength=layout.blocks)
    models = max(int(seen.models.sum()), 1)
    if c > 1:
        sigma = (total + (c + 2) * 0.5 * np.eye(c) * np.trace(total) / models / c) / (models + c + 2)
    else:
        sigma = np.maximum(total / models, 1e-6)
    return {"sigma": (sigma + sigma.T) / 2, "variances": _of_blocks(layout, squares, counts, p.variances), "w": w}


def _of_blocks(layout: Layout, squares: Floats, counts: Floats, before: Floats) -> Floats:
    """Variances of v, g, q and h by block, each drawn to the one over all; a block of one group has no h."""
    counts[GROUP - 1] *= layout.grouped
    squares[GROUP - 1] *= layout.grouped
    n = counts.sum(axis=1, keepdims=True)
    pooled = np.where(n > 0, squares.sum(axis=1, keepdims=True) / np.maximum(n, 1), before[:, :1])
    found = (squares + POOL * pooled) / (counts + POOL)
    found[EFFORT - 1] = pooled[EFFORT - 1]
    found[GROUP - 1] *= layout.grouped
    return np.asarray(np.maximum(found, LEAST_VARIANCE), dtype=np.float64)


def _metrics(layout: Layout, p: Parameters, q: Posterior, used: Bools) -> dict[str, Floats]:
    """Difficulty, slope and noise of every metric."""
    cells = layout.cells
    k, z, s2 = cells.metric[used], cells.z[used], cells.s2[used]
    um, uv = q.u_mean[layout.place[used]], q.u_var[layout.place[used]]
    w = 1 / (s2 + p.tau2[k])
    n = np.bincount(k, minlength=cells.metrics)
    centre = p.d[n > 0].mean() if (n > 0).any() else 0.0

    def by_metric(x: Floats) -> Floats:
        return np.bincount(k, x, cells.metrics).astype(np.float64)

    s00 = by_metric(w) + 1 / SD_DIFFICULTY**2
    s01 = by_metric(w * um)
    s11 = by_metric(w * (um**2 + uv)) + 1 / SD_SLOPE**2
    r0 = by_metric(w * z) + centre / SD_DIFFICULTY**2
    r1 = by_metric(w * z * um) + 1 / SD_SLOPE**2
    det = s00 * s11 - s01**2
    d = (s11 * r0 - s01 * r1) / det
    a = np.maximum((s00 * r1 - s01 * r0) / det, LEAST_SLOPE)
    excess = (z - d[k] - a[k] * um) ** 2 + a[k] ** 2 * uv - s2
    usual = max(float(np.median(by_metric(excess)[n > 0] / n[n > 0])), 1e-4) if (n > 0).any() else 0.1
    tau2 = np.maximum((by_metric(excess) + POOL * usual) / (n + POOL), 0.05 * usual)
    return {"d": d, "a": a, "tau2": tau2, "cov_d": s11 / det, "cov_da": -s01 / det, "cov_a": s00 / det}
