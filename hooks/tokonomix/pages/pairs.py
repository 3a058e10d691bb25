"""Is one model really better than another on a board? The chance from the joint draws, in the words of prose.

For every board the models with a score stand in one order. What is said of a pair is three characters: '+' or '-' where
the first or the second is better, with the certainty that also ends a group; '=' or '~' where neither is, and the first
or the second is the likelier; and the chance of the better in percent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tokonomix import wording
from tokonomix.edition import Edition
from tokonomix.pages import comparison

if TYPE_CHECKING:
    from tokonomix.scores.board import Board, Entry

MOST_SAID = 99
"""No finite number of draws shows more: 'at least 99 %'."""
NO_SCORE, NO_SUITE, ONE_SCORE = "cannot be told", "no test suite in common", "one score stands for both"


@dataclass(frozen=True)
class Pairs:
    """What is said of all pairs on a board: models in order, the suites each took as bits, the characters.

    `pooled` names, for a snapshot or an alias that has no entry of its own, the model whose score counts for it.
    """

    board: str
    name: str
    models: Mapping[str, int]
    suites: tuple[int, ...]
    said: str
    pooled: Mapping[str, str] = field(default_factory=dict)

    def place(self, model: str) -> int | None:
        """Return where a model, or the one it counts for, stands; None if it has no score."""
        return self.models.get(self.pooled.get(model, model))

    def of(self, one: str, other: str) -> tuple[str, int, bool] | None:
        """Return verdict, chance of the better in percent and whether they share a suite.

        None if one has no score, or if one score stands for both.
        """
        i, j = self.place(one), self.place(other)
        if i is None or j is None or i == j:
            return None
        first, last = min(i, j), max(i, j)
        at = 3 * (first * len(self.models) - first * (first + 1) // 2 + last - first - 1)
        verdict, chance = self.said[at], int(self.said[at + 1 : at + 3])
        if i > j:
            verdict = {"+": "-", "-": "+", "=": "~", "~": "="}[verdict]
        return verdict, chance, bool(self.suites[i] & self.suites[j])

    def behind(self, models: Sequence[str]) -> list[bool]:
        """Return for each model whether another of them is better, with the certainty that ends a group."""
        told = [[self.of(one, other) for other in models if other != one] for one in models]
        return [any(said is not None and said[0] == "-" for said in row) for row in told]

    def plain(self) -> list[Any]:
        """Return what the browser reads."""
        return [self.board, self.name, list(self.models), list(self.suites), self.said, dict(self.pooled)]


def boards(edition: Edition) -> list[Pairs]:
    """Return all boards with scores of two models or more, in the order of the comparison."""
    found = []
    for row in comparison.rows(edition):
        if row.key.startswith("score."):
            name = row.key.removeprefix("score.")
            board = edition.boards.board(name)
            best = _best(edition, name)
            if len(best) > 1:
                found.append(_pairs(board, name, row.name, best, edition.boards.pooled))
    return found


def _best(edition: Edition, name: str) -> list[Entry]:
    """Return the best entry of each model, the one that its comparison shows, by score."""
    board = edition.boards.board(name)
    ids = {e.model for e in board.entries if e.score is not None}
    found = [scored.entry for model in ids if (scored := edition.boards.find(name, model)) is not None]
    return sorted(found, key=lambda e: (-(e.score or 0), e.model))


def _pairs(board: Board, name: str, words: str, entries: Sequence[Entry], counts_for: Mapping[str, str]) -> Pairs:
    import numpy as np

    from tokonomix.scores.ranks import told_apart

    draws = np.stack([board.draws.of(e.model, e.effort) for e in entries])
    bit = {block: 1 << i for i, block in enumerate(sorted({b for e in entries for b in e.blocks}))}
    said = []
    for i in range(len(entries)):
        above = (draws[i] > draws[i + 1 :]).mean(axis=1)
        level = (draws[i] == draws[i + 1 :]).mean(axis=1) / 2
        for share, tie in zip(above.tolist(), level.tolist(), strict=True):
            chance = share + tie
            better = max(chance, 1 - chance)
            sign = ("+" if chance >= 0.5 else "-") if told_apart(better) else "=" if chance >= 0.5 else "~"
            said.append(f"{sign}{min(MOST_SAID, int(100 * better + 1e-9)):02}")
    suites = tuple(sum(bit[b] for b in e.blocks) for e in entries)
    models = {e.model: i for i, e in enumerate(entries)}
    pooled = {one: model for one, model in sorted(counts_for.items()) if one != model and model in models}
    return Pairs(name, words, models, suites, "".join(said), pooled)


def words(pairs: Pairs, one: tuple[str, str], other: tuple[str, str]) -> tuple[str, str]:
    """Return what a cell says of two models (id and name each), and its remark."""
    told = pairs.of(one[0], other[0])
    if told is None:
        lacking = [name for model, name in (one, other) if pairs.place(model) is None]
        if not lacking:
            return NO_SCORE, ONE_SCORE
        return NO_SCORE, "neither has a score" if len(lacking) == 2 else f"{lacking[0]} has no score"
    verdict, chance, shared = told
    better = one[1] if verdict in "+=" else other[1]
    with_ = f"{'at least ' if chance == MOST_SAID else ''}{wording.percent(chance)}"
    remark = "" if shared else NO_SUITE
    if verdict in "=~":
        return f"cannot be told; leans to {better}, {with_}", remark
    return f"{better} is better, with {with_}", remark
