"""Reading a leaderboard that is a CSV table: its agreed columns, cells with their units, signs for missing."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Sequence

from tokonomix.importers.records import refuse

Line = dict[str, str]
"""One row of a table by column, cells without surrounding blanks."""

_NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][-+]?\d+)?\Z")


def lines(name: str, text: str, columns: Sequence[str], *, key: Sequence[str]) -> list[Line]:
    """Return the rows of a table; SourceError for other columns, a ragged row, none at all, or a repeated `key`."""
    header, *rows = [row for row in csv.reader(text.splitlines()) if row] or [[]]
    if header != list(columns):
        raise refuse(name, f"the columns are '{','.join(header)}', not '{','.join(columns)}'")
    if not rows:
        raise refuse(name, "the table has no rows")
    found = []
    seen = set()
    for row in rows:
        if len(row) != len(header):
            raise refuse(name, f"the row of '{row[0]}' has {len(row)} cells, the header {len(header)}")
        line = dict(zip(header, (cell.strip() for cell in row), strict=True))
        named = tuple(line[column] for column in key)
        if named in seen:
            raise refuse(name, f"'{' '.join(named)}' stands twice")
        seen.add(named)
        found.append(line)
    return found


def number(name: str, line: Line, column: str, *, unit: str = "", missing: Collection[str] = ()) -> str | None:
    """Return the number in a cell as printed, without its unit; None where the cell is empty or a sign for missing.

    `missing` are signs as printed ('-1', '*'). SourceError where the cell is anything else but a number.
    """
    text = line[column]
    if not text or text in missing:
        return None
    bare = text.removesuffix(unit).rstrip()
    if not _NUMBER.match(bare):
        of = next(iter(line.values()))
        raise refuse(name, f"{column} of '{of}' is '{text}', not a number{f' in {unit}' if unit else ''}")
    return bare


def count(name: str, line: Line, column: str) -> int:
    """Return a whole number above zero; SourceError for anything else."""
    if not line[column].isdigit() or not int(line[column]):
        of = next(iter(line.values()))
        raise refuse(name, f"{column} of '{of}' is '{line[column]}', not a number of items")
    return int(line[column])
