"""ParlaCAP: which policy topic a speech in parliament is about, in four languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from tokonomix.importers.figures import Figure, rows
from tokonomix.importers.records import Files, Importer, Known, Records
from tokonomix.importers.tables import lines, number
from tokonomix.importers.versions import day_of

PATH = "data/results/parlacap.csv"

DAYS: Mapping[str, date] = {"fa28ec7bbad2": date(2026, 2, 18)}
"""Day of the paper that each version of the table accompanies, by its digest."""

NOTE = "the table states no day; this is the day of its paper (arXiv 2602.16516)"

LANGUAGES = ("hr", "en", "sr", "bs")
METRICS = ("macro_f1", "micro_f1")


def parse(files: Files) -> tuple[Figure, ...]:
    """Return two figures a model and language; a language a model was not tried in is left out."""
    ((name, text),) = files.items()
    cells = {f"{language}_{metric}": (language, metric) for language in LANGUAGES for metric in METRICS}
    found = [
        Figure(line["model"], metric, published, language, note=NOTE)
        for line in lines(name, text, ["model", *cells], key=["model"])
        for column, (language, metric) in cells.items()
        if (published := number(name, line, column)) is not None
    ]
    day = day_of(files, DAYS, "parlacap")
    return tuple(replace(figure, published_on=day) for figure in found)


def translate(figures: tuple[Figure, ...], known: Known) -> Records:
    """Return one row a figure; the number of speeches is not stated beside the table, so n stays unknown."""
    return Records(rows={PATH: rows(figures, known)})


IMPORTER = Importer("parlacap", ("benchmark_scores.csv",), parse, translate)
