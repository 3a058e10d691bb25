"""Arena: preference ratings with their bounds, on the boards we keep."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from tokonomix.importers import arena
from tokonomix.importers.arena import BOARDS, IMPORTER, PATH, parse
from tokonomix.importers.runner import remove, run
from tokonomix.importers.versions import digest
from tokonomix.problem import SourceError

READ = date(2026, 11, 22)
HEAD = "category,model,rating,rating_q025,rating_q975\n"
BOARD = HEAD + "".join(
    f"{board},alpha-1-thinking-32k,1250.5,1240.25,1260.75\n{board},beta-2,1100,1050.0,1150.0\n"
    for board in [*BOARDS, "no_tie"]
)
ALIASES = (
    "source,published_as,model,variant,note\n"
    "arena,alpha-1-thinking-32k,alpha-1,thinking=32k,\n"
    "arena,beta-2,,,a chat product\n"
)


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(arena, "DAYS", {digest(BOARD): date(2025, 12, 17)})
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
    return {(row["published_as"], row["task"]): row for row in lines}


def test_a_rating_keeps_its_bounds_and_has_no_n(root, source):
    row = imported(root, source)["alpha-1-thinking-32k", "german"]
    assert (row["metric"], row["published"], row["low"], row["high"]) == ("rating", "1250.5", "1240.25", "1260.75")
    assert (row["n"], row["stderr"], row["published_on"]) == ("", "", "2025-12-17")


def test_only_boards_that_fit_a_category_and_the_overall_one_are_kept(root, source):
    assert {board for _, board in imported(root, source)} == set(BOARDS)


def test_law_and_government_stay_one_board(root, source):
    boards = {board for _, board in imported(root, source)}
    assert [board for board in boards if "legal" in board or "government" in board] == ["industry_legal_and_government"]


def test_a_thinking_budget_in_a_name_becomes_the_variant(root, source):
    row = imported(root, source)["alpha-1-thinking-32k", "full"]
    assert (row["model"], row["variant"]) == ("alpha-1", "thinking=32k")


def test_a_name_that_is_no_model_of_ours_stays_unmapped(root, source):
    row = imported(root, source)["beta-2", "full"]
    assert (row["model"], row["published_as"]) == ("", "beta-2")


def test_a_version_whose_day_is_not_known_is_refused():
    newer = BOARD.replace("1250.5", "1251.5")
    with pytest.raises(SourceError) as caught:
        parse({"board.csv": newer})
    (problem,) = caught.value.problems
    assert problem.what == "the day of this version is not known, and the files do not state it"
    assert digest(newer) in problem.mend


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


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("model,rating\nalpha,1\n", "the columns are 'model,rating', not 'category,model,rating,rating_q025,rating_q975'"),
        (HEAD + "full,alpha,1000,900\n", "a row of 4 cells: 'full,alpha,1000,900'"),
        (HEAD + "full,alpha,inf,900,1100\n", "alpha on full has 'inf', not a rating"),
        (HEAD + "full,alpha,1200,900,1100\n", "the rating of alpha on full lies outside its bounds"),
        (HEAD + "full,alpha,1000,900,1100\n" * 2, "alpha stands twice on full"),
        (HEAD + "full,alpha,1000,900,1100\n", "board 'math' is missing"),
    ],
)
def test_a_file_of_another_shape_is_refused_with_the_field_that_broke(text, what):
    with pytest.raises(SourceError) as caught:
        parse({"board.csv": text})
    assert [problem.what for problem in caught.value.problems] == [what]
