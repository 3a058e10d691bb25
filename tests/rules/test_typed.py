"""What the rules say of numbers that somebody typed, with the list of numbers that our own texts may hold."""

from __future__ import annotations

import csv
import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.rules.reviews import TODAY, script_of
from tokonomix.edition import Edition
from tokonomix.load import read
from tokonomix.problem import Problem
from tokonomix.rules import judge, typed_numbers

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


def test_each_call_that_is_offered_binds_as_it_is_written(faulty: Edition) -> None:
    offered = {call for _, said in CASES for call in re.findall(r"\{\{ .*? \}\}", said) if "…" not in call}
    assert 'reported("quartile")' in "".join(offered)
    (body,) = script_of(faulty, "acme-voice", "\n\n".join(sorted(offered))).texts
    assert [one.name for one in body.said] == [call[3:].partition("(")[0] for call in sorted(offered)]


@pytest.mark.parametrize(
    ("sentence", "mend"),
    [
        ("It rests on 40 puzzles in logic.", 'Write {{ items("solved", "logic") }}'),
        ("It rests on 40 puzzles.", "Bind it"),
        ("It rests on 41 puzzles in logic.", "Bind it"),
        ("It is sold by five hosts.", "Write {{ hosts() }}, which names them"),
    ],
)
def test_for_a_number_of_items_or_hosts_its_binding_is_offered(faulty: Edition, sentence: str, mend: str) -> None:
    solved = tuple(replace(r, n=40) if (r.task, r.metric) == ("logic", "solved") else r for r in faulty.catalog.results)
    edition = Edition(replace(faulty.catalog, results=solved), TODAY)
    (problem,) = typed_numbers.check(script_of(edition, "acme-voice", sentence))
    assert problem.mend.startswith(mend)


@pytest.mark.parametrize(
    ("model", "sentence", "mend"),
    [
        (
            "acme-large",
            'The batch tier halves it: {{ price("text.input") }}, {{ price("text.input", tier="batch") }}.',
            "Leave it out: both values stand in the sentence, and nothing keeps this in step with them",
        ),
        (
            "acme-large",
            "The batch tier costs 50 % less.",
            'Leave it out, and show both prices: {{ price(…) }} and {{ price(…, tier="batch") }}',
        ),
        (
            "acme-large",
            "We wrote this review in May 2026.",
            "Write 'on 5 May 2026', the day of the review, or leave it out: the page shows it",
        ),
        (
            "robot-f",
            "The 5 in its name is a version.",
            'Leave it out, or write the whole name with {{ model("robot-f") }}',
        ),
    ],
)
def test_a_number_that_no_binding_can_show_is_left_out_or_written_as_what_it_is(
    faulty: Edition, model: str, sentence: str, mend: str
) -> None:
    (problem,) = typed_numbers.check(script_of(faulty, model, sentence))
    assert problem.mend == mend
