"""Leaderboards as built: what stands in the cells is what the boards hold, and what is missing is said."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from shutil import copytree
from typing import Any
from urllib.parse import urldefrag, urljoin

import pytest

from tests.conftest import ROOT, run_mkdocs
from tests.pages.reading import Page, page, plain
from tests.pages.worlds import MODELS, ON_ONE_SUITE, edition_of, ranked_world, with_texts
from tokonomix import wording
from tokonomix.bindings import Absent
from tokonomix.boards import OVERALL, effort_words
from tokonomix.edition import Edition
from tokonomix.pages.board_rows import align, hidden_words, marks, name_unstated
from tokonomix.pages.board_suites import live_first
from tokonomix.pages.boards import home_of, make, speaking
from tokonomix.scores.board import Board, PreferenceBoard

SCORED = ("reasoning", "coding", "multilingual")
SUITE_BY_SUITE = ("creative", "factual", "legal", "government")
VOTED = (*SCORED, "creative", "healthcare", "legal", "government")
ALL = (OVERALL, *SCORED, "healthcare", *SUITE_BY_SUITE, "voice")
RANGE = re.compile(r"\d+–\d+")


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


def test_a_category_without_a_test_says_so_and_ranks_nobody(small: Path) -> None:
    edition = edition_of(small)
    view = next(m for m in make(edition) if m.home == home_of("legal")).view
    assert edition.boards.board("legal").entries == ()
    assert view["empty"]["title"] == f"{edition.catalog.categories['legal'].name}: no correctness result yet"
    assert view["table"] is None
    assert view["suites"] == []


def test_one_suite_gives_scores_and_no_rank_and_its_own_table(site_dir: Path, edition: Edition) -> None:
    built, board = page(site_dir, home_of("healthcare")), edition.boards.board("healthcare")
    assert (len(board.ranked), len(board.provisional)) == (0, 9)
    assert "Every model here took one test suite, and a rank needs two" in built.words
    assert not any("Rank" in head for head in built.heads["board"])
    (table,) = board.tables
    assert len(built.rows("suite-1")) == len(table.rows)
    assert plain(edition.catalog.categories["healthcare"].limits or "") in built.words


@pytest.mark.parametrize("category", ["factual", "legal", "government"])
def test_a_board_without_scores_says_on_how_many_tests_and_models_it_rests(
    site_dir: Path, edition: Edition, category: str
) -> None:
    built, board = page(site_dir, home_of(category)), edition.boards.board(category)
    assert plain(f"{wording.plural(board.models, 'model')} with at least one correctness result") in built.words
    assert plain(f"newest {wording.day(board.newest)}") in built.words


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


def test_a_row_without_an_effort_says_so_beside_rows_of_the_same_model_that_name_one() -> None:
    rows = [{"link": {"id": name, "variant": effort}} for name, effort in (("a", ""), ("a", "high effort"), ("b", ""))]
    name_unstated(rows)
    assert [row["link"]["variant"] for row in rows] == ["effort not stated", "high effort", ""]


def test_reported_figures_are_shown_and_marked_where_nothing_else_is(site_dir: Path) -> None:
    words = page(site_dir, home_of("factual")).words
    assert "Reported, not ranked" in words
    assert "80–85 %" in words


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
def test_no_rank_is_a_bare_ordinal(site_dir: Path, category: str) -> None:
    built = page(site_dir, home_of(category))
    for table, heads in built.heads.items():
        for index, head in enumerate(heads):
            if "Rank" in head or "rank of" in head:
                said = {row.cells[index].words for row in built.rows(table)}
                assert all(RANGE.fullmatch(words) for words in said - {"no rank", "not voted on"})
    assert not re.search(r"(#\d|\bNo\. ?\d|\b\d+(st|nd|rd|th) place\b)", built.words)


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
