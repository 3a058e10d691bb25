"""VoiceBench: the mean of its nine columns, grades from 1 to 5 brought to the scale of the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from tokonomix.aggregates.figure import Figure, by_model, number, printed, weighted
from tokonomix.records import Benchmark, Result

GRADE = 20
"""What a grade is multiplied by, so that 5 becomes 100."""
COLUMNS = {
    "alpacaeval": "grade", "commoneval": "grade", "wildvoice": "grade", "sd-qa": "accuracy", "mmsu": "accuracy",
    "obqa": "accuracy", "bbh": "accuracy", "ifeval": "accuracy", "advbench": "refusal_rate",
}  # fmt: skip
"""Metric of each column, by task."""


def figures(_benchmark: Benchmark, results: Sequence[Result]) -> Iterator[Figure]:
    """Yield the overall of each system that has all nine columns; our copy of the table leaves out the printed one."""
    for model, cells in by_model(results).items():
        parts = {task: printed(cells, task, metric) for task, metric in COLUMNS.items()}
        if all(parts.values()):
            value = weighted(
                (Fraction(GRADE if COLUMNS[task] == "grade" else 1, len(COLUMNS)), number(part))
                for task, part in parts.items()
            )
            yield Figure(model, "overall", value, 2, printed(cells, "", "overall"))
