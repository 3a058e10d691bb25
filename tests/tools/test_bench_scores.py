"""The bench of scores hides what it says, keeps what it must, and compares with baselines that are what they are called."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from tests.conftest import ROOT
from tokonomix.load import load
from tokonomix.scores.normalise import unlogit
from tools import bench_scores, hidden


def frame(rows):
    ordinary = {"effort": "default", "vendor": "v", "group": "", "category": "c", "ability": "c", "s2": 0.01}
    return pd.DataFrame([ordinary | row for row in rows])


@pytest.fixture(scope="module")
def world():
    """Forty families on four suites of three metrics, drawn from one ability; every third family took two suites."""
    rng = np.random.default_rng(5)
    rows = []
    for f in range(40):
        u = rng.normal()
        for b in range(2 if f % 3 == 0 else 4):
            luck = 0.3 * rng.normal()
            for k in range(3):
                z = 0.7 * (b - 1.5) + 0.4 * k + u + luck + 0.2 * rng.normal()
                y = float(unlogit(np.array(z)))
                rows.append({"family": f"f{f:02}", "vendor": f"v{f % 5}", "block": f"b{b}", "metric": f"b{b}k{k}", "y": y})
    return hidden.World(frame(rows), {})


def test_every_block_of_a_family_is_hidden_once_and_never_all_of_them(world):
    masks = list(hidden.family_blocks(world.frame))
    assert len(masks) == 10
    assert (np.sum(masks, axis=0) == 1).all()
    for mask in masks:
        assert set(world.frame[mask].family) <= set(world.frame[~mask].family)
        blocks = world.frame[mask].groupby(["family", "block"]).size()
        assert (blocks == 3).all()


def test_families_with_three_blocks_keep_one(world):
    masks = list(hidden.all_but_one_block(world.frame))
    hidden_families = [set(world.frame[mask].family) for mask in masks]
    assert set.union(*hidden_families) == {f"f{f:02}" for f in range(40) if f % 3}
    assert sum(map(len, hidden_families)) == len(set.union(*hidden_families))
    for mask in masks:
        for family in set(world.frame[mask].family):
            assert world.frame[~mask & (world.frame.family == family)].block.nunique() == 1


def test_a_tenth_of_the_cells_is_hidden_twenty_times_the_same_way_each_run(world):
    masks = list(hidden.tenth_of_cells(world.frame))
    assert len(masks) == 20
    assert np.mean(masks) == pytest.approx(0.1, abs=0.01)
    assert np.array_equal(masks, list(hidden.tenth_of_cells(world.frame)))


def test_nothing_is_asked_of_a_metric_or_a_family_that_is_not_known_any_more():
    rows = [{"family": f, "block": "b", "metric": "k", "y": 0.5} for f in "abcd"] + [{"family": "e", "block": "b", "metric": "rare", "y": 0.5}]
    rows.append({"family": "a", "block": "b2", "metric": "k2", "y": 0.5})
    given = frame(rows)
    assert list(hidden.tried(given, np.array([True, False, False, False, False, False]))) == [True] + [False] * 5
    assert not hidden.tried(given, np.array([False, True, False, False, False, False])).any()
    assert not hidden.tried(given, np.array([False, False, False, False, True, False])).any()


def test_baselines_are_what_they_are_called():
    known = frame([
        {"family": "a", "vendor": "v", "block": "b", "metric": "k", "y": 0.8}, {"family": "b", "vendor": "v", "block": "b", "metric": "k", "y": 0.6},
        {"family": "c", "vendor": "w", "block": "b", "metric": "k", "y": 0.1}, {"family": "a", "vendor": "v", "block": "b2", "metric": "l", "y": 0.6},
    ])  # fmt: skip
    wanted = frame([{"family": "c", "vendor": "w", "block": "b2", "metric": "l", "y": np.nan}])
    assert hidden.benchmark_mean(known, wanted) == pytest.approx([0.6])
    assert hidden.plain_mean(known, wanted) == pytest.approx([0.1])
    assert hidden.vendor_mean(known, wanted) == pytest.approx([0.6 + (0.1 - 0.5)])
    (beaten,) = hidden.win_rate(known, wanted)
    assert beaten < 0.6


def test_our_estimate_beats_every_baseline_where_the_model_is_true(world):
    found = hidden.run(world, "family-blocks hidden", hidden.joint(world))
    assert max(found.ratios.values()) < 1
    assert found.ratios["plain mean"] < 0.5
    assert 0.9 < found.held < 0.99


def test_a_bar_is_met_up_to_itself_and_not_beyond():
    assert bench_scores.most("error", "x", 0.60, 0.60).met
    assert not bench_scores.most("error", "x", 0.601, 0.60).met
    assert bench_scores.within("coverage", "x", 0.93, (0.93, 0.975)).met
    assert not bench_scores.within("coverage", "x", 0.976, (0.93, 0.975)).met


def test_each_check_of_the_recorded_table_that_has_a_bar_says_whether_it_is_met():
    trial = load(ROOT).trial
    assert trial is not None
    assert {row.part for row in trial.rows} == {"error", "coverage", "ranks", "copies", "time"}
    for row in [*trial.rows, *trial.elsewhere]:
        assert (row.bar is None) == (row.met is None)
    assert sum(row.met is not None for row in trial.rows) > 20


def test_a_row_without_a_bar_is_recorded_without_a_verdict():
    made = bench_scores.Row("copies", "x", "0.00 points", "less than 1 point", met=True)
    assert bench_scores.plain(made) == {"part": "copies", "check": "x", "measured": "0.00 points", "bar": "less than 1 point", "met": True}
    assert bench_scores.plain(bench_scores.Row("error", "x", "0.5")) == {"part": "error", "check": "x", "measured": "0.5"}
