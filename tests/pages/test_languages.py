"""The multilingual board language by language: every language once, leaders as a group, ranks without one."""

from __future__ import annotations

from pathlib import Path

from tests.pages.reading import Page, page
from tokonomix.bindings import Bindings
from tokonomix.edition import Edition
from tokonomix.pages.boards import home_of
from tokonomix.pages.languages import SHOWN, Standing, is_level, languages
from tokonomix.problem import Place


def found(edition: Edition) -> list[dict[str, object]]:
    told = languages(edition, Bindings(edition, home_of("multilingual"), Place("data/categories.yml")), "multilingual")
    assert told is not None
    rows: list[dict[str, object]] = told["rows"]
    return rows


def test_thirty_languages_stand_once_each_the_site_s_own_first(edition: Edition) -> None:
    names = [str(row["name"]) for row in found(edition)]
    assert len(names) == len(set(names)) == 30
    assert names[0] == "English"
    assert names[1:] == sorted(names[1:])


def test_a_language_without_tests_names_no_group(edition: Edition) -> None:
    rows = found(edition)
    without = [row for row in rows if row["tests"] is None]
    assert 0 < len(without) < 30
    for row in without:
        assert not row["level"]
        assert row["best"] is not None
        assert not any(r["level"] for r in row["rows"])  # type: ignore[attr-defined]


def test_all_that_are_level_with_the_best_stand_in_the_table_of_their_language(edition: Edition) -> None:
    for row in found(edition):
        if row["level"]:
            shown = [r["link"] for r in row["rows"] if r["level"]]  # type: ignore[attr-defined]
            assert shown == row["lead"]
            assert shown[0] == row["rows"][0]["link"]  # type: ignore[index]
        assert len(row["rows"]) >= min(SHOWN, len(row["rows"]) + int(str(row["rest"])))  # type: ignore[arg-type]


def standing(*values: float) -> Standing:
    return Standing("m", "default", values, None)


def test_the_best_is_better_only_if_it_leads_test_by_test() -> None:
    best = standing(80, 70, 60, 50, 40, 30, 20)
    assert not is_level(best, standing(78, 68, 59, 48, 38, 28, 17))
    assert is_level(best, standing(95, 50, 75, 30, 55, 10, 32))
    assert is_level(best, best)


def test_one_test_decides_nothing() -> None:
    assert is_level(standing(90), standing(10))


def test_only_the_multilingual_board_has_languages(edition: Edition) -> None:
    assert languages(edition, Bindings(edition, home_of("coding"), Place("data/categories.yml")), "coding") is None


def test_each_language_leads_to_its_own_table(site_dir: Path, edition: Edition) -> None:
    built: Page = page(site_dir, home_of("multilingual"))
    assert len(built.rows("languages-table")) == 30
    for row in found(edition):
        assert str(row["id"]) in built.ids
