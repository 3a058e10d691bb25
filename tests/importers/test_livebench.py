"""LiveBench: what its tables say, and what they only seem to say."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from tokonomix.importers.livebench import IMPORTER, PATH, parse
from tokonomix.importers.runner import remove, run
from tokonomix.problem import SourceError

READ = date(2026, 11, 22)
TABLES = {
    "table_2025_03_01.csv": "model,riddles,sums\nalpha-1-high,97.5,40.0\nbeta-2,50.250,\n",
    "table_2026_06_25.csv": (
        "model,riddles,sums,tables\n"
        "alpha-1-high,97.5,40.0,100.0\n"
        "beta-2,0.0,75.0,33.333\n"
        "gamma-3,12.0,88.0\n"  # one cell is dropped: the two that remain may belong to any two tasks
    ),
    "cost_2026_06_25.csv": (
        "model,riddles,sums,tables,nq_riddles,nq_sums,nq_tables,avg_input_tokens,out_riddles,cost_per_question\n"
        "alpha-1-high,0.1,0.20,0.3,50,20,51,900,77,0.0050\n"
        "beta-2,0.1,0.0,0.3,49,20,0,900,77,0.0000\n"  # a lost question; 0 questions, 0 dollars: signs for unknown
    ),
}
ALIASES = (
    "source,published_as,model,variant,note\n"
    "livebench,alpha-1-high,alpha-1,effort=high,\n"
    "livebench,gamma-3,gamma-3,,\n"
    "arena,beta-2,beta-2,,\n"
)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    folder.mkdir()
    for name, text in TABLES.items():
        (folder / name).write_text(text)
    return folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    data = tmp_path / "repository" / "data"
    data.mkdir(parents=True)
    (data / "aliases.csv").write_text(ALIASES)
    return data.parent


def rows(root: Path) -> list[dict[str, str]]:
    return list(csv.DictReader((root / PATH).read_text().splitlines()))


def imported(root: Path, source: Path) -> dict[tuple[str, str, str], dict[str, str]]:
    run(IMPORTER, str(source), root=root, read=READ)
    scores = [row for row in rows(root) if row["metric"] == "score"]
    return {(row["published_on"], row["published_as"], row["task"]): row for row in scores}


def costs(root: Path, source: Path) -> dict[tuple[str, str, str], dict[str, str]]:
    run(IMPORTER, str(source), root=root, read=READ)
    found = [row for row in rows(root) if row["metric"] != "score"]
    return {(row["published_as"], row["task"], row["metric"]): row for row in found}


def test_the_day_of_a_result_is_the_day_of_its_release(root, source):
    days = {row["published_on"] for row in imported(root, source).values()}
    assert days == {"2025-03-01", "2026-06-25"}


def test_a_score_is_kept_exactly_as_published(root, source):
    assert imported(root, source)["2025-03-01", "beta-2", "riddles"]["published"] == "50.250"


def test_a_score_of_zero_is_a_score(root, source):
    assert imported(root, source)["2026-06-25", "beta-2", "riddles"]["published"] == "0.0"


def test_a_missing_cell_makes_no_row(root, source):
    assert ("2025-03-01", "beta-2", "sums") not in imported(root, source)


def test_a_row_with_dropped_cells_is_kept_as_missing_and_says_why(root, source):
    found = imported(root, source)
    for task in ("riddles", "sums", "tables"):
        row = found["2026-06-25", "gamma-3", task]
        assert row["published"] == ""
        assert row["note"] == "the row holds 2 scores for 3 tasks; which are missing is not said"


def test_the_number_of_questions_is_that_of_the_run_itself(root, source):
    found = imported(root, source)
    assert found["2026-06-25", "alpha-1-high", "riddles"]["n"] == "50"
    assert found["2026-06-25", "beta-2", "riddles"]["n"] == "49"


def test_no_questions_stated_means_n_unknown(root, source):
    found = imported(root, source)
    assert found["2026-06-25", "beta-2", "tables"]["n"] == ""
    assert found["2025-03-01", "beta-2", "riddles"]["n"] == ""


def test_the_cost_of_a_task_is_that_of_its_whole_run(root, source):
    row = costs(root, source)["alpha-1-high", "sums", "cost"]
    assert (row["published"], row["n"], row["published_on"]) == ("0.20", "20", "2026-06-25")


def test_figures_of_the_whole_release_have_no_task(root, source):
    found = costs(root, source)
    assert found["alpha-1-high", "", "cost_per_question"]["published"] == "0.0050"
    assert found["beta-2", "", "avg_input_tokens"]["published"] == "900"


def test_no_run_is_free(root, source):
    found = costs(root, source)
    assert ("beta-2", "sums", "cost") not in found
    assert ("beta-2", "", "cost_per_question") not in found


def test_lengths_of_answers_are_not_kept(root, source):
    assert not any("out_" in part for key in costs(root, source) for part in key)


def test_the_effort_in_a_name_becomes_the_variant(root, source):
    row = imported(root, source)["2026-06-25", "alpha-1-high", "sums"]
    assert (row["model"], row["variant"], row["published_as"]) == ("alpha-1", "effort=high", "alpha-1-high")


def test_a_name_known_to_another_source_only_stays_unmapped(root, source):
    row = imported(root, source)["2026-06-25", "beta-2", "sums"]
    assert (row["model"], row["variant"], row["published_as"]) == ("", "", "beta-2")


def test_importing_twice_changes_nothing(root, source):
    imported(root, source)
    before = (root / PATH).read_bytes()
    report = run(IMPORTER, str(source), root=root, read=READ)
    assert (report.added, report.changed, report.vanished, report.files) == ((), (), (), ())
    assert (root / PATH).read_bytes() == before


def test_removed_and_imported_again_gives_the_same_bytes(root, source):
    imported(root, source)
    before = (root / PATH).read_bytes()
    remove(IMPORTER.id, root=root)
    assert not (root / PATH).exists()
    imported(root, source)
    assert (root / PATH).read_bytes() == before


@pytest.mark.parametrize(
    ("files", "what"),
    [
        ({"table_2026_06_25.csv": "name,riddles\nalpha,1.0\n"}, "the first column is 'name', not 'model'"),
        ({"table_2026_06_25.csv": "model,riddles\nalpha,N/A\n"}, "riddles of alpha is 'N/A', not a score from 0 to 100"),
        ({"table_2026_06_25.csv": "model,riddles\nalpha,-1\n"}, "riddles of alpha is '-1', not a score from 0 to 100"),
        ({"table_2026_06_25.csv": "model,riddles\nalpha,100.1\n"}, "riddles of alpha is '100.1', not a score from 0 to 100"),
        ({"table_2026_06_25.csv": "model,riddles\nalpha,1.0\nalpha,2.0\n"}, "model 'alpha' is given twice"),
        ({"table_2026_06_25.csv": "model,riddles,riddles\nalpha,1.0,2.0\n"}, "column 'riddles' is given twice"),
        ({"table_final.csv": "model,riddles\nalpha,1.0\n"}, "the name 'table_final.csv' holds no day of a release"),
        ({"cost_2026_06_25.csv": "model,nq_riddles\nalpha,50\n"}, "no table of the release of 2026-06-25"),
        (
            {"table_2026_06_25.csv": "model,riddles\nalpha,1.0\n", "cost_2026_06_25.csv": "model,riddles\nalpha,0.1\n"},
            "no column 'nq_<task>' with the number of questions",
        ),
        (
            {"table_2026_06_25.csv": "model,riddles\nalpha,1.0\n", "cost_2026_06_25.csv": "model,nq_riddles\nalpha\n"},
            "the row of alpha has 1 cells, the header 2",
        ),
        (
            {"table_2026_06_25.csv": "model,riddles\nalpha,1.0\n", "cost_2026_06_25.csv": "model,nq_riddles\nalpha,?\n"},
            "nq_riddles of alpha is '?', not a number of questions",
        ),
        (
            {"table_2026_06_25.csv": "model,riddles\nalpha,1.0\n", "cost_2026_06_25.csv": "model,riddles,nq_riddles\nalpha,?,5\n"},
            "riddles of alpha is '?', not an amount",
        ),
    ],
)
def test_a_table_of_another_shape_is_refused_with_the_field_that_broke(files, what):
    with pytest.raises(SourceError) as caught:
        parse(files)
    assert [problem.what for problem in caught.value.problems] == [what]
