"""Vectara's hallucination leaderboard: share of summaries with an invented fact, and share of texts answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from tokonomix.importers.figures import Figure, rows
from tokonomix.importers.records import Files, Importer, Known, Records
from tokonomix.importers.tables import Line, lines, number
from tokonomix.importers.versions import day_of

PATH = "data/results/vectara.csv"

DAYS: Mapping[str, date] = {"c58eb8ae8994": date(2026, 3, 10)}
"""Day on which each version was last updated, by its digest; the table as we read it names none."""

METRICS: Mapping[str, str] = {
    "hallucination_rate_pct": "hallucination_rate",
    "factual_consistency_rate_pct": "factual_consistency_rate",
    "answer_rate_pct": "answer_rate",
    "avg_summary_length_words": "summary_length",
}
"""Metric by column."""

_ROUNDING = 0.051


def parse(files: Files) -> tuple[Figure, ...]:
    """Return four figures a model; SourceError for another shape or a version whose day is not known."""
    ((name, text),) = files.items()
    table = lines(name, text, ["model", *METRICS], key=["model"])
    found = tuple(figure for line in table for figure in _figures(name, line))
    day = day_of(files, DAYS, "vectara")
    return tuple(replace(figure, published_on=day) for figure in found)


def _figures(name: str, line: Line) -> Iterator[Figure]:
    cells = {metric: number(name, line, column) for column, metric in METRICS.items()}
    wrong, right = cells["hallucination_rate"], cells["factual_consistency_rate"]
    note = None
    if wrong and right and abs(float(wrong) + float(right) - 100) > _ROUNDING:
        note = f"{wrong} invented and {right} consistent do not make 100"
    for metric, published in cells.items():
        if published is not None:
            yield Figure(line["model"], metric, published, note=note if metric.endswith("_rate") else None)


def translate(figures: tuple[Figure, ...], known: Known) -> Records:
    """Return one row a figure; the number of texts is not stated beside the table, so n stays unknown."""
    return Records(rows={PATH: rows(figures, known)})


IMPORTER = Importer("vectara", ("leaderboard.csv",), parse, translate)
