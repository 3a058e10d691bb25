"""LiveBench: one table a release, one row a model, one column a task; costs and question counts where published."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from tokonomix.importers.records import Files, Importer, Known, Records, refuse

PATH = "data/results/livebench.csv"

_NAME = re.compile(r"(table|cost)_(\d{4})_(\d{2})_(\d{2})\.csv\Z")
_NUMBER = re.compile(r"\d+(\.\d+)?\Z")


OF_THE_WHOLE = ("cost_per_question", "cost_per_successful_task", "avg_input_tokens", "avg_output_tokens")
"""Columns of the table of costs that are about all tasks; what a task's answers were long is not kept."""


@dataclass(frozen=True)
class Score:
    """One cell: `published` as printed, empty where its task cannot be told; no task for the release as a whole."""

    model: str
    task: str | None
    published: str
    n: int | None = None
    note: str | None = None
    metric: str = "score"


@dataclass(frozen=True)
class Release:
    """The table of one release."""

    day: date
    scores: tuple[Score, ...] = field(repr=False)


def parse(files: Files) -> tuple[Release, ...]:
    """Return the releases by day; SourceError where a header, a cell or a file name is not as expected."""
    tables = {_day(name): name for name in files if name.startswith("table_")}
    costs = {_day(name): name for name in files if name.startswith("cost_")}
    if stray := sorted(costs.keys() - tables.keys()):
        raise refuse(costs[stray[0]], f"no table of the release of {stray[0]}")
    questions = {day: _questions(name, files[name]) for day, name in costs.items()}
    return tuple(
        Release(
            day,
            (
                *_scores(name, files[name], questions.get(day, {})),
                *(_costs(costs[day], files[costs[day]], questions[day]) if day in costs else ()),
            ),
        )
        for day, name in sorted(tables.items())
    )


def _day(name: str) -> date:
    match = _NAME.match(name)
    if not match:
        raise refuse(name, f"the name '{name}' holds no day of a release", "Name it table_YYYY_MM_DD.csv")
    return date(int(match[2]), int(match[3]), int(match[4]))


def _lines(name: str, text: str) -> tuple[list[str], list[list[str]]]:
    header, *lines = [line for line in csv.reader(text.splitlines()) if line] or [[]]
    if header[:1] != ["model"]:
        raise refuse(name, f"the first column is '{''.join(header[:1])}', not 'model'")
    if repeated := sorted({task for task in header if header.count(task) > 1}):
        raise refuse(name, f"column '{repeated[0]}' is given twice")
    names = [line[0] for line in lines]
    if twice := sorted({model for model in names if names.count(model) > 1}):
        raise refuse(name, f"model '{twice[0]}' is given twice")
    return header, lines


def _scores(name: str, text: str, questions: Mapping[tuple[str, str], int]) -> Iterator[Score]:
    header, lines = _lines(name, text)
    tasks = header[1:]
    for model, *cells in lines:
        if len(cells) != len(tasks):
            # Cells were dropped, not left empty: what remains has slipped under other tasks.
            note = f"the row holds {len(cells)} scores for {len(tasks)} tasks; which are missing is not said"
            yield from (Score(model, task, "", note=note) for task in tasks)
            continue
        for task, cell in zip(tasks, cells, strict=True):
            published = cell.strip()
            if not published:
                continue
            if not _NUMBER.match(published) or float(published) > 100:
                raise refuse(name, f"{task} of {model} is '{published}', not a score from 0 to 100")
            yield Score(model, task, published, questions.get((model, task)))


def _questions(name: str, text: str) -> dict[tuple[str, str], int]:
    """Return the number of questions by model and task; runs lose a few, so it differs from row to row."""
    header, lines = _lines(name, text)
    counted = [(index, column[3:]) for index, column in enumerate(header) if column.startswith("nq_")]
    if not counted:
        raise refuse(name, "no column 'nq_<task>' with the number of questions")
    found = {}
    for line in lines:
        if len(line) != len(header):
            raise refuse(name, f"the row of {line[0]} has {len(line)} cells, the header {len(header)}")
        for index, task in counted:
            if line[index] and not line[index].isdigit():
                raise refuse(name, f"nq_{task} of {line[0]} is '{line[index]}', not a number of questions")
            if line[index].isdigit() and int(line[index]):
                found[line[0], task] = int(line[index])
    return found


def _costs(name: str, text: str, questions: Mapping[tuple[str, str], int]) -> Iterator[Score]:
    """Yield what the run of each task cost in all, and what the table says of the whole; 0 is a sign for unknown."""
    header, lines = _lines(name, text)
    for line in lines:
        for column, cell in zip(header, line, strict=True):
            whole = column in OF_THE_WHOLE
            if not whole and f"nq_{column}" not in header:
                continue
            if cell and not _NUMBER.match(cell):
                raise refuse(name, f"{column} of {line[0]} is '{cell}', not an amount")
            if cell and float(cell):
                task, metric = (None, column) if whole else (column, "cost")
                yield Score(line[0], task, cell, questions.get((line[0], task or "")), metric=metric)


def translate(releases: tuple[Release, ...], known: Known) -> Records:
    """Return one row a figure; the day of a result is the day of its release."""
    rows = []
    for release in releases:
        for score in release.scores:
            model, variant = known.aliases.get(score.model, (None, None))
            rows.append(
                {
                    "model": model,
                    "variant": variant,
                    "published_as": score.model,
                    "task": score.task,
                    "metric": score.metric,
                    "published": score.published,
                    "n": score.n,
                    "published_on": release.day,
                    "note": score.note,
                }
            )
    return Records(rows={PATH: tuple(rows)})


IMPORTER = Importer("livebench", ("table_*.csv", "cost_*.csv"), parse, translate)
