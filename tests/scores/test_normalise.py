"""Published numbers on one scale, and what is done with hostile ones."""

from __future__ import annotations

import datetime
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.scores.frames import frame
from tokonomix.scores.normalise import COLUMNS, FLATNESS, logit, natural_key, unlogit, usable_rows


def test_a_value_lies_between_floor_and_ceiling():
    rows, left = usable_rows(frame([{"value": 3.0, "floor": 1.0, "ceiling": 5.0}]))
    assert rows["y"].tolist() == [0.5]
    assert left == ()


def test_lower_is_better_is_turned_round():
    rows, _ = usable_rows(frame([{"value": 20.0, "higher_is_better": False}]))
    assert rows["y"].tolist() == [0.8]


def test_the_logit_is_that_of_y_plus_a_hundredth_over_one_and_two_hundredths():
    y = np.array([0.0, 0.3, 1.0])
    p = (y + 0.01) / 1.02
    assert logit(y) == pytest.approx(np.log(p / (1 - p)))
    assert unlogit(logit(y)) == pytest.approx(y)


def test_a_published_interval_comes_before_a_standard_error_and_that_before_n():
    given = {"value": 40.0, "low": 35.0, "high": 45.0, "stderr": 1.0, "n": 100.0}
    rows, _ = usable_rows(frame([given | {"task": "a"}, given | {"task": "b", "low": math.nan}, {"value": 40.0, "n": 100.0, "task": "c"}]))
    p = 41 / 102
    errors = [0.05 / 1.96, 0.01, math.sqrt(p * (1 - p) / 102)]
    assert rows["s2"].tolist() == pytest.approx([(e / (0.4 * 0.6 + FLATNESS)) ** 2 for e in errors])


def test_an_unknown_error_counts_as_none_and_a_huge_one_as_one():
    rows, _ = usable_rows(frame([{"task": "a"}, {"task": "b", "value": 100.0, "stderr": 40.0}]))
    assert rows["s2"].tolist() == [0.0, 1.0]


def test_rows_that_cannot_be_used_are_counted_with_the_reason():
    rows, left = usable_rows(frame([
        {}, {"value": math.inf}, {"value": math.nan}, {"published_on": None}, {"model": ""}, {"floor": 5.0, "ceiling": 5.0},
    ]))  # fmt: skip
    assert len(rows) == 1
    assert left == (
        ("no finite value", 2),
        ("no day of publication", 1),
        ("no model", 1),
        ("floor and ceiling do not span a range", 1),
    )


def test_a_row_given_twice_counts_once():
    rows, _ = usable_rows(frame([{}, {}]))
    assert len(rows) == 1


def test_a_missing_column_and_an_unknown_kind_are_refused():
    with pytest.raises(ValueError, match="results lack the columns value"):
        usable_rows(frame([{}]).drop(columns="value"))
    with pytest.raises(ValueError, match="not 'hearsay'"):
        usable_rows(frame([{"kind": "hearsay"}]))


def test_version_nine_comes_before_version_ten():
    assert sorted(["v10", "v9", "2026-01"], key=natural_key) == ["2026-01", "v9", "v10"]


numbers = st.floats(allow_nan=True, allow_infinity=True)
texts = st.sampled_from(["", "a", " b ", "ü"])
days = st.one_of(st.none(), st.dates(), st.datetimes())
hostile = st.fixed_dictionaries({
    "model": texts, "snapshot": texts, "effort": texts, "benchmark": texts, "release": texts, "task": texts,
    "metric": texts, "kind": st.sampled_from(["correctness", "preference"]), "value": numbers, "n": numbers,
    "stderr": numbers, "low": numbers, "high": numbers, "floor": numbers, "ceiling": numbers,
    "higher_is_better": st.booleans(), "published_on": days,
})  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.lists(hostile, max_size=6))
def test_hostile_rows_are_used_within_bounds_or_left_out(rows):
    used, left = usable_rows(frame(rows))
    correct = used[used["kind"] == "correctness"]
    assert correct["y"].between(0, 1).all()
    assert correct["s2"].between(0, 1).all()
    assert all(isinstance(d, datetime.date) for d in used["published_on"])
    assert len(used) + sum(count for _, count in left) <= len(rows)


@settings(deadline=None)
@given(st.permutations(range(5)))
def test_the_order_of_rows_has_no_influence(order):
    rows = frame([{"model": m, "value": v} for m, v in zip("abcab", (1.0, 2.0, 3.0, 4.0, 1.0), strict=True)])
    pd.testing.assert_frame_equal(usable_rows(rows.iloc[list(order)])[0], usable_rows(rows)[0])


def test_an_empty_frame_is_an_empty_answer():
    rows, left = usable_rows(pd.DataFrame(columns=list(COLUMNS)))
    assert len(rows) == 0
    assert left == ()
