"""Ranks on boards: ranges, groups, the heavy rule, what stands after the ranked, which settings are hidden."""

from __future__ import annotations

import re
from pathlib import Path
from shutil import copytree

import pytest

from tests.conftest import ROOT, run_mkdocs
from tests.pages.reading import Page, page
from tests.pages.worlds import MODELS, ON_ONE_SUITE, edition_of, ranked_world, with_texts
from tokonomix.boards import OVERALL
from tokonomix.edition import Edition
from tokonomix.pages.board_rows import hidden_words
from tokonomix.pages.boards import home_of, make
from tokonomix.scores.board import Board

SCORED = ("reasoning", "coding", "multilingual")
SUITE_BY_SUITE = ("creative", "factual", "legal", "government")
ALL = (OVERALL, *SCORED, "healthcare", *SUITE_BY_SUITE, "voice")
RANGE = re.compile(r"\d+–\d+")


@pytest.mark.parametrize("category", ALL)
def test_no_rank_is_a_bare_ordinal(site_dir: Path, category: str) -> None:
    built = page(site_dir, home_of(category))
    for table, heads in built.heads.items():
        for index, head in enumerate(heads):
            if "Rank" in head or "rank of" in head:
                said = {row.cells[index].words for row in built.rows(table)}
                assert all(RANGE.fullmatch(words) for words in said - {"no rank", "not voted on"})
    assert not re.search(r"(#\d|\bNo\. ?\d|\b\d+(st|nd|rd|th) place\b)", built.words)


@pytest.fixture(scope="module")
def ranked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Edition, Page]:
    """Return a world in which most entries have a rank, and its board of reasoning as built."""
    root = tmp_path_factory.mktemp("ranked")
    copytree(ROOT / "tests" / "small", root, dirs_exist_ok=True)
    ranked_world(root)
    with_texts(root)
    done = run_mkdocs(root)
    assert done.returncode == 0, done.stderr
    return edition_of(root), page(root / "site", home_of("reasoning"))


def board_of(edition: Edition) -> Board:
    return edition.boards.board("reasoning")


def test_groups_lead_and_ranks_are_ranges(ranked: tuple[Edition, Page]) -> None:
    edition, built = ranked
    board = board_of(edition)
    heads = [row.cells[0].words for row in built.tables["board"] if "sub" in row.css]
    groups = board.ranked[0].groups
    assert groups is not None
    assert groups > 1
    assert heads == [*(f"Group {n} of {groups}" for n in range(1, groups + 1)), heads[-1]]
    assert heads[-1].startswith("Scored, not ranked")
    ranks = [cell.words for cell in built.column("board", "Rank")]
    assert ranks == [*(f"{e.rank_low}–{e.rank_high}" for e in board.ranked), *["no rank"] * len(board.provisional)]


def test_the_heavy_rule_closes_the_group_that_ties_for_first(ranked: tuple[Edition, Page]) -> None:
    edition, built = ranked
    cut = [i for i, row in enumerate(built.rows("board")) if "cut" in row.css.split()]
    assert cut == [sum(e.group == 1 for e in board_of(edition).ranked) - 1]


def test_a_dashed_line_marks_the_lower_end_of_first_place(ranked: tuple[Edition, Page]) -> None:
    edition, built = ranked
    lines = {s["x1"] for row in built.rows("board") for c in row.cells for s in c.shapes if s["tag"] == "line"}
    assert len(lines) == 1
    scored = [s.entry for s in edition.boards.listed("reasoning")]
    low = min(int((e.low or 0) // 10) * 10 for e in scored)
    high = max(-int(-(e.high or 0) // 10) * 10 for e in scored)
    first = board_of(edition).ranked[0].low
    assert float(lines.pop().rstrip("%")) == pytest.approx(100 * ((first or 0) - low) / (high - low), abs=0.06)


def test_a_ranked_board_prints_the_smallest_gap_it_can_show(ranked: tuple[Edition, Page]) -> None:
    edition, built = ranked
    floor = board_of(edition).resolution_floor
    assert floor
    shown = f"{floor:.0f} points" if floor >= 10 else f"{floor:.1f} points"
    assert f"A gap of less than about {shown} between ranked neighbours is noise." in built.words


def test_models_on_one_suite_stand_after_the_ranked_with_a_score(ranked: tuple[Edition, Page]) -> None:
    edition, built = ranked
    names = [cell.words for cell in built.column("board", "Model")]
    assert names[-len(ON_ONE_SUITE) :] == [f"Acme M{n:02}" for n in ON_ONE_SUITE]
    assert len(names) == MODELS
    assert {e.model for e in board_of(edition).provisional} == {f"acme-m{n:02}" for n in ON_ONE_SUITE}


def test_ranks_among_a_few_do_not_put_them_above_the_others(edition: Edition) -> None:
    board = edition.boards.board("coding")
    if len(board.ranked) < len(board.provisional):
        scores = [s.entry.score or 0 for s in edition.boards.listed("coding")]
        assert scores == sorted(scores, reverse=True)


def test_all_settings_of_a_model_but_its_best_are_marked(edition: Edition) -> None:
    made = next(m for m in make(edition) if m.home == home_of("reasoning"))
    rows = made.view["table"]["rows"]
    best = [row["link"]["id"] for row in rows if not row["other"]]
    assert len(best) == len(set(best)) == len({row["link"]["id"] for row in rows})


def test_what_is_hidden_of_a_group_is_said_in_its_sentence() -> None:
    row, gone, other = {}, {"alive": False}, {"other": True}
    assert hidden_words([row, row]) == ""
    assert hidden_words([row, gone]) == " (1 of a retired model)"
    assert hidden_words([row, gone, gone | other, other]) == " (2 of retired models and 1 at a further setting)"
