"""Lech Mazur's story-writing board: language models compare pairs of stories written to the same brief."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from tokonomix.importers.figures import Figure, rows
from tokonomix.importers.records import Files, Importer, Known, Records, refuse
from tokonomix.importers.tables import Line, lines, number
from tokonomix.importers.versions import day_of

PATH = "data/results/lechmazur-writing.csv"

DAYS: Mapping[str, date] = {"b59d381f4b2d": date(2026, 5, 29)}
"""Day of the newest update named beside each version of the table, by its digest."""

STORIES = 400
"""Briefs, each for one story; a model whose name carries a sign wrote fewer."""
FEWER: Mapping[str, int] = {"†": 347, "‡": 399}
"""Stories of the rows that carry a sign, as the notes below the table say."""

_COLUMNS = ["rank", "model", "comparison_score", "win_prob_vs_pool", "ci95_low", "ci95_high"]


def parse(files: Files) -> tuple[Figure, ...]:
    """Return three figures a model; SourceError for another shape, another sign, or a version of unknown day."""
    ((name, text),) = files.items()
    table = lines(name, text, _COLUMNS, key=["model"])
    found = tuple(figure for line in table for figure in _figures(name, line))
    day = day_of(files, DAYS, "lechmazur_writing")
    return tuple(replace(figure, published_on=day) for figure in found)


def _figures(name: str, line: Line) -> Iterator[Figure]:
    model, stories, note = line["model"], STORIES, None
    if not model.isascii():
        if model[-1] not in FEWER:
            raise refuse(name, f"'{model}' carries a sign whose meaning is not known")
        stories = FEWER[model[-1]]
        note = f"{stories} of {STORIES} stories; the model refused the others, and none is counted for them"
    low, score, high = (number(name, line, column) for column in ("ci95_low", "comparison_score", "ci95_high"))
    if low is None or score is None or high is None or not float(low) <= float(score) <= float(high):
        raise refuse(name, f"the comparison score of '{model}' lies outside its bounds, or one of the three is missing")
    yield Figure(model, "comparison_score", score, n=stories, low=low, high=high, note=note)
    for column, metric in (("win_prob_vs_pool", "win_probability"), ("rank", "rank")):
        published = number(name, line, column)
        if published is not None:
            yield Figure(model, metric, published, n=stories, note=note)


def translate(figures: tuple[Figure, ...], known: Known) -> Records:
    """Return one row a figure; n is the number of stories the model wrote."""
    return Records(rows={PATH: rows(figures, known)})


IMPORTER = Importer("lechmazur-writing", ("leaderboard.csv",), parse, translate)
