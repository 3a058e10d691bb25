"""VoiceBench: nine sets of spoken questions in one table of mixed scales."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tokonomix.importers.figures import Figure, rows
from tokonomix.importers.records import Files, Importer, Known, Records, refuse
from tokonomix.importers.tables import lines, number
from tokonomix.importers.versions import day_of

PATH = "data/results/voicebench.csv"

DAYS: Mapping[str, date] = {"e62fc81fbd4b": date(2025, 6, 12)}
"""Day on which each version of the table was published, by its digest."""

TASKS: Mapping[str, tuple[str, str]] = {
    "AlpacaEval": ("alpacaeval", "grade"),
    "CommonEval": ("commoneval", "grade"),
    "WildVoice": ("wildvoice", "grade"),
    "SD-QA": ("sd-qa", "accuracy"),
    "MMSU": ("mmsu", "accuracy"),
    "OBQA": ("obqa", "accuracy"),
    "BBH": ("bbh", "accuracy"),
    "IFEval": ("ifeval", "accuracy"),
    "AdvBench": ("advbench", "refusal_rate"),
}
"""Task and metric by column: grades of a judge run from 1 to 5, all else is in percent."""

BOUNDS: Mapping[str, tuple[float, float]] = {"grade": (1, 5), "accuracy": (0, 100), "refusal_rate": (0, 100)}


def parse(files: Files) -> tuple[Figure, ...]:
    """Return nine figures a system; SourceError for another shape, a cell off its scale, a version of unknown day."""
    ((name, text),) = files.items()
    table = lines(name, text, ["Model", *TASKS], key=["Model"])
    day = day_of(files, DAYS, "voicebench")
    found: list[Figure] = []
    for line in table:
        for column, (task, metric) in TASKS.items():
            published = number(name, line, column)
            if published is None:
                continue
            low, high = BOUNDS[metric]
            if not low <= float(published) <= high:
                raise refuse(name, f"{column} of '{line['Model']}' is {published}, off its scale of {low} to {high}")
            found.append(Figure(line["Model"], metric, published, task, published_on=day))
    return tuple(found)


def translate(figures: tuple[Figure, ...], known: Known) -> Records:
    """Return one row a figure; the number of questions is not stated beside the table, so n stays unknown."""
    return Records(rows={PATH: rows(figures, known)})


IMPORTER = Importer("voicebench", ("scores.csv",), parse, translate)
