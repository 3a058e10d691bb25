"""Open ASR: word errors of speech recognition on short clips, on long recordings and in five languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tokonomix.importers.figures import Figure, rows
from tokonomix.importers.records import Files, Importer, Known, Records
from tokonomix.importers.tables import Line, lines, number
from tokonomix.importers.versions import day_of

PATH = "data/results/open-asr.csv"

DAYS: Mapping[str, date] = {"946b1b2f50f3": date(2026, 8, 21)}
"""Day on which each version of the tables was published, by their digest."""

MISSING = ("-1",)
"""Printed for a speed that was not measured, so never a value."""


@dataclass(frozen=True)
class Table:
    """One file: its parts by column, the column of their mean, and that of a second mean without one part."""

    name: str
    task: str
    first: str
    columns: Sequence[str]
    parts: Mapping[str, str]
    mean: str
    rest: str | None = None
    without: str | None = None


_SETS = ("AMI", "Earnings22", "Gigaspeech", "LS Clean", "LS Other", "SPGISpeech", "Tedlium", "Voxpopuli")
_LONG = {"earnings21": "earnings21", "earnings22": "earnings22", "tedlium": "tedlium", "coraal_avg": "coraal"}
_SPOKEN = (
    "de_covost", "de_fleurs", "fr_covost", "fr_mls", "fr_fleurs", "it_covost", "it_mls", "it_fleurs", "es_covost",
    "es_mls", "es_fleurs", "pt_mls", "pt_fleurs",
)  # fmt: skip

TABLES = (
    Table(
        "en_shortform.csv", "short", "model",
        ["model", "Avg. WER", "RTFx", "Model size (B)", "License", *(f"{name} WER" for name in _SETS)],
        {f"{name} WER": name.lower().replace(" ", "-") for name in _SETS}, "Avg. WER",
    ),
    Table(
        "en_longform.csv", "long", "model_id",
        ["model_id", "Average", "RTFx", "Model size (B)", *_LONG, "Avg (without CORAAL)"],
        _LONG, "Average", "Avg (without CORAAL)", "coraal_avg",
    ),
    Table(
        "multilingual.csv", "multilingual", "model",
        ["model", "Model size (B)", "RTFx", *_SPOKEN, "Avg"],
        {name: name.replace("_", "-") for name in _SPOKEN}, "Avg",
    ),
)  # fmt: skip

_ROUNDING = 0.00501
"""Half a step of the second decimal, to which the shorter of the published means are rounded."""


def parse(files: Files) -> tuple[Figure, ...]:
    """Return every rate, mean and speed; SourceError for another shape or a version whose day is not known."""
    day = day_of(files, DAYS, "open_asr")
    return tuple(
        replace(figure, published_on=day)
        for table in TABLES
        for line in lines(table.name, files[table.name], table.columns, key=[table.first])
        for figure in _figures(table, line)
    )


def _figures(table: Table, line: Line) -> Iterator[Figure]:
    model = line[table.first]
    rates = {column: number(table.name, line, column, missing=MISSING) for column in table.parts}
    for column, part in table.parts.items():
        if (published := rates[column]) is not None:
            yield Figure(model, "wer", published, f"{table.task}/{part}")
    mean = number(table.name, line, table.mean, missing=MISSING)
    if mean is not None:
        yield Figure(model, "overall", mean, table.task, note=_contradiction(mean, rates.values()))
    if table.rest:
        others = [rate for column, rate in rates.items() if column != table.without]
        rest = number(table.name, line, table.rest, missing=MISSING)
        if rest is not None:
            yield Figure(model, "overall_without_coraal", rest, table.task, note=_contradiction(rest, others))
    speed = number(table.name, line, "RTFx", missing=MISSING)
    if speed is not None:
        yield Figure(model, "rtfx", speed, table.task)


def _contradiction(mean: str, rates: Iterable[str | None]) -> str | None:
    """Return what to say of a mean that its own row contradicts; a part that is missing takes no part."""
    known = [float(rate) for rate in rates if rate is not None]
    made = sum(known) / len(known) if known else float(mean)
    return f"the mean of its own columns is {made:.2f}" if abs(made - float(mean)) > _ROUNDING else None


def translate(figures: tuple[Figure, ...], known: Known) -> Records:
    """Return one row a figure; hours of speech are not stated in the tables, so n stays unknown."""
    return Records(rows={PATH: rows(figures, known)})


IMPORTER = Importer("open-asr", tuple(table.name for table in TABLES), parse, translate)
