"""Boards of a day: records of results become the frame that `scores` reads, and scores are looked up by model."""

from __future__ import annotations

import copyreg
import hashlib
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from tokonomix import settings, wording
from tokonomix.kept import keep, kept
from tokonomix.records import Result

if TYPE_CHECKING:
    from tokonomix.catalog import Catalog
    from tokonomix.scores.board import Board, Boards, Entry, Gap, PreferenceBoard

OVERALL = "overall"
TEST_KINDS = ("correctness", "judged")
"""Kinds of figures that are results of tests. Grades of taste (judged) have tables of their own and reach no score."""
RANKING_GRADES = ("measured", "published")
"""Grades of sources whose results may rank; the others are shown."""
KEPT = 40
"""Fits kept in the cache folder."""


def _view(items: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    """Return a read-only view; pickle cannot name the class itself."""
    return MappingProxyType(items)


copyreg.pickle(MappingProxyType, lambda view: (_view, (dict(view),)))


@dataclass(frozen=True)
class Scored:
    """An entry of a board, with the name under which reads of it are noted."""

    category: str
    entry: Entry
    record: str
    digest: str

    @property
    def field(self) -> str:
        """Return which entry of the board it is: 'gpt-4o/high'."""
        return f"{self.entry.model}/{self.entry.effort}"

    @property
    def rank_text(self) -> str:
        """Return the rank interval in words: '4 to 9 of 83'."""
        low, high, of = self.entry.rank_low, self.entry.rank_high, self.entry.of
        return f"{low} of {of}" if low == high else f"{low} to {high} of {of}"


@dataclass(frozen=True)
class BoardSet:
    """All boards of a day; models are looked up under the id a board pools them to."""

    boards: Boards = field(repr=False)
    pooled: Mapping[str, str] = field(repr=False)
    as_of: date

    def board(self, category: str) -> Board:
        """Return the board of a category or the overall one."""
        return self.boards.overall if category == OVERALL else self.boards[category]

    def record(self, category: str) -> str:
        """Return the name of the computation, as noted in reads."""
        return f"board/{category}@{self.as_of.isoformat()}"

    def entries(self, category: str, model: str) -> tuple[Scored, ...]:
        """Return every entry of a model, or of the model a snapshot counts for, best first."""
        return self._entries.get((category, self.pooled.get(model, model)), ())

    def find(self, category: str, model: str, effort: str | None = None) -> Scored | None:
        """Return the entry at an effort, or the best one that has a score; None if there is none."""
        for scored in self.entries(category, model):
            if effort in (None, scored.entry.effort) and scored.entry.score is not None:
                return scored
        return None

    def listed(self, category: str) -> tuple[Scored, ...]:
        """Return the entries with a score in the order of their board.

        Ranked ones come first and those on one suite only after them, unless the latter are the majority: then all
        stand by score, for a rank among a few would put them above models that were never compared with them.
        """
        board, record = self.board(category), self.record(category)
        entries = board.ranked + board.provisional
        if not self.ranks_lead(category):
            entries = tuple(sorted(entries, key=lambda e: (-(e.score or 0), e.model, e.effort)))
        digest = board.digest[:12]
        return tuple(Scored(category, entry, record, digest) for entry in entries)

    def ranks_lead(self, category: str) -> bool:
        """Tell whether at least half of the entries with a score have a rank."""
        board = self.board(category)
        return bool(board.ranked) and len(board.ranked) >= len(board.provisional)

    def why(self, category: str, model: str) -> str:
        """Return why a model has no score or rank, as a sentence for readers."""
        entries = self.entries(category, model)
        if not entries:
            return "no source of ours has a correctness result of it in this category"
        return entries[0].entry.reason

    def gap(self, category: str, one: str, other: str) -> tuple[Scored, Scored, Gap] | None:
        """Return the best entries of two models and how far they are apart; None if one has no score."""
        mine, theirs = self.find(category, one), self.find(category, other)
        if mine is None or theirs is None:
            return None
        a, b = mine.entry, theirs.entry
        try:
            return mine, theirs, self.board(category).gap(a.model, a.effort, b.model, b.effort)
        except KeyError:
            return None

    def preference(self, category: str) -> tuple[PreferenceBoard, ...]:
        """Return the boards of votes in a category."""
        return tuple(board for board in self.boards.preference if board.category == category)

    @cached_property
    def voted(self) -> frozenset[tuple[str, str]]:
        """Return (category, model) for every model on a board of votes."""
        return frozenset((board.category, row.model) for board in self.boards.preference for row in board.rows)

    @cached_property
    def _entries(self) -> dict[tuple[str, str], tuple[Scored, ...]]:
        found: dict[tuple[str, str], list[Scored]] = {}
        for category in (*self.boards, OVERALL):
            board, record = self.board(category), self.record(category)
            digest = board.digest[:12]
            for entry in board.entries:
                found.setdefault((category, entry.model), []).append(Scored(category, entry, record, digest))
        return {
            key: tuple(sorted(group, key=lambda s: (s.entry.score is None, -(s.entry.score or 0), s.entry.effort)))
            for key, group in found.items()
        }


def compute(catalog: Catalog, day: date, cache: Path | None = None, asked: Asked | None = None) -> BoardSet:
    """Return the boards of a day from what was published by then, which is `asked` where the caller has it already.

    With a cache folder the fit is kept there under the digest of its inputs and of the code that made it.
    """
    asked = asked or asked_on(catalog, day)
    pooled = {name: catalog.pooled(name) for name in catalog.models}
    path = cache / f"{_digest(asked)}.pickle" if cache else None
    boards = kept(path) if path else None
    if boards is None:
        boards = fit(asked)
        if path:
            keep(path, boards, KEPT)
    return BoardSet(boards, pooled, day)


@dataclass(frozen=True)
class Asked:
    """All that a fit depends on besides code, as plain values, so that its digest names the answer."""

    day: date
    rows: tuple[dict[str, Any], ...]
    released: Mapping[str, date | None]
    weights: Mapping[str, float]
    categories: tuple[tuple[str, bool, tuple[str, ...]], ...]
    """Id, whether its tests measure one ability, its live benchmarks."""
    names: Mapping[str, str]
    """Names of benchmarks, with which boards speak of suites."""
    replaced: tuple[tuple[str, str, str], ...] = ()
    """Benchmark, a task of it, the newer task of it that holds the same items and more."""
    groups: tuple[tuple[str, str, str], ...] = ()
    """Benchmark, a task of it, the kind of task it says it is."""


def asked_on(catalog: Catalog, day: date, counted: Iterable[Counted] | None = None) -> Asked:
    """Return what the boards of a day are made from, with the results that count by then if they are known already."""
    live = {name for name, benchmark in catalog.benchmarks.items() if benchmark.card.live}
    return Asked(
        day,
        tuple(_rows(catalog, counting(catalog, day) if counted is None else counted)),
        {m.id: m.released for m in catalog.models.values() if m.kind != "snapshot"},
        {name: float(category.weight) for name, category in catalog.categories.items()},
        tuple(
            (name, category.display != "columns", tuple(b for b in category.benchmarks if b in live))
            for name, category in catalog.categories.items()
        ),
        {name: benchmark.card.name for name, benchmark in catalog.benchmarks.items()},
        tuple(
            (name, old, task.replaced_by)
            for name, benchmark in catalog.benchmarks.items()
            for old, task in benchmark.card.tasks.items()
            if task.replaced_by
        ),
        tuple(
            (name, of, task.group)
            for name, benchmark in catalog.benchmarks.items()
            for of, task in benchmark.card.tasks.items()
            if task.group
        ),
    )


def fit(asked: Asked) -> Boards:
    """Return the boards of what was published by a day; equal input gives equal bytes."""
    # pandas and numpy take most of a second to import, which nobody should spend who asks for no board.
    import pandas as pd

    from tokonomix.scores import COLUMNS, Category, make_boards

    categories = [Category(name, separable=whole, live=live) for name, whole, live in asked.categories]
    frame = pd.DataFrame(list(asked.rows), columns=list(COLUMNS))
    judged = frame["kind"] == "judged"
    made = make_boards(
        frame[~judged], asked.released, categories=categories, as_of=asked.day, weights=asked.weights,
        replaced=asked.replaced, groups={(benchmark, task): group for benchmark, task, group in asked.groups},
    )  # fmt: skip
    found = dict(made.items())
    if judged.any():
        # Grades of taste are arranged by themselves: in one fit with right answers they would move scores.
        graded = frame[judged].assign(kind="correctness")
        apart = [replace(category, separable=False) for category in categories]
        tables = make_boards(graded, asked.released, categories=apart, as_of=asked.day, weights={})
        found |= {name: board for name, board in tables.items() if board.entries and not made[name].entries}
    said = {name: _said(board, asked.names) for name, board in found.items()}
    return replace(made, by_category=MappingProxyType(said), overall=_said(made.overall, asked.names))


def _said(board: Board, names: Mapping[str, str]) -> Board:
    """Return a board whose sentences name suites as readers know them."""

    def reworded(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        return tuple(replace(entry, reason=suite_words(names, entry.reason)) for entry in entries)

    return replace(
        board, note=suite_words(names, board.note), provisional=reworded(board.provisional),
        unranked=reworded(board.unranked),
    )  # fmt: skip


def suite_words(names: Mapping[str, str], text: str) -> str:
    """Return a suite's name, or a sentence that names some, with benchmarks by name and days as readers write them.

    'livebench 2025-12-23 to 2026-06-25' becomes 'LiveBench of 23 Dec 2025 to 25 Jun 2026'.
    """
    if names:
        text = _any_of(frozenset(names)).sub(lambda match: names[match[1]], text)
    return _DAYS.sub(lambda m: f"of {_day(m[1])} to {_day(m[2])}" if m[2] else f"of {_day(m[1])}", text)


@lru_cache(maxsize=1)
def _any_of(names: frozenset[str]) -> re.Pattern[str]:
    ids = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])({ids})(?![\w-])")


_DAYS = re.compile(r"\b(\d{4}-\d\d-\d\d)(?: to (\d{4}-\d\d-\d\d))?\b")


def _day(iso: str) -> str:
    return wording.short_day(date.fromisoformat(iso))


def day_of(catalog: Catalog, result: Result) -> date:
    """Return the day from which a result counts: where nobody states one, the day on which we read it."""
    return result.published_on or result.evaluated_on or catalog.sources[result.source].read


Counted = tuple[Result, Sequence[str]]
"""A result that may count, and the categories it counts for."""


def counting(catalog: Catalog, day: date) -> Iterator[Counted]:
    """Yield every result that may count by a day: of tests and of votes, with the categories it counts for."""
    for result in catalog.results:
        benchmark = catalog.benchmarks[result.benchmark]
        task, metric = benchmark.task(result.task), benchmark.card.metrics[result.metric]
        kind = benchmark.kind(result.metric)
        if task is None or result.value is None or day_of(catalog, result) > day or not _ranks(catalog, result):
            continue
        if kind == "preference" or (kind in TEST_KINDS and metric.ranks and result.model):
            yield result, task.categories


def _rows(catalog: Catalog, counted: Iterable[Counted]) -> Iterator[dict[str, Any]]:
    """Yield one row for every result that may count, and every category it counts for.

    Votes keep the name they were published under as their snapshot, mapped or not: a published board is shown whole,
    and every row of it counts in its ranks. Correctness results of unmapped models inform nothing.
    """
    for result, categories in counted:
        benchmark = catalog.benchmarks[result.benchmark]
        task, metric = benchmark.task(result.task), benchmark.card.metrics[result.metric]
        kind = benchmark.kind(result.metric)
        published = day_of(catalog, result)
        votes = kind == "preference"
        by_day = benchmark.card.releases == "by day"
        for category in categories:
            yield {
                "model": catalog.pooled(result.model) if result.model else "",
                "snapshot": result.published_as if votes else result.model,
                "effort": result.effort,
                "category": category,
                "benchmark": result.benchmark,
                "release": published.isoformat() if by_day else "",
                "task": result.task or "",
                "metric": result.metric,
                "kind": kind,
                "value": result.value,
                "n": result.n or (task.n if task else None),
                "stderr": result.stderr,
                "low": result.low,
                "high": result.high,
                "floor": _float(metric.floor),
                "ceiling": _float(metric.ceiling),
                "higher_is_better": metric.better == "higher",
                "published_on": published,
            }


def _ranks(catalog: Catalog, result: Result) -> bool:
    """Tell whether a result's grade may rank: measured and published may, a maker's own and reported ones may not."""
    return catalog.grade(result) in RANKING_GRADES


def _float(value: Any) -> float | None:
    return None if value is None else float(value)


def _digest(asked: Asked) -> str:
    """Return the name under which boards are kept, of all that they are made from."""
    return hashlib.sha256(code_of() + repr(asked).encode()).hexdigest()[:24]


def code_of(*more: Path) -> bytes:
    """Return a digest of the code that makes boards, of more files, and of the versions that unpickling depends on."""
    here = Path(__file__).resolve().parent
    found = hashlib.sha256(f"{sys.version_info[:2]} numpy {version('numpy')}\n".encode())
    for path in [Path(__file__), *more, *sorted((here / "scores").glob("*.py"))]:
        found.update(path.read_bytes())
    return found.digest()


def effort_words(effort: str) -> str:
    """Return an effort for readers: 'high' as 'high effort', 'thinking=32k' as 'thinking 32k', the default as ''."""
    return settings.words(effort)
