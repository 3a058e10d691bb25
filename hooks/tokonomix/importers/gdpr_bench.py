"""GDPR-Bench: which articles of the GDPR a piece of source code violates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tokonomix.importers.figures import Figure, rows
from tokonomix.importers.records import Files, Importer, Known, Records, refuse
from tokonomix.importers.tables import Line, lines, number
from tokonomix.importers.versions import day_of

PATH = "data/results/gdpr-bench.csv"

DAYS: Mapping[str, date] = {"c27a19188ba8": date(2025, 5, 6)}
"""First day on which each version can have been out, by its digest: that of the newest model in it."""

NOTE = "the day is not stated; not before 6 May 2025, which is in the name of its newest model"

LEVELS: Mapping[str, tuple[str, ...]] = {"1": ("file", "module", "line"), "2": ("snippet",)}
"""Levels of each of the two tasks; no level belongs to both."""


def parse(files: Files) -> tuple[Figure, ...]:
    """Return one figure a line; SourceError for another shape or a version whose day is not known."""
    ((name, text),) = files.items()
    key = ["model", "task", "level", "metric"]
    table = lines(name, text, [*key, "value"], key=key)
    figures = [(line, _level(name, line), number(name, line, "value")) for line in table]
    day = day_of(files, DAYS, "gdpr_bench")
    return tuple(
        Figure(line["model"], _metric(line["metric"]), published, level, published_on=day, note=NOTE)
        for line, level, published in figures
        if published is not None
    )


def _level(name: str, line: Line) -> str:
    if line["level"] not in LEVELS.get(line["task"], ()):
        raise refuse(name, f"task {line['task']} has no level '{line['level']}'")
    return line["level"]


def _metric(printed: str) -> str:
    """Return our name of a metric: 'accuracy@1' as accuracy_at_1."""
    return printed.replace("@", "_at_")


def translate(figures: tuple[Figure, ...], known: Known) -> Records:
    """Return one row a figure; how many items a level has is not stated beside the table, so n stays unknown."""
    return Records(rows={PATH: rows(figures, known)})


IMPORTER = Importer("gdpr-bench", ("results.csv",), parse, translate)
