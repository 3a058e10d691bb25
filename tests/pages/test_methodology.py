"""The methodology as built: every symbol has the value the fit has today, and every benchmark has its card."""

from __future__ import annotations

import math
import re
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tests.pages.reading import Page, page, plain
from tests.pages.worlds import edition_of
from tokonomix import wording
from tokonomix.boards import OVERALL, RANKING_GRADES
from tokonomix.edition import Edition
from tokonomix.pages.benchmark_cards import benchmark_cards
from tokonomix.pages.board_figures import points, suite_words
from tokonomix.pages.method_figures import STATUS_WORDS, signed
from tokonomix.pages.methodology import SECTIONS
from tokonomix.reads import GRADES
from tokonomix.scores.normalise import COLUMNS, EDGE, FLATNESS, binomial_error, logit, normalised

HOME = "benchmarks/methodology/"


@pytest.fixture
def built(site_dir: Path) -> Page:
    """Return the methodology page."""
    return page(site_dir, HOME)


def table(built: Page, *heads: str) -> list[list[str]]:
    """Return the words of the cells of the table whose heads begin with the given ones."""
    name = next(n for n, found in built.heads.items() if found[: len(heads)] == list(heads))
    return [[cell.words for cell in row.cells] for row in built.rows(name)]


def test_the_size_of_the_fit_is_that_of_today(built: Page, edition: Edition) -> None:
    method = edition.boards.boards.method
    for words, count in (
        ("Models in the fit", method.models),
        ("Entries in the fit", method.entries),
        ("Results in the fit", method.results),
        ("Tests in the fit", method.metrics),
        ("Suites in the fit", method.blocks),
        ("Undated models", len(method.undated)),
    ):
        assert re.search(rf"{words} {wording.count(count)}\b", built.words)


def test_the_widening_of_intervals_is_that_of_today(built: Page, edition: Edition) -> None:
    method = edition.boards.boards.method
    assert re.search(rf"κ today {method.kappa:.2f}\b", built.words)
    assert re.search(rf"Results hidden and foretold {wording.count(method.hidden)}\b", built.words)


def test_every_ability_has_its_spread_its_gain_and_what_it_goes_with(built: Page, edition: Edition) -> None:
    method = edition.boards.boards.method
    rows = table(built, "Ability")
    assert [row[0].lower() for row in rows] == [suite_words(edition, name).lower() for name in method.abilities]
    for i, row in enumerate(rows):
        assert row[1:] == [f"{method.spread[i]:.2f}", signed(method.per_year[i])]
    together = table(built, "Goes with")
    assert len(together) == len(rows) - 1
    for i, row in enumerate(together, start=1):
        assert row[0] == rows[i][0]
        assert [cell for cell in row[1:] if cell] == [signed(value) for value in method.correlations[i][:i]]


def test_every_live_test_has_its_difficulty_slope_and_scatter(built: Page, edition: Edition) -> None:
    tests = [t for c in edition.catalog.categories for t in edition.boards.board(c).live_tests]
    rows = table(built, "Test", "Category")
    assert len(rows) == len(tests) > 10
    for row, test in zip(rows, tests, strict=True):
        scatter = f"{math.sqrt(test.noise):.2f}"
        assert row[2:6] == [signed(test.difficulty), f"{test.slope:.2f}", scatter, wording.count(test.results)]


def test_every_board_has_its_counts_groups_floor_and_interval(built: Page, edition: Edition) -> None:
    rows = table(built, "Board", "Ranked")
    names = [OVERALL, *edition.catalog.categories]
    assert [row[0].lower() for row in rows] == names
    for row, name in zip(rows, names, strict=True):
        board = edition.boards.board(name)
        assert row[1:3] == [str(len(board.ranked)), str(len(board.provisional))]
        floor = board.resolution_floor
        assert row[4] == ("no ranks" if floor is None else points(floor))


def test_every_suite_stands_with_its_state(built: Page, edition: Edition) -> None:
    rows = {tuple(row[:3]) for row in table(built, "Category", "Suite")}
    for name, category in edition.catalog.categories.items():
        board = edition.boards.board(name)
        for status, words in STATUS_WORDS.items():
            for block in getattr(board, f"{status}_blocks"):
                assert (category.name, plain(suite_words(edition, block)), words) in rows


def test_the_weights_are_those_declared_and_make_a_whole(built: Page, edition: Edition) -> None:
    rows = table(built, "Category", "Weight")
    declared = [f"{100 * c.weight / sum(k.weight for k in edition.catalog.categories.values()):.0f} %"
                for c in edition.catalog.categories.values()]  # fmt: skip
    assert [row[1] for row in rows] == declared
    assert sum(float(row[1].split()[0]) for row in rows) == pytest.approx(100, abs=2)


def test_every_grade_says_whether_it_may_rank_and_how_many_figures_carry_it(built: Page, edition: Edition) -> None:
    rows = table(built, "Grade")
    assert [row[0] for row in rows] == list(GRADES)
    for row, grade in zip(rows, GRADES, strict=True):
        held = sum(edition.catalog.sources[r.source].grade == grade for r in edition.catalog.results)
        assert row[2].startswith("yes" if grade in RANKING_GRADES else "no")
        assert row[3] == wording.count(held)


def test_the_worked_result_follows_the_formulas_of_the_code(built: Page) -> None:
    shown = re.search(r": ([\d.]+) % gives y ([\d.]+), z (−?[\d.]+)", built.words)
    assert shown
    y = float(shown[1]) / 100
    assert float(shown[2]) == pytest.approx(y, abs=0.0005)
    assert float(shown[3].replace("−", "-")) == pytest.approx(float(logit(np.array([y]))[0]), abs=0.006)


def test_the_error_printed_of_the_worked_result_is_that_of_the_code(built: Page) -> None:
    card = r"the sampling error of the same result ([\d.]+) .*? = ([\d.]+) z .*? Items ([\d,]+) "
    shown = re.search(card, built.words)
    assert shown
    printed, y, n = (float(number.replace(",", "")) for number in shown.groups())
    assert printed == pytest.approx(float(binomial_error(y, n)) / (y * (1 - y) + FLATNESS), abs=0.01)


def test_the_constants_printed_are_those_of_the_code(built: Page) -> None:
    row: dict[str, object] = dict.fromkeys(COLUMNS, "x")
    row |= {"value": 40.0, "n": 250.0, "stderr": float("nan"), "low": float("nan"), "high": float("nan")}
    row |= {"floor": 0.0, "ceiling": 100.0, "higher_is_better": True, "kind": "correctness"}
    row |= {"published_on": date(2026, 1, 1)}
    found = normalised(pd.DataFrame([row]))
    chance = (0.4 * 250 + 1) / 252
    error = math.sqrt(chance * (1 - chance) / 252)
    assert float(found["s2"].iloc[0]) == pytest.approx((error / (0.4 * 0.6 + FLATNESS)) ** 2)
    assert f"ε {EDGE:g} δ {FLATNESS:g}" in built.words


def test_every_benchmark_has_its_card_where_other_pages_link_to(built: Page, edition: Edition) -> None:
    for name, benchmark in edition.catalog.benchmarks.items():
        card, source = benchmark.card, edition.catalog.sources[benchmark.card.source]
        assert f"benchmark-{name}" in built.ids
        said = [card.name, card.asks, card.judge, card.aggregate, source.licence, plain(wording.day(source.read))]
        for text in [*said, *card.pitfalls, *(m.name for m in card.metrics.values())]:
            assert plain(text) in built.words
        for task in card.tasks.values():
            assert task.name in built.words


def test_each_section_with_numbers_is_a_section_of_the_text(built: Page) -> None:
    assert set(SECTIONS) <= built.ids
    assert built.words.count("Today ") >= len(SECTIONS)


def test_every_number_of_the_methodology_has_a_card_on_it_or_on_a_model(site_dir: Path, built: Page) -> None:
    assert len(built.bound) > 60
    for link in set(built.bound):
        address, _, anchor = link.partition("#")
        target = page(site_dir, address.replace("../", "").strip("/")) if address.strip("./") else built
        assert anchor in target.ids


def test_the_recorded_table_of_hidden_results_is_shown_whole_with_its_day_and_commit(
    built: Page, edition: Edition
) -> None:
    trial = edition.catalog.trial
    assert trial is not None
    assert trial.commit[:8] in built.words
    assert plain(wording.day(trial.on)) in built.words
    shown = [row for heads, rows in _tables(built) if heads[:2] == ["Check", "Measured"] for row in rows]
    told = [(row[0], row[1], row[3]) for row in shown]
    for row in [*trial.rows, *trial.elsewhere]:
        words = row.check[:1].upper() + row.check[1:]
        assert (words, row.measured, {None: "", True: "met", False: "not met"}[row.met]) in told
    failed = [row.check for row in trial.rows if row.met is False]
    assert ("Not met: " in built.words) == bool(failed)
    assert len(shown) == len(trial.rows) + len(trial.elsewhere)


def _tables(built: Page) -> list[tuple[list[str], list[list[str]]]]:
    return [(built.heads[n], [[c.words for c in row.cells] for row in built.rows(n)]) for n in built.tables]


def test_what_a_category_does_not_measure_is_said(built: Page, edition: Edition) -> None:
    for category in edition.catalog.categories.values():
        assert plain(category.limits or "") in built.words


def test_every_benchmark_and_every_category_says_why_it_weighs_what_it_weighs(built: Page, edition: Edition) -> None:
    for known in edition.catalog.benchmarks.values():
        assert known.card.weight_reason
        assert plain(known.card.weight_reason) in built.words
    rows = table(built, "Category", "Weight", "Why")
    assert [row[2] for row in rows] == [plain(c.weight_reason or "") for c in edition.catalog.categories.values()]
    assert all(row[2] for row in rows)


def test_a_card_says_its_share_of_each_score_as_the_board_has_it(edition: Edition) -> None:
    for card in benchmark_cards(edition):
        name = card["id"].removeprefix("benchmark-")
        weight = dict(card["facts"])["Weight"]
        for category, known in edition.catalog.categories.items():
            share = sum(t.weight for t in edition.boards.board(category).live_tests if t.benchmark == name)
            said = f"{wording.percent(100 * share)} of the score in {known.name.lower()}"
            assert (said in weight) == bool(share and edition.boards.listed(category))


def test_the_age_of_items_counts_every_model_with_results_by_its_cutoff(small: Path) -> None:
    path = small / "data/models/acme/acme-large.yml"
    for cutoff, told in (
        ("2026-09", "of 1 ends before, so items may be newer; that of 0"),
        ("2026-10", "of 0 ends before, so items may be newer; that of 1"),
        ("2026-10-01", "of 0 ends before, so items may be newer; that of 1"),
    ):
        text = re.sub(r"(?m)^knowledge:.*\n(  .*\n)*", "", path.read_text("utf-8"))
        path.write_text(f"{text}knowledge: {{reliable: {cutoff}}}\n", "utf-8")
        (card,) = [c for c in benchmark_cards(edition_of(small)) if c["id"] == "benchmark-puzzles"]
        assert told in dict(card["facts"])["Age of its items"]
