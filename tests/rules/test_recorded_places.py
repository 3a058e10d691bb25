"""The binding that is offered for a place asks the seller whom the sentence names."""

from __future__ import annotations

import pytest

from tests.rules.reviews import script_of
from tokonomix.edition import Edition
from tokonomix.rules import recorded_places


@pytest.mark.parametrize(
    ("sentence", "mend"),
    [
        ("At Cloudy it is not processed in the EU.", 'Write {{ residency(platform="cloudy") }}'),
        ("It is not processed in the EU.", "Write {{ residency() }}"),
        (
            "At Cloudy it is processed in Germany.",
            'Write {{ residency(platform="cloudy") }}, or record the offer that does',
        ),
        # Nothing on record says that Robotics sells it: the binding would be refused.
        (
            "Robotics processes its calls in the EU.",
            "Write {{ residency() }}, or record the offer that does",
        ),
    ],
)
def test_the_binding_names_the_one_seller_that_the_sentence_names(faulty: Edition, sentence: str, mend: str) -> None:
    before = {*recorded_places.check(script_of(faulty, "acme-large", ""))}
    found = {*recorded_places.check(script_of(faulty, "acme-large", sentence))} - before
    assert [problem.mend for problem in found] == [mend]
