"""What is wrong in a front matter hides nothing else of its page, and is blamed on nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.signing import sign
from tokonomix.edition import Site
from tokonomix.load import read
from tokonomix.proof import examine
from tokonomix.source import parse_yaml

CLEAN = (Path(__file__).resolve().parent / "golden" / "pages" / "clean.md").read_text("utf-8")
REVIEW = "content/models/acme-voice.md"
Keys = tuple[str | int, ...]


def write(root: Path, text: str, path: str = REVIEW) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, "utf-8")


def told(root: Path, text: str, path: str = REVIEW) -> list[str]:
    """Return what is wrong with a page of this text, each from its line on."""
    write(root, text, path)
    found = examine(root, date(2026, 11, 22), Site(), drafts=False)
    return [str(problem).removeprefix(f"{path}:") for problem in found.wrong]


BODY = ('Text is "cheap".', "Text is {{ prise() }} at 50 %.")


@pytest.mark.parametrize(
    ("slip", "said"),
    [
        ('author: "Tokonomix', "6:9: a quote is not closed. Close the text that begins here."),
        ("author Tokonomix", "6:1: a line without its colon. Write it as 'key: value', with a space after the colon."),
        (
            " author: Tokonomix",
            (
                "6:8: a second colon in one value, or a line that is indented too far. "
                "Begin the line in the column of its neighbours, and put a text that holds ': ' in quotes."
            ),
        ),
        ("\tauthor: Tokonomix", "6:1: a tab, which YAML does not take for spaces. Write spaces instead."),
        (
            "author: {{ state() }} it",
            "6:23: not valid YAML: did not find expected key. Put a text that begins with '{{' in quotes.",
        ),
        ("status: superseded", "6:1: key 'status' is given twice. Keep one; the first stands on line 5."),
    ],
)
def test_a_slip_in_the_yaml_hides_no_fault_of_the_body(repository: Path, slip: str, said: str) -> None:
    text = CLEAN.replace("author: Tokonomix", slip).replace(*BODY)
    assert told(repository, text) == [
        said,
        "28:81: 'prise' is no function. Write 'price', or see docs/bindings.md for all functions.",
        (
            "28:95: '50 %' is typed. Bind it with {{ … }} as docs/bindings.md shows, cite its source after it, or name it "
            "in data/numbers.csv with the reason."
        ),
    ]


def test_a_wrong_field_hides_no_fault_of_the_other_fields_nor_of_the_body(repository: Path) -> None:
    text = CLEAN.replace(*BODY).replace("superseded", "fine").replace("grade: hearsay", "grade: rumour")
    text = text.replace("made_on: 2026-11-01", "made_on: soon").replace("for short calls", "for 40 languages")
    text = text.replace('at once"., grade: vendor', 'at 5 times"., grade: published').replace("How many", "How {{ stat() }} many")
    assert [line.split(". ")[0] for line in told(repository, text)] == [
        "3:15: '40' is typed",
        "5:9: status is 'fine'",
        "9:52: grade is 'published', but 'acme-docs' gives 'vendor'",
        "18:14: 'soon' is not a day",
        "25:12: grade is 'rumour'",
        "26:20: 'stat' is no function",
        "28:81: 'prise' is no function",
        "28:95: '50 %' is typed",
    ]


@pytest.mark.parametrize("wrong", [None, 5, ["a"], {"b": 1}], ids=["left out", "a number", "a list", "keys"])
def test_nothing_else_is_blamed_for_what_is_wrong_in_a_field(repository: Path, wrong: Any) -> None:
    _, front, body = CLEAN.split("---\n", 2)
    value = parse_yaml(front, "front").value
    for keys in places(value):
        text = f"---\n{yaml.safe_dump(changed(value, keys, wrong), sort_keys=False, allow_unicode=True)}---\n{body}"
        found = told(repository, text)
        shape = [str(problem).removeprefix(f"{REVIEW}:") for problem in sorted(read(repository)[1])]
        assert found == shape or not shape, f"{keys} is {wrong!r}"


def places(value: Any, keys: Keys = ()) -> Iterator[Keys]:
    if keys:
        yield keys
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from places(inner, (*keys, key))


def changed(value: Any, keys: Keys, wrong: Any) -> Any:
    """Return a copy in which the value under the keys is another, or is left out."""
    copy = holder = deepcopy(value)
    for key in keys[:-1]:
        holder = holder[key]
    if wrong is None:
        del holder[keys[-1]]
    else:
        holder[keys[-1]] = wrong
    return copy


def test_a_fault_of_one_page_hides_none_of_another(repository: Path) -> None:
    write(repository, "---\ntitle: About\n---\nIt {{ gapp('a') }}.\n", "content/about.md")
    rows = f"text,page,why\nNext six months,,a section\nnobody who starts,{REVIEW},nothing counts it\n"
    (repository / "data" / "numbers.csv").write_text(rows, "utf-8")
    found = told(repository, CLEAN.replace("author: Tokonomix", "author Tokonomix"))
    assert [line.split(". ")[0] for line in found] == [
        "content/about.md:4:7: 'gapp' is no function",
        "6:1: a line without its colon",
    ]


def test_reviews_are_not_blamed_for_the_flags_of_a_use_case_that_cannot_be_read(repository: Path) -> None:
    text = CLEAN.replace("limits: How many.", "limits: How many.\n    flags: [gdpr-art-9]")
    write(repository, text)
    sign(repository)
    found = told(repository, "---\ntitle: Calls\nsummary Talk\nweights: {}\n---\nSee [it](../models/acme-voice.md) and 40 %.\n", "content/use-cases/calls.md")
    assert [line.split(". ")[0] for line in found] == ["3:1: a line without its colon", "6:39: '40 %' is typed"]


def test_a_front_matter_that_nothing_closes_is_told_alone(repository: Path) -> None:
    assert told(repository, "---\nverdict: 40 %.\n\nIt costs US$ 5.\n") == [
        "1:1: front matter is not closed. End it with a line of '---'."
    ]
