"""Open ASR: the plain mean of the word error rates of a board's sets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tokonomix.aggregates.figure import Figure, by_model, mean, number, printed
from tokonomix.records import Benchmark, Result

HEADLINE = "short"
"""The board of short clips; its mean is the overall one, every other board's goes by the board's name."""
LEFT_OUT = "long/coraal"
"""The set that a second mean of the long recordings leaves out."""


def figures(benchmark: Benchmark, results: Sequence[Result]) -> Iterator[Figure]:
    """Yield the mean of every board a model took; a set that was not run takes no part."""
    boards = [task for task in benchmark.card.tasks if "/" not in task]
    for model, cells in by_model(results).items():
        for board in boards:
            rates = {t: number(printed(cells, t, "wer")) for t, metric in cells if metric == "wer" and _of(t, board)}
            if not rates:
                continue
            name = "overall" if board == HEADLINE else board
            yield Figure(model, name, mean(list(rates.values())), 2, printed(cells, board, "overall"))
            others = [rate for task, rate in rates.items() if task != LEFT_OUT]
            if _of(LEFT_OUT, board) and others:
                whole = printed(cells, board, "overall_without_coraal")
                yield Figure(model, f"{name}_without_coraal", mean(others), 2, whole)


def _of(task: str, board: str) -> bool:
    return task.startswith(f"{board}/")
