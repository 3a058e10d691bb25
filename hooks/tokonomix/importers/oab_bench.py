"""OAB-Bench: the written part of the Brazilian bar exam, judged by a model, in two formats of the judgement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from tokonomix.importers.figures import Figure, rows
from tokonomix.importers.records import Files, Importer, Known, Records
from tokonomix.importers.tables import Line, count, lines, number
from tokonomix.importers.versions import day_of

PATH = "data/results/oab-bench.csv"

DAYS: Mapping[str, date] = {"c43011e0c981": date(2026, 3, 31)}
"""Last day by which each version of the table was out, by its digest; the source states the month only."""

NOTE = "published in March 2026; the day is not stated, so the month's last stands for it"

COLUMNS = (
    "model",
    "average_score",
    "exams_passed",
    "exams_total",
    "average_score_non_structured",
    "exams_passed_non_structured",
)


def parse(files: Files) -> tuple[Figure, ...]:
    """Return four figures a model; SourceError for another shape or a version whose day is not known."""
    ((name, text),) = files.items()
    found = [figure for line in lines(name, text, COLUMNS, key=["model"]) for figure in _figures(name, line)]
    day = day_of(files, DAYS, "oab_bench")
    return tuple(replace(figure, published_on=day, note=NOTE) for figure in found)


def _figures(name: str, line: Line) -> Iterator[Figure]:
    exams = count(name, line, "exams_total")
    for metric in ("average_score", "exams_passed", "average_score_non_structured", "exams_passed_non_structured"):
        if (published := number(name, line, metric)) is not None:
            yield Figure(line["model"], metric, published, n=exams if metric.startswith("exams") else None)


def translate(figures: tuple[Figure, ...], known: Known) -> Records:
    """Return one row a figure; a count of exams carries how many there were."""
    return Records(rows={PATH: rows(figures, known)})


IMPORTER = Importer("oab-bench", ("leaderboard.csv",), parse, translate)
