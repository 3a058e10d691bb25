"""Arena: preference ratings with intervals, one board a subject or language; style control on."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tokonomix.importers.records import Files, Importer, Known, Records, refuse
from tokonomix.importers.versions import day_of

PATH = "data/results/arena.csv"

BOARDS = (
    "full", "math", "hard_6", "coding", "creative_writing",
    "german", "french", "spanish", "russian", "chinese", "japanese", "korean",
    "industry_medicine_and_healthcare", "industry_legal_and_government",
)  # fmt: skip
"""Boards we keep: the overall one and those that fit a category of ours."""

DAYS: Mapping[str, date] = {"91c5cc539829": date(2025, 12, 17)}
"""Day on which each version of the file was published, by the first 12 digits of its SHA-256.

The file names no day. A version that is not listed is refused, so that no board gets the day of another.
"""

_HEADER = ["category", "model", "rating", "rating_q025", "rating_q975"]
_NUMBER = re.compile(r"-?\d+(\.\d+)?\Z")


@dataclass(frozen=True)
class Rating:
    """One row of a board: rating and 95 % bounds in points, as printed."""

    board: str
    model: str
    rating: str
    low: str
    high: str


@dataclass(frozen=True)
class Boards:
    """All ratings we keep and the day of their version."""

    day: date
    ratings: tuple[Rating, ...] = field(repr=False)


def parse(files: Files) -> Boards:
    """Return the boards we keep; SourceError for another shape or a version whose day is not known."""
    ((name, text),) = files.items()
    header, *lines = [line for line in csv.reader(text.splitlines()) if line] or [[]]
    if header != _HEADER:
        raise refuse(name, f"the columns are '{','.join(header)}', not '{','.join(_HEADER)}'")
    ratings = []
    for line in lines:
        if len(line) != len(_HEADER):
            raise refuse(name, f"a row of {len(line)} cells: '{','.join(line)}'")
        rating = Rating(*line)
        if rating.board not in BOARDS:
            continue
        for cell in (rating.rating, rating.low, rating.high):
            if not _NUMBER.match(cell):
                raise refuse(name, f"{rating.model} on {rating.board} has '{cell}', not a rating")
        if not float(rating.low) <= float(rating.rating) <= float(rating.high):
            raise refuse(name, f"the rating of {rating.model} on {rating.board} lies outside its bounds")
        ratings.append(rating)
    keys = [(rating.board, rating.model) for rating in ratings]
    if len(set(keys)) < len(keys):
        board, model = min(key for key in keys if keys.count(key) > 1)
        raise refuse(name, f"{model} stands twice on {board}")
    if gone := [board for board in BOARDS if board not in {rating.board for rating in ratings}]:
        raise refuse(name, f"board '{gone[0]}' is missing")
    return Boards(day_of(files, DAYS, "arena"), tuple(ratings))


def translate(boards: Boards, known: Known) -> Records:
    """Return one row a rating; votes are not counted in the file, so n stays unknown."""
    rows = []
    for rating in boards.ratings:
        model, variant = known.aliases.get(rating.model, (None, None))
        rows.append(
            {
                "model": model,
                "variant": variant,
                "published_as": rating.model,
                "task": rating.board,
                "metric": "rating",
                "published": rating.rating,
                "low": rating.low,
                "high": rating.high,
                "published_on": boards.day,
            }
        )
    return Records(rows={PATH: tuple(rows)})


IMPORTER = Importer("arena", ("leaderboard-text-style-control.csv",), parse, translate)
