"""The records of the repository as plain values: read, checked as the build will, written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from tokonomix.importers.writing import UNWRITTEN, cell, format_csv, format_yaml
from tokonomix.problem import Problem, SourceError
from tokonomix.schema.base import Shape, kinds, shape_document, shape_rows
from tokonomix.schema.model import ModelFile
from tokonomix.schema.rows import ClaimRow, OfferRow, PriceRow, ResultRow
from tokonomix.source import parse_csv, parse_yaml, read_csv, read_yaml
from tokonomix.spreadsheet import understood

SHAPES: Mapping[str, type[Shape]] = {
    "offers": OfferRow,
    "prices": PriceRow,
    "claims": ClaimRow,
    "results": ResultRow,
}
"""Shape of the rows by the folder under `data/`."""

ALIASES = "data/aliases.csv"

Held = dict[str, Any]
"""By path: a model file as a mapping, or the rows of a CSV file as mappings without empty cells."""


def records(root: Path) -> Held:
    """Return everything importers may touch, and the aliases; comments and layout do not count."""
    held: Held = {}
    for path in sorted(root.glob("data/models/*/*.yml")):
        name = path.relative_to(root).as_posix()
        document = read_yaml(root, name)
        if not isinstance(document.value, dict):
            raise SourceError(
                [
                    Problem(
                        document.place(),
                        "not a list of keys and values",
                        "Write 'key: value' lines",
                    )
                ]
            )
        held[name] = document.value
    for folder in SHAPES:
        for path in sorted(root.glob(f"data/{folder}/*.csv")):
            name = path.relative_to(root).as_posix()
            table, unclear = understood(read_csv(root, name), kinds(SHAPES[folder]))
            if unclear:
                raise SourceError(unclear)
            held[name] = [written(row.values) for row in table.rows]
    if (root / ALIASES).is_file():
        held[ALIASES] = [dict(row.values) for row in read_csv(root, ALIASES).rows]
    return held


def written(row: Mapping[str, object]) -> dict[str, str]:
    """Return a row as its file will hold it: without empty cells and what an empty cell says."""
    cells = {name: cell(value) for name, value in row.items()}
    return {name: text for name, text in cells.items() if text and text != UNWRITTEN.get(name)}


def shape_of(path: str) -> type[Shape]:
    """Return the shape of the rows of a CSV file."""
    return SHAPES[path.split("/")[1]]


def text(path: str, value: Any) -> str:
    """Return a file in its canonical form."""
    if path.endswith(".yml"):
        return format_yaml(ModelFile, value)
    return format_csv(shape_of(path), value)


def differing(before: Held, after: Held) -> Iterable[str]:
    """Yield the paths of files that come, go, or change in more than their layout."""
    for path in sorted((before.keys() | after.keys()) - {ALIASES}):
        old, new = before.get(path), after.get(path)
        if old is None or new is None or (old != new and text(path, old) != text(path, new)):
            yield path


def validate(after: Held, before: Held) -> None:
    """Refuse to write what the build would refuse to read."""
    problems: list[Problem] = []
    for path in differing(before, after):
        if path not in after:
            continue
        value = after[path]
        content = text(path, value)
        try:
            if path.endswith(".yml"):
                # What another source wrote into a file whose own source is away stays until that comes back.
                if "name" in value:
                    shape_document(ModelFile, parse_yaml(content, path))
            else:
                problems += shape_rows(shape_of(path), parse_csv(content, path))[1]
        except SourceError as error:
            problems += error.problems
    if problems:
        raise SourceError(problems)


def write(root: Path, before: Held, after: Held) -> None:
    """Write every changed file, and delete those without a record.

    Where only layout differs, the source has nothing to say: a person's file is left alone.
    """
    changed = list(differing(before, after))
    put(root, {path: text(path, after[path]) for path in changed if path in after})
    for path in changed:
        if path not in after:
            (root / path).unlink()


def put(root: Path, texts: Mapping[str, str]) -> None:
    """Write files beside their places, then move them all: a fault in between leaves the old ones."""
    staged: list[tuple[str, Path]] = []
    try:
        for path, content in sorted(texts.items()):
            place = root / path
            if place.is_file() and place.read_bytes() == content.encode():
                continue
            place.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=".import-", dir=place.parent)
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(content)
            staged.append((name, place))
        for name, place in staged:
            Path(name).chmod(0o644)
            Path(name).replace(place)
    finally:
        for name, _place in staged:
            Path(name).unlink(missing_ok=True)
