"""Ranks as intervals, groups and the smallest gap a board can show, from joint draws."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from .board import DIGITS, Board, Entry
from .normalise import Floats

DRAWS = 4000
SURE = 0.95
"""Certainty with which one model is called better than another: in groups, in pairs, in sentences."""


def rank_intervals(draws: Floats) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Best and worst rank (1 = highest) of each column, the 2.5 and 97.5 % quantiles over the rows of
    `draws`.
    """
    if draws.shape[1] == 0:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    order = np.argsort(-draws, axis=1, kind="stable")
    ranks = np.empty_like(order)
    np.put_along_axis(ranks, order, np.arange(1, draws.shape[1] + 1)[None, :], axis=1)
    # The quantile that lies outside when it falls between two ranks: an interval is never narrowed by
    # rounding.
    low = np.quantile(ranks, 0.025, axis=0, method="lower")
    high = np.quantile(ranks, 0.975, axis=0, method="higher")
    return low.astype(np.int64), high.astype(np.int64)


def quartile(rank: int, of: int) -> int:
    """1 to 4: the quarter of a list of `of` in which a rank lies."""
    return min(4, 1 + 4 * (rank - 1) // of)


def told_apart(chance: float) -> bool:
    """Whether a probability that one is better, of whichever of the two, decides between them."""
    return max(chance, 1 - chance) >= SURE


def groups(draws: Floats) -> list[int]:
    """Group of each column, 1 first; columns in order of score. A group is a leader and all that follow
    without a gap while P(leader better) < .95.
    """
    found: list[int] = []
    leader, number = 0, 0
    for j in range(draws.shape[1]):
        if j == 0 or float(np.mean(draws[:, leader] > draws[:, j])) >= SURE:
            leader, number = j, number + 1
        found.append(number)
    return found


def resolution_floor(sds: Floats) -> float | None:
    """Median of 1.96 √(sd_i² + sd_j²) over neighbours in order of score; None with fewer than two."""
    return float(np.median(1.96 * np.hypot(sds[1:], sds[:-1]))) if len(sds) > 1 else None


def arranged(board: Board) -> Board:
    """The board with its entries (given as `unranked`) sorted into ranked, provisional and unranked, ranks
    filled in.
    """

    def order(e: Entry) -> tuple[float, str, str]:
        return (-(e.score if e.score is not None else 0.0), e.model, e.effort)

    ranked = sorted((e for e in board.unranked if e.score is not None and not e.provisional), key=order)
    provisional = sorted((e for e in board.unranked if e.provisional), key=order)
    rest = sorted((e for e in board.unranked if e.score is None), key=order)
    if ranked:
        values = np.stack([board.draws.of(e.model, e.effort) for e in ranked], axis=1)
        low, high = rank_intervals(values)
        group = groups(values)
        n = len(ranked)
        ranked = [
            replace(
                e,
                rank_low=int(a),
                rank_high=int(b),
                of=n,
                group=g,
                groups=group[-1],
                quartile_low=quartile(int(a), n),
                quartile_high=quartile(int(b), n),
            )
            for e, a, b, g in zip(ranked, low, high, group, strict=True)
        ]
    floor = resolution_floor(np.array([e.sd for e in ranked], dtype=np.float64))
    return replace(
        board,
        ranked=tuple(ranked),
        provisional=tuple(provisional),
        unranked=tuple(rest),
        resolution_floor=None if floor is None else round(floor, DIGITS),
    )
