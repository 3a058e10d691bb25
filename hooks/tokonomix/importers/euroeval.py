"""EuroEval: the same kinds of task in 30 European languages; ranks by language, scores by dataset for ten of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from tokonomix.importers.figures import Figure, rows
from tokonomix.importers.records import Files, Importer, Known, Records, refuse
from tokonomix.importers.tables import Line, lines, number

PATH = "data/results/euroeval.csv"

GROUPS = ("european", "germanic")
"""Boards of several languages: one column a language, Rank the mean of them where none is missing."""

MISSING = ("-", "?", "N/A", "inf", "")

_ABOUT = ("Model", "Type", "Rank", "European Values", "Parameters", "Vocabulary", "Context", "Commercial", "Merge",
          "Open", "Trained from scratch")  # fmt: skip
_UPDATED = re.compile(r"Last updated: (\d{4}-\d\d-\d\d)")
_PAIR = re.compile(r"(-?\d+\.\d+) ± (\d+\.\d+) / (-?\d+\.\d+) ± (\d+\.\d+)\Z")


@dataclass(frozen=True)
class Boards:
    """Ranks of all names, and the scores behind them, by dataset."""

    ranks: tuple[Figure, ...] = field(repr=False)
    scores: tuple[Figure, ...] = field(repr=False)


def parse(files: Files) -> Boards:
    """Return ranks and scores of all boards; SourceError for another shape, or boards that lack their day."""
    texts = {name.removeprefix("clean/").removesuffix("_all.csv"): name for name in files if name.endswith(".csv")}
    if gone := sorted(set(GROUPS) - set(texts)):
        raise refuse(f"clean/{gone[0]}_all.csv", "the board is missing")
    tables = {board: _table(name, files[name]) for board, name in texts.items()}
    days = {board: _day(f"{board}_all.json", files) for board in tables}
    ranks: dict[tuple[str, str | None], Figure] = {}
    scores: list[Figure] = []
    for board in sorted(tables, key=lambda name: (name not in GROUPS, name)):
        for line in tables[board]:
            for figure in _ranks(texts[board], board, line, days[board]):
                key = figure.published_as, figure.task
                # A rank stands on several boards; where they differ, the group's is kept, since its mean is of it.
                first = ranks.setdefault(key, figure)
                if first.published != figure.published:
                    ranks[key] = _noting(first, f"on the board of its language alone the rank is {figure.published}")
            if board not in GROUPS:
                scores += _scores(texts[board], line, days[board])
            scores += _values(texts[board], board, line, days[board])
    return Boards(tuple(ranks.values()), tuple(scores))


def _table(name: str, text: str) -> list[Line]:
    header = text.split("\n", 1)[0].split(",")
    if header[: len(_ABOUT)] != list(_ABOUT):
        raise refuse(name, f"the columns begin '{','.join(header[:3])}', not '{','.join(_ABOUT[:3])}'")
    return lines(name, text, header, key=["Model"])


def _day(name: str, files: Files) -> date:
    try:
        notes = str(json.loads(files[name])["annotate"]["notes"])
    except (KeyError, ValueError, TypeError):
        notes = ""
    if not (found := _UPDATED.match(notes)):
        raise refuse(name, "it does not say when the board was last updated")
    return date.fromisoformat(found[1])


def _ranks(name: str, board: str, line: Line, day: date) -> Iterator[Figure]:
    whole = None if board == "european" else board
    cells: dict[str | None, str] = {whole: "Rank"}
    if board in GROUPS:
        cells |= {column.lower(): column for column in line if column not in _ABOUT}
    for task, column in cells.items():
        if (published := number(name, line, column, missing=MISSING)) is not None:
            yield Figure(line["Model"], "rank", published, task, published_on=day)


def _scores(name: str, line: Line, day: date) -> Iterator[Figure]:
    for dataset in (column for column in line if f"{column}_version" in line):
        if line[dataset] in MISSING:
            continue
        if not (pair := _PAIR.match(line[dataset])):
            raise refuse(name, f"{dataset} of '{line['Model']}' is '{line[dataset]}', not two scores with ±")
        note = f"EuroEval {line[f'{dataset}_version']}"
        for metric, score, half in (("primary", pair[1], pair[2]), ("secondary", pair[3], pair[4])):
            low, high = Decimal(score) - Decimal(half), Decimal(score) + Decimal(half)
            yield Figure(
                line["Model"], metric, score, dataset, low=str(low), high=str(high), published_on=day, note=note
            )


def _values(name: str, board: str, line: Line, day: date) -> Iterator[Figure]:
    if (published := number(name, line, "European Values", missing=MISSING)) is not None:
        task = None if board == "european" else board
        yield Figure(line["Model"], "european_values", published, task, published_on=day)


def _noting(figure: Figure, note: str) -> Figure:
    return Figure(figure.published_as, figure.metric, figure.published, figure.task,
                  published_on=figure.published_on, note=note)  # fmt: skip


def translate(boards: Boards, known: Known) -> Records:
    """Return one row a rank, and one a score for names that are models of ours.

    Ranks are kept of every name, since a benchmark's own mean is of them; the 40,000 scores of names that are not
    ours (base models, fine-tunes, encoders) would say nothing on any page.
    """
    ours = [figure for figure in boards.scores if known.aliases.get(figure.published_as, (None, None))[0]]
    return Records(rows={PATH: rows([*boards.ranks, *ours], known)})


IMPORTER = Importer("euroeval", ("clean/*_all.csv", "*_all.json"), parse, translate)
