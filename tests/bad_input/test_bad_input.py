"""Bad input gets one message each, with its place and its mend, all in one run, and exit code 1."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tokonomix.__main__ import main

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
    change(small, CASES[name])
    code = main(["--root", str(small), "--today", "2026-11-22", "check"])
    lines = capsys.readouterr().err.splitlines()
    assert "\n".join(lines[1:]) == CASES[name]["expect"].strip()
    assert code == (1 if CASES[name]["expect"] else 0)


def test_the_small_repository_itself_has_nothing_to_mend(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(small), "--today", "2026-11-22", "check"]) == 0
    assert "nothing to mend" in capsys.readouterr().out


def test_problems_can_be_written_as_annotations_for_a_pull_request(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(small, CASES["price of zero without free"])
    assert main(["--root", str(small), "check", "--format", "github"]) == 1
    assert capsys.readouterr().err.startswith("::error file=data/prices/acme.csv,line=4,col=26::amount is 0")
