"""Bad input gets one message each, with its place and its mend, all in one run, and exit code 1."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from tokonomix.__main__ import main
from tokonomix.checks import CHECKS, DUE
from tokonomix.edition import Site
from tokonomix.load import read
from tokonomix.proof import examine

CASES: dict[str, dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cases.yml").read_text("utf-8"))


def change(root: Path, case: dict[str, Any]) -> None:
    """Apply what a case does to the small repository."""
    if "replace" in case:
        path, old, new = case["replace"]
        text = (root / path).read_text("utf-8")
        assert old in text, f"{path} does not hold {old!r}"
        (root / path).write_text(text.replace(old, new, 1), "utf-8", newline="")
    if "append" in case:
        path, line = case["append"]
        with (root / path).open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")
    if "write" in case:
        path, text = case["write"]
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")


@pytest.mark.parametrize("name", CASES)
def test_bad_input_gets_its_message(name: str, small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = CASES[name]
    change(small, case)
    code = main(["--root", str(small), "--today", "2026-11-22", "check", "--due"])
    told = capsys.readouterr()
    assert "\n".join(told.err.splitlines()[1:]) == case.get("expect", "").strip()
    assert code == (1 if case.get("expect") else 0)
    due = [line for line in told.out.splitlines() if re.match(r"(data|content)/\S+:\d+:\d+: ", line)]
    assert "\n".join(due) == case.get("due", "").strip()


def test_each_check_has_a_case_that_expects_what_it_says(small: Path) -> None:
    silent = {rule.__module__ for rule in (*CHECKS, *DUE)}
    for number, case in enumerate(CASES.values()):
        root = small.parent / f"case-{number}"
        shutil.copytree(small, root)
        change(root, case)
        catalog, _ = read(root)
        expected = {*case.get("expect", "").splitlines(), *case.get("due", "").splitlines()}
        for rule in CHECKS:
            if expected & {str(problem) for problem in rule(catalog)}:
                silent.discard(rule.__module__)
        for rule in DUE:
            if expected & {str(problem) for problem in rule(catalog, date(2026, 11, 22))}:
                silent.discard(rule.__module__)
    assert not silent


def test_what_needs_the_day_is_due_and_what_does_not_is_wrong(small: Path) -> None:
    for case in CASES.values():
        root = small.parent / "case"
        shutil.copytree(small, root)
        change(root, case)
        found = examine(root, date(2026, 11, 22), Site(), drafts=True)
        assert not any(problem.due for problem in found.wrong)
        assert all(problem.due for problem in found.due)
        shutil.rmtree(root)


def test_what_is_due_fails_nothing_and_is_counted(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(small, CASES["retired model with a price that goes on"])
    assert main(["--root", str(small), "--today", "2026-11-01", "check"]) == 0
    assert "due" not in capsys.readouterr().out
    assert main(["--root", str(small), "--today", "2026-11-02", "check"]) == 0
    told = capsys.readouterr()
    assert told.out.splitlines()[1:] == ["3 findings due, which fail nothing; 'tokonomix check --due' lists them"]
    assert not told.err


def test_what_is_due_can_be_written_as_notices(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(small, CASES["price that nobody has checked for long"])
    assert main(["--root", str(small), "--today", "2026-11-22", "check", "--due", "--format", "github"]) == 0
    assert capsys.readouterr().out.startswith("::notice file=data/prices/acme.csv,line=7,col=45::a price of acme-voice")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--today", "2026-13-01", "check"], "'2026-13-01' is no day; write one that exists as YYYY-MM-DD"),
        (["--today", "20261201", "check"], "'20261201' is no day; write one that exists as YYYY-MM-DD"),
        (["import", "all", "nowhere", "--read", "yesterday"], "'yesterday' is no day"),
        (["--root", "nowhere", "check"], "tokonomix: no folder 'nowhere'. Name the repository with --root."),
        (["--root", "nowhere", "board", "coding"], "tokonomix: no folder 'nowhere'. Name the repository with --root."),
        (["import", "aidr", "nowhere"], "tokonomix: no importer 'aidr'. Write 'aider', or name one of"),
    ],
)
def test_a_command_that_cannot_be_followed_is_not_blamed_on_the_data(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        code = main(arguments)
    except SystemExit as stopped:  # argparse ends the program itself
        code = int(str(stopped.code))
    told = capsys.readouterr()
    assert code == 2
    assert said in told.err
    assert "problem" not in told.err
    assert not told.out


def test_the_small_repository_itself_has_nothing_to_mend(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(small), "--today", "2026-11-22", "check"]) == 0
    assert "nothing to mend" in capsys.readouterr().out


def test_a_source_that_is_gone_is_not_blamed_on_the_data(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(small), "import", "aider", "nowhere"]) == 1
    assert capsys.readouterr().err.startswith("1 problem\nnowhere:1:1: the source is not there.")


def test_problems_can_be_written_as_annotations_for_a_pull_request(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(small, CASES["price of zero without free"])
    assert main(["--root", str(small), "check", "--format", "github"]) == 1
    assert capsys.readouterr().err.startswith("::error file=data/prices/acme.csv,line=4,col=26::amount is 0")
