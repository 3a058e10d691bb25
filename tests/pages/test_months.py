"""Boards of past months as built: what stood then, what moved, marked as history, linked both ways."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from tests.pages.reading import page, plain
from tests.pages.worlds import edition_of, ranked_world
from tokonomix import wording
from tokonomix.boards import OVERALL, BoardSet, effort_words
from tokonomix.edition import Edition
from tokonomix.months import after, first_of
from tokonomix.pages import months
from tokonomix.pages.boards import home_in, home_of
from tokonomix.pages.made import Made
from tokonomix.scores.board import Entry

CODING = "coding"


def html(site: Path, address: str) -> str:
    return (site / address / "index.html").read_text("utf-8")


def test_every_month_with_news_of_every_board_has_its_page(site_dir: Path, edition: Edition) -> None:
    news = edition.months.news
    assert {OVERALL, *edition.catalog.categories} <= set(news)
    for category, known in news.items():
        assert known
        for month in known:
            words = page(site_dir, home_in(category, month)).words
            assert f"leaderboard, {wording.month(month)}" in words


def test_every_row_of_a_month_says_what_its_board_holds(site_dir: Path, edition: Edition) -> None:
    rows = 0
    for category, known in edition.months.news.items():
        for month in known:
            listed = edition.months.boards[month].listed(category)
            if not listed:
                continue
            built = page(site_dir, home_in(category, month))
            models, scores = built.column("board", "Model"), built.column("board", "Score")
            spans, taken = built.column("board", "Interval"), built.column("board", "Tests")
            ranks = built.column("board", "Rank") if any(s.entry.of for s in listed) else [None] * len(listed)
            for scored, who, score, span, tests, rank in zip(
                listed, models, scores, spans, taken, ranks, strict=True
            ):
                entry = scored.entry
                assert who.words == plain(f"{edition.name_of(entry.model)} {effort_words(entry.effort)}")
                assert (score.words, tests.words) == (
                    f"{entry.score:.0f}", f"{entry.metrics_taken}/{entry.metrics_live}",
                )  # fmt: skip
                assert span.words == wording.span(f"{entry.low:.0f}", f"{entry.high:.0f}")
                assert score.links == ["#r-board-" + category + "-entries"]
                if rank is not None:
                    assert rank.words == (f"{entry.rank_low}–{entry.rank_high}" if entry.of else "no rank")
                rows += 1
    assert rows > 500


def test_who_lost_its_score_is_named(site_dir: Path, edition: Edition) -> None:
    lost = 0
    for category, known in edition.months.news.items():
        for earlier, month in pairwise(known):
            then, now = (
                {(s.entry.model, s.entry.effort) for s in edition.months.boards[m].listed(category)}
                for m in (earlier, month)
            )
            words = page(site_dir, home_in(category, month)).words
            for model, _ in then - now:
                assert edition.name_of(model) in words.partition("Without a score since")[2]
                lost += 1
    assert lost


def test_a_month_is_marked_as_history_and_kept_from_searches(site_dir: Path, edition: Edition) -> None:
    for category, known in edition.months.news.items():
        found = html(site_dir, home_in(category, known[-1]))
        assert "History" in found
        assert '<meta name="robots" content="noindex">' in found
        assert "data-pagefind-body" not in found
        assert "data-pagefind-body" in html(site_dir, home_of(category))


def test_a_board_and_its_months_link_to_each_other(site_dir: Path, edition: Edition) -> None:
    for category, known in edition.months.news.items():
        today = html(site_dir, home_of(category))
        for month in known:
            assert f"/{home_in(category, month)}" in today
            assert f'/{home_of(category)}">the board of today' in html(site_dir, home_in(category, month))


def test_a_month_without_news_leads_to_the_last_one_before_it(edition: Edition) -> None:
    pages = {made.uri: made for made in months.make(edition)}
    for category, known in edition.months.news.items():
        month, last = known[0], known[0]
        while month < first_of(edition.as_of):
            made = pages[f"{home_in(category, month).rstrip('/')}.md"]
            last = month if month in known else last
            assert made.template == ("month.html" if month in known else "moved.html")
            if month not in known:
                assert made.view["href"] == home_in(category, last)
            month = after(month)


def test_the_month_that_is_not_over_leads_to_the_board_of_today(small: Path) -> None:
    edition = ranked_world(small)
    (lead,) = (made for made in months.make(edition) if made.uri.endswith("reasoning/2026-11.md"))
    assert (lead.template, lead.view["href"]) == ("moved.html", "benchmarks/leaderboard/reasoning/")
    assert not any(made.uri.endswith("2026-12.md") for made in months.make(edition))


def test_a_month_in_which_only_results_of_other_categories_came_is_shown_if_they_moved_the_board(small: Path) -> None:
    ranked_world(small)
    for name in ("riddles", "mazes", "puzzles"):
        path = small / f"data/results/{name}.csv"
        path.write_text(path.read_text("utf-8").replace("2026-10-", "2026-08-"), "utf-8")
    code = small / "data/benchmarks/programs.yml"
    card = (small / "data/benchmarks/mazes.yml").read_text("utf-8")
    code.write_text(card.replace("Mazes", "Programs").replace("[reasoning]", "[coding]"), "utf-8")
    rows = (small / "data/results/mazes.csv").read_text("utf-8").replace("2026-08-", "2026-10-")
    (small / "data/results/programs.csv").write_text(rows, "utf-8")
    categories = small / "data/categories.yml"
    categories.write_text(categories.read_text("utf-8").replace("[puzzles]", "[puzzles, programs]", 1), "utf-8")
    edition = edition_of(small)
    october = date(2026, 10, 1)
    assert october not in edition.months.counts["reasoning"]
    assert october in edition.months.news["reasoning"]
    (made,) = (m for m in months.make(edition) if m.uri.endswith("reasoning/2026-10.md"))
    news = {fact["term"]: "".join(getattr(p, "text", p) for p in fact["parts"]) for fact in made.view["news"]}
    assert news["New results"] == "none of this board; results of other categories moved it"
    assert re.fullmatch(r"\d+ of 14, by at most \d+ points?|none by a whole point", news["Scores that moved"])


def test_a_month_in_which_nothing_moved_a_board_has_no_page_of_it(edition: Edition) -> None:
    kept = edition.months
    for category, known in kept.news.items():
        for month in set(known) - set(kept.counts[category]):
            before = kept.before(category, month)
            assert before
            assert said(kept.boards[month], category) != said(kept.boards[before], category)


def said(boards: BoardSet, category: str) -> list[tuple[object, ...]]:
    """Return what the rows of a board print, in their order."""
    return [
        (e.model, e.effort, *(wording.score(v or 0) for v in (e.score, e.low, e.high)), e.rank_low, e.rank_high, e.of)
        for e in (scored.entry for scored in boards.listed(category))
    ]


@pytest.fixture
def october(small: Path) -> Made:
    """Return the page of October of a world whose board of reasoning begins in March."""
    ranked_world(small)
    path = small / "data/results/riddles.csv"
    early = [line.replace("2026-10-0", "2026-03-1") for line in path.read_text("utf-8").splitlines()[1:] if "m13" in line]
    path.write_text(path.read_text("utf-8") + "\n".join(early).replace("acme-m13", "acme-large") + "\n", "utf-8")
    edition = edition_of(small)
    (made,) = (m for m in months.make(edition) if m.uri.endswith("reasoning/2026-10.md"))
    return made


def test_a_month_says_what_came_since_the_one_before(october: Made) -> None:
    news = {fact["term"]: "".join(getattr(p, "text", p) for p in fact["parts"]) for fact in october.view["news"]}
    assert "of Mazes" in news["New results"]
    assert "of Riddles" in news["New results"]
    assert "3 in Mazes" in news["New tests"]
    assert re.fullmatch(r"\d+ came, \d+ went, \d+ stayed", news["Entries with a score"])


def test_a_row_says_where_it_stood_before_or_that_it_is_new(october: Made) -> None:
    was = {row["link"]["id"]: row["was"] for row in october.view["rows"]}
    assert was["acme-m00"] == "new"
    assert was["acme-large"] == "had no score"


def ranked(low: int, high: int, of: int) -> Entry:
    """Return an entry with a rank interval."""
    none = Entry("m", "default", (), "", provisional=False, blocks=(), blocks_taken=0, blocks_of_model=0, blocks_live=0,
                 metrics_taken=0, metrics_live=0, newest=date(2026, 1, 1))  # fmt: skip
    return replace(none, rank_low=low, rank_high=high, of=of)


@pytest.mark.parametrize(
    ("before", "now", "way"),
    [
        ((4, 19, 40), (2, 12, 40), ""),
        ((10, 19, 40), (2, 8, 40), "up"),
        ((2, 8, 40), (10, 19, 40), "down"),
        ((10, 20, 20), (50, 100, 100), ""),  # the same half of a longer list
        ((1, 5, 10), (6, 10, 20), ""),
    ],
)
def test_up_or_down_is_said_only_of_ranges_that_do_not_overlap(
    before: tuple[int, int, int], now: tuple[int, int, int], way: str
) -> None:
    assert months.way(ranked(*before), ranked(*now)) == way


def test_the_board_of_a_month_says_for_which_months_it_stands_too(site_dir: Path, edition: Edition) -> None:
    seen = 0
    for category, known in edition.months.news.items():
        for month, later in pairwise([*known, first_of(edition.as_of)]):
            words = page(site_dir, home_in(category, month)).words
            quiet = []
            while after(quiet[-1] if quiet else month) < later:
                quiet.append(after(quiet[-1] if quiet else month))
            assert ("Nothing moved it in" in words) == bool(quiet)
            if quiet:
                said = re.search(r"Nothing moved it in (.+?): no result", words)
                assert said
                assert said[1].endswith(wording.month(quiet[-1]))
                assert said[1].startswith(wording.month(quiet[0]).split()[0])
                seen += 1
    assert seen > 5


def test_the_address_above_the_months_of_the_overall_board_leads_to_it(site_dir: Path) -> None:
    assert 'url=../../../benchmarks/leaderboard/"' in html(site_dir, f"{home_of(OVERALL)}{OVERALL}/")
