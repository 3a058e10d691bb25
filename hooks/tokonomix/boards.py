"""Boards of a day: records of results become the frame that `scores` reads, and scores are looked up by model."""

from __future__ import annotations

import copyreg
import hashlib
import pickle
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from tokonomix import wording

if TYPE_CHECKING:
    from tokonomix.catalog import Catalog, Result
    from tokonomix.scores.board import Board, Boards, Entry, Gap, PreferenceBoard

OVERALL = "overall"


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
    def _entries(self) -> dict[tuple[str, str], tuple[Scored, ...]]:
        found: dict[tuple[str, str], list[Scored]] = {}
        for category in (*self.boards, OVERALL):
            board, record = self.board(category), self.record(category)
            digest = board.digest[:12]
            for entry in board.entries:
                found.setdefault((category, entry.model), []).append(Scored(category, entry, record, digest))
        return {
            key: tuple(
                sorted(group, key=lambda s: (s.entry.score is None, -(s.entry.score or 0), s.entry.effort))
            )
            for key, group in found.items()
        }


def compute(catalog: Catalog, day: date, cache: Path | None = None) -> BoardSet:
    """Return the boards of a day from what was published by then.

    With a cache folder the fit is kept there under the digest of its inputs and of the code that made it.
    """
    rows = list(_rows(catalog, day))
    released = {m.id: m.released for m in catalog.models.values() if m.kind != "snapshot"}
    weights = {name: float(category.weight) for name, category in catalog.categories.items()}
    display = {name: category.display for name, category in catalog.categories.items()}
    pooled = {name: catalog.pooled(name) for name in catalog.models}
    key = _key((rows, sorted(released.items(), key=str), weights, display, day))
    kept = cache / f"{key}.pickle" if cache else None
    if kept and kept.is_file():
        return BoardSet(pickle.loads(kept.read_bytes()), pooled, day)  # noqa: S301 - our own file, see _key
    boards = _fit(catalog, rows, released, weights, day)
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        beside = kept.with_suffix(".new")
        beside.write_bytes(pickle.dumps(boards))
        beside.replace(kept)
    return BoardSet(boards, pooled, day)


def _fit(
    catalog: Catalog, rows: list[dict[str, Any]], released: Mapping[str, date | None], weights: Mapping[str, float],
    day: date,
) -> Boards:  # fmt: skip
    # pandas and numpy take most of a second to import, which a check with a warm cache need not spend.
    import pandas as pd

    from tokonomix.scores.category import Category
    from tokonomix.scores.make import make_boards
    from tokonomix.scores.normalise import COLUMNS

    live = {name: benchmark.card.live for name, benchmark in catalog.benchmarks.items()}
    categories = [
        Category(
            name,
            separable=category.display != "columns",
            live=tuple(b for b in category.benchmarks if live.get(b)),
        )
        for name, category in catalog.categories.items()
    ]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return make_boards(frame, released, categories=categories, as_of=day, weights=weights)


def _rows(catalog: Catalog, day: date) -> Iterator[dict[str, Any]]:
    """Yield one row for every result and category it counts for; votes also for unmapped models, since they rank."""
    for result in catalog.results:
        benchmark = catalog.benchmarks[result.benchmark]
        task, metric = benchmark.task(result.task), benchmark.card.metrics[result.metric]
        kind = benchmark.kind(result.metric)
        published = result.published_on or result.evaluated_on
        if task is None or result.value is None or (published and published > day):
            continue
        if kind == "preference" or (
            kind == "correctness" and metric.ranks and result.model and _ranks(catalog, result)
        ):
            for category in task.categories:
                yield {
                    "model": catalog.pooled(result.model) if result.model else "",
                    "snapshot": result.model or result.published_as,
                    "effort": result.effort,
                    "category": category,
                    "benchmark": result.benchmark,
                    "release": published.isoformat()
                    if benchmark.card.releases == "by day" and published
                    else "",
                    "task": result.task or "",
                    "metric": result.metric,
                    "kind": kind,
                    "value": result.value,
                    "n": result.n or task.n,
                    "stderr": result.stderr,
                    "low": result.low,
                    "high": result.high,
                    "floor": _float(metric.floor),
                    "ceiling": _float(metric.ceiling),
                    "higher_is_better": metric.better == "higher",
                    "published_on": published,
                }


def _ranks(catalog: Catalog, result: Result) -> bool:
    """Tell whether a result's grade may rank: measured and published ones do, a maker's own and reported ones do not."""
    return catalog.sources[result.source].grade in ("measured", "published")


def _float(value: Any) -> float | None:
    return None if value is None else float(value)


def _key(parts: Iterable[object]) -> str:
    here = Path(__file__).resolve().parent
    code = hashlib.sha256()
    for path in [Path(__file__), *sorted((here / "scores").glob("*.py"))]:
        code.update(path.read_bytes())
    code.update(repr(tuple(parts)).encode())
    return code.hexdigest()[:24]


def effort_words(effort: str) -> str:
    """Return an effort for readers, '' for the default."""
    return (
        "" if effort == "default" else effort.replace("thinking=", "thinking ").replace("=", wording.NARROW)
    )
