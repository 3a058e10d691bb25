"""Whole pages as `tokonomix check` sees them: every fault of every page in one run, each where it is written."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.signing import sign
from tokonomix.__main__ import main
from tokonomix.edition import Edition
from tokonomix.load import load
from tokonomix.pages.model import reviewed

PAGES = Path(__file__).resolve().parent / "golden" / "pages"
REVIEW = "content/models/acme-voice.md"


def check(root: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    """Return the exit code and the lines of problems."""
    code = main(["--root", str(root), "--today", "2026-11-22", "check"])
    return code, capsys.readouterr().err.splitlines()


def place(root: Path, name: str, to: str = REVIEW) -> None:
    (root / to).parent.mkdir(parents=True, exist_ok=True)
    (root / to).write_text((PAGES / name).read_text("utf-8"), "utf-8")
    sign(root, to)


def test_a_clean_review_has_nothing_to_mend(repository: Path, capsys: Any) -> None:
    place(repository, "clean.md")
    assert check(repository, capsys) == (0, [])


def test_a_faulty_review_gets_every_message_at_once(repository: Path, capsys: Any) -> None:
    place(repository, "faulty.md")
    code, lines = check(repository, capsys)
    expected = PAGES / "faulty.txt"
    if os.environ.get("APPROVE"):
        expected.write_text("\n".join(lines) + "\n", "utf-8")
    assert "\n".join(lines) + "\n" == expected.read_text("utf-8")
    assert code == 1


def test_faults_of_several_pages_are_told_in_one_run(repository: Path, capsys: Any) -> None:
    place(repository, "faulty.md")
    (repository / "content" / "about.md").write_text("---\ntitle: About\n---\nIt {{ gap('a') }}.\n", "utf-8")
    imprint = '---\ntitle: Imprint\n---\n{{ price("text.input") }}\n'
    (repository / "content" / "imprint.md").write_text(imprint, "utf-8")
    lines = check(repository, capsys)[1]
    assert {line.split(":")[0] for line in lines[1:]} >= {REVIEW, "content/about.md", "content/imprint.md"}


def view(root: Path) -> Any:
    """Return the view of the page of Acme Voice."""
    (made,) = reviewed(Edition(load(root), date(2026, 11, 22)))
    return made.view


def test_sources_are_numbered_in_the_order_in_which_a_reader_meets_them(repository: Path) -> None:
    place(repository, "clean.md")
    shown = view(repository)
    assert [cite["url"] for cite in shown["cites"]] == ["https://acme.invalid/models", "https://pricebook.invalid/"]
    assert ">1</a>" in shown["strengths"][0]["cite"]
    assert ">2</a>" in shown["forecasts"][0]["statement"]


def test_fields_of_the_front_matter_are_plain_text_with_typographic_quotes(repository: Path) -> None:
    place(repository, "clean.md")
    shown = view(repository)
    assert shown["strengths"][0]["text"] == "It hears &amp; speaks “at once”."
    assert shown["weaknesses"][0]["text"].endswith("tokens, isn’t much.")
    assert shown["verdict_plain"] == "A voice for short calls at US$\u00a020.00, now deprecated: take Acme Large."


def test_a_review_that_hides_its_cases_is_refused(repository: Path, capsys: Any) -> None:
    place(repository, "clean.md")
    text = (repository / REVIEW).read_text("utf-8").replace('{{ part("cases") }}', "")
    (repository / REVIEW).write_text(text, "utf-8")
    assert check(repository, capsys)[1][1:] == [
        f"{REVIEW}:21:1: no part of the body shows 'cases'. Add a line {{{{ part(\"cases\") }}}} to the body."
    ]


def test_a_legal_flag_that_no_use_case_explains_is_refused(repository: Path, capsys: Any) -> None:
    place(repository, "clean.md")
    text = (repository / REVIEW).read_text("utf-8").replace("limits: How many.", "limits: How many.\n    flags: [gdpr]")
    (repository / REVIEW).write_text(text, "utf-8")
    assert check(repository, capsys)[1][1:] == [
        f"{REVIEW}:27:13: 'gdpr' is no legal flag of a use case. Add it to the flags of a use case."
    ]


@pytest.mark.parametrize(
    ("row", "at", "name"),
    [
        ("data/prices/acme.csv:acme-voice,,,audio.output,20.00", "3:40", "audio.output"),
        ("data/models/acme/acme-voice.yml:limits: {context: 16000}", "11:30", "limits.context"),
    ],
)
def test_a_record_that_vanished_is_told_at_each_sentence_that_needs_it(
    repository: Path, capsys: Any, row: str, at: str, name: str
) -> None:
    place(repository, "clean.md")
    path, beginning = row.split(":", 1)
    lines = (repository / path).read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(beginning)]
    assert len(kept) == len(lines) - 1
    (repository / path).write_text("".join(kept), "utf-8")
    code, problems = check(repository, capsys)
    assert code == 1
    assert any(line.startswith(f"{REVIEW}:{at}: no ") and f"'{name}'" in line for line in problems)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ('verdict: {{ price("text.input") }}', "2:11: a key that is not a text. Put a text that begins with '{{' in quotes."),
        ("verdict: {{ state() }} model", "2:24: not valid YAML"),
    ],
)
def test_a_field_that_begins_with_braces_is_told_to_be_quoted(
    repository: Path, capsys: Any, written: str, message: str
) -> None:
    place(repository, "clean.md")
    lines = (repository / REVIEW).read_text("utf-8").split("\n")
    (repository / REVIEW).write_text("\n".join([lines[0], written, *lines[4:]]), "utf-8")
    (problem, *_rest) = check(repository, capsys)[1][1:]
    assert problem.startswith(f"{REVIEW}:{message}")
    assert problem.endswith("Put a text that begins with '{{' in quotes.")


def test_ids_that_are_none_hide_no_fault_of_the_sentences(repository: Path, capsys: Any) -> None:
    place(repository, "clean.md")
    text = (repository / REVIEW).read_text("utf-8")
    text = text.replace("to: [acme-large]", "to: [acme-lage]").replace("{{ state() }}", "{{ stat() }}")
    text = text.replace('model("acme-large")', 'model("acme-lagre")').replace("limits: How many.", "limits: How many.\n    flags: [gdpr]")
    text = text.replace("status: superseded", "status: superseded\ncycle: spoken-2026-13\nnot_run: {codin: why}")
    (repository / REVIEW).write_text(text, "utf-8")
    (repository / "content" / "about.md").write_text("---\ntitle: About\n---\nIt {{ gapp('a') }}.\n", "utf-8")
    told = "\n".join(check(repository, capsys)[1])
    for word in ("'acme-lage'", "'stat' is no function", "'acme-lagre' is no model", "'gdpr' is no legal flag", "'gapp' is no"):
        assert word in told
