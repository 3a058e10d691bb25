"""A board as rows of numbers, each with its source, n, day and setting: what the command, the CSV and the JSON print.

Nothing is rounded for readers here; the pages round the very same values.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from statistics import median
from typing import TYPE_CHECKING

from tokonomix.boards import OVERALL, RANKING_GRADES, TEST_KINDS, day_of
from tokonomix.edition import Edition
from tokonomix.feeds.board_row import EVERY, BoardRow, Figure
from tokonomix.feeds.language_rows import language_rows
from tokonomix.pages import speed, voice_tables
from tokonomix.pages.board_suites import as_published, headlines, in_order, live_first
from tokonomix.pages.boards import AUDIO_RATES, VOICE, reported, speaking
from tokonomix.pages.published import stands_in
from tokonomix.pages.speed import timed
from tokonomix.records import Model, Result

if TYPE_CHECKING:
    from tokonomix.scores.board import Entry, PreferenceBoard, PreferenceRow, Table

SPEED = "speed"
TEXT_RATES = ("text.input", "text.output")
OURS = "tokonomix-method"
"""Source of what is declared here: the weights of categories."""
_Key = tuple[str, str, str]
"""A test: benchmark, task or '', metric."""


def names(edition: Edition) -> tuple[str, ...]:
    """Return the id of every board, in the order of the tabs."""
    return (OVERALL, *edition.catalog.categories, VOICE, SPEED)


def rows(edition: Edition, board: str) -> tuple[BoardRow, ...]:
    """Return every row of a board: its summary first, then part by part as on its page."""
    maker = _Rows(edition, board)
    if board in (VOICE, SPEED):
        return (*maker.results(), *(maker.speakers() if board == VOICE else ()))
    scores = (maker.summary(), maker.scores(), maker.elsewhere(), maker.suites())
    parts = (*scores, language_rows(edition, board), maker.votes(), maker.reported())
    return tuple(row for part in parts for row in part)


class _Rows:
    """Makes the rows of one board."""

    def __init__(self, edition: Edition, board: str) -> None:
        self.edition, self.catalog, self.name = edition, edition.catalog, board
        self._digests: dict[str, str] = {}

    def summary(self) -> Iterator[BoardRow]:
        """Yield what the board as a whole rests on and can show, and on the overall one the declared weights."""
        board = self.edition.boards.board(self.name)
        scored = [e for e in (*board.ranked, *board.provisional) if e.high is not None and e.low is not None]
        found: list[tuple[str, int | float | None, str]] = [
            ("tests", board.tests, "tests"),
            ("suites", len(board.live_blocks), "suites"),
            ("results", board.results, "results"),
            ("models", board.models, "models"),
            ("smallest gap", board.resolution_floor, "points"),
            ("median width", median(_width(e) for e in scored) if scored else None, "points"),
        ]
        used = [r for entry in board.entries for r in self._behind(self.name, entry)]
        record = self.edition.boards.record(self.name)
        for metric, value, unit in found:
            if value is not None and board.entries:
                figure = Figure(str(value), unit, _sources(used), _items(used), board.newest, EVERY, record=record)
                yield BoardRow(self.name, "summary", metric, figure)
        if self.name == OVERALL:
            total = sum(category.weight for category in self.catalog.categories.values())
            for name, category in self.catalog.categories.items():
                figure = Figure(
                    f"{category.weight:f}", f"of {total:f}", (OURS,), 1, self.edition.as_of, EVERY,
                    record=f"categories#{name}.weight",
                )  # fmt: skip
                yield BoardRow(self.name, "weight", name, figure, name=category.name)

    def scores(self) -> Iterator[BoardRow]:
        """Yield the entries in the order of the page, then those without a score."""
        listed = [scored.entry for scored in self.edition.boards.listed(self.name)]
        for entry in (*listed, *self.edition.boards.board(self.name).unranked):
            yield self._entry(self.name, entry, "score")

    def elsewhere(self) -> Iterator[BoardRow]:
        """Yield the scores in the categories, where the overall board has none of its own."""
        if self.name == OVERALL and not self.edition.boards.listed(OVERALL):
            for category in self.catalog.categories:
                for scored in self.edition.boards.listed(category):
                    yield self._entry(category, scored.entry, "category")

    def _entry(self, category: str, entry: Entry, part: str) -> BoardRow:
        model = self.catalog.models[entry.model]
        behind = self._behind(category, entry)
        figure = Figure(
            _text(entry.score), "of 100", _sources(behind), _items(behind), entry.newest, entry.effort,
            _text(entry.low), _text(entry.high), "published" if entry.score is not None else "",
            f"{self.edition.boards.record(category)} {entry.model}/{entry.effort} {self._digest(category)}",
        )  # fmt: skip
        metric = category if part == "category" else "score"
        return BoardRow(
            self.name, part, metric, figure, model, model.name, entry=entry, note=entry.reason,
            facts=self._facts(model, TEXT_RATES),
        )  # fmt: skip

    def _digest(self, category: str) -> str:
        if category not in self._digests:
            self._digests[category] = self.edition.boards.board(category).digest[:12]
        return self._digests[category]

    def suites(self) -> Iterator[BoardRow]:
        """Yield each suite by itself where tests make no common score: its own headlines, then its results by test."""
        category = self.catalog.categories.get(self.name)
        if category is None or category.display == "ability":
            return
        board = self.edition.boards.board(self.name)
        for table in live_first(board):
            yield from self._suite(table)

    def _suite(self, table: Table) -> Iterator[BoardRow]:
        own = headlines(self.edition, table)
        for row in in_order(self.edition, table):
            model = self.catalog.models[row.model]
            taken = [
                (*test, value) for test, value in zip(table.metrics, row.values, strict=True) if value is not None
            ]  # fmt: skip
            found = {
                (benchmark, task, metric): self._newest.get((row.model, row.effort, benchmark, task, metric), ())
                for benchmark, task, metric, _value in taken
            }
            every = [result for results in found.values() for result in results]
            facts = self._facts(model, TEXT_RATES)
            for metric, values in own.items():
                if (row.model, row.effort) in values:
                    figure = self._published(values[row.model, row.effort], every, row.effort, "of 1")
                    yield BoardRow(
                        self.name, "suite", metric, figure, model, model.name, benchmark=table.block, facts=facts
                    )  # fmt: skip
            for benchmark, task, metric, value in taken:
                shown = as_published(self.edition, (benchmark, task, metric), value)
                figure = self._published(str(shown), found[benchmark, task, metric], row.effort)
                yield BoardRow(self.name, "suite", metric, figure, model, model.name, task, benchmark, facts=facts)

    def _published(self, value: str, results: Sequence[Result], effort: str, unit: str = "of 100") -> Figure:
        day = max((day_of(self.catalog, r) for r in results), default=None)
        record = results[0].id if len(results) == 1 else self.edition.boards.record(self.name)
        n = self._n(results)
        return Figure(value, unit, _sources(results), n, day, effort, grade="published", record=record)

    def votes(self) -> Iterator[BoardRow]:
        """Yield the boards of votes of the category, row by row, with models that are none of ours."""
        for board in self.edition.boards.preference(self.name):
            for row in board.rows:
                yield self._vote(board, row)

    def _vote(self, board: PreferenceBoard, row: PreferenceRow) -> BoardRow:
        result = self._voted[board.benchmark, board.task, board.metric, row.snapshot, row.effort]
        model = self.catalog.models.get(row.model)
        metric = self.catalog.benchmarks[board.benchmark].card.metrics[board.metric]
        figure = Figure(
            _text(row.rating), metric.unit, (result.source,), self._n([result]), row.published_on, row.effort,
            _text(row.low), _text(row.high), self.catalog.grade(result), result.id,
        )  # fmt: skip
        return BoardRow(
            self.name, "votes", board.metric, figure, model, row.snapshot, board.task, board.benchmark, vote=row,
            facts=self._facts(model, TEXT_RATES) if model else {},
        )  # fmt: skip

    def reported(self) -> Iterator[BoardRow]:
        """Yield figures whose grade may not rank."""
        for result in reported(self.edition, self.name):
            yield self._result(result, "reported")

    def results(self) -> Iterator[BoardRow]:
        """Yield the published figures of voice or of speed, all that stand in their tables, and those reported only."""
        tables = voice_tables.TABLES if self.name == VOICE else speed.TABLES
        for result in self.catalog.results:
            mine = self.catalog.benchmarks[result.benchmark].kind(result.metric) == self.name
            if result.value is not None and self._ranks(result) and (mine or stands_in(result, tables)):
                yield self._result(result, "result")
        for result in reported(self.edition, VOICE) if self.name == VOICE else self.catalog.results:
            if self.name == VOICE or (timed(self.edition, result) and not self._ranks(result)):
                yield self._result(result, "reported")

    def _ranks(self, result: Result) -> bool:
        return self.catalog.grade(result) in RANKING_GRADES

    def _result(self, result: Result, part: str) -> BoardRow:
        metric = self.catalog.benchmarks[result.benchmark].card.metrics[result.metric]
        figure = Figure(
            result.published, metric.unit, (result.source,), self._n([result]),
            day_of(self.catalog, result), result.variant, _text(result.low), _text(result.high),
            self.catalog.grade(result), result.id,
        )  # fmt: skip
        return BoardRow(
            self.name, part, result.metric, figure, self.catalog.models.get(result.model or ""), result.published_as,
            result.task or "", result.benchmark, note=result.note or "",
        )  # fmt: skip

    def speakers(self) -> Iterator[BoardRow]:
        """Yield the models that take and give audio, each with its prices."""
        for model in speaking(self.edition):
            nothing = Figure(None, "", (), None, None, EVERY)
            facts = self._facts(model, AUDIO_RATES)
            yield BoardRow(self.name, "model", "", nothing, model, model.name, facts=facts)

    def _facts(self, model: Model, rates: Iterable[str]) -> dict[str, Figure]:
        """Return the prices at the seller that counts, and the context; each is one record of one source."""
        found: dict[str, Figure] = {}
        known = self.edition.rates(model.id)
        for name in rates:
            if name in known and known[name].price.amount is not None:
                price = known[name].price
                found[name] = Figure(
                    f"{price.amount:f}", f"{price.currency} per {price.per}", (price.source,), 1,
                    price.since or price.checked_on, f"{price.region}/{price.tier}",
                    grade=self.catalog.sources[price.source].grade, record=price.id,
                )  # fmt: skip
        context = model.facts.get("limits.context")
        if context is not None and context.value is not None:
            found["limits.context"] = Figure(
                str(context.value), "tokens", (context.source,), 1, context.read, EVERY,
                grade=self.catalog.sources[context.source].grade, record=context.id,
            )  # fmt: skip
        return found

    def _n(self, results: Sequence[Result]) -> int | None:
        return _items([(r, r.n or self._task_n(r)) for r in results])

    def _task_n(self, result: Result) -> int | None:
        task = self.catalog.benchmarks[result.benchmark].task(result.task)
        return task.n if task else None

    def _behind(self, category: str, entry: Entry) -> list[tuple[Result, int | None]]:
        """Return the newest result of an entry on each live test, or on any if it took none of those, with its n."""
        settings = dict(zip(entry.categories, entry.settings, strict=True)) or {category: entry.effort}
        found: list[tuple[Result, int | None]] = []
        for name, effort in settings.items():
            live = {(t.benchmark, t.task, t.metric) for t in self.edition.boards.board(name).live_tests}
            tests = self._by_entry.get((name, entry.model, effort), {})
            taken = live & tests.keys() or tests.keys()
            found += [(r, r.n or self._task_n(r)) for test in sorted(taken) for r in tests[test]]
        return found

    @cached_property
    def _by_entry(self) -> Mapping[tuple[str, str, str], dict[_Key, tuple[Result, ...]]]:
        """Return the newest counted results by (category, pooled model, effort), then by test."""
        found: dict[tuple[str, str, str], dict[_Key, tuple[Result, ...]]] = {}
        for result, categories in self.edition.counted:
            if self.catalog.benchmarks[result.benchmark].kind(result.metric) not in TEST_KINDS:
                continue  # votes are never behind a score
            for category in categories:
                key = (category, self.catalog.pooled(result.model or ""), result.effort)
                tests = found.setdefault(key, {})
                test = (result.benchmark, result.task or "", result.metric)
                tests[test] = self._newer(tests.get(test, ()), result)
        return found

    def _newer(self, held: tuple[Result, ...], result: Result) -> tuple[Result, ...]:
        """Return the newest results of one test: snapshots measured on one day stay together."""
        mine = day_of(self.catalog, result)
        theirs = max((day_of(self.catalog, r) for r in held), default=date.min)
        if mine == theirs:
            return (*held, result)
        return (result,) if mine > theirs else held

    @cached_property
    def _newest(self) -> Mapping[tuple[str, str, str, str, str], tuple[Result, ...]]:
        return {
            (model, effort, *test): results
            for (category, model, effort), tests in self._by_entry.items()
            if category == self.name
            for test, results in tests.items()
        }

    @cached_property
    def _voted(self) -> Mapping[tuple[str, str, str, str, str], Result]:
        ordered = sorted(self.catalog.results, key=lambda r: r.published_on or date.min)
        return {(r.benchmark, r.task or "", r.metric, r.published_as, r.effort): r for r in ordered}


def _width(entry: Entry) -> float:
    return (entry.high or 0.0) - (entry.low or 0.0)


def _sources(used: Iterable[Result | tuple[Result, int | None]]) -> tuple[str, ...]:
    return tuple(sorted({(one if isinstance(one, Result) else one[0]).source for one in used}))


def _items(used: Sequence[tuple[Result, int | None]]) -> int | None:
    """Return the number of items behind some results, None if one of them does not say."""
    counts = [n for _result, n in used]
    return sum(n for n in counts if n) if counts and all(counts) else None


def _text(value: float | None) -> str | None:
    """Return a number without loss and without an exponent."""
    return None if value is None else f"{Decimal(str(value)):f}"
