"""The same number twice is one number: the same test over releases and benchmarks put together.

A *test* is one metric of one task of one benchmark, over the releases that publish the same numbers (at
least 60 % of shared cells, of at least two models, equal), and over benchmarks that repeat each other.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from .normalise import natural_key

if TYPE_CHECKING:
    import pandas as pd

EQUAL_SHARE = 0.6
EQUAL_WITHIN = 2e-4
SHARED_MODELS = 5

Release = tuple[str, str]
"""Benchmark and release."""
CellKey = tuple[str, str, str]
"""Model, effort, snapshot."""


class Result(NamedTuple):
    """A correctness result: what it is of, `y` in 0..1, variance `s2` of its logit, `day` as an ordinal."""

    model: str
    effort: str
    snapshot: str
    category: str
    benchmark: str
    release: str
    task: str
    metric: str
    y: float
    s2: float
    day: int

    @property
    def cell(self) -> CellKey:
        """What two tests share."""
        return self.model, self.effort, self.snapshot

    @property
    def of(self) -> Release:
        """Its release."""
        return self.benchmark, self.release


def results_of(rows: pd.DataFrame) -> list[Result]:
    """Results from the correctness rows of `usable_rows`, in their order."""
    columns = [rows[c].tolist() for c in Result._fields[:-1]]
    days = [d.toordinal() for d in rows["published_on"]]
    return [Result(*values) for values in zip(*columns, days, strict=True)]


def release_order(results: list[Result]) -> dict[Release, int]:
    """Rank of every release within its benchmark, oldest 0: by first day of publication, then by name."""
    first: dict[Release, int] = {}
    for r in results:
        first[r.of] = min(r.day, first.get(r.of, r.day))
    order: dict[Release, int] = {}
    count: dict[str, int] = {}
    for release in sorted(first, key=lambda x: (x[0], first[x], natural_key(x[1]))):
        order[release] = count.setdefault(release[0], 0)
        count[release[0]] += 1
    return order


class Source(NamedTuple):
    """One published column: a metric of a task in a release, within a category."""

    category: str
    benchmark: str
    release: str
    task: str
    metric: str

    @property
    def of(self) -> Release:
        """Its release."""
        return self.benchmark, self.release


@dataclass
class Pool:
    """Columns that are one test, with y by cell (of the newest release that has it)."""

    sources: list[Source]
    cells: dict[CellKey, float]


def pooled(results: list[Result], order: Mapping[Release, int]) -> list[Pool]:
    """All tests, in an order of their own."""
    return _over_benchmarks(_over_releases(results, order))


def _over_releases(results: list[Result], order: Mapping[Release, int]) -> list[Pool]:
    columns: dict[Source, dict[CellKey, float]] = {}
    for r in results:
        columns.setdefault(Source(r.category, *r.of, r.task, r.metric), {})[r.cell] = r.y
    voices: dict[tuple[str, ...], list[Pool]] = {}
    for source in sorted(columns, key=lambda s: (s.category, s.benchmark, s.task, s.metric, order[s.of])):
        cells = columns[source]
        mine = voices.setdefault((source.category, source.benchmark, source.task, source.metric), [])
        same = next((p for p in reversed(mine) if _equal(p.cells, cells, 2)), None)
        if same is None:
            mine.append(Pool([source], cells))
        else:
            same.sources.append(source)
            same.cells.update(cells)
    return [pool for pools in voices.values() for pool in pools]


def _equal(a: dict[CellKey, float], b: dict[CellKey, float], models: int) -> bool:
    shared = a.keys() & b.keys()
    if len({k[0] for k in shared}) < models:
        return False
    return sum(abs(a[k] - b[k]) <= EQUAL_WITHIN for k in shared) >= EQUAL_SHARE * len(shared)


def _over_benchmarks(pools: list[Pool]) -> list[Pool]:
    into = list(range(len(pools)))
    for i, j in _suspects(pools):
        if _repeats(pools[i].cells, pools[j].cells):
            into[root(into, j)] = root(into, i)
    merged: dict[int, Pool] = {}
    for i, pool in enumerate(pools):
        r = root(into, i)
        if r in merged:
            merged[r].sources += pool.sources
        else:
            merged[r] = pool
    return list(merged.values())


def _suspects(pools: list[Pool]) -> list[tuple[int, int]]:
    """Pairs of pools of one category and different benchmarks with at least five equal cells."""
    by_value: dict[tuple[str, CellKey, int], list[int]] = {}
    for i, pool in enumerate(pools):
        for cell, y in pool.cells.items():
            step = round(y / EQUAL_WITHIN)
            for near in (step, step + 1):
                by_value.setdefault((pool.sources[0].category, cell, near), []).append(i)
    hits: dict[tuple[int, int], int] = {}
    for members in by_value.values():
        for i, j in itertools.combinations(members, 2):
            if pools[i].sources[0].benchmark != pools[j].sources[0].benchmark:
                hits[i, j] = hits.get((i, j), 0) + 1
    return sorted(pair for pair, count in hits.items() if count >= SHARED_MODELS)


def _repeats(a: dict[CellKey, float], b: dict[CellKey, float]) -> bool:
    """Whether most shared cells are equal, and not by accident as full marks on two saturated tests are."""
    values = {round(a[k], 3) for k in a.keys() & b.keys() if abs(a[k] - b[k]) <= EQUAL_WITHIN}
    return len(values) >= SHARED_MODELS and _equal(a, b, SHARED_MODELS)


def root(into: list[int], i: int) -> int:
    """The root of i in a forest of parents, paths shortened on the way."""
    while into[i] != i:
        into[i] = into[into[i]]
        i = into[i]
    return i
