"""Boards of past months: which months have one, that they are the boards of their last day, and what is kept of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.pages.worlds import ranked_world
from tokonomix import boards, months
from tokonomix.boards import Asked
from tokonomix.catalog import Catalog
from tokonomix.load import load

DAY = date(2026, 11, 22)
OCTOBER = date(2026, 10, 1)


@pytest.fixture
def catalog(small: Path) -> Catalog:
    """Return a small world with two suites of October 2026."""
    return ranked_world(small).catalog


def with_result(small: Path, day: str) -> Catalog:
    """Add one result of a day to a suite of the small world."""
    path = small / "data/results/riddles.csv"
    line = f"acme-large,,Acme Large,t0,solved,55,,,,,,{day},puzzles,\n"
    path.write_text(path.read_text("utf-8") + line, "utf-8")
    return load(small)


@pytest.mark.usefixtures("catalog")
def test_only_months_in_which_a_result_was_published_have_boards(small: Path) -> None:
    found = months.compute(with_result(small, "2026-03-31"), DAY)
    assert date(2026, 3, 1) in found.news["reasoning"]
    assert OCTOBER in found.news["reasoning"]
    assert date(2026, 4, 1) not in found.boards
    assert "creative" not in found.news


@pytest.mark.usefixtures("catalog")
def test_a_month_that_is_not_over_has_no_board_yet(small: Path) -> None:
    catalog = with_result(small, "2026-11-03")
    assert max(months.compute(catalog, date(2026, 11, 30)).boards) == OCTOBER
    assert max(months.compute(catalog, date(2026, 12, 1)).boards) == date(2026, 11, 1)


def test_the_board_of_a_month_is_that_of_its_last_day(catalog: Catalog) -> None:
    past, then = months.compute(catalog, DAY).boards[OCTOBER], boards.compute(catalog, date(2026, 10, 31))
    assert past.as_of == then.as_of
    assert past.board("reasoning").ranked
    assert {name: past.board(name).digest for name in past.boards} == {
        name: then.board(name).digest for name in then.boards
    }


def test_a_kept_month_is_the_computed_one(catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cold = months.compute(catalog, DAY, tmp_path)

    def refuse(_: Asked) -> None:
        raise AssertionError("computed again though nothing changed")

    monkeypatch.setattr(months, "fit", refuse)
    kept = months.compute(catalog, DAY, tmp_path)
    assert kept.news == cold.news
    assert [kept.boards[m].board("reasoning") for m in kept.boards] == [
        cold.boards[m].board("reasoning") for m in cold.boards
    ]


def fitted(catalog: Catalog, cache: Path, monkeypatch: pytest.MonkeyPatch) -> list[date]:
    """Return the days that had to be computed."""
    days: list[date] = []
    real = boards.fit
    monkeypatch.setattr(months, "fit", lambda asked: days.append(asked.day) or real(asked))  # type: ignore[func-returns-value]
    months.compute(catalog, DAY, cache)
    monkeypatch.undo()
    return days


def test_a_new_result_computes_its_own_month_and_later_ones_alone(
    catalog: Catalog, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = fitted(catalog, tmp_path, monkeypatch)
    assert date(2026, 10, 31) in first
    assert fitted(with_result(small, "2026-10-30"), tmp_path, monkeypatch) == [date(2026, 10, 31)]
    assert fitted(load(small), tmp_path, monkeypatch) == []


def test_a_release_day_computes_only_months_that_hold_the_model(
    catalog: Catalog, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fitted(catalog, tmp_path, monkeypatch)
    idle, tested = (small / f"data/models/acme/{name}.yml" for name in ("acme-idle", "acme-m00"))
    idle.write_text(tested.read_text("utf-8").replace("Acme M00", "Acme Idle"), "utf-8")
    assert fitted(load(small), tmp_path, monkeypatch) == []
    tested.write_text(tested.read_text("utf-8").replace("2026-01-01", "2026-02-01"), "utf-8")
    assert fitted(load(small), tmp_path, monkeypatch) == [date(2026, 10, 31)]


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [("2026-12-31", "2026-12-01", "2026-12-31"), ("2024-02-01", "2024-02-01", "2024-02-29")],
)
def test_a_month_has_its_first_and_last_day(day: str, first: str, last: str) -> None:
    month = months.first_of(date.fromisoformat(day))
    assert (month.isoformat(), months.end_of(month).isoformat()) == (first, last)


def test_the_month_before_is_the_last_one_with_news() -> None:
    found = months.Months({"reasoning": (date(2026, 3, 1), OCTOBER)}, {}, {})
    assert found.before("reasoning", OCTOBER) == date(2026, 3, 1)
    assert found.before("reasoning", date(2026, 3, 1)) is None
    assert found.before("coding", OCTOBER) is None
