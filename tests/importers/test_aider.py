"""Aider polyglot: runs, their lost exercises, their unknown costs and their free-text names."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from tokonomix.importers.aider import IMPORTER, PATH, parse
from tokonomix.importers.runner import remove, run
from tokonomix.problem import SourceError

READ = date(2026, 11, 22)
BOARD = """\
- dirname: 2025-01-05-alpha
  test_cases: 225
  model: alpha-1 (high)
  edit_format: diff
  pass_rate_1: 20.0
  pass_rate_2: 60.40
  pass_num_1: 45
  pass_num_2: 136
  percent_cases_well_formed: 100.0
  date: 2025-01-05
  versions: 0.72.1
  seconds_per_case: 34.8
  total_cost: 0.0000

- dirname: 2025-01-06-beta
  test_cases: 224
  model: Beta Two
  edit_format: whole
  pass_rate_1: 20.1
  pass_rate_2: 60.4
  pass_num_1: 45
  pass_num_2: 136
  percent_cases_well_formed: 99.6
  date: 2025-01-06
  versions: 0.72.1
  seconds_per_case: 12
  total_cost: 18.1584

- dirname: 2025-01-07-both
  test_cases: 225
  model: alpha-1 + Beta Two
  edit_format: architect
  pass_rate_2: 64.0
  date: 2025-01-07
"""
ALIASES = (
    "source,published_as,model,variant,note\n"
    "aider,alpha-1 (high),alpha-1,effort=high,\n"
    "aider,Beta Two,beta-2,,\n"
    "aider,alpha-1 + Beta Two,,,a system of two models\n"
)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    (tmp_path / "source").mkdir()
    path = tmp_path / "source" / IMPORTER.files[0]
    path.write_text(BOARD)
    return path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    data = tmp_path / "repository" / "data"
    data.mkdir(parents=True)
    (data / "aliases.csv").write_text(ALIASES)
    return data.parent


def imported(root: Path, source: Path) -> dict[tuple[str, str], dict[str, str]]:
    run(IMPORTER, str(source), root=root, read=READ)
    lines = csv.DictReader((root / PATH).read_text().splitlines())
    return {(row["published_as"], row["metric"]): row for row in lines}


def test_a_rate_is_kept_exactly_as_published_with_its_exercises_and_day(root, source):
    row = imported(root, source)["alpha-1 (high)", "pass_rate_2"]
    assert (row["published"], row["n"], row["published_on"]) == ("60.40", "225", "2025-01-05")


def test_a_cost_of_zero_is_missing_not_free(root, source):
    found = imported(root, source)
    assert ("alpha-1 (high)", "total_cost") not in found
    assert found["Beta Two", "total_cost"]["published"] == "18.1584"


def test_a_field_the_run_lacks_makes_no_row(root, source):
    found = imported(root, source)
    assert [metric for name, metric in found if name == "alpha-1 + Beta Two"] == ["pass_rate_2"]


def test_a_rate_its_own_counts_contradict_is_kept_and_flagged(root, source):
    found = imported(root, source)
    row = found["Beta Two", "pass_rate_2"]
    assert (row["published"], row["n"]) == ("60.4", "224")
    assert row["note"] == "edit format whole; Aider 0.72.1; 136 of 224 solved would be 60.7"
    assert found["Beta Two", "pass_rate_1"]["note"] == "edit format whole; Aider 0.72.1"


def test_the_effort_in_a_name_becomes_the_variant(root, source):
    row = imported(root, source)["alpha-1 (high)", "pass_rate_2"]
    assert (row["model"], row["variant"]) == ("alpha-1", "effort=high")


def test_a_system_of_two_models_stays_unmapped(root, source):
    row = imported(root, source)["alpha-1 + Beta Two", "pass_rate_2"]
    assert (row["model"], row["published_as"]) == ("", "alpha-1 + Beta Two")


def test_importing_twice_changes_nothing(root, source):
    imported(root, source)
    report = run(IMPORTER, str(source), root=root, read=READ)
    assert (report.added, report.changed, report.vanished, report.files) == ((), (), (), ())


def test_removed_and_imported_again_gives_the_same_bytes(root, source):
    imported(root, source)
    before = (root / PATH).read_bytes()
    remove(IMPORTER.id, root=root)
    assert not (root / PATH).exists()
    imported(root, source)
    assert (root / PATH).read_bytes() == before


GOOD = "- {model: alpha, date: 2025-01-05, test_cases: 225, pass_rate_2: 60.4}\n"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("model: alpha\n", "not a list of runs"),
        (GOOD.replace("model: alpha, ", ""), "field 'model' of '?' is missing"),
        (GOOD.replace("pass_rate_2: 60.4", "pass_rate_1: 1"), "field 'pass_rate_2' of 'alpha' is missing"),
        (GOOD.replace("225", "0"), "test_cases of 'alpha' is '0'"),
        (GOOD.replace("2025-01-05", "5 January"), "date of 'alpha' is '5 January'"),
        (GOOD.replace("60.4", "n/a"), "pass_rate_2 of 'alpha' is 'n/a', not a number"),
        (GOOD * 2, "'alpha' of 2025-01-05 stands twice"),
        (GOOD.replace("model: alpha", "model: alpha, model: beta"), "key 'model' is given twice"),
    ],
)
def test_a_file_of_another_shape_is_refused_with_the_field_that_broke(text, what):
    with pytest.raises(SourceError) as caught:
        parse({"board.yml": text})
    assert [problem.what for problem in caught.value.problems] == [what]
