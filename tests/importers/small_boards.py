"""Small leaderboards of our own, and how to import them into an empty repository."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from tokonomix.importers.records import Importer
from tokonomix.importers.runner import Report, remove, run
from tokonomix.importers.versions import digest
from tokonomix.problem import SourceError
from tokonomix.source import Row, read_csv

READ = date(2026, 11, 22)
DAY = date(2026, 3, 10)


def known(monkeypatch: pytest.MonkeyPatch, module: ModuleType, files: Mapping[str, str]) -> None:
    """Make this version of a source one whose day is known."""
    monkeypatch.setattr(module, "DAYS", {digest(*(files[name] for name in sorted(files))): DAY})


def bring(root: Path, importer: Importer, files: Mapping[str, str], *aliases: tuple[str, str, str]) -> Report:
    """Import `files` as the source, with aliases of (published name, model, variant)."""
    folder = root / "source"
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    (root / "data").mkdir(exist_ok=True)
    with (root / "data/aliases.csv").open("w", encoding="utf-8", newline="") as file:
        lines = [("source", "published_as", "model", "variant", "note"), *((importer.id, *a, "") for a in aliases)]
        csv.writer(file, lineterminator="\n").writerows(lines)
    return run(importer, str(folder), root=root, read=READ)


def rows(root: Path, path: str) -> list[Row]:
    """Return the rows of a file of results."""
    return list(read_csv(root, path).rows)


def row(root: Path, path: str, **cells: str) -> dict[str, str]:
    """Return the one row whose cells are as given, without its empty ones."""
    (found,) = (r.values for r in rows(root, path) if all(r.values.get(k) == v for k, v in cells.items()))
    return dict(found)


def refused(importer: Importer, files: Mapping[str, str]) -> str:
    """Return what is wrong with files that are refused."""
    with pytest.raises(SourceError) as caught:
        importer.parse(files)
    (problem,) = caught.value.problems
    return problem.what


def stays(root: Path, importer: Importer, files: Mapping[str, str], *paths: str) -> None:
    """Hold that importing again changes nothing, and that removing and importing gives the same bytes."""
    before = {path: (root / path).read_bytes() for path in paths}
    report = run(importer, str(root / "source"), root=root, read=READ)
    assert (report.added, report.changed, report.vanished, report.files) == ((), (), (), ())
    remove(importer.id, root=root)
    assert not any((root / path).exists() for path in paths)
    run(importer, str(root / "source"), root=root, read=READ)
    assert {path: (root / path).read_bytes() for path in paths} == before
