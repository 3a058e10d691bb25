"""Multilingual MMLU: the plain mean of its languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tokonomix.aggregates.figure import Figure, by_model, mean, number, printed
from tokonomix.records import Benchmark, Result


def figures(benchmark: Benchmark, results: Sequence[Result]) -> Iterator[Figure]:
    """Yield the mean of every model that has all languages of the card, as a share to three decimals."""
    languages = list(benchmark.card.tasks)
    for model, cells in by_model(results).items():
        scores = [printed(cells, language, "accuracy") for language in languages]
        if all(scores):
            yield Figure(model, "overall", mean([number(score) for score in scores]), 3)
