"""Suites: which tests are one block, which blocks are linked, which are live.

A *block* is one benchmark, or its releases that share a pooled test. Within a category blocks are a graph,
an edge at least five shared models; only the part that holds the newest block can rank.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import TYPE_CHECKING

from .pooling import SHARED_MODELS, Pool, Release, Result, Source, pooled, release_order, results_of, root

if TYPE_CHECKING:
    import pandas as pd

CEILING_ABOVE, CEILING_SHARE = 0.95, 0.75
STATUSES = ("live", "linked", "history", "thin")


@dataclass(frozen=True)
class Suite:
    """A block as it stands in one category: `status` is 'live', 'linked' (linked, but superseded or not
    declared live), 'history' (not linked to the newest block) or 'thin' (fewer than five models).
    """

    category: str
    block: str
    status: str
    models: int
    newest: datetime.date


@dataclass(frozen=True, slots=True)
class Trial:
    """A test: where it comes from (`release` the newest), whether it counts in scores (`live`), whether
    nearly every model solves it (`ceiling`), the `status` of its block, and whether a live benchmark runs it today
    (`current`), linked or not.
    """

    category: str
    block: str
    benchmark: str
    release: str
    task: str
    metric: str
    live: bool
    ceiling: bool
    status: str
    current: bool
    results: int


@dataclass(frozen=True, slots=True)
class Cell:
    """What is known of a model at one effort on one test (index of `Evidence.tests`): the mean over its
    snapshots and repeated runs, with the mean of their variances; days as ordinals.
    """

    model: str
    effort: str
    test: int
    y: float
    s2: float
    first: int
    newest: int
    snapshots: tuple[str, ...]


@dataclass(frozen=True)
class Evidence:
    """Correctness results, arranged. `cells` in order of model, effort, test."""

    cells: tuple[Cell, ...]
    tests: tuple[Trial, ...]
    suites: tuple[Suite, ...]

    def of(self, category: str, status: str | None = None) -> tuple[Suite, ...]:
        """The suites of one category, of one status if given."""
        return tuple(s for s in self.suites if s.category == category and status in {None, s.status})

    def live(self, category: str) -> list[int]:
        """The live tests of a category."""
        return [i for i, t in enumerate(self.tests) if t.category == category and t.live]

    def weights(self, category: str) -> dict[int, float]:
        """Weight of every live test of a category: blocks alike, tests alike within a block."""
        live = self.live(category)
        size = Counter(self.tests[i].block for i in live)
        return {i: 1 / (len(size) * size[self.tests[i].block]) for i in live}


Replaced = tuple[str, str, str]
"""Benchmark, a task of it, and the newer task of it that holds the same items and more."""


def arrange(
    rows: pd.DataFrame, live: Mapping[str, Sequence[str] | None], replaced: Iterable[Replaced] = ()
) -> Evidence:
    """Tests, blocks and links of correctness rows (of `usable_rows`).

    `live` names the benchmarks that are live in a category; None: all. A task of `replaced` is not live once the newer
    one has results in the category.
    """
    results = results_of(rows)
    order = release_order(results)
    pools = pooled(results, order)
    blocks = block_names(pools, order)
    current = {i for i, found in enumerate(_current(pools, order, live, replaced)) if found}
    cells = _cells(results, pools, order)
    heads = [max(p.sources, key=lambda s: (order[s.of], s.benchmark)) for p in pools]
    suites = _linked(cells, [(h.category, blocks[h.of]) for h in heads], current)
    status = {(s.category, s.block): s.status for s in suites}
    values: dict[int, list[float]] = {}
    for c in cells:
        values.setdefault(c.test, []).append(c.y)
    tests = []
    for i, h in enumerate(heads):
        here = status[h.category, blocks[h.of]]
        high = sum(y > CEILING_ABOVE for y in values[i]) >= CEILING_SHARE * len(values[i])
        running = here == "live" and i in current
        tests.append(
            Trial(
                h.category,
                blocks[h.of],
                h.benchmark,
                h.release,
                h.task,
                h.metric,
                running,
                high,
                here,
                i in current,
                len(values[i]),
            )
        )
    return Evidence(tuple(cells), tuple(tests), suites)


def block_names(pools: list[Pool], order: Mapping[Release, int]) -> dict[Release, str]:
    """The block of every release, named by its benchmark with its first and last release."""
    releases = sorted(order)
    position = {r: i for i, r in enumerate(releases)}
    into = list(range(len(releases)))
    for pool in pools:
        for s in pool.sources[1:]:
            into[root(into, position[s.of])] = root(into, position[pool.sources[0].of])
    groups: dict[int, list[Release]] = {}
    for i, r in enumerate(releases):
        groups.setdefault(root(into, i), []).append(r)
    names: dict[Release, str] = {}
    for members in groups.values():
        parts = []
        for benchmark in sorted({b for b, _ in members}):
            own = sorted((r for r in members if r[0] == benchmark), key=lambda r: order[r])
            first, last = own[0][1], own[-1][1]
            span = first if first == last else f"{first} to {last}"
            parts.append(f"{benchmark} {span}".strip())
        names.update(dict.fromkeys(members, " = ".join(parts)))
    return names


def _current(
    pools: list[Pool],
    order: Mapping[Release, int],
    live: Mapping[str, Sequence[str] | None],
    replaced: Iterable[Replaced],
) -> Iterable[bool]:
    """Of each test, whether a live benchmark's newest release runs it and no benchmark has left it behind."""
    present = {(s.category, s.benchmark, s.task) for pool in pools for s in pool.sources}
    newer = {(benchmark, task): by for benchmark, task, by in replaced}
    last: dict[tuple[str, str], int] = {}
    for pool in pools:
        for s in pool.sources:
            key = s.category, s.benchmark
            last[key] = max(order[s.of], last.get(key, 0))
    for pool in pools:
        runs: dict[str, bool] = {}
        for s in pool.sources:
            gone = (s.category, s.benchmark, newer.get((s.benchmark, s.task))) in present
            here = order[s.of] == last[s.category, s.benchmark] and not gone
            runs[s.benchmark] = here or runs.get(s.benchmark, False)
        declared = live.get(pool.sources[0].category)
        yield all(runs.values()) and (declared is None or any(b in declared for b in runs))


def _cells(results: list[Result], pools: list[Pool], order: Mapping[Release, int]) -> list[Cell]:
    """One cell a model, effort and test, of the newest release in which a snapshot has the test."""
    test_of = {s: i for i, pool in enumerate(pools) for s in pool.sources}
    runs: dict[tuple[str, str, int], dict[str, list[Result]]] = {}
    for r in results:
        test = test_of[Source(r.category, *r.of, r.task, r.metric)]
        own = runs.setdefault((r.model, r.effort, test), {})
        held = own.get(r.snapshot)
        if held is None or order[r.of] > order[held[0].of]:
            own[r.snapshot] = [r]
        elif order[r.of] == order[held[0].of]:
            held.append(r)
    cells = []
    for (model, effort, test), own in sorted(runs.items(), key=lambda x: x[0]):
        kept = [r for held in own.values() for r in held]
        y = fsum(fsum(r.y for r in held) / len(held) for held in own.values()) / len(own)
        s2 = fsum(fsum(r.s2 for r in held) / len(held) for held in own.values()) / len(own)
        days = [r.day for r in kept]
        cells.append(Cell(model, effort, test, y, s2, min(days), max(days), tuple(sorted(own))))
    return cells


def _linked(cells: list[Cell], blocks: list[tuple[str, str]], current: set[int]) -> tuple[Suite, ...]:
    """Every block of every category with its status. `blocks` is category and block by test."""
    models: dict[tuple[str, str], set[str]] = {}
    newest: dict[tuple[str, str], int] = {}
    for c in cells:
        key = blocks[c.test]
        models.setdefault(key, set()).add(c.model)
        newest[key] = max(c.newest, newest.get(key, 0))
    running = {blocks[i] for i in current}
    suites = []
    for category in sorted({c for c, _ in models}):
        mine = sorted(k for k in models if k[0] == category)
        enough = [k for k in mine if len(models[k]) >= SHARED_MODELS]
        start = [k for k in enough if k in running]
        front = [max(start, key=lambda k: (newest[k], len(models[k]), k))] if start else []
        reached = set(front)
        while front:
            here = front.pop()
            next_to = [k for k in enough if k not in reached and len(models[here] & models[k]) >= SHARED_MODELS]
            reached.update(next_to)
            front += next_to
        for k in mine:
            if k not in enough:
                status = "thin"
            elif k not in reached:
                status = "history"
            else:
                status = "live" if k in running else "linked"
            day = datetime.date.fromordinal(newest[k])
            suites.append(Suite(category, k[1], status, len(models[k]), day))
    return tuple(suites)
