"""Results hidden and foretold: the splits, the baselines and our estimate, on one frame of results.

The splits and baselines are those that the bars of the method were set with; they keep their seeds, so that two runs
hide the same results.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from tokonomix.scores.ability import fit
from tokonomix.scores.layout import Bools, Cells, Ints, Layout
from tokonomix.scores.normalise import Floats, logit, unlogit

COLUMNS = ("family", "effort", "vendor", "block", "metric", "group", "category", "ability", "y", "s2")
"""A frame has one row a result: `ability` is the category, or category and block where a category is not one;
`group` is the kind of test within the block, '' where it declares none."""
LEAST_RESULTS = 3
"""A hidden result is foretold if its metric keeps as many of others."""
FOLDS, REPEATS, PARTS = 10, 20, 4
SHARE = 0.1
_NODES, _WEIGHTS = np.polynomial.hermite_e.hermegauss(9)
_WEIGHTS = _WEIGHTS / _WEIGHTS.sum()


@dataclass(frozen=True)
class World:
    """Results, and the release day of each family in years from a centre."""

    frame: pd.DataFrame
    years: dict[str, float]


def family_blocks(frame: pd.DataFrame) -> Iterator[Bools]:
    """Yield ten folds of families' blocks, each with at least one other block of the family left."""
    pairs = frame[["family", "block"]].drop_duplicates()
    pairs = pairs[pairs.groupby("family").block.transform("size") >= 2].reset_index(drop=True)
    rng = np.random.default_rng(7)
    pairs = pairs.sample(frac=1, random_state=7)
    first = {name: int(rng.integers(FOLDS)) for name in pairs.family.unique()}
    pairs["fold"] = (pairs.groupby("family").cumcount() + pairs.family.map(first)) % FOLDS
    fold = {(f, b): n for f, b, n in zip(pairs.family, pairs.block, pairs.fold, strict=True)}
    held = np.array([fold.get(key, -1) for key in zip(frame.family, frame.block, strict=True)])
    for number in range(FOLDS):
        yield held == number


def tenth_of_cells(frame: pd.DataFrame) -> Iterator[Bools]:
    """Yield twenty draws of a tenth of all results."""
    for number in range(REPEATS):
        yield np.random.default_rng(1000 + number).random(len(frame)) < SHARE


def all_but_one_block(frame: pd.DataFrame) -> Iterator[Bools]:
    """Yield four parts of the families with three blocks or more; each keeps one block drawn at random."""
    blocks = frame.groupby("family").block.nunique()
    families = np.array(sorted(blocks[blocks >= 3].index))
    np.random.default_rng(11).shuffle(families)
    taken = {name: sorted(set(group)) for name, group in frame.groupby("family").block}
    for number in range(PARTS):
        rng = np.random.default_rng(1000 + number)
        kept = {name: rng.choice(taken[name]) for name in sorted(set(families[number::PARTS]))}
        yield np.array([f in kept and b != kept[f] for f, b in zip(frame.family, frame.block, strict=True)])


SPLITS: dict[str, Callable[[pd.DataFrame], Iterator[Bools]]] = {
    "family-blocks hidden": family_blocks,
    "10 % of cells hidden": tenth_of_cells,
    "all but one block of a family hidden": all_but_one_block,
}


def tried(frame: pd.DataFrame, hidden: Bools) -> Bools:
    """Return which hidden results can be asked for: their family and their metric are still known."""
    left = frame[~hidden]
    known = frame.metric.map(left.metric.value_counts()).fillna(0) >= LEAST_RESULTS
    return np.asarray(hidden & known & frame.family.isin(set(left.family)), dtype=np.bool_)


# Baselines: each foretells y of the rows `wanted` from the rows `known`.


def _looked_up(known: pd.DataFrame, values: Floats, wanted: pd.DataFrame) -> Floats:
    """Return the mean of values of the same effort in the category; else of the family there; else anywhere."""
    found = np.full(len(wanted), np.nan)
    for keys in (["family", "category", "effort"], ["family", "category"], ["family", "effort"], ["family"]):
        found = np.where(np.isnan(found), _means(known, values, keys, wanted), found)
    return found


def _means(known: pd.DataFrame, values: Any, keys: list[str], wanted: pd.DataFrame) -> Floats:
    means = known.assign(value=values).groupby(keys).value.mean()
    index: pd.Index[Any] = pd.MultiIndex.from_frame(wanted[keys]) if len(keys) > 1 else pd.Index(wanted[keys[0]])
    return np.asarray(means.reindex(index).to_numpy(), dtype=np.float64)


def benchmark_mean(known: pd.DataFrame, wanted: pd.DataFrame) -> Floats:
    """Foretell by how hard the test is alone."""
    found = _means(known, known.y, ["metric"], wanted)
    return np.where(np.isnan(found), known.y.mean(), found)


def plain_mean(known: pd.DataFrame, wanted: pd.DataFrame) -> Floats:
    """Foretell by the plain mean of a model's available results."""
    found = _looked_up(known, known.y.to_numpy(), wanted)
    return np.where(np.isnan(found), benchmark_mean(known, wanted), found)


def win_rate(known: pd.DataFrame, wanted: pd.DataFrame) -> Floats:
    """Foretell by a regression of each test on the share of others that a model beats."""
    beaten = known.groupby("metric").y.transform(lambda s: (s.rank() - 1) / (len(s) - 1) if len(s) > 1 else s * 0 + 0.5)
    own = known.assign(w=_looked_up(known, beaten.to_numpy(), known) - 0.5)
    asked = np.nan_to_num(_looked_up(known, beaten.to_numpy(), wanted), nan=0.5) - 0.5
    centre = own.groupby("metric").w.mean()
    dw = own.w - own.groupby("metric").w.transform("mean")
    dy = own.y - own.groupby("metric").y.transform("mean")
    xy, xx = (dw * dy).groupby(own.metric).sum(), (dw**2).groupby(own.metric).sum()
    common = xy.sum() / xx.sum()
    slope = ((xy + 0.3 * common) / (xx + 0.3)).reindex(wanted.metric).to_numpy()
    slope = np.where(np.isnan(slope), common, slope)
    middle = np.nan_to_num(centre.reindex(wanted.metric).to_numpy())
    found: Floats = np.clip(benchmark_mean(known, wanted) + slope * (asked - middle), 0, 1)
    return found


def vendor_mean(known: pd.DataFrame, wanted: pd.DataFrame) -> Floats:
    """Foretell by how the other models of the same maker do."""
    off = (known.y - known.groupby("metric").y.transform("mean")).to_numpy()
    found = np.full(len(wanted), np.nan)
    for keys in (["vendor", "category"], ["vendor"]):
        found = np.where(np.isnan(found), _means(known, off, keys, wanted), found)
    foretold: Floats = np.clip(benchmark_mean(known, wanted) + np.nan_to_num(found), 0, 1)
    return foretold


BASELINES = {
    "plain mean": plain_mean, "win rate": win_rate, "vendor mean": vendor_mean, "benchmark mean only": benchmark_mean,
}  # fmt: skip


# Ours


def codes(values: Any) -> Ints:
    """Return the place of each value in the order of all."""
    place = {name: i for i, name in enumerate(sorted(set(values)))}
    return np.array([place[v] for v in values], dtype=np.int64)


def layout_of(world: World, *, joint: bool = True) -> Layout:
    """Return the layout of all results: abilities are joint, or there is one."""
    f = world.frame
    ability = codes(f.ability) if joint else np.zeros(len(f), dtype=np.int64)
    return Layout(
        Cells(
            codes(f.family), codes(list(zip(f.family, f.effort, strict=True))), codes(f.block),
            codes(list(zip(f.block, f.group, strict=True))), codes(f.metric), ability,
            z=logit(f.y.to_numpy()), s2=f.s2.to_numpy(),
            years=np.array([world.years.get(name, 0.0) for name in sorted(set(f.family))]),
            metrics=f.metric.nunique(), abilities=int(ability.max()) + 1,
        )
    )  # fmt: skip


def foretell(layout: Layout, known: Bools) -> tuple[Floats, Floats]:
    """Return mean and variance of z of every result, from those known.

    The sampling error of a hidden result is not known before it is seen: the median of its metric stands for it.
    """
    cells = layout.cells
    found = fit(layout, known)
    p, q = found.parameters, found.posterior
    k, at = cells.metric, layout.place
    u, variance = q.u_mean[at], q.u_var[at]
    usual = pd.Series(cells.s2[known]).groupby(k[known]).median().reindex(range(cells.metrics)).fillna(0).to_numpy()
    spread = p.cov_d[k] + 2 * u * p.cov_da[k] + p.cov_a[k] * (u**2 + variance)
    return p.d[k] + p.a[k] * u, p.a[k] ** 2 * variance + spread + p.tau2[k] + usual[k]


def joint(world: World) -> Callable[[Bools], tuple[Floats, Floats]]:
    """Return our estimate: one fit for all categories."""
    layout = layout_of(world)
    return lambda known: foretell(layout, known)


def simple(world: World) -> Callable[[Bools], tuple[Floats, Floats]]:
    """Return its simple form: each category by itself."""
    parts = []
    for category in sorted(set(world.frame.category)):
        rows = np.flatnonzero((world.frame.category == category).to_numpy())
        own = World(world.frame.iloc[rows].reset_index(drop=True), world.years)
        parts.append((rows, layout_of(own, joint=False)))

    def estimate(known: Bools) -> tuple[Floats, Floats]:
        mean, variance = np.zeros(len(known)), np.ones(len(known))
        for rows, layout in parts:
            mean[rows], variance[rows] = foretell(layout, known[rows])
        return mean, variance

    return estimate


def expected(mean: Floats, variance: Floats) -> Floats:
    """Return the mean of y when z is normal."""
    found: Floats = unlogit(mean[:, None] + np.sqrt(variance)[:, None] * _NODES) @ _WEIGHTS
    return found


@dataclass(frozen=True)
class Outcome:
    """What a split gave: the error of ours over that of each baseline, and how often intervals held."""

    tests: int
    error: float
    ratios: dict[str, float]
    widening: float
    held: float
    by_category: dict[str, tuple[int, float]]
    """Category: test results and share held, where there are at least a hundred."""


def run(world: World, split: str, estimate: Callable[[Bools], tuple[Floats, Floats]]) -> Outcome:
    """Hide as the split says, foretell, and compare with every baseline.

    Intervals are widened by what the other folds needed: no fold sees its own errors.
    """
    frame = world.frame
    found = []
    for number, hidden in enumerate(SPLITS[split](frame)):
        asked = tried(frame, hidden)
        known, wanted = frame[~hidden], frame[asked]
        mean, variance = (x[asked] for x in estimate(~hidden))
        part = wanted[["family", "block", "category", "y"]].assign(fold=number, ours=expected(mean, variance))
        part["off"] = np.abs(logit(wanted.y.to_numpy()) - mean) / np.sqrt(variance)
        for name, baseline in BASELINES.items():
            part[name] = baseline(known, wanted)
        found.append(part)
    whole = pd.concat(found, ignore_index=True)
    errors = {name: _error(whole, name) for name in ("ours", *BASELINES)}
    factor = {n: max(whole.off[whole.fold != n].quantile(0.95) / 1.96, 1.0) for n in sorted(set(whole.fold))}
    held = whole.off <= 1.96 * whole.fold.map(factor)
    groups = {str(c): (len(g), float(g.mean())) for c, g in held.groupby(whole.category) if len(g) >= 100}
    ratios = {name: errors["ours"] / errors[name] for name in BASELINES}
    widening = float(np.mean(list(factor.values())))
    return Outcome(len(whole), errors["ours"], ratios, widening, float(held.mean()), groups)


def _error(whole: pd.DataFrame, name: str) -> float:
    """Return the root of the mean over (family, block) of its mean squared error; a large suite drowns no other."""
    square = (whole[name] - whole.y) ** 2
    return float(np.sqrt(square.groupby([whole.family, whole.block, whole.fold]).mean().mean()))
