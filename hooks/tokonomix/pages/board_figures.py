"""Figures of a board as a whole: tests, models, newest day, what a gap must be to count; each with its own card."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Any

from tokonomix import boards, cards, wording
from tokonomix.bindings import Bindings
from tokonomix.boards import OVERALL, BoardSet, effort_words
from tokonomix.edition import Edition
from tokonomix.reads import Bound, Card, Line, anchor

if TYPE_CHECKING:
    from tokonomix.scores.board import Board, Entry

AGEING = 90
"""Days after which a board says that its newest result is old."""


class BoardFigures:
    """Makes the bound figures of one board for the page that shows it."""

    def __init__(
        self, edition: Edition, bindings: Bindings, category: str, boards: BoardSet | None = None
    ) -> None:
        """Take the board of today, or that of the set given."""
        self.edition, self.bindings, self.category = edition, bindings, category
        self.boards = boards or edition.boards
        self.board: Board = self.boards.board(category)
        self.name = "Overall" if category == OVERALL else edition.catalog.categories[category].name
        self.scored: tuple[Entry, ...] = self.board.ranked + self.board.provisional

    def tests(self) -> Bound:
        """Return the number of live tests, with the suites they belong to."""
        suites = [suite_words(self.edition, name) for name in self.board.live_blocks]
        words = wording.plural(self.board.tests, "test")
        lines = [Line("In", wording.listing(suites) or "no live suite")]
        if self.board.linked_blocks:
            linked = [suite_words(self.edition, name) for name in self.board.linked_blocks]
            lines.append(Line("Also informed by", f"{wording.listing(linked)}: replaced, but linked to newer tests"))
        if self.board.history_blocks:
            history = [suite_words(self.edition, name) for name in self.board.history_blocks]
            lines.append(Line("Not counted", f"{wording.listing(history)}: shares too few models with newer tests"))
        return self._bind("tests", words, self.board.tests, "live tests", *lines)

    def suites(self) -> Bound:
        """Return the number of live suites."""
        count = len(self.board.live_blocks)
        lines = [
            Line(
                suite_words(self.edition, b),
                wording.plural(sum(t.block == b for t in self.board.live_tests), "live test"),
            )
            for b in self.board.live_blocks
        ]
        return self._bind("suites", wording.plural(count, "suite"), count, "live suites", *lines)

    def running(self) -> Bound:
        """Return the number of suites that stand on the board, and how many of them are live: '2 suites, 1 live'."""
        live, every = set(self.board.live_blocks), [table.block for table in self.board.tables]
        words = wording.plural(len(every), "suite")
        return self._bind(
            "running",
            words if live >= set(every) else f"{words}, {len(live)} live",
            len(every),
            "suites by themselves",
            *(Line(suite_words(self.edition, b), "live" if b in live else "not live: counted nowhere") for b in every),
        )

    def models(self) -> Bound:
        """Return the number of models with at least one correctness result, however old."""
        count = self.board.models
        ranked, scored = len({e.model for e in self.board.ranked}), len({e.model for e in self.scored})
        entered = len({e.model for e in self.board.entries})
        few = f"; they are of the {wording.plural(entered, 'model')} with a score in a category"
        return self._bind(
            "models",
            wording.plural(count, "model"),
            count,
            "models with at least one correctness result",
            Line("With a score", wording.count(scored)),
            Line("With a rank", wording.count(ranked)),
            Line(
                "Entries",
                f"{wording.count(len(self.board.entries))}: a model stands in once for each setting tested"
                f"{few if entered < count else ''}",
            ),
        )

    def results(self) -> Bound:
        """Return the number of results that inform the scores."""
        return self._bind(
            "results",
            wording.plural(self.board.results, "result"),
            self.board.results,
            "results that inform the scores",
            Line("One result", "a model at one effort on one test; the same number published twice counts once"),
        )

    def newest(self) -> Bound | None:
        """Return the day of the newest result; None without any."""
        if self.board.newest is None:
            return None
        models = sorted({e.model for e in self.board.entries if e.newest == self.board.newest})
        return self._bind(
            "newest",
            wording.day(self.board.newest),
            self.board.newest.isoformat(),
            "newest correctness result",
            Line("On that day", wording.plural(len(models), "model")),
        )

    def ageing(self) -> bool:
        """Tell whether the newest result is older than a quarter of a year."""
        return self.board.newest is not None and (self.edition.as_of - self.board.newest).days > AGEING

    def entries(self) -> Bound:
        """Return the number of entries with a score, on whose card every number of a row may stand."""
        return self._bind(
            "entries",
            wording.plural(len(self.scored), "entry", "entries"),
            len(self.scored),
            "scores, intervals and ranks",
            Line("Counted", f"what was published by {wording.day(self.boards.as_of)}"),
            Line("Results", wording.count(self.board.results)),
            Line("Live tests", wording.count(self.board.tests)),
            Line("Intervals", "95 %, of the score and of the rank"),
        )

    def shown(self) -> Bound:
        """Return how many entries have an overall score, of all with a score in a category: '20 of 297 entries'."""
        every = len(self.board.entries)
        return self._bind(
            "shown",
            f"{wording.count(len(self.scored))} of {wording.plural(every, 'entry', 'entries')}",
            len(self.scored),
            "entries with an overall score, of all with a score in a category",
            Line("Entry", "a model at one effort"),
            Line("Without an overall score", wording.count(every - len(self.scored))),
        )

    def floor(self) -> Bound | None:
        """Return the smallest gap between ranked neighbours that is more than noise; None without ranks."""
        floor = self.board.resolution_floor
        if floor is None:
            return None
        return self._bind(
            "floor",
            points(floor),
            f"{floor:.2f}",
            "smallest gap it can show",
            Line("How", "median over ranked neighbours of 1.96 √(sd² + sd²)"),
            Line("Neighbours", wording.count(max(len(self.board.ranked) - 1, 0))),
        )

    def width(self) -> Bound | None:
        """Return the median width of the intervals; None without scores."""
        widths = [e.high - e.low for e in self.scored if e.high is not None and e.low is not None]
        if not widths:
            return None
        return self._bind(
            "width",
            points(median(widths)),
            f"{median(widths):.2f}",
            "median width of the 95 % intervals",
            Line("Entries", wording.count(len(widths))),
            Line("Narrowest", points(min(widths))),
            Line("Widest", points(max(widths))),
        )

    def first_group(self) -> Bound | None:
        """Return how many entries make up group 1; None without ranks."""
        first = [e for e in self.board.ranked if e.group == 1]
        if not first:
            return None
        names = [self._entry(e) for e in first]
        return self._bind(
            "first",
            wording.plural(len(first), "entry", "entries"),
            len(first),
            "group 1",
            Line("Rule", "the leader, and all that follow until it is better with a probability of 95 %"),
            Line("Members", wording.listing(names)),
            Line("Groups", wording.count(first[0].groups or 0)),
        )

    def ranked(self) -> Bound:
        """Return the number of entries with a rank."""
        count = len(self.board.ranked)
        return self._bind(
            "ranked",
            wording.plural(count, "entry", "entries"),
            count,
            "entries with a rank",
            Line("Rule", "the model has telling results on at least two live suites"),
        )

    def provisional(self) -> Bound:
        """Return the number of entries with a score and no rank."""
        count = len(self.board.provisional)
        return self._bind(
            "provisional",
            wording.plural(count, "entry", "entries"),
            count,
            "entries with a score and no rank",
            Line("Rule", "at least five telling results, all on one suite"),
        )

    def above(self) -> Bound | None:
        """Return how many unranked entries score above the best ranked one; None if none does."""
        top = max((e.score or 0 for e in self.board.ranked), default=None)
        higher = [e for e in self.board.provisional if top is not None and (e.score or 0) > top]
        if not higher:
            return None
        return self._bind(
            "above",
            wording.count(len(higher)),
            len(higher),
            "unranked entries with a score above the best ranked one",
            Line("Best ranked", self._entry(max(self.board.ranked, key=lambda e: e.score or 0))),
        )

    def weight(self, category: str) -> Bound:
        """Return the declared weight of a category in the overall score."""
        known = self.edition.catalog.categories[category]
        total = sum(c.weight for c in self.edition.catalog.categories.values())
        share = 100 * known.weight / total if total else known.weight
        place = self.edition.catalog.registries["categories"].place(category, "weight")
        card = Card(
            anchor("weight", category),
            self.bindings.ledger.home,
            f"{known.name}: weight in the overall score",
            wording.percent(float(share)),
            (
                Line("As declared", f"{known.weight} of {total}"),
                *cards.record_lines(self.edition.site, f"categories#{category}.weight", place),
            ),
        )
        self.bindings.ledger.note(f"categories#{category}", "weight", known.weight)
        return self.bindings.ledger.bind(wording.percent(float(share)), known.weight, card)

    def _entry(self, entry: Entry) -> str:
        effort = effort_words(entry.effort)
        return f"{self.edition.name_of(entry.model)}{f' ({effort})' if effort else ''}"

    def _bind(self, key: str, text: str, value: Any, label: str, *lines: Line) -> Bound:
        record, digest = self.boards.record(self.category), self.board.digest[:12]
        self.bindings.ledger.note(record, key, f"{text} {digest}")
        card = Card(
            anchor("board", self.category, key),
            self.bindings.ledger.home,
            f"{self.name} leaderboard: {label}",
            text,
            (
                *lines,
                Line(
                    "Computed by",
                    f"the method of this site, version {self.board.method_version}",
                    "benchmarks/methodology/",
                ),
                Line("Computed on", wording.day(self.edition.as_of)),
                Line("Record", f"{record} {digest}"),
            ),
        )
        return self.bindings.ledger.bind(text, value, card)


def points(value: float) -> str:
    """Return a distance between scores: '18 points'; below ten with one decimal."""
    shown = f"{value:.0f}" if value >= 10 else f"{value:.1f}"
    return f"{shown} point{'' if shown == '1' else 's'}"


def suite_words(edition: Edition, block: str) -> str:
    """Return the name of a suite as readers know it."""
    return boards.suite_words({name: b.card.name for name, b in edition.catalog.benchmarks.items()}, block)
