"""What stands on a board without a score of ours: suites by themselves, votes, figures of makers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pages.reading import page, plain
from tests.pages.worlds import edition_of, ranked_world
from tokonomix.edition import Edition
from tokonomix.pages.board_suites import live_first
from tokonomix.pages.boards import home_of, make
from tokonomix.scores.board import PreferenceBoard

SCORED = ("reasoning", "coding", "multilingual")
SUITE_BY_SUITE = ("creative", "factual", "legal", "government")
VOTED = (*SCORED, "creative", "healthcare", "legal", "government")


@pytest.mark.parametrize("category", VOTED)
def test_votes_stand_apart_as_they_were_published(site_dir: Path, edition: Edition, category: str) -> None:
    built, published = page(site_dir, home_of(category)), edition.boards.preference(category)
    assert "Votes, not correctness" in built.words
    assert "nobody checked whether it was right" in built.words
    for board in published:
        task = edition.catalog.benchmarks[board.benchmark].task(board.task)
        column = "Rank" if len(published) == 1 else (task.name if task else "")
        ranks = {cell.words for cell in built.column("votes-board", column)} - {"not voted on"}
        assert ranks == {f"{row.rank_low}–{row.rank_high}" for row in board.rows}
    if len(published) == 1:
        ratings = [cell.words for cell in built.column("votes-board", "Rating")]
        assert ratings == [f"{row.rating:,.0f}" for row in published[0].rows]


def test_law_and_government_show_one_board_and_say_so(site_dir: Path) -> None:
    legal, government = (page(site_dir, home_of(name)) for name in ("legal", "government"))
    one, other = ([[c.words for c in row.cells] for row in p.rows("votes-board")] for p in (legal, government))
    assert one == other
    assert "The same board stands under Government: there is one, not two." in legal.words
    assert "The same board stands under Legal: there is one, not two." in government.words


def test_one_suite_gives_scores_and_no_rank_and_its_own_table(site_dir: Path, edition: Edition) -> None:
    built, board = page(site_dir, home_of("healthcare")), edition.boards.board("healthcare")
    assert (len(board.ranked), len(board.provisional)) == (0, 9)
    assert "Every model here took one test suite, and a rank needs two" in built.words
    assert not any("Rank" in head for head in built.heads["board"])
    (table,) = board.tables
    assert len(built.rows("suite-1")) == len(table.rows)
    assert plain(edition.catalog.categories["healthcare"].limits or "") in built.words


def test_both_suites_of_law_stand_on_their_board_though_nothing_links_them(site_dir: Path, edition: Edition) -> None:
    built = page(site_dir, home_of("legal"))
    assert [table.block for table in edition.boards.board("legal").tables] == ["gdpr-bench", "oab-bench"]
    assert {"suite-1", "suite-2"} <= set(built.tables)
    assert built.words.index("OAB-Bench (Brazilian bar exam, written part) Card") < built.words.index(
        "GDPR-Bench (data protection in source code) Card"
    )  # the live one first
    assert "2 suites, 1 live" in built.words
    assert "without one: Sabiazinho-3, Sabiazinho-4, Sabiá-3.1, Sabiá-4." in built.words


def test_a_suite_without_a_headline_of_its_own_has_no_mean_and_the_order_of_names(site_dir: Path) -> None:
    built = page(site_dir, home_of("legal"))
    names = [cell.words.lower() for cell in built.column("suite-2", "Model")]
    assert names == sorted(names)
    assert not any(head.startswith("Mean") for head in built.heads["suite-2"])
    assert "So the rows are in the order of names." in built.words


def test_many_tests_stand_below_each_other_under_the_headlines_of_their_suite(site_dir: Path) -> None:
    built = page(site_dir, home_of("healthcare"))
    assert [head.split("0 to 1")[0].strip() for head in built.heads["suite-1"][2:4]] == ["Mean win rate", "Macro average"]
    assert len(built.rows("suite-1-tests")) > 30
    assert len(built.heads["suite-1-tests"]) == 1 + len(built.rows("suite-1"))
    assert "suite-1-tests" not in page(site_dir, home_of("legal")).tables


def test_a_name_that_stands_in_several_rows_of_votes_says_what_it_was_voted_on_as(site_dir: Path) -> None:
    words = [cell.words for cell in page(site_dir, home_of("coding")).column("votes-board", "Model")]
    assert len(words) == len(set(words))
    assert any(name.startswith("GPT-4o ") and "gpt-4o-2024-05-13" in name for name in words)


def test_a_maker_s_own_figures_are_shown_and_rank_nothing(site_dir: Path, edition: Edition) -> None:
    built = page(site_dir, home_of("multilingual"))
    figures = [r for r in edition.catalog.results if r.benchmark == "multilingual-mmlu"]
    assert {edition.catalog.grade(r) for r in figures} == {"vendor"}
    assert "Figures a maker gives of its own models" in built.words
    assert not any(test.benchmark == "multilingual-mmlu" for test in edition.boards.board("multilingual").live_tests)


@pytest.mark.parametrize("category", SUITE_BY_SUITE)
def test_tests_of_several_abilities_or_of_taste_stand_apart_and_rank_nobody(
    site_dir: Path, edition: Edition, category: str
) -> None:
    built, board = page(site_dir, home_of(category)), edition.boards.board(category)
    assert board.entries
    assert not edition.boards.listed(category)
    assert f"{edition.catalog.categories[category].name}: no common score" in built.words
    assert plain(edition.catalog.categories[category].limits or "") in built.words
    assert ("Grades by language models" in built.words) == (category == "creative")
    for number, table in enumerate(live_first(board), start=1):
        assert len(built.rows(f"suite-{number}")) == len(table.rows)


def test_a_figure_of_which_low_is_good_is_shown_as_it_was_published(site_dir: Path, edition: Edition) -> None:
    built = page(site_dir, home_of("factual"))
    head, shown = "Summaries with something invented", {}
    (suite,) = [name for name, heads in built.heads.items() if any(h.startswith(head) for h in heads)]
    assert any(h == f"{head}%, lower is better" for h in built.heads[suite])
    for row, cell in zip(built.rows(suite), built.column(suite, head), strict=True):
        shown.setdefault(row.cells[0].words, set()).add(float(cell.words))
    published = [r for r in edition.catalog.results if r.metric == "hallucination_rate" and r.model]
    seen = 0
    for result in published:
        values = {v for words, known in shown.items() if words.startswith(edition.name_of(result.model)) for v in known}
        seen += round(result.value, 1) in values
    assert seen > len(published) / 2
    values = [float(cell.words) for cell in built.column(suite, head)]
    assert values == sorted(values)


def test_reported_figures_are_shown_and_marked_where_nothing_else_is(site_dir: Path) -> None:
    words = page(site_dir, home_of("factual")).words
    assert "Reported, not ranked" in words
    assert "80–85 %" in words


def test_boards_of_votes_are_whole(edition: Edition) -> None:
    boards_of_votes: tuple[PreferenceBoard, ...] = edition.boards.boards.preference
    assert len(boards_of_votes) >= 10
    for board in boards_of_votes:
        published = [
            r for r in edition.catalog.results
            if (r.benchmark, r.task or "", r.metric) == (board.benchmark, board.task, board.metric) and r.value is not None
        ]  # fmt: skip
        assert len(board.rows) == len(published)


def test_tests_that_are_not_one_ability_stand_suite_by_suite_without_a_score(small: Path) -> None:
    ranked_world(small)
    path = small / "data/categories.yml"
    path.write_text(path.read_text("utf-8").replace("mazes]}", "mazes], display: columns}"), "utf-8")
    edition = edition_of(small)
    view = next(m for m in make(edition) if m.home == home_of("reasoning")).view
    assert view["table"] is None
    assert view["empty"]["title"] == "Reasoning: no common score"
    tables = edition.boards.board("reasoning").tables
    assert [suite["name"] for suite in view["suites"]] == ["Mazes", "Riddles"]
    for suite, table in zip(view["suites"], tables, strict=True):
        shown = [[v.text for v in row["values"]] for row in suite["rows"]]
        rows = table.rows if len(table.metrics) == 1 else sorted(table.rows, key=lambda row: edition.name_of(row.model))
        assert shown == [[f"{v:.1f}" for v in row.values if v is not None] for row in rows]
