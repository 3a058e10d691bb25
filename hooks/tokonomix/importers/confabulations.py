"""Confabulations: invented answers where the text has none, and silence where it has one; both lower is better."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from tokonomix.importers.figures import Figure, rows
from tokonomix.importers.records import Files, Importer, Known, Records
from tokonomix.importers.tables import Line, lines, number
from tokonomix.importers.versions import day_of

PATH = "data/results/confabulations.csv"

DAYS: Mapping[str, date] = {"db20a03f3b3f": date(2025, 8, 7)}
"""Day on which each version of the table was published, by its digest."""

METRICS: Mapping[str, str] = {
    "Rank": "rank",
    "Confab %": "confabulation_rate",
    "Non-Resp %": "non_response_rate",
    "Weighted": "overall",
}
"""Metric by column."""

_ROUNDING = 0.0551
"""Half a step of the parts' last digit and half a step of the mean's."""


def parse(files: Files) -> tuple[Figure, ...]:
    """Return four figures a model; SourceError for another shape or a version whose day is not known."""
    ((name, text),) = files.items()
    table = lines(name, text, ["Rank", "Model", "Confab %", "Non-Resp %", "Weighted"], key=["Model"])
    found = tuple(figure for line in table for figure in _figures(name, line))
    day = day_of(files, DAYS, "confabulations")
    return tuple(replace(figure, published_on=day) for figure in found)


def _figures(name: str, line: Line) -> Iterator[Figure]:
    cells = {metric: number(name, line, column) for column, metric in METRICS.items()}
    for metric, published in cells.items():
        if published is not None:
            note = _contradiction(cells) if metric == "overall" else None
            yield Figure(line["Model"], metric, published, note=note)


def _contradiction(cells: Mapping[str, str | None]) -> str | None:
    invented, silent, whole = (cells[m] for m in ("confabulation_rate", "non_response_rate", "overall"))
    if invented is None or silent is None or whole is None:
        return None
    mean = (float(invented) + float(silent)) / 2
    return f"the mean of its two parts is {mean:.2f}" if abs(mean - float(whole)) > _ROUNDING else None


def translate(figures: tuple[Figure, ...], known: Known) -> Records:
    """Return one row a figure; the number of questions is not stated beside the table, so n stays unknown."""
    return Records(rows={PATH: rows(figures, known)})


IMPORTER = Importer("lechmazur-confabulations", ("table1.csv",), parse, translate)
