"""Brings CSV files back to their canonical form after a spreadsheet had them, so that a diff shows what was meant."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from fnmatch import fnmatch
from pathlib import Path

from tokonomix.importers.filing import put
from tokonomix.importers.writing import ORDER, columns, format_csv
from tokonomix.problem import Place, Problem, SourceError
from tokonomix.schema.base import Shape, kinds, shape_rows
from tokonomix.schema.documents import FILES
from tokonomix.source import Table, parse_csv, read_csv
from tokonomix.spreadsheet import understood

Cells = Mapping[str, str]


def format_files(root: Path, paths: Iterable[str] = ()) -> list[str]:
    """Write every CSV file below `data/`, or those named, in canonical form; return the paths that changed.

    Nothing is lost: a cell that only looks otherwise than in the last commit (1.1 for 1.10) is written as it was there.
    Raises SourceError with every problem of every file, and then has written nothing.
    """
    problems: list[Problem] = []
    texts: dict[str, str] = {}
    for path in sorted(set(paths)) or sorted(p.relative_to(root).as_posix() for p in root.glob("data/**/*.csv")):
        try:
            texts[path] = formatted(root, path)
        except SourceError as error:
            problems += error.problems
    if problems:
        raise SourceError(problems)
    changed = [path for path, text in texts.items() if (root / path).read_bytes() != text.encode()]
    put(root, texts)
    return changed


def formatted(root: Path, path: str) -> str:
    """Return a CSV file in canonical form; SourceError if it is none of ours or says something unclear."""
    shape = _shape(path)
    try:
        table, unclear = understood(read_csv(root, path), kinds(shape))
    except FileNotFoundError:
        what, mend = f"no file '{path}'", "Name it from the repository root, for example data/prices/openai.csv"
        raise SourceError([Problem(Place(path), what, mend)]) from None
    if problems := unclear or shape_rows(shape, table)[1]:
        raise SourceError(problems)
    rows: Iterable[Cells] = [row.values for row in table.rows]
    if committed := _committed(root, path):
        rows = _as_before(rows, [row.values for row in committed.rows], shape)
    return format_csv(shape, rows)


def _shape(path: str) -> type[Shape]:
    for pattern, _name, shape, _what in FILES:
        if pattern.endswith(".csv") and fnmatch(path, re.sub(r"<\w+>", "*", pattern)):
            return shape
    mend = "Name a CSV file below data/; data/README.md lists them"
    raise SourceError([Problem(Place(path), "not a table of ours", mend)])


def _committed(root: Path, path: str) -> Table | None:
    """Return the file as it was committed last; None without git, or if it is new or was misshapen."""
    try:
        asked = ["git", "-C", str(root), "show", f"HEAD:./{path}"]
        told = subprocess.run(asked, capture_output=True, check=True)
        return parse_csv(told.stdout.decode("utf-8-sig").replace("\r\n", "\n"), path)
    except (OSError, subprocess.CalledProcessError, UnicodeDecodeError, SourceError):
        return None


def _as_before(rows: Iterable[Cells], before: Iterable[Cells], shape: type[Shape]) -> Iterator[Cells]:
    """Yield rows in which a cell that says the same as the committed one of the same record is written like it."""
    names = ORDER.get(shape) or columns(shape)
    known: dict[tuple[object, ...], list[Cells]] = {}
    for row in before:
        known.setdefault(_key(row, names), []).append(row)
    for row in rows:
        alike = known.get(_key(row, names), [])
        if len(alike) == 1:
            old = alike[0]
            yield {name: old[name] if name in old and _same(old[name], text) else text for name, text in row.items()}
        else:
            yield row


def _key(row: Cells, names: Iterable[str]) -> tuple[object, ...]:
    return tuple(_meant(row.get(name, "")) for name in names)


def _same(one: str, other: str) -> bool:
    return one == other or _meant(one) == _meant(other)


def _meant(text: str) -> object:
    """Return what a cell says to a spreadsheet: a number, a truth, else its text."""
    try:
        number = Decimal(text)
        return number if number.is_finite() else text
    except InvalidOperation:
        return text.lower() if text.lower() in ("true", "false") else text
