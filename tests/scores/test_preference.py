"""Boards of votes: ranks from published intervals, apart from scores."""

from __future__ import annotations

import datetime

from tests.scores.frames import boards, frame


def votes(*ratings, half=10.0, **given):
    return [
        {"model": m, "kind": "preference", "benchmark": "arena", "task": "math", "metric": "rating", "value": v, "low": v - half, "high": v + half}
        | given
        for m, v in ratings
    ]  # fmt: skip


def one(rows):
    (board,) = boards(frame(rows)).preference
    return board


def test_the_rank_is_one_more_than_the_number_of_intervals_wholly_above():
    board = one(votes(("a", 1500.0), ("b", 1490.0), ("c", 1478.0), ("d", 1400.0)))
    assert [(r.model, r.rank_low, r.rank_high, r.of) for r in board.rows] == [
        ("a", 1, 2, 4),
        ("b", 1, 3, 4),
        ("c", 2, 3, 4),
        ("d", 4, 4, 4),
    ]


def test_intervals_that_only_touch_share_a_rank():
    board = one(votes(("a", 1500.0), ("b", 1480.0)))
    assert [r.rank_low for r in board.rows] == [1, 1]


def test_a_lower_rated_model_may_have_the_better_rank_when_its_interval_is_wider():
    board = one([*votes(("a", 1500.0), ("b", 1485.0), half=5.0), *votes(("c", 1480.0), half=30.0)])
    assert [(r.model, r.rank_low) for r in board.rows] == [("a", 1), ("b", 2), ("c", 1)]


def test_an_unmapped_model_counts_in_the_ranks():
    board = one([*votes(("", 1600.0), snapshot="mystery"), *votes(("a", 1500.0))])
    assert [(r.model, r.snapshot, r.rank_low) for r in board.rows] == [("", "mystery", 1), ("a", "a", 2)]


def test_a_row_without_an_interval_has_no_rank():
    board = one([*votes(("a", 1500.0)), *votes(("b", 1400.0), low=float("nan"))])
    assert [(r.model, r.low, r.rank_low, r.of) for r in board.rows] == [("a", 1490.0, 1, 1), ("b", None, None, 1)]


def test_only_the_newest_release_and_day_stand():
    old, new = datetime.date(2025, 1, 1), datetime.date(2026, 1, 1)
    board = one([
        *votes(("a", 1500.0), ("gone", 1400.0), release="1", published_on=old),
        *votes(("a", 1510.0), release="2", published_on=old), *votes(("a", 1520.0), release="2", published_on=new),
    ])  # fmt: skip
    assert [(r.model, r.rating) for r in board.rows] == [("a", 1520.0)]
    assert (board.release, board.published_on, board.name) == ("2", new, "arena math")


def test_each_task_of_each_category_is_a_board_of_its_own():
    found = boards(frame([*votes(("a", 1.0)), *votes(("a", 2.0), task="law"), *votes(("a", 3.0), category="legal")])).preference
    assert [(b.category, b.task) for b in found] == [("legal", "math"), ("reasoning", "law"), ("reasoning", "math")]


def test_lower_ratings_lead_where_lower_is_better():
    board = one(votes(("a", 30.0), ("b", 80.0), higher_is_better=False))
    assert [(r.model, r.rank_low, r.rank_high) for r in board.rows] == [("a", 1, 1), ("b", 2, 2)]
