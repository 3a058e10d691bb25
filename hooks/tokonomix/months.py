"""Boards of past months: what stood at the end of each month with news, by the records and the method of today."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from tokonomix import wording
from tokonomix.boards import OVERALL, Asked, BoardSet, Counted, asked_on, code_of, counting, day_of, fit
from tokonomix.kept import keep, kept

if TYPE_CHECKING:
    from tokonomix.catalog import Catalog
    from tokonomix.scores.board import Boards

KEPT = 200
"""Months kept in the cache folder: some years of them, and those that a change of data made anew."""


@dataclass(frozen=True)
class Months:
    """`news` are, by board, the months at whose end it is shown, oldest first; `boards` all boards of each of them.

    A board is shown of a month in which a result of it was published, and of one in which results of other categories
    moved a score, an interval or a rank that it prints: one fit makes all boards.

    `counts` are, by board and month, the results that may count and were published in it, by benchmark.
    A month is named by its first day. The boards carry no draws: "is A better than B" is asked of today's alone.
    """

    news: Mapping[str, tuple[date, ...]]
    boards: Mapping[date, BoardSet] = field(repr=False)
    counts: Mapping[str, Mapping[date, Mapping[str, int]]] = field(repr=False)

    def before(self, category: str, month: date) -> date | None:
        """Return the last month before of which a board is shown; None if it is the first."""
        return max((known for known in self.news.get(category, ()) if known < month), default=None)

    def results(self, category: str, month: date) -> Mapping[str, int]:
        """Return how many results that may count came since the board before, by benchmark."""
        earlier = self.before(category, month) or date.min
        found: Counter[str] = Counter()
        for known, counts in self.counts[category].items():
            if earlier < known <= month:
                found.update(counts)
        return {name: found[name] for name in sorted(found)}


def first_of(day: date) -> date:
    """Return the first day of the month of a day."""
    return day.replace(day=1)


def after(month: date) -> date:
    """Return the first day of the month that follows."""
    return first_of(month + timedelta(days=31))


def end_of(month: date) -> date:
    """Return the last day of a month."""
    return after(month) - timedelta(days=1)


def compute(
    catalog: Catalog, day: date, cache: Path | None = None, counted: Sequence[Counted] | None = None,
    asked: Asked | None = None,
) -> Months:  # fmt: skip
    """Return the boards of every month that was over on a day and in which a result that may count was published.

    Each is shown of the months in which it has news: see `Months`.

    With a cache folder each month is kept there under the digest of what was published by its end, so that a new
    result computes no earlier month again. `counted` and `asked` are of the day, where the caller has them already.
    """
    counted = tuple(counting(catalog, day)) if counted is None else counted
    counts = _counts(catalog, day, counted)
    ends = sorted({month for months in counts.values() for month in months})
    pooled = {name: catalog.pooled(name) for name in catalog.models}
    made = {
        first_of(asked.day): BoardSet(_boards(asked, key, cache), pooled, asked.day)
        for key, asked in _asked(asked or asked_on(catalog, day, counted), [end_of(month) for month in ends])
    }
    return Months({name: tuple(_shown(name, months, made)) for name, months in counts.items()}, made, counts)


def _shown(name: str, own: Container[date], made: Mapping[date, BoardSet]) -> Iterator[date]:
    """Yield the months of which a board is shown, of those in which anything was published; `own` had results of it."""
    before: dict[tuple[str, str], tuple[object, ...]] | None = None
    for month, boards in made.items():
        printed = _printed(boards, name)
        # Before the first overall score there is nothing to look back to.
        came = month in own and (name != OVERALL or bool(printed))
        if came or before not in (None, printed):
            before = printed
            yield month


def _printed(boards: BoardSet, name: str) -> dict[tuple[str, str], tuple[object, ...]]:
    """Return what the rows of a board say of each entry with a score: the score, its interval, its ranks."""
    return {
        (entry.model, entry.effort): (
            *(wording.score(value or 0) for value in (entry.score, entry.low, entry.high)),
            entry.rank_low, entry.rank_high, entry.of,
        )
        for entry in (scored.entry for scored in boards.listed(name))
    }  # fmt: skip


def _counts(catalog: Catalog, day: date, counted: Sequence[Counted]) -> dict[str, dict[date, Counter[str]]]:
    """Count the results of months that were over, by board, month and benchmark; votes reach no overall score."""
    found: dict[str, dict[date, Counter[str]]] = {name: {} for name in (OVERALL, *catalog.categories)}
    weighed = {name for name, category in catalog.categories.items() if category.weight > 0}
    for result, categories in counted:
        month = first_of(day_of(catalog, result))
        if end_of(month) >= day:
            continue
        tested = catalog.benchmarks[result.benchmark].kind(result.metric) == "correctness"
        for board in (*categories, *((OVERALL,) if tested and weighed & set(categories) else ())):
            found[board].setdefault(month, Counter())[result.benchmark] += 1
    return {name: months for name, months in found.items() if months}


def _asked(whole: Asked, ends: list[date]) -> Iterator[tuple[str, Asked]]:
    """Yield what the boards of each day rest on, and its digest, which grows from that of the day before."""
    rows = sorted(whole.rows, key=lambda row: row["published_on"])
    named = hashlib.sha256(code_of(Path(__file__)))
    named.update(repr((whole.weights, whole.categories, whole.names, whole.replaced, whole.groups)).encode())
    taken = 0
    released: dict[str, date | None] = {}
    for end in ends:
        while taken < len(rows) and rows[taken]["published_on"] <= end:
            named.update(repr(rows[taken]).encode())
            model = rows[taken]["model"]
            if model in whole.released:
                released[model] = whole.released[model]
            taken += 1
        here = named.copy()
        here.update(repr((end, sorted(released.items()))).encode())
        yield here.hexdigest()[:24], replace(whole, day=end, rows=tuple(rows[:taken]), released=dict(released))


def _boards(asked: Asked, key: str, cache: Path | None) -> Boards:
    path = cache / "months" / f"{key}.pickle" if cache else None
    boards: Boards | None = kept(path) if path else None
    if boards is None:
        boards = _slim(fit(asked))
        if path:
            keep(path, boards, KEPT)
    return boards


def _slim(boards: Boards) -> Boards:
    """Return boards without their draws, which are most of their bytes, and with their digests made."""
    from tokonomix.scores.board import NO_DRAWS

    by_category = {name: replace(board, draws=NO_DRAWS) for name, board in boards.items()}
    overall = replace(boards.overall, draws=NO_DRAWS)
    for board in (*by_category.values(), overall):
        _ = board.digest
    return replace(boards, by_category=MappingProxyType(by_category), overall=overall)
