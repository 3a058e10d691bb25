"""A small repository into which logs of harnesses are recorded."""

from __future__ import annotations

from pathlib import Path

import pytest

OWN = "{name: Ours, publisher: We, kind: own, grade: measured, licence: CC-BY-4.0, read: 2026-11-21}"


@pytest.fixture
def root(small: Path) -> Path:
    """Return the small repository with a source of own runs, without results of puzzles."""
    with (small / "data/sources.yml").open("a", encoding="utf-8") as file:
        file.write(f"tokonomix-runs: {OWN}\n")
    with (small / "data/aliases.csv").open("a", encoding="utf-8") as file:
        file.write("tokonomix-runs,acme/acme-large,acme-large,,\n")
    (small / "data/results/puzzles.csv").unlink()
    return small
