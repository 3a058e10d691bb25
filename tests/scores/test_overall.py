"""The overall board: declared weights over the categories with a score."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from tests.scores.frames import boards, world

FOUR = {"reasoning": 2, "coding": 2, "creative": 2, "factual": 2}


@pytest.fixture(scope="module")
def drawn():
    return world(11, models=30, categories=FOUR, taken=0.9, tests=3)


def without(w, model, *categories):
    return w.results[~((w.results["model"] == model) & w.results["category"].isin(categories))]


def test_it_needs_reasoning_coding_and_one_more(drawn):
    for lacking, reason in (
        (("coding",), "No score in coding; an overall score needs reasoning, coding and one more."),
        (("creative", "factual"), "No score in a third category; an overall score needs reasoning, coding and one more."),
        (("reasoning", "creative", "factual"), "No score in reasoning and a third category; an overall score needs reasoning, coding and one more."),
    ):  # fmt: skip
        overall = boards(without(drawn, "m003", *lacking), released=drawn.released).overall
        (entry,) = overall.of("m003")
        assert (entry.score, entry.reason) == (None, reason)
        assert set(entry.missing) >= set(lacking)


def test_it_names_the_weights_and_the_categories_each_model_lacks(drawn):
    found = boards(without(drawn, "m003", "factual"), released=drawn.released, weights={"reasoning": 2.0, "coding": 1.0, "creative": 1.0, "factual": 0.0})
    assert found.overall.note == "Weights: coding 25 %, creative 25 % and reasoning 50 %, over the categories in which a model has a score."
    (entry,) = found.overall.of("m003")
    assert (entry.categories, entry.missing) == (("coding", "creative", "reasoning"), ())


def test_a_model_with_every_category_has_the_weighted_mean_of_its_scores(drawn):
    weights = {"reasoning": 3.0, "coding": 1.0, "creative": 1.0, "factual": 1.0}
    found = boards(drawn.results, released=drawn.released, weights=weights)
    for e in found.overall.ranked:
        if e.missing == ():
            mean = np.average([found[c].of(e.model)[0].score for c in weights], weights=list(weights.values()))
            assert e.score == pytest.approx(mean, abs=1e-3)
            assert e.low < e.score < e.high


def test_lacking_a_hard_category_does_not_lift_a_model(drawn):
    means = {c: np.mean([e.score for e in b.ranked]) for c, b in boards(drawn.results, released=drawn.released).items()}
    hard = min(("creative", "factual"), key=lambda c: means[c])
    whole = boards(drawn.results, released=drawn.released).overall
    part = boards(without(drawn, "m003", hard), released=drawn.released).overall
    (one,), (other,) = whole.of("m003"), part.of("m003")
    assert one.low < other.score < one.high


def test_a_category_without_any_score_is_named(drawn):
    found = boards(drawn.results, released=drawn.released, names=[*FOUR, "legal"])
    assert found.overall.note.endswith("No model has a score in legal.")


def test_a_category_whose_suite_is_too_small_for_a_score_counts_no_tests_here(drawn):
    bar = drawn.results[(drawn.results["benchmark"] == "coding-0") & (drawn.results["task"] == "t0")]
    small = bar.assign(category="legal", benchmark="bar exam", value=bar["value"] * 0.9)
    found = boards(pd.concat([drawn.results, small]), released=drawn.released)
    assert found["legal"].tests == 1
    assert not any(e.score is not None for e in found["legal"].entries)
    assert "bar exam" not in found.overall.live_blocks
    assert found.overall.tests == sum(found[c].tests for c in FOUR)
    assert {e.blocks_live for e in found.overall.entries} == {len(found.overall.live_blocks)}
    assert {e.metrics_live for e in found.overall.entries} == {found.overall.tests}
    assert len(found.overall.live_tests) == found.overall.tests
    assert sum(t.weight for t in found.overall.live_tests) == pytest.approx(1, abs=1e-4)


def test_one_suite_over_all_categories_is_provisional(drawn):
    results = drawn.results.copy()
    results = results[results["benchmark"].str.endswith("-0")]
    results["task"] = results["benchmark"] + results["task"]
    more = results.assign(task=results["task"] + "b", value=results["value"].clip(3, 90) + 2)
    joined = pd.concat([results, more]).assign(benchmark="everything")
    overall = boards(joined, released=drawn.released).overall
    assert overall.ranked == ()
    assert overall.provisional[0].reason == "Results on one test suite only (everything); a rank needs two."
