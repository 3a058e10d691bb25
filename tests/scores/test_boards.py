"""Boards as a whole: who is ranked, what moves a score and what must not."""

from __future__ import annotations

import ast
import dataclasses
import datetime
import pickle
import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tokonomix.scores
from tests.scores.frames import NAN, TODAY, boards, frame, world
from tokonomix.scores import COLUMNS, Category, make_boards

MODELS = [f"m{i}" for i in range(12)]


@pytest.fixture(scope="module")
def wide():
    """Two categories of three and two suites, two efforts."""
    return world(1, models=30, efforts=("high", "low"), categories={"reasoning": 3, "coding": 2})


@pytest.fixture(scope="module")
def made(wide):
    return boards(wide.results, released=wide.released)


def suite(models, benchmark, tests=5, category="reasoning", **given):
    rng = np.random.default_rng([tests, *benchmark.encode()])
    strength = {m: i for i, m in enumerate(MODELS)}
    return [
        {"model": m, "category": category, "benchmark": benchmark, "task": f"t{k}", "n": 100.0,
         "value": float(np.clip(20 + 5 * strength.get(m, 6) + rng.normal(0, 4), 0, 100))} | given
        for m in models for k in range(tests)
    ]  # fmt: skip


def everything(found):
    return repr((dict(found), found.overall, found.preference, found.method, [b.digest for b in found.values()]))


# ------------------------------------------------------------------------------------------------ who is ranked


def test_two_live_suites_make_a_rank_and_one_with_five_results_a_provisional_score():
    board = boards(frame([*suite(MODELS, "one"), *suite(MODELS[:6], "two")]))["reasoning"]
    assert {e.model for e in board.ranked} == set(MODELS[:6])
    assert {e.model for e in board.provisional} == set(MODELS[6:])
    first = board.provisional[0]
    assert (first.rank_low, first.of, first.group, first.provisional) == (None, None, None, True)
    assert first.low < first.score < first.high
    assert first.reason == "Results on one test suite only (one); a rank needs two."


def test_another_setting_may_bring_the_second_suite_only_to_one_that_was_tested_in_earnest():
    results = [
        *suite(MODELS, "one", effort="high"), *suite(MODELS[:6], "two", effort="low"),
        *suite(MODELS[:6], "one", tests=1, effort="default"),
    ]  # fmt: skip
    board = boards(frame(results))["reasoning"]
    assert {(e.model, e.effort) for e in board.ranked} == {(m, effort) for m in MODELS[:6] for effort in ("high", "low")}
    barely = {(e.model, e.effort): e.reason for e in board.unranked}
    assert barely["m0", "default"] == "Only one result, on one test suite (one); a score needs five, a rank two suites."


def test_one_suite_with_four_results_gives_no_score():
    board = boards(frame([*suite(MODELS, "one", tests=4), *suite(MODELS[:6], "two")]))["reasoning"]
    assert {e.model for e in board.unranked} == set(MODELS[6:])
    assert board.unranked[0].score is None
    assert board.unranked[0].reason == "Only 4 results, on one test suite (one); a score needs five, a rank two suites."


def test_a_category_with_one_suite_has_scores_and_no_ranks_and_says_so():
    board = boards(frame(suite(MODELS, "medhelm", tests=6, category="healthcare")))["healthcare"]
    assert board.ranked == ()
    assert len(board.provisional) == 12
    assert board.note == "Only one test suite is live here (medhelm), so there are scores but no ranks."
    (table,) = board.tables
    assert (len(table.metrics), len(table.rows)) == (6, 12)
    assert table.rows[0].mean == pytest.approx(np.mean(table.rows[0].values), abs=1e-3)


def test_a_model_without_a_result_in_the_category_has_no_score_whatever_other_categories_say(wide):
    results = wide.results[~((wide.results["category"] == "coding") & (wide.results["model"] == "m000"))]
    found = boards(results, released=wide.released)
    assert found["coding"].of("m000") == ()
    assert found["reasoning"].of("m000") != ()
    with pytest.raises(KeyError, match="m000 at effort 'high' has no score here"):
        found["coding"].better("m000", "high", "m001", "high")


def test_results_at_other_efforts_of_the_model_make_the_second_suite():
    rows = [*suite(MODELS, "one", effort="high"), *suite(MODELS, "two", effort="low")]
    board = boards(frame(rows))["reasoning"]
    assert len(board.ranked) == 24
    assert {(e.blocks_taken, e.blocks_of_model, e.blocks_live) for e in board.ranked} == {(1, 2, 2)}


def test_only_history_gives_no_score():
    old = suite([f"old{i}" for i in range(8)], "ancient", published_on=datetime.date(2024, 1, 1))
    board = boards(frame([*suite(MODELS, "one"), *suite(MODELS, "two"), *old]))["reasoning"]
    assert board.history_blocks == ("ancient",)
    assert {e.model for e in board.unranked} == {f"old{i}" for i in range(8)}
    assert board.unranked[0].reason == "Its only results are on ancient, which shares too few models with the newest tests."


def test_one_model_that_bridges_old_and_new_tests_does_not_bring_the_old_ones_back():
    old = [f"old{i}" for i in range(8)]
    easy = [r | {"value": 96.0} for r in suite([*old, MODELS[0]], "easy", published_on=datetime.date(2024, 1, 1))]
    found = boards(frame([*suite(MODELS, "one"), *suite(MODELS, "two"), *easy]))
    assert not {e.model for e in found["reasoning"].ranked} & set(old)
    plain = boards(frame([*suite(MODELS, "one"), *suite(MODELS, "two")]))
    assert [e.score for e in found["reasoning"].ranked] == [e.score for e in plain["reasoning"].ranked]


def test_a_superseded_release_alone_gives_no_score_but_informs():
    old = suite([*MODELS, "late"], "one", release="1", published_on=datetime.date(2025, 1, 1))
    new = [r | {"value": r["value"] * 0.7 + 3} for r in suite(MODELS, "one", release="2")]
    board = boards(frame([*old, *new]))["reasoning"]
    assert board.linked_blocks == ("one 1",)
    (late,) = board.of("late")
    assert (late.score, late.reason) == (None, "Its only results are on one 1, which newer tests have replaced.")


def test_tests_that_nearly_all_models_solve_alone_give_no_rank():
    easy = [r | {"value": 97.0} for r in suite([*MODELS, "extra"], "easy")]
    board = boards(frame([*suite(MODELS, "one"), *suite(MODELS, "two"), *easy]))["reasoning"]
    assert {t.benchmark for t in board.live_tests if t.ceiling} == {"easy"}
    (extra,) = board.of("extra")
    assert (extra.score, extra.reason) == (None, "Its results are on tests that nearly every model solves (easy).")
    both = [r for r in suite(MODELS, "one") if r["model"] == "m0"]
    board = boards(frame([*suite(MODELS[1:], "one"), *both, *easy]))["reasoning"]
    assert board.ranked == ()


def test_a_category_that_is_not_one_ability_shows_its_suites_and_no_score():
    rows = [*suite(MODELS, "grounded", category="factual"), *suite(MODELS, "abstain", category="factual")]
    board = boards(frame(rows), categories=[Category("factual", separable=False)], weights={"factual": 1.0})["factual"]
    assert (board.ranked, board.provisional) == ((), ())
    assert [t.block for t in board.tables] == ["abstain", "grounded"]
    assert "no common score and no rank" in board.note


def test_a_suite_that_shares_too_few_models_with_the_newest_still_has_its_own_table():
    old = datetime.date(2026, 3, 1)
    rows = [*suite(MODELS[:6], "bar exam"), *[r | {"published_on": old} for r in suite(MODELS[6:], "privacy", tests=2)]]
    board = boards(frame(rows))["reasoning"]
    assert board.history_blocks == ("privacy",)
    assert [(t.block, len(t.rows), t.newest) for t in board.tables] == [
        ("bar exam", 6, datetime.date(2026, 6, 1)),
        ("privacy", 6, old),
    ]
    assert [m[0] for m in board.tables[1].metrics] == ["privacy", "privacy"]


def test_one_suite_too_small_for_a_score_is_not_said_to_give_scores():
    board = boards(frame(suite(MODELS, "oab", tests=1)))["reasoning"]
    assert board.provisional == ()
    assert board.note == "Only one test suite is live here (oab), too small for a score, so there are no ranks either."


def test_a_category_without_data_is_there_and_says_so():
    found = boards(frame(suite(MODELS, "one")), names=["reasoning", "legal"])
    assert list(found) == ["reasoning", "legal"]
    assert found["legal"].entries == ()
    assert found["legal"].note == "No correctness result is recorded in this category."


def test_results_of_a_category_that_is_not_declared_are_refused():
    with pytest.raises(ValueError, match="not declared: reasoning"):
        boards(frame(suite(MODELS, "one")), names=["coding"])


# ------------------------------------------------------------------------------------------------ what a board says


def test_a_board_counts_its_tests_results_and_suites(wide, made):
    board = made["reasoning"]
    assert board.tests == 12
    assert board.results == (wide.results["category"] == "reasoning").sum()
    assert board.live_blocks == ("reasoning-0", "reasoning-1", "reasoning-2")
    assert sum(t.weight for t in board.live_tests) == pytest.approx(1.0, abs=1e-5)
    assert board.newest == datetime.date(2026, 6, 1)


def test_entries_come_highest_score_first_with_their_intervals_inside_the_scale(made):
    ranked = made["reasoning"].ranked
    assert [e.score for e in ranked] == sorted((e.score for e in ranked), reverse=True)
    for e in ranked:
        assert 0 <= e.low <= e.score <= e.high <= 100
        assert 1 <= e.rank_low <= e.rank_high <= e.of == len(ranked)
        assert 1 <= e.quartile_low <= e.quartile_high <= 4
        assert 1 <= e.group <= e.groups
        assert 0 <= e.borrowed <= 1
        assert 0 <= e.reliability <= 1
        assert e.reason == ""


def test_better_is_a_probability_that_adds_up_to_one_with_its_reverse(made):
    board = made["reasoning"]
    best, worst = board.ranked[0], board.ranked[-1]
    chance = board.better(best.model, best.effort, worst.model, worst.effort)
    assert chance > 0.99
    assert board.better(worst.model, worst.effort, best.model, best.effort) == pytest.approx(1 - chance, abs=1e-3)
    gap = board.gap(best.model, best.effort, worst.model, worst.effort)
    assert gap.points == pytest.approx(best.score - worst.score, abs=1.0)
    assert 0 < gap.low < gap.points < gap.high


def test_efforts_of_one_model_are_told_apart_more_surely_than_their_intervals_suggest(made):
    board = made["reasoning"]
    pair = next(board.of(e.model) for e in board.ranked if len(board.of(e.model)) == 2)
    gap = board.gap(pair[0].model, pair[0].effort, pair[1].model, pair[1].effort)
    apart = np.hypot(pair[0].sd, pair[1].sd)
    assert (gap.high - gap.low) / 3.92 < apart


def test_a_board_and_its_entries_are_frozen(made):
    with pytest.raises(dataclasses.FrozenInstanceError):
        made["reasoning"].ranked[0].score = 100.0
    with pytest.raises(ValueError, match="read-only"):
        made["reasoning"].draws.values[0, 0] = 1.0


def test_boards_survive_being_kept_in_a_file(made):
    kept = pickle.loads(pickle.dumps(made))
    assert everything(kept) == everything(made)
    a, b = kept["coding"].ranked[:2]
    assert kept["coding"].better(a.model, a.effort, b.model, b.effort) == made["coding"].better(a.model, a.effort, b.model, b.effort)


def test_draws_are_not_in_the_repr(made):
    assert "draws" not in repr(made["reasoning"])


def test_more_of_the_category_itself_means_less_borrowed(wide, made):
    few = wide.results[(wide.results["category"] == "reasoning") | (wide.results["task"] == "t0")]
    part = boards(few, released=wide.released)["coding"]
    assert np.mean([e.borrowed for e in part.ranked]) > np.mean([e.borrowed for e in made["coding"].ranked])
    assert np.mean([e.reliability for e in part.ranked]) < np.mean([e.reliability for e in made["coding"].ranked])


# ------------------------------------------------------------------------------------------------ what must not move it


def test_two_runs_and_any_order_of_rows_give_the_same_bytes(wide, made):
    again = boards(wide.results.sample(frac=1, random_state=5), released=dict(reversed(wide.released.items())))
    assert everything(again) == everything(made)


def test_the_seed_moves_ranks_at_most_but_no_score(wide, made):
    other = boards(wide.results, released=wide.released, seed=2)
    assert {(e.model, e.effort): e.score for e in other["coding"].entries} == {(e.model, e.effort): e.score for e in made["coding"].entries}


def test_the_digest_changes_with_a_result_and_only_then(wide, made):
    changed = wide.results.copy()
    changed.loc[changed.index[0], "value"] += 5
    assert boards(changed, released=wide.released)["reasoning"].digest != made["reasoning"].digest
    assert boards(wide.results, released=wide.released)["reasoning"].digest == made["reasoning"].digest


def test_votes_move_no_score(wide, made):
    models = sorted(set(wide.results["model"]))
    votes = frame([
        {"model": m, "kind": "preference", "benchmark": "arena", "value": 1000.0 + 10 * i, "low": 990.0 + 10 * i,
         "high": 1010.0 + 10 * i} for i, m in enumerate(models)
    ])  # fmt: skip
    found = boards(pd.concat([wide.results, votes]), released=wide.released)
    assert found["reasoning"] == made["reasoning"]
    assert len(found.preference) == 1


@pytest.mark.parametrize("copy", [{"release": "2026-09", "published_on": datetime.date(2026, 9, 1)}, {"benchmark": "renamed"}])
def test_a_copied_release_moves_no_score_by_a_point_and_narrows_no_interval(wide, made, copy):
    copied = wide.results[wide.results["benchmark"] == "reasoning-0"].assign(**copy)
    found = boards(pd.concat([wide.results, copied]), released=wide.released)
    before = {(e.model, e.effort): e for e in made["reasoning"].entries}
    assert len(found["reasoning"].live_blocks) == 3
    for e in found["reasoning"].entries:
        old = before[e.model, e.effort]
        assert (e.score is None) == (old.score is None)
        if e.score is not None:
            assert abs(e.score - old.score) < 1
            assert e.high - e.low >= old.high - old.low - 0.01


def test_a_hostile_row_beside_good_ones_is_left_out(wide, made):
    bad = frame([{"model": "evil", "value": NAN}, {"model": "evil", "floor": 1.0, "ceiling": 1.0}])
    found = boards(pd.concat([wide.results, bad]), released=wide.released)
    assert found["reasoning"] == made["reasoning"]
    assert dict(found.method.left_out) == {"no finite value": 1, "floor and ceiling do not span a range": 1}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from("abcdefg"), st.sampled_from(["one", "two"]), st.sampled_from("xyz"),
                          st.sampled_from([0.0, 50.0, 100.0, 1e9, -5.0]), st.sampled_from([NAN, 0.0, 1.0, 1e6])), max_size=40))  # fmt: skip
def test_boards_of_few_and_extreme_results_still_come_out(cells):
    rows = [{"model": m, "benchmark": b, "task": t, "value": v, "n": n} for m, b, t, v, n in cells]
    found = boards(frame(rows), names=["reasoning"])
    for e in found["reasoning"].entries:
        assert e.score is None or 0 <= e.low <= e.score <= e.high <= 100


def test_nothing_gives_boards_without_entries():
    found = boards(pd.DataFrame(columns=list(COLUMNS)), names=["reasoning", "coding"])
    assert [b.entries for b in found.values()] == [(), ()]
    assert found.overall.entries == ()
    assert found.preference == ()


# ------------------------------------------------------------------------------------------------ known answers


def test_rank_intervals_hold_the_true_rank():
    inside, total, widths = 0, 0, []
    for seed in range(8):
        w = world(100 + seed, models=45, categories={"reasoning": 4}, tests=3, taken=0.6)
        ranked = boards(w.results, released=w.released)["reasoning"].ranked
        true = sorted((-w.truth[e.model, e.effort, "reasoning"], e.model) for e in ranked)
        rank = {m: i + 1 for i, (_, m) in enumerate(true)}
        inside += sum(e.rank_low <= rank[e.model] <= e.rank_high for e in ranked)
        widths += [(e.rank_high - e.rank_low) / e.of for e in ranked]
        total += len(ranked)
    assert total > 250
    assert inside / total >= 0.93
    # Not by saying nothing: an interval is well below the whole list.
    assert np.median(widths) < 0.6


def test_score_intervals_hold_the_true_score_and_scores_follow_ability():
    inside, total, agreement = 0, 0, []
    for seed in range(4):
        w = world(200 + seed, models=40, categories={"reasoning": 3, "coding": 3}, taken=0.7)
        for c, board in boards(w.results, released=w.released).items():
            scored = [e for e in board.entries if e.score is not None]
            true = np.array([w.truth[e.model, e.effort, c] for e in scored])
            agreement.append(np.corrcoef(true, [e.score for e in scored])[0, 1])
            # The scale of ability is free: the true scores are those of the true abilities put on the fit's line.
            on_scale = np.polyval(np.polyfit(true, [e.score for e in scored], 3), true)
            inside += sum(e.low <= t <= e.high for e, t in zip(scored, on_scale, strict=True))
            total += len(scored)
    assert inside / total >= 0.93
    assert np.mean(agreement) > 0.8


def test_groups_and_probabilities_call_few_pairs_wrongly():
    wrong, called = 0, 0
    for seed in range(4):
        w = world(300 + seed, models=40, categories={"reasoning": 4}, tests=3)
        board = boards(w.results, released=w.released)["reasoning"]
        for i, a in enumerate(board.ranked):
            for b in board.ranked[i + 1 :]:
                if board.better(a.model, a.effort, b.model, b.effort) >= 0.95:
                    called += 1
                    wrong += w.truth[a.model, a.effort, "reasoning"] < w.truth[b.model, b.effort, "reasoning"]
    assert called > 500
    assert wrong / called < 0.05


def test_a_model_is_scored_by_what_it_took_not_by_how_easy_that_was():
    w = world(9, models=40, categories={"reasoning": 4}, tests=4, taken=1.0)
    easy = w.results.groupby("benchmark")["value"].mean().idxmax()
    hard = w.results.groupby("benchmark")["value"].mean().idxmin()
    only = w.results[(w.results["model"] != "m000") | w.results["benchmark"].isin([easy, hard])]
    without = w.results[(w.results["model"] != "m000") | ~w.results["benchmark"].isin([hard])]
    scores = [boards(r, released=w.released)["reasoning"].of("m000")[0] for r in (only, without, w.results)]
    for e in scores[:2]:
        assert e.low < scores[2].score < e.high


# ------------------------------------------------------------------------------------------------ the house


def test_a_large_board_is_quick():
    w = world(4, models=300, categories={"reasoning": 6}, tests=10, taken=0.5)
    released, results = w.released, w.results
    start = time.process_time()
    make_boards(results, released, categories=[Category("reasoning")], as_of=TODAY, weights={"reasoning": 1.0})
    assert time.process_time() - start < 5


def test_scores_import_nothing_of_the_project_but_themselves():
    for path in Path(tokonomix.scores.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                assert node.level == 1 or not (node.module or "").startswith(("tokonomix", "mkdocs")), path.name
                assert node.level <= 1, path.name
