"""Confabulations: the plain mean of inventions and silences, both lower is better."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tokonomix.aggregates.figure import Figure, by_model, mean, number, printed
from tokonomix.records import Benchmark, Result

PARTS = ("confabulation_rate", "non_response_rate")


def figures(_benchmark: Benchmark, results: Sequence[Result]) -> Iterator[Figure]:
    """Yield (confabulation rate + non-response rate) / 2 of each model that has both."""
    for model, cells in by_model(results).items():
        parts = [printed(cells, "", metric) for metric in PARTS]
        if all(parts):
            yield Figure(model, "overall", mean([number(part) for part in parts]), 2, printed(cells, "", "overall"))
