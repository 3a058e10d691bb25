"""Extended NYT Connections: the whole set, its newest hundred puzzles, earlier states of the set, the first version."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from tokonomix.importers.figures import Figure, rows
from tokonomix.importers.records import Files, Importer, Known, Records, refuse
from tokonomix.importers.tables import Line, count, lines, number
from tokonomix.importers.versions import day_of

PATH = "data/results/nyt-connections.csv"

DAYS: Mapping[str, date] = {"e1092dcbe459": date(2026, 7, 17)}
"""Day on which each version of the tables was published, by their digest."""

STATES = (601, 651, 759)
"""Sizes at which the set stood while many models were run; a run of another size was broken off or is under way."""

_WHOLE = ["Rank", "Model", "Score %", "#Puzzles"]
_WINDOW = ["Rank", "Model", "Score %", "#Puzzles (window)", "Total Coverage"]
_COVERAGE = re.compile(r"(\d+)/(\d+)\Z")


def parse(files: Files) -> tuple[Figure, ...]:
    """Return score and rank of every row; SourceError for another shape or a version whose day is not known."""
    day = day_of(files, DAYS, "nyt_connections")
    return tuple(
        replace(figure, published_on=day)
        for figure in (
            *_whole("table1.csv", files["table1.csv"], "extended"),
            *_whole("table2.csv", files["table2.csv"], "newest-100"),
            *_first("table3.csv", files["table3.csv"]),
            *_windows("table4.csv", files["table4.csv"]),
        )
    )


def _whole(name: str, text: str, task: str) -> Iterator[Figure]:
    for line in lines(name, text, _WHOLE, key=["Model"]):
        yield from _figures(name, line, task, count(name, line, "#Puzzles"))


def _first(name: str, text: str) -> Iterator[Figure]:
    for line in lines(name, text, ["Model", "Score"], key=["Model"]):
        score = number(name, line, "Score")
        if score is not None:
            yield Figure(line["Model"], "score", score, "first-version")


def _windows(name: str, text: str) -> Iterator[Figure]:
    """Yield rows of the board of partial runs: runs of a whole earlier state, and runs of so many puzzles."""
    for line in lines(name, text, _WINDOW, key=["Model", "Total Coverage"]):
        taken = count(name, line, "#Puzzles (window)")
        coverage = _COVERAGE.match(line["Total Coverage"])
        if coverage is None or int(coverage[1]) > int(coverage[2]):
            raise refuse(name, f"Total Coverage of '{line['Model']}' is '{line['Total Coverage']}'")
        task = f"state-{taken}" if taken in STATES else f"part-{taken}"
        whole = f"{coverage[1]} of {coverage[2]} puzzles"
        for figure in _figures(name, line, task, taken):
            yield replace(figure, note=whole)


def _figures(name: str, line: Line, task: str, n: int) -> Iterator[Figure]:
    for column, metric in (("Score %", "score"), ("Rank", "rank")):
        published = number(name, line, column)
        if published is not None:
            yield Figure(line["Model"], metric, published, task, n)


def translate(figures: tuple[Figure, ...], known: Known) -> Records:
    """Return one row a figure; n is the number of puzzles of that row, which differs between rows."""
    return Records(rows={PATH: rows(figures, known)})


IMPORTER = Importer(
    "lechmazur-nyt-connections", ("table1.csv", "table2.csv", "table3.csv", "table4.csv"), parse, translate
)
