"""What the rules say of numbers that somebody typed, with the list of numbers that our own texts may hold."""

from __future__ import annotations

import csv
import shutil
from datetime import date
from pathlib import Path

import pytest

from tokonomix.edition import Edition
from tokonomix.load import read
from tokonomix.problem import Problem
from tokonomix.rules import judge

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
REVIEW = "content/models/acme-voice.md"
with (HERE / "golden" / "typed.csv").open(encoding="utf-8", newline="") as file:
    CASES = [(row["sentence"], row["said"]) for row in csv.DictReader(file)]


def _said(problem: Problem) -> str:
    """Return what is said of a number, with the expression to write where one is offered."""
    offered = f". {problem.mend}" if problem.mend.startswith("Write {{") else ""
    return f"{problem.place.column}: {problem.what}{offered}"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return what is said of each sentence, all of them written into one clean review, each in a paragraph."""
    root = tmp_path_factory.mktemp("typed") / "repository"
    shutil.copytree(HERE.parent / "prose" / "small", root)
    review = (HERE.parent / "prose" / "golden" / "pages" / "clean.md").read_text("utf-8")
    body = "\n\n".join(sentence for sentence, _said in CASES)
    (root / REVIEW).parent.mkdir(parents=True, exist_ok=True)
    (root / REVIEW).write_text(f"{review}\n{body}\n", "utf-8")
    # Entries of one page alone are not needed here.
    rows = (ROOT / "data" / "numbers.csv").read_text("utf-8").splitlines(keepends=True)
    (root / "data" / "numbers.csv").write_text("".join(row for row in rows if "content/" not in row), "utf-8")
    first = len(review.split("\n")) + 1
    lines: dict[int, list[str]] = {}
    for problem in sorted(judge(Edition(read(root)[0], date(2026, 11, 22)))[0]):
        lines.setdefault(problem.place.line, []).append(_said(problem))
    return {sentence: " | ".join(lines.get(first + 2 * n, [])) for n, (sentence, _said) in enumerate(CASES)}


@pytest.mark.parametrize(("sentence", "said"), CASES)
def test_of_a_typed_number_is_said_what_was_approved(told: dict[str, str], sentence: str, said: str) -> None:
    assert told[sentence].replace("\u202f", " ") == said
