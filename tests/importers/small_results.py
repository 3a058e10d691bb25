"""How a small leaderboard of our own is imported, and what becomes of its cells."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from tests.importers.small_sources import READ, aliases, write
from tokonomix.importers.records import Importer
from tokonomix.importers.runner import run
from tokonomix.importers.versions import digest
from tokonomix.problem import SourceError
from tokonomix.source import read_csv

DAY = date(2026, 3, 1)
"""Day of every small version that does not state its own."""

Cells = dict[tuple[str, str, str], dict[str, str]]
"""Rows without their empty cells, by published name, task ('' = the whole) and metric."""


def dated(monkeypatch: pytest.MonkeyPatch, module: ModuleType, files: Mapping[str, str]) -> None:
    """Let an importer know the day of the version that `files` are."""
    monkeypatch.setattr(module, "DAYS", {digest(*(files[name] for name in sorted(files))): DAY})


def imported(root: Path, importer: Importer, files: Mapping[str, str], path: str, *names: tuple[str, str]) -> Cells:
    """Import small files twice, with the names that are models of ours, and return the rows of the file at `path`."""
    aliases(root, *((importer.id, published_as, model) for published_as, model in names))
    folder = write(root / "sources", {})
    for name, text in files.items():
        write((folder / name).parent, {Path(name).name: text})
    run(importer, str(folder), root=root, read=READ)
    assert not run(importer, str(folder), root=root, read=READ).files
    rows = [dict(row.values) for row in read_csv(root, path).rows]
    found = {(row["published_as"], row.get("task", ""), row["metric"]): row for row in rows}
    assert len(found) == len(rows)
    return found


def refusal(importer: Importer, files: Mapping[str, str]) -> str:
    """Return what an importer says of files it does not take."""
    with pytest.raises(SourceError) as caught:
        importer.parse(files)
    (problem,) = caught.value.problems
    return problem.what
