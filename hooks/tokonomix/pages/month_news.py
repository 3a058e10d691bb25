"""Why a board of a month differs from the one before: results, tests, entries, withdrawn records, the method."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from tokonomix import wording
from tokonomix.bindings import Bindings
from tokonomix.boards import OVERALL, BoardSet
from tokonomix.edition import Edition
from tokonomix.months import first_of
from tokonomix.pages.board_figures import points, suite_words
from tokonomix.reads import Bound, Card, Line, anchor

if TYPE_CHECKING:
    from tokonomix.scores.board import Board, LiveTest

Part = str | Bound
ELSEWHERE = "none of this board; results of other categories moved it"


def facts(
    edition: Edition, bindings: Bindings, category: str, now: BoardSet, before: BoardSet | None
) -> list[dict[str, Any]]:
    """Return what came and went since the board before, as terms with runs of text and bound numbers."""
    board, old = now.board(category), before.board(category) if before else None
    counts = edition.months.results(category, first_of(now.as_of))
    names = {name: edition.catalog.benchmarks[name].card.name for name in counts}
    said = _Said(bindings, now, category)
    new = said.listing([(count, f"of {names[name]}") for name, count in counts.items()])
    found = [("New results", new or [ELSEWHERE])]
    came, went = _tests(board, old)
    found.append(("New tests", said.listing(_by_suite(edition, came))))
    if old is not None:
        found.append(("Tests that no longer count", said.listing(_by_suite(edition, went))))
        found.append(("Entries with a score", _entries(said, board, old)))
        found.append(("Scores that moved", _scores(said, board, old)))
        if board.resolution_floor and old.resolution_floor:
            text = f"{points(old.resolution_floor)} then, "
            found.append(("Resolution floor", [text, said.bound(points(board.resolution_floor), "floor"), " now"]))
    found.append(("Withdrawn results", _withdrawn(edition, said, category)))
    return [{"term": term, "parts": parts} for term, parts in found if parts]


class _Said:
    """Binds the numbers of the section to one card of the board they come from."""

    def __init__(self, bindings: Bindings, now: BoardSet, category: str) -> None:
        self.bindings, self.record, self.digest = bindings, now.record(category), now.board(category).digest[:12]
        self.card = Card(
            anchor("board", category, "news"),
            bindings.ledger.home,
            f"What came by {wording.day(now.as_of)}",
            wording.month(now.as_of),
            (
                Line("Counted", "records that may count, by the day of their publication"),
                Line("Computed on", wording.day(bindings.edition.as_of)),
                Line("Record", f"{self.record} {self.digest}"),
            ),
        )

    def bound(self, text: str, field: str) -> Bound:
        """Return one number, noted as read."""
        self.bindings.ledger.note(self.record, field, f"{text} {self.digest}")
        return self.bindings.ledger.bind(text, text, self.card)

    def listing(self, counts: Iterable[tuple[int, str]]) -> list[Part]:
        """Return '162 of LiveBench, 3 of Aider' with each number bound."""
        parts: list[Part] = []
        for count, words in counts:
            parts += [", "] if parts else []
            parts += [self.bound(wording.count(count), f"news {words}"), f" {words}"]
        return parts


def _tests(board: Board, old: Board | None) -> tuple[list[LiveTest], list[LiveTest]]:
    """Return the live tests that came and those that went."""

    def key(test: LiveTest) -> tuple[str, str, str]:
        return test.benchmark, test.task, test.metric

    here, there = {key(t) for t in board.live_tests}, {key(t) for t in old.live_tests} if old else set()
    went = [t for t in old.live_tests if key(t) not in here] if old else []
    return [t for t in board.live_tests if key(t) not in there], went


def _by_suite(edition: Edition, tests: list[LiveTest]) -> list[tuple[int, str]]:
    counted = Counter(suite_words(edition, test.block) for test in tests)
    return [(count, f"in {name}") for name, count in sorted(counted.items())]


def _entries(said: _Said, board: Board, old: Board) -> list[Part]:
    here, there = ({(e.model, e.effort) for e in b.ranked + b.provisional} for b in (board, old))
    if not here and not there:
        return []
    return [
        said.bound(wording.count(len(here - there)), "entries that came"), " came, ",
        said.bound(wording.count(len(there - here)), "entries that went"), " went, ",
        said.bound(wording.count(len(here & there)), "entries that stayed"), " stayed",
    ]  # fmt: skip


def _scores(said: _Said, board: Board, old: Board) -> list[Part]:
    """Return how many scores of entries that stayed read otherwise than before, and how far they moved at most."""
    here, there = ({(e.model, e.effort): e.score or 0 for e in b.ranked + b.provisional} for b in (board, old))
    stayed = here.keys() & there.keys()
    if not stayed:
        return []
    moves = [abs(int(wording.score(here[entry])) - int(wording.score(there[entry]))) for entry in stayed]
    moved = sum(move > 0 for move in moves)
    if not moved:
        return ["none by a whole point"]
    return [
        said.bound(wording.count(moved), "scores that moved"), f" of {wording.count(len(stayed))}, by at most ",
        said.bound(wording.points(max(moves)), "farthest move of a score"),
    ]  # fmt: skip


def _withdrawn(edition: Edition, said: _Said, category: str) -> list[Part]:
    """Return how many results of the category's benchmarks were withdrawn: they count in no month."""
    categories = edition.catalog.categories
    benchmarks = {b for name, known in categories.items() if category in (name, OVERALL) for b in known.benchmarks}
    gone = sum(
        1 for tomb in edition.catalog.withdrawn
        if not tomb.field and tomb.record.removeprefix("results/").partition("#")[0] in benchmarks
    )  # fmt: skip
    return [said.bound(wording.count(gone), "withdrawn"), " in all; they count in no month"] if gone else []
