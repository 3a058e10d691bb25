"""Ranks as intervals, groups, quartiles and the smallest gap."""

from __future__ import annotations

import numpy as np
import pytest

from tokonomix.scores.ranks import groups, quartile, rank_intervals, resolution_floor


def draws(means, sd=1.0):
    return np.random.default_rng(0).normal(means, sd, (4000, len(means)))


def test_models_far_apart_have_one_rank_each():
    low, high = rank_intervals(draws([50.0, 30.0, 10.0]))
    assert (low.tolist(), high.tolist()) == ([1, 2, 3], [1, 2, 3])


def test_models_alike_share_every_rank():
    low, high = rank_intervals(draws([5.0, 5.0, 5.0]))
    assert (low.tolist(), high.tolist()) == ([1, 1, 1], [3, 3, 3])


def test_no_models_have_no_ranks():
    low, high = rank_intervals(np.zeros((4000, 0)))
    assert (low.size, high.size) == (0, 0)


def test_a_group_ends_where_the_leader_is_surely_better():
    assert groups(draws([50.0, 49.5, 49.0, 40.0, 39.9])) == [1, 1, 1, 2, 2]


def test_a_group_may_hold_neighbours_that_differ_from_each_other():
    # The first is not surely better than the second, nor the second than the third, but the first is than the third.
    assert groups(draws([3.0, 1.4, 0.0])) == [1, 1, 2]


@pytest.mark.parametrize(("rank", "of", "quarter"), [(1, 40, 1), (10, 40, 1), (11, 40, 2), (40, 40, 4), (1, 1, 1), (3, 3, 3), (2, 2, 3)])
def test_a_quartile_is_the_quarter_of_the_list(rank, of, quarter):
    assert quartile(rank, of) == quarter


def test_the_resolution_floor_is_the_median_gap_that_neighbours_need():
    assert resolution_floor(np.array([3.0, 4.0, 3.0])) == pytest.approx(1.96 * 5)
    assert resolution_floor(np.array([3.0])) is None
