"""Arena: a rank counts only those who are better beyond doubt, so that ties share one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from tokonomix.aggregates.figure import Figure, Number
from tokonomix.records import Benchmark, Result

WHOLE = "full"
"""The board of all prompts; its rank is the overall one, every other board's goes by the board's name."""


def figures(_benchmark: Benchmark, results: Sequence[Result]) -> Iterator[Figure]:
    """Yield a model's rank on each board: 1 + how many have a lower bound above this one's upper bound."""
    boards: dict[str, list[Result]] = {}
    for result in results:
        if result.low is not None and result.high is not None:
            boards.setdefault(result.task or "", []).append(result)
    for board in sorted(boards, key=lambda name: (name != WHOLE, name)):
        rows = boards[board]
        for row in sorted(rows, key=lambda r: r.published_as):
            above = sum((other.low or 0) > (row.high or 0) for other in rows)
            yield Figure(row.published_as, "overall" if board == WHOLE else board, Number(Fraction(1 + above)), 0)
