"""Release days as the prior sees them."""

from __future__ import annotations

import datetime

import pytest

from tokonomix.scores.dates import release_years

DAY = datetime.date(2026, 1, 1)


def seen(models, block="b", day=DAY):
    return [(m, block, day.toordinal()) for m in models]


def test_years_are_counted_from_the_median_model():
    released = {"a": datetime.date(2024, 1, 1), "b": datetime.date(2025, 1, 1), "c": datetime.date(2026, 1, 1)}
    years, undated = release_years("abc", released, seen("abc"))
    assert years == pytest.approx([-1.0, 0.0, 1.0], abs=0.01)
    assert undated == ()


def test_an_undated_model_takes_the_latest_median_day_of_its_blocks():
    released = {"a": datetime.date(2024, 1, 1), "b": datetime.date(2026, 1, 1), "c": None}
    years, undated = release_years("abc", released, [*seen("ac", "old"), *seen("bc", "new")])
    assert years[2] == years[1]
    assert undated == ("c",)


def test_a_day_long_after_the_first_result_is_not_believed():
    released = {"a": datetime.date(2026, 12, 1), "b": datetime.date(2025, 1, 1)}
    years, undated = release_years("ab", released, seen("ab"))
    assert undated == ("a",)
    assert years.tolist() == [0.0, 0.0]


def test_a_day_soon_after_the_first_result_is_believed_since_suites_add_models_under_their_own_day():
    _, undated = release_years("a", {"a": datetime.date(2026, 6, 1)}, seen("a"))
    assert undated == ()


def test_far_years_are_clipped():
    released = {"a": datetime.date(2010, 1, 1), "b": datetime.date(2025, 1, 1), "c": datetime.date(2025, 1, 1)}
    years, _ = release_years("abc", released, seen("abc"))
    assert years.tolist() == [-2.5, 0.0, 0.0]


def test_without_any_day_all_models_are_of_one_age():
    years, undated = release_years("ab", {}, seen("ab"))
    assert years.tolist() == [0.0, 0.0]
    assert undated == ("a", "b")
