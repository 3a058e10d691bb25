"""MedHELM: mean win rate over tests, and their mean once a jury's marks are brought to 0 to 1."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from tokonomix.aggregates.figure import Figure, Number, by_model, mean, number
from tokonomix.records import Benchmark, Result

HALF = Fraction(1, 2)


def figures(benchmark: Benchmark, results: Sequence[Result]) -> Iterator[Figure]:
    """Yield a model's win rate and macro average, both from 0 to 1.

    A win rate is the mean over tests of the share of the other models it beats, a tie counting one half; a test that
    nobody else took has no winner. What a test cost counts for neither.
    """
    shares: dict[str, dict[str, Number]] = {}
    for model, cells in by_model(results).items():
        for (task, metric), result in cells.items():
            if task and benchmark.kind(metric) == "correctness":
                known = benchmark.card.metrics[metric]
                printed = number(result.published or "")
                floor, ceiling = Fraction(known.floor or 0), Fraction(known.ceiling or 1)
                span = ceiling - floor
                scaled = Number((printed.value - floor) / span, printed.slack / span)
                shares.setdefault(task, {})[model] = scaled
    for model in sorted({model for taken in shares.values() for model in taken}):
        taken_by = [taken for taken in shares.values() if model in taken]
        mine = [(taken[model], [v for m, v in taken.items() if m != model]) for taken in taken_by]
        if wins := [Number(_beaten(own, others)) for own, others in mine if others]:
            yield Figure(model, "win_rate", mean(wins), 4)
        yield Figure(model, "macro_average", mean([own for own, _ in mine]), 4)


def _beaten(own: Number, others: Sequence[Number]) -> Fraction:
    points = sum(1 if own.value > other.value else HALF if own.value == other.value else 0 for other in others)
    return Fraction(points) / len(others)
