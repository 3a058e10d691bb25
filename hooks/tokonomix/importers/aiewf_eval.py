"""aiewf-eval: scripted conversations of thirty turns, errors and waiting times, by text and from speech to speech."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from tokonomix.importers.figures import Figure, rows, word
from tokonomix.importers.records import Files, Importer, Known, Records, refuse
from tokonomix.importers.tables import Line, lines, number
from tokonomix.importers.versions import day_of

PATH = "data/results/aiewf-eval.csv"

DAYS: Mapping[str, date] = {"abe6a052a577": date(2026, 8, 18)}
"""Day on which each version of the tables was published, by their digest."""

TEXT: Mapping[str, tuple[str, str]] = {
    "Pass Rate": ("pass_rate", "%"),
    "Any Error": ("any_error", "%"),
    "Tool Error": ("tool_error", "%"),
    "Instruction Error": ("instruction_error", "%"),
    "KB Error": ("kb_error", "%"),
    "TTFAT P50": ("first_answer_p50", "ms"),
    "TTFAT P95": ("first_answer_p95", "ms"),
    "TTFAT Max": ("first_answer_max", "ms"),
}
SPEECH: Mapping[str, tuple[str, str]] = {
    "Pass Rate": ("pass_rate", "%"),
    "Non-Tool V2V Med": ("voice_to_voice_p50", "ms"),
    "Non-Tool V2V Max": ("voice_to_voice_max", "ms"),
    "Tool V2V Mean": ("voice_to_voice_tool_mean", "ms"),
    "Silence Pad Mean": ("silence_pad_mean", "ms"),
}
"""Metric and unit by column; the unit is printed in the cell and stands on our card instead."""
COUNTS: Mapping[str, str] = {
    "Tool Use": "tool_use_turns",
    "Instruction": "instruction_turns",
    "KB Ground": "grounded_turns",
    "Turn Ok": "turn_taking_turns",
}
"""Metric by column that prints how many of how many turns were right."""

MISSING = ("*",)

_COUNT = re.compile(r"(\d+)/(\d+)\Z")
_SPEECH_COLUMNS = ["Model", "Pass Rate", *COUNTS, *list(SPEECH)[1:]]


def parse(files: Files) -> tuple[Figure, ...]:
    """Return every figure of both tables; SourceError for another shape or a version whose day is not known."""
    day = day_of(files, DAYS, "aiewf_eval")
    text, speech = "table1.csv", "table2.csv"
    found = [
        replace(figure, task="text", setting={"provider": word(line["Provider"])})
        for line in lines(text, files[text], ["Model", *TEXT, "Provider"], key=["Model", "Provider"])
        for figure in _measured(text, line, TEXT)
    ]
    for line in lines(speech, files[speech], _SPEECH_COLUMNS, key=["Model"]):
        turns = list(_counted(speech, line))
        sizes = {figure.n for figure in turns}
        n = sizes.pop() if len(sizes) == 1 else None
        found += [replace(figure, task="speech", n=n) for figure in _measured(speech, line, SPEECH)]
        found += [replace(figure, task="speech") for figure in turns]
    return tuple(replace(figure, published_on=day) for figure in found)


def _measured(name: str, line: Line, metrics: Mapping[str, tuple[str, str]]) -> Iterator[Figure]:
    for column, (metric, unit) in metrics.items():
        published = number(name, line, column, unit=unit, missing=MISSING)
        if published is not None:
            yield Figure(line["Model"], metric, published)


def _counted(name: str, line: Line) -> Iterator[Figure]:
    """Yield the number of turns that were right; how many there were is the figure's n."""
    for column, metric in COUNTS.items():
        if line[column] in MISSING:
            continue
        match = _COUNT.match(line[column])
        if match is None or not int(match[2]) or int(match[1]) > int(match[2]):
            raise refuse(name, f"{column} of '{line['Model']}' is '{line[column]}', not so many of so many")
        yield Figure(line["Model"], metric, match[1], n=int(match[2]))


def translate(figures: tuple[Figure, ...], known: Known) -> Records:
    """Return one row a figure; the turns behind a text row are not in the table, so its n stays unknown."""
    return Records(rows={PATH: rows(figures, known)})


IMPORTER = Importer("aiewf-eval", ("table1.csv", "table2.csv"), parse, translate)
