"""Which setting of a model may stand in for another on the overall board, and what that does to a score."""

from __future__ import annotations

import numpy as np
import pytest

from tests.scores.frames import boards, world
from tokonomix.scores.settings import stand_in

CATEGORIES = {"reasoning": 2, "coding": 2, "factual": 2}


@pytest.mark.parametrize(
    ("setting", "others", "chosen"),
    [
        ("thinking=64k", ["thinking=on", "thinking=off", "default"], "thinking=on"),
        ("high thinking=auto", ["default", "high thinking=64k"], "high thinking=64k"),
        ("high", ["thinking=on", "default", "xhigh"], "xhigh"),
        ("high", ["thinking=off", "thinking=on"], "thinking=on"),
        ("high", ["low", "default"], "default"),
        ("low", ["minimal", "medium"], "minimal"),
        ("thinking=on", ["default"], "default"),
        ("none", ["thinking=off", "minimal"], "thinking=off"),
    ],
)
def test_the_nearest_setting_that_goes_together_stands_in(setting: str, others: list[str], chosen: str) -> None:
    assert stand_in(setting, others) == chosen
    assert stand_in(setting, others[::-1]) == chosen


@pytest.mark.parametrize(
    ("setting", "others"),
    [
        ("thinking=off", ["thinking=64k", "thinking=on", "high", "minimal"]),
        ("thinking=64k", ["thinking=off", "none", "minimal"]),
        ("high thinking=off", ["high"]),
        ("max", ["high", "none"]),
        ("default", ["high", "none", "thinking=on"]),
        ("high", []),
    ],
)
def test_settings_that_do_not_go_together_never_stand_in(setting: str, others: list[str]) -> None:
    assert stand_in(setting, others) is None


@pytest.fixture(scope="module")
def drawn():
    return world(17, models=24, efforts=("high", "low"), categories=CATEGORIES, taken=0.95, tests=4)


def renamed(w, model: str, **named: str):
    """The results of a world where one model was run at another setting in some categories, and at one only."""
    results = w.results[~((w.results["model"] == model) & (w.results["effort"] == "low"))].copy()
    for category, effort in named.items():
        results.loc[(results["model"] == model) & (results["category"] == category), "effort"] = effort
    return boards(results, released=w.released)


def test_a_category_measured_at_another_setting_counts_with_its_score_and_says_so(drawn) -> None:
    found = renamed(drawn, "m005", factual="thinking=on")
    entry, other = sorted(found.overall.of("m005"), key=lambda e: e.effort)
    assert entry.categories == ("coding", "factual", "reasoning")
    assert entry.settings == ("high", "thinking=on", "high")
    assert entry.stand_ins == {"factual": "thinking=on"}
    parts = [found[c].draws.of("m005", s) for c, s in zip(entry.categories, entry.settings, strict=True)]
    assert found.overall.draws.of("m005", "high") == pytest.approx(np.mean(parts, axis=0), abs=1e-3)
    assert entry.low < entry.score < entry.high
    assert (other.effort, other.score, other.stand_ins) == ("thinking=on", None, {})


def test_the_draws_of_what_is_taken_go_together_with_those_of_the_setting_itself(drawn) -> None:
    found = renamed(drawn, "m005", factual="thinking=on")
    own, taken = found["reasoning"].draws.of("m005", "high"), found["factual"].draws.of("m005", "thinking=on")
    apart = found["factual"].draws.of("m006", "high")
    assert np.corrcoef(own, taken)[0, 1] > abs(np.corrcoef(own, apart)[0, 1])


def test_a_setting_that_does_not_think_takes_nothing_from_one_that_does(drawn) -> None:
    found = renamed(drawn, "m005", factual="thinking=off")
    assert all(e.score is None and not e.stand_ins for e in found.overall.of("m005"))


def test_one_category_of_its_own_is_too_little_to_take_others(drawn) -> None:
    found = renamed(drawn, "m005", factual="thinking=on", coding="medium")
    assert all(e.score is None for e in found.overall.of("m005"))
