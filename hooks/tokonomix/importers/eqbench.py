"""EQ-Bench's two boards of creative writing, short pieces and long form, graded by one language model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tokonomix.importers.figures import Figure, rows
from tokonomix.importers.records import Files, Importer, Known, Records, refuse
from tokonomix.importers.tables import lines, number

CREATIVE = "data/results/eqbench-creative.csv"
LONGFORM = "data/results/eqbench-longform.csv"

SHORT_METRICS: Mapping[str, str] = {
    "elo_score": "elo",
    "creative_writing_score": "rubric_score",
    "avg_length": "length",
    "vocab_complexity": "vocabulary_complexity",
    "slop_score": "slop",
    "repetition_score": "repetition",
}
LONG_METRICS: Mapping[str, str] = {
    "overall_score_100": "overall",
    "slop_score": "slop",
    "repetition_score": "repetition",
}
"""Metric by column, of the short pieces and of the long form."""

NEW = "*"
"""Stands before a name that is new on the site; it is no part of the name."""


@dataclass(frozen=True)
class Boards:
    """The figures of both boards."""

    creative: tuple[Figure, ...] = field(repr=False)
    longform: tuple[Figure, ...] = field(repr=False)


def parse(files: Files) -> Boards:
    """Return both boards; SourceError for another shape, or where a name stands both as new and as known."""
    return Boards(
        tuple(_figures("creative_writing_v3.csv", files, SHORT_METRICS)),
        tuple(_figures("creative_writing_longform.csv", files, LONG_METRICS)),
    )


def _figures(name: str, files: Files, metrics: Mapping[str, str]) -> Iterator[Figure]:
    seen = set()
    for line in lines(name, files[name], ["model_name", *metrics], key=["model_name"]):
        model = line["model_name"].removeprefix(NEW)
        if model in seen:
            raise refuse(name, f"'{model}' stands twice, once with the sign for new")
        seen.add(model)
        for column, metric in metrics.items():
            published = number(name, line, column)
            if published is not None:
                yield Figure(model, metric, published)


def translate(boards: Boards, known: Known) -> Records:
    """Return one row a figure; neither days nor items stand in the tables."""
    return Records(rows={CREATIVE: rows(boards.creative, known), LONGFORM: rows(boards.longform, known)})


IMPORTER = Importer("eqbench", ("creative_writing_v3.csv", "creative_writing_longform.csv"), parse, translate)
