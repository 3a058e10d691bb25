"""What becomes due with the days: a cycle past its rhythm, and comparators that are all a year old."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.rules.reviews import script_of
from tokonomix.edition import Edition
from tokonomix.prose.script import Script
from tokonomix.rules import cycle_age, old_comparators


def on(faulty: Edition, day: str, model: str, body: str) -> Script:
    """Return the script of a review of a model on a day, with nothing recommended in its front matter."""
    script = script_of(Edition(faulty.catalog, date.fromisoformat(day)), model, body)
    assert script.review
    return replace(script, review=script.review.model_copy(update={"switch": []}))


@pytest.mark.parametrize(("day", "due"), [("2026-11-01", 0), ("2026-12-02", 0), ("2026-12-03", 1)])
def test_a_cycle_is_due_one_day_after_its_rhythm_of_31_days(faulty: Edition, day: str, due: int) -> None:
    found = [*cycle_age.due(on(faulty, day, "acme-voice", ""))]
    assert len(found) == due
    assert all("ended 32 days ago, and its rhythm is 31" in problem.what for problem in found)


@pytest.mark.parametrize(("day", "due"), [("2026-03-01", 0), ("2026-03-02", 1)])
@pytest.mark.parametrize(
    "body",
    [
        '{{ model("acme-large") }}',
        '{{ fact("limits.context", "acme-large") }}',
        '{{ price_gap("acme-large", "text.input") }}',
        '{{ model("acme-old") }} and {{ model("acme-large") }}',
    ],
)
def test_comparators_are_due_when_the_newest_is_older_than_365_days(
    faulty: Edition, body: str, day: str, due: int
) -> None:
    found = [*old_comparators.due(on(faulty, day, "acme-voice", body))]
    assert len(found) == due
    assert all(problem.records[-1] == "models/acme-large#released" for problem in found)


def test_the_model_of_a_review_is_none_of_its_comparators(faulty: Edition) -> None:
    alone = '{{ fact("limits.context", "acme-large") }}'
    beside = alone + ' {{ model("acme-voice") }}'
    assert [*old_comparators.due(on(faulty, "2026-11-22", "acme-large", alone))] == []
    # Acme Voice came a year and a day before, Acme Large itself less than a year.
    (found,) = old_comparators.due(on(faulty, "2025-12-18", "acme-large", beside))
    assert found.records == ("models/acme-voice#released",)
