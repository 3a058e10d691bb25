"""What each rule says of sentences: a table a rule, of those that it finds and of near ones that it lets pass.

A row is a sentence of a review of `model`, acme-voice if none is named. `APPROVE=1` writes what is said today.
"""

from __future__ import annotations

import csv
import os
from importlib import import_module
from pathlib import Path

import pytest

from tests.rules.reviews import GOLDEN, script_of
from tokonomix.edition import Edition
from tokonomix.rules import Rule

TABLES = sorted((GOLDEN / "sentences").glob("*.csv"))
FIELDS = ("sentence", "said", "model")


def rows_of(table: Path) -> list[dict[str, str]]:
    with table.open(encoding="utf-8", newline="") as file:
        return [*csv.DictReader(file)]


def said_of(edition: Edition, rule: str, row: dict[str, str]) -> str:
    """Return what one rule says of one sentence: '5: what'. What it says of the front matter is left out."""
    check: Rule = import_module(f"tokonomix.rules.{rule}").check
    model = row["model"] or "acme-voice"
    before = {*check(script_of(edition, model, ""))}
    found = (problem for problem in check(script_of(edition, model, row["sentence"])) if problem not in before)
    return " | ".join(f"{problem.place.column}: {problem.what}" for problem in sorted(found))


@pytest.mark.parametrize("table", TABLES, ids=lambda path: path.stem)
def test_of_each_sentence_a_rule_says_what_was_approved(faulty: Edition, table: Path) -> None:
    rows = rows_of(table)
    now = [row | {"said": said_of(faulty, table.stem, row)} for row in rows]
    if os.environ.get("APPROVE"):
        with table.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, FIELDS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(now)
        return
    assert now == rows


@pytest.mark.parametrize("table", TABLES, ids=lambda path: path.stem)
def test_a_table_holds_sentences_that_are_found_and_sentences_that_pass(table: Path) -> None:
    assert {bool(row["said"]) for row in rows_of(table)} == {True, False}
