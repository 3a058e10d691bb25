"""Logs of harnesses, changed for a test, and what recording them gives or refuses."""

from __future__ import annotations

import json
import warnings
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tokonomix.importers.harness.record import Recorded, Wanted, record
from tokonomix.problem import SourceError

LOGS = Path(__file__).parent / "logs"
READ = date(2026, 11, 21)
METRICS = "metrics:\n  solved: {name: Solved, unit: '%', floor: 0, ceiling: 100, ranks: true}\n"
Change = Callable[[dict[str, Any]], object]


def card(root: Path, metrics: str, tasks: str = "") -> None:
    """Give the card of puzzles other metrics, and further tasks."""
    path = root / "data/benchmarks/puzzles.yml"
    text = path.read_text("utf-8").replace(METRICS, f"metrics:\n{metrics}")
    path.write_text(text.replace("judge:", f"{tasks}judge:", 1), "utf-8")


def drop_tasks(root: Path, *names: str) -> None:
    """Take tasks off the card of puzzles."""
    path = root / "data/benchmarks/puzzles.yml"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(tuple(f"  {name}: {{name" for name in names))]
    path.write_text("".join(kept), "utf-8")


def share(name: str, key: str = "") -> str:
    return f"  '{key or name}': {{name: {name}, unit: '%', floor: 0, ceiling: 100, ranks: true}}\n"


def log(tmp_path: Path, harness: str, change: Change = lambda log: None) -> Path:
    """Write the log of a harness, changed."""
    whole = json.loads((LOGS / f"{harness}.json").read_text("utf-8"))
    change(whole)
    path = tmp_path / f"{harness}.json"
    path.write_text(json.dumps(whole), "utf-8")
    return path


def recorded(root: Path, path: Path, harness: str = "", **asked: Any) -> Recorded:
    return record(harness or path.stem, path, Wanted("puzzles", READ, **asked), root=root)


def refused(root: Path, path: Path, harness: str = "", **asked: Any) -> str:
    """Return the sentence of a refusal; nothing may have been written."""
    before = {p: p.read_bytes() for p in root.rglob("*") if p.is_file()}
    with pytest.raises(SourceError) as error:
        recorded(root, path, harness, **asked)
    assert {p: p.read_bytes() for p in root.rglob("*") if p.is_file()} == before
    assert not (root / "data/runs").exists()
    (problem,) = error.value.problems
    return f"{problem.what}. {problem.mend}."


def score(log: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = log["results"]["scores"][0]["metrics"]
    return found


def zipped(path: Path, *members: tuple[str, bytes]) -> Path:
    with warnings.catch_warnings(), zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        warnings.simplefilter("ignore")  # about names given twice, which is what some tests want
        for name, content in members:
            packed.writestr(name, content)
    return path


HEADER = (LOGS / "inspect.json").read_bytes()
