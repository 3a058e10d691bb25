"""Conditions of rates are read from what rows say, and told in words."""

import pytest

from tokonomix.money.conditions import Condition, condition


@pytest.mark.parametrize(
    ("written", "words", "above"),
    [
        ("input>272k", "above 272,000 tokens of input", 272_000),
        ("input>199999", "above 199,999 tokens of input", 199_999),
        ("input>1m", "above 1,000,000 tokens of input", 1_000_000),
        ("utc 16:30-00:30", "16:30 to 00:30 UTC", None),
        ("utc 01:00-04:00 mon-fri", "01:00 to 04:00 UTC, Monday to Friday", None),
        ("utc 01:00-04:00 sun", "01:00 to 04:00 UTC, Sunday", None),
    ],
)
def test_a_condition_is_told_in_words(written, words, above):
    assert condition(written) == Condition(words, above)


def test_a_condition_of_an_unknown_form_is_shown_as_it_is_written():
    assert condition("on a yearly contract") == Condition("on a yearly contract", None)
