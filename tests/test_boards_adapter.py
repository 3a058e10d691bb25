"""What of the records reaches the scores, and that a fit is kept under a name that changes with all it rests on."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.pages.worlds import edition_of, ranked_world
from tokonomix import boards
from tokonomix.boards import BoardSet, compute, effort_words, suite_words
from tokonomix.catalog import Catalog
from tokonomix.edition import Edition
from tokonomix.load import load

DAY = date(2026, 11, 22)


@pytest.fixture
def catalog(small: Path) -> Catalog:
    """Return the records of a small world with ranks."""
    return ranked_world(small).catalog


def rows(catalog: Catalog, day: date = DAY) -> list[dict[str, object]]:
    return list(boards.asked_on(catalog, day).rows)


def add(small: Path, benchmark: str, *lines: str) -> Catalog:
    """Append results to a benchmark of the small world."""
    path = small / f"data/results/{benchmark}.csv"
    path.write_text(path.read_text("utf-8") + "".join(f"{line}\n" for line in lines), "utf-8")
    return load(small)


def test_a_result_of_a_model_we_do_not_know_informs_nothing(catalog: Catalog) -> None:
    assert any(r.model is None for r in catalog.results)
    assert all(row["model"] for row in rows(catalog))


def test_a_result_counts_for_each_category_of_its_task(catalog: Catalog) -> None:
    assert {row["category"] for row in rows(catalog)} == {"reasoning", "coding"}
    assert {row["category"] for row in rows(catalog) if row["benchmark"] == "riddles"} == {"reasoning"}


def test_a_result_published_after_the_day_does_not_count(catalog: Catalog) -> None:
    before = rows(catalog, date(2026, 10, 2))
    assert {row["published_on"] for row in before} == {date(2026, 10, 1), date(2026, 10, 2)}
    assert compute(catalog, date(2026, 9, 30)).board("reasoning").entries == ()


def test_a_snapshot_counts_for_its_model_and_stays_named(small: Path) -> None:
    ranked_world(small)
    catalog = add(small, "riddles", "acme-large-2025-03-01,,Acme Large,t0,solved,70,,,,,,2026-10-01,puzzles,")
    (row,) = (row for row in rows(catalog) if row["snapshot"] == "acme-large-2025-03-01")
    assert row["model"] == "acme-large"


def test_effort_is_kept_and_default_where_not_stated(catalog: Catalog) -> None:
    efforts = {row["effort"] for row in rows(catalog) if row["model"] == "acme-large"}
    assert efforts == {"default", "high"}


@pytest.mark.parametrize("grade", ["vendor", "reported", "hearsay"])
def test_a_grade_that_may_not_rank_reaches_no_board(small: Path, grade: str) -> None:
    ranked_world(small)
    path = small / "data/sources.yml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("kind: independent, grade: published", f"kind: independent, grade: {grade}"), "utf-8")
    assert rows(load(small)) == []


def judged(small: Path) -> Catalog:
    """Add a suite of the creative category that a language model grades, against the order of the other suites."""
    card = (small / "data/benchmarks/riddles.yml").read_text("utf-8")
    for old, new in (("Riddles", "Tales"), ("correctness", "judged"), ("[reasoning]", "[creative]")):
        card = card.replace(old, new)
    (small / "data/benchmarks/tales.yml").write_text(card, "utf-8")
    head, *lines = (small / "data/results/riddles.csv").read_text("utf-8").splitlines()
    turned = [re.sub(r",solved,([\d.]+)", lambda match: f",solved,{100 - float(match[1]):g}", line) for line in lines]
    (small / "data/results/tales.csv").write_text("\n".join([head, *turned, ""]), "utf-8")
    path = small / "data/categories.yml"
    old = next(line for line in path.read_text("utf-8").splitlines() if line.startswith("creative:"))
    new = re.sub(r"\}$", ", benchmarks: [tales], display: columns}", old)
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    return load(small)


def test_grades_of_taste_have_tables_and_move_no_score(small: Path) -> None:
    before = compute(ranked_world(small).catalog, DAY)
    after = compute(judged(small), DAY)
    assert after.board("creative").tables
    assert not after.listed("creative")
    assert after.board("reasoning").entries == before.board("reasoning").entries


def test_grades_of_taste_stay_out_of_a_category_with_right_answers(small: Path) -> None:
    before = compute(ranked_world(small).catalog, DAY)
    judged(small)
    path = small / "data/benchmarks/tales.yml"
    path.write_text(path.read_text("utf-8").replace("[creative]", "[reasoning]"), "utf-8")
    path = small / "data/categories.yml"
    path.write_text(path.read_text("utf-8").replace("mazes]", "mazes, tales]"), "utf-8")
    after = compute(load(small), DAY)
    assert after.board("reasoning").entries == before.board("reasoning").entries


def test_a_figure_without_a_day_counts_from_the_day_on_which_its_source_was_read(small: Path) -> None:
    ranked_world(small)
    catalog = add(small, "riddles", "acme-large,,Acme Large,t0,solved,70,,,,,,,puzzles,")
    day = catalog.sources["puzzles"].read
    assert [row["published_on"] for row in rows(catalog) if row["value"] == 70 and row["model"] == "acme-large"] == [day]


def test_a_metric_that_does_not_rank_reaches_no_board(small: Path) -> None:
    ranked_world(small)
    path = small / "data/benchmarks/riddles.yml"
    path.write_text(path.read_text("utf-8").replace("ranks: true", "ranks: false"), "utf-8")
    assert {row["benchmark"] for row in rows(load(small))} == {"puzzles", "mazes"}


def test_a_benchmark_that_is_no_longer_live_gives_no_rank_but_informs(small: Path) -> None:
    ranked_world(small)
    path = small / "data/benchmarks/mazes.yml"
    path.write_text(path.read_text("utf-8") + "live: false\n", "utf-8")
    board = edition_of(small).boards.board("reasoning")
    assert (board.live_blocks, board.linked_blocks, board.ranked) == (("riddles",), ("mazes",), ())


def test_tests_that_are_not_one_ability_give_no_score(small: Path) -> None:
    ranked_world(small)
    path = small / "data/categories.yml"
    path.write_text(path.read_text("utf-8").replace("mazes]}", "mazes], display: columns}"), "utf-8")
    board = edition_of(small).boards.board("reasoning")
    assert board.ranked + board.provisional == ()
    assert {entry.score for entry in board.unranked} == {None}


def test_votes_keep_every_row_under_its_published_name(edition: Edition) -> None:
    votes = [row for row in rows(edition.catalog, edition.as_of) if row["kind"] == "preference"]
    assert any(not row["model"] for row in votes)
    names = {r.published_as for r in edition.catalog.results if r.benchmark == "arena"}
    assert {row["snapshot"] for row in votes} <= names


def test_releases_by_day_are_told_apart_and_others_are_not(edition: Edition) -> None:
    found = {(row["benchmark"], row["release"]) for row in rows(edition.catalog, edition.as_of)}
    assert ("aider", "") in found
    assert len([release for name, release in found if name == "livebench"]) > 1


def refuse(*_: object, **__: object) -> None:
    raise AssertionError("fitted again")


def test_a_fit_is_kept_and_read_again_unchanged(
    catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = compute(catalog, DAY, tmp_path)
    monkeypatch.setattr(boards, "fit", refuse)
    again = compute(catalog, DAY, tmp_path)
    assert again.boards == first.boards
    assert again.board("reasoning").digest == first.board("reasoning").digest
    assert apart(again) == apart(first)


def apart(found: BoardSet) -> object:
    gap = found.gap("reasoning", "acme-m00", "acme-m05")
    assert gap is not None
    return gap[2]


@pytest.mark.parametrize(
    "change",
    [
        lambda root: add(root, "riddles", "acme-large,,Acme Large,t0,solved,70,,,,,,2026-10-01,puzzles,"),
        lambda root: rewrite(root / "data/categories.yml", "weight: 0.5", "weight: 0.4"),
        lambda root: rewrite(root / "data/benchmarks/mazes.yml", "judge:", "live: false\njudge:"),
        lambda root: rewrite(root / "data/models/acme/acme-m00.yml", "2026-01-01", "2026-02-01"),
    ],
    ids=["a result", "a weight", "a benchmark's card", "a release day"],
)
def test_a_fit_is_made_again_when_something_it_rests_on_changes(small: Path, change: Callable[[Path], object]) -> None:
    before = boards._digest(boards.asked_on(ranked_world(small).catalog, DAY))
    change(small)
    assert boards._digest(boards.asked_on(load(small), DAY)) != before


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_a_kept_fit_that_cannot_be_read_is_made_again(catalog: Catalog, tmp_path: Path) -> None:
    first = compute(catalog, DAY, tmp_path)
    (kept,) = tmp_path.glob("*.pickle")
    kept.write_bytes(b"not a pickle")
    assert compute(catalog, DAY, tmp_path).boards == first.boards
    assert kept.read_bytes() != b"not a pickle"


def test_old_fits_are_dropped(catalog: Catalog, tmp_path: Path) -> None:
    for number in range(boards.KEPT + 5):
        (tmp_path / f"{number:03}.pickle").write_bytes(b"")
    compute(catalog, DAY, tmp_path)
    assert len(list(tmp_path.glob("*.pickle"))) == boards.KEPT


def test_ranked_entries_come_first_unless_they_are_the_minority(small: Path) -> None:
    found = ranked_world(small).boards
    board = found.board("reasoning")
    assert found.ranks_lead("reasoning")
    assert tuple(s.entry for s in found.listed("reasoning")) == board.ranked + board.provisional


def test_reasons_name_suites_as_readers_know_them(edition: Edition) -> None:
    reasons = {entry.reason for entry in edition.boards.board("reasoning").entries}
    assert any("LiveBench of 24\u00a0Jun\u00a02024 to 25\u00a0Nov\u00a02024" in reason for reason in reasons)
    assert not any("livebench" in reason for reason in reasons)


def test_a_suite_is_named_with_its_days() -> None:
    names = {"aider": "Aider polyglot", "aider-x": "Aider X"}
    assert suite_words(names, "aider-x and aider") == "Aider X and Aider polyglot"
    assert suite_words(names, "aider 2026-01-08 is") == "Aider polyglot of 8\u00a0Jan\u00a02026 is"


@pytest.mark.parametrize(
    ("effort", "words"),
    [
        ("default", ""),
        ("high", "high effort"),
        ("none", "no reasoning effort"),
        ("thinking=32k", "thinking 32k"),
        ("thinking=off", "no thinking"),
        ("high thinking=64k", "high effort, thinking 64k"),
    ],
)
def test_an_effort_is_written_for_readers(effort: str, words: str) -> None:
    assert effort_words(effort) == words


def test_every_earlier_state_of_a_set_of_puzzles_informs_and_has_no_share_in_a_score(edition: Edition) -> None:
    board = edition.boards.board("reasoning")
    states = {r.task for r in edition.catalog.results if r.benchmark == "nyt-connections" and "state" in (r.task or "")}
    assert len(states) == 3
    assert {task for name, task, _ in boards.asked_on(edition.catalog, edition.as_of).replaced} >= states
    assert [t.task for t in board.live_tests if t.benchmark == "nyt-connections"] == ["extended"]
    assert any(e.metrics_taken == e.metrics_live for e in board.ranked)
