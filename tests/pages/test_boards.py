"""Boards as built: every row, bar, price and count says what the records and the boards hold."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin

import pytest

from tests.pages.reading import page, plain
from tests.pages.worlds import edition_of
from tokonomix import wording
from tokonomix.bindings import Absent
from tokonomix.boards import OVERALL, effort_words
from tokonomix.edition import Edition
from tokonomix.pages.board_rows import align, marks, name_unstated
from tokonomix.pages.boards import home_of, make, speaking

SCORED = ("reasoning", "coding", "multilingual")
SUITE_BY_SUITE = ("creative", "factual", "legal", "government")
ALL = (OVERALL, *SCORED, "healthcare", *SUITE_BY_SUITE, "voice")


def named(edition: Edition, model: str, effort: str) -> str:
    return plain(f"{edition.name_of(model)} {effort_words(effort)}")


def shows_name(cell: str, edition: Edition, model: str, effort: str) -> bool:
    """The name, then the setting, then perhaps the model's status."""
    return cell.startswith(named(edition, model, effort))


@pytest.mark.parametrize("category", SCORED)
def test_every_row_of_a_board_says_what_the_board_holds(site_dir: Path, edition: Edition, category: str) -> None:
    built, listed = page(site_dir, home_of(category)), edition.boards.listed(category)
    scores, tests = built.column("board", "Score"), built.column("board", "Tests")
    models = built.column("board", "Model")
    assert len(scores) == len(listed) > 50
    for model, score, taken, scored in zip(models, scores, tests, listed, strict=True):
        entry = scored.entry
        assert shows_name(model.words, edition, entry.model, entry.effort)
        assert entry.score is not None
        assert (score.words, score.value) == (f"{entry.score:.0f}", f"{entry.score:.2f}")
        assert taken.words == f"{entry.metrics_taken}/{entry.metrics_live}"


@pytest.mark.parametrize("category", SCORED)
def test_every_bar_spans_the_interval_on_the_scale_of_its_board(
    site_dir: Path, edition: Edition, category: str
) -> None:
    built, entries = page(site_dir, home_of(category)), [s.entry for s in edition.boards.listed(category)]
    ends = [(e.low, e.score, e.high) for e in entries if e.low is not None and e.high is not None]
    low = min(int(e[0] // 10) * 10 for e in ends)
    high = max(-int(-e[2] // 10) * 10 for e in ends)
    index = built.heads["board"].index(next(h for h in built.heads["board"] if h.replace(" ", "").isdigit()))
    for row, (least, mid, most) in zip(built.rows("board"), ends, strict=True):
        bar, tick = (shape for shape in row.cells[index].shapes if shape["tag"] == "rect")
        for shown, value in ((bar["x"], least), (tick["x"], mid)):
            assert float(shown.rstrip("%")) == pytest.approx(100 * ((value or 0) - low) / (high - low), abs=0.06)
        assert float(bar["width"].rstrip("%")) == pytest.approx(100 * (most - least) / (high - low), abs=0.11)


@pytest.mark.parametrize("category", SCORED)
def test_prices_and_contexts_on_a_board_are_those_on_record(site_dir: Path, edition: Edition, category: str) -> None:
    built = page(site_dir, home_of(category))
    cells = [built.column("board", head) for head in ("In", "Out", "Context")]
    for scored, price_in, price_out, context in zip(edition.boards.listed(category), *cells, strict=True):
        found = edition.rates(scored.entry.model)
        for cell, name in ((price_in, "text.input"), (price_out, "text.output")):
            amount = found[name].price.amount if name in found else None
            assert cell.value == ("" if amount is None else f"{amount:f}")
            if amount is not None:
                assert cell.words == (wording.amount(amount) if amount else "free")
                assert ("gone" in cell.css) == (not found[name].current)
        known = edition.catalog.models[scored.entry.model].value("limits.context")
        assert context.words == ("not known" if known is None else wording.count(known))


@pytest.mark.parametrize("category", SCORED)
def test_a_board_states_its_tests_its_models_and_its_newest_result(
    site_dir: Path, edition: Edition, category: str
) -> None:
    board, words = edition.boards.board(category), page(site_dir, home_of(category)).words
    assert board.newest
    for said in (
        f"{wording.plural(board.tests, 'test')} in {wording.plural(len(board.live_blocks), 'suite')}",
        wording.plural(board.results, "result"),
        f"{wording.plural(board.models, 'model')} with at least one correctness result",
        f"newest {plain(wording.day(board.newest))}",
    ):
        assert said in words


@pytest.mark.parametrize("category", SCORED)
def test_who_has_no_score_is_listed_with_the_reason(site_dir: Path, edition: Edition, category: str) -> None:
    board, words = edition.boards.board(category), page(site_dir, home_of(category)).words
    assert board.unranked
    for entry in board.unranked:
        assert named(edition, entry.model, entry.effort) in words


def test_a_category_without_a_test_says_so_and_ranks_nobody(small: Path) -> None:
    edition = edition_of(small)
    view = next(m for m in make(edition) if m.home == home_of("legal")).view
    assert edition.boards.board("legal").entries == ()
    assert view["empty"]["title"] == f"{edition.catalog.categories['legal'].name}: no correctness result yet"
    assert view["table"] is None
    assert view["suites"] == []


@pytest.mark.parametrize("category", ["factual", "legal", "government"])
def test_a_board_without_scores_says_on_how_many_tests_and_models_it_rests(
    site_dir: Path, edition: Edition, category: str
) -> None:
    built, board = page(site_dir, home_of(category)), edition.boards.board(category)
    assert plain(f"{wording.plural(board.models, 'model')} with at least one correctness result") in built.words
    assert plain(f"newest {wording.day(board.newest)}") in built.words


def test_a_row_without_an_effort_says_so_beside_rows_of_the_same_model_that_name_one() -> None:
    rows = [{"link": {"id": name, "variant": effort}} for name, effort in (("a", ""), ("a", "high effort"), ("b", ""))]
    name_unstated(rows)
    assert [row["link"]["variant"] for row in rows] == ["effort not stated", "high effort", ""]


def test_the_overall_board_names_the_weights_and_the_categories_that_are_missing(
    site_dir: Path, edition: Edition
) -> None:
    built, board = page(site_dir, home_of(OVERALL)), edition.boards.board(OVERALL)
    assert board.ranked
    for scored in edition.boards.listed(OVERALL):
        assert {"reasoning", "coding"} <= set(scored.entry.categories)
        assert len(scored.entry.categories) >= 3
    ranks = [cell.words for cell in built.column("board", "Rank")]
    assert ranks[: len(board.ranked)] == [f"{e.rank_low}–{e.rank_high}" for e in board.ranked]


def test_without_an_overall_score_the_board_says_what_it_lacks(small: Path) -> None:
    edition = edition_of(small)
    view = next(m for m in make(edition) if m.home == home_of(OVERALL)).view
    assert edition.boards.listed(OVERALL) == ()
    assert view["empty"]["title"] == "No overall score yet"
    assert "needs a score in reasoning, coding and one category more" in view["empty"]["lines"][0]


def test_the_voice_board_lists_who_hears_and_speaks_and_ranks_nobody(site_dir: Path, edition: Edition) -> None:
    built = page(site_dir, home_of("voice"))
    assert [
        row.cells[0].words.startswith(m.name) for row, m in zip(built.rows("board"), speaking(edition), strict=True)
    ]
    assert "Voice: tests, no common rank" in built.words
    assert not any(head.startswith(("Rank", "Score")) for head in built.heads["board"])


@pytest.mark.parametrize("category", ALL)
def test_every_number_of_a_board_leads_to_its_record(site_dir: Path, category: str) -> None:
    home = home_of(category)
    built = page(site_dir, home)
    assert built.bound
    for link in set(built.bound):
        address, anchor = urldefrag(urljoin(f"/{home}", link))
        assert anchor in page(site_dir, address.strip("/")).ids


@pytest.mark.parametrize("category", ALL)
def test_the_markup_of_a_board_stays_lean(site_dir: Path, category: str) -> None:
    packed = len(gzip.compress((site_dir / home_of(category) / "index.html").read_bytes(), 6))
    assert packed < 60_000


def test_boards_cover_the_overall_one_the_eight_categories_and_voice(edition: Edition) -> None:
    homes = [made.home for made in make(edition)]
    assert homes == [home_of(c) for c in (OVERALL, *edition.catalog.categories, "voice")]
    assert len(homes) == 10


def test_marks_of_a_scale_are_round_and_few() -> None:
    assert marks(10, 90) == [20, 40, 60, 80]
    assert marks(0, 100) == [0, 20, 40, 60, 80]
    assert marks(800, 1600) == [800, 1200, 1600]


def test_a_price_of_a_table_is_written_without_its_sign_and_aligned_on_the_point() -> None:
    rows: list[dict[str, Any]] = [
        {"prices": [{"text": "0.60"}]},
        {"prices": [{"text": "0.075"}]},
        {"prices": [{"text": "free"}]},
        {"prices": [{"said": Absent("not listed")}]},
    ]
    align(rows)
    assert [row["prices"][0]["pad"] for row in rows] == ["0", "", "", ""]
