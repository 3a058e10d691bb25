"""The finder of typed numbers: what it takes for one, held as data, and that no text makes it fail or wait."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokonomix.prose.numbers import amount, numbers
from tokonomix.source import parse_yaml

CASES = parse_yaml(
    (Path(__file__).resolve().parent / "golden" / "numbers.yml").read_text("utf-8"), "numbers.yml"
).value


@pytest.mark.parametrize("text", CASES)
def test_numbers_are_found_as_approved(text: str) -> None:
    found = [
        "|".join([n.text, *("" if end is None else f"{end:g}" if end < 1e6 else f"{end:.0f}" for end in (n.low, n.high)), n.unit])
        for n in numbers(text)
    ]
    assert found == CASES[text]


@pytest.mark.parametrize(
    ("text", "value"), [("128,000", 128000), ("128k", 128000), ("US$ 0.60", 0.6), ("2 million", 2e6), ("1.2.3", None), ("x", None)]
)
def test_an_amount_is_read_however_it_is_written(text: str, value: float | None) -> None:
    assert amount(text) == value


pieces = st.sampled_from(
    ["1", "000", ",", ".", "%", " ", "\u202f", "k", "M", "US$", "€", "–", "-", " to ", "May", "2026", "two", "third", "GPT", "½",
     "/", "\n", "tokens", "times", "\ufffc", "数", "٣", "e", "^", "⁶", ":", "twenty", "hundred", "and", "fold", "nineties",
     "a few", "order of magnitude", "USD", "’", "in a", "second", "million", "of the", "top", "quartile", "is", "July"]
)  # fmt: skip


@given(st.lists(st.one_of(pieces, st.text(max_size=5)), max_size=60).map("".join))
def test_every_number_stands_where_it_is_said_to_and_none_overlap(text: str) -> None:
    end = 0
    for number in numbers(text):
        assert number.start >= end
        assert text[number.start : number.end] == number.text
        assert number.text
        end = number.end


@pytest.mark.parametrize(
    "text",
    ["1," * 5000, "1.1" * 5000, "two " * 5000, "a" * 20000, "1 to " * 5000, "-" * 20000 + "1",
     "hundred and " * 3000, "a hundred thousand " * 3000, "twenty-" * 5000, "1 000" * 3000, "9^" * 5000, "a few " * 5000,
     "a trillion" + " trillion" * 5000, "in a " * 5000, "one of the " * 5000, "is " * 5000, "is third " * 3000],
)  # fmt: skip
def test_long_texts_are_read_to_their_end(text: str) -> None:
    assert sum(1 for _ in numbers(text)) <= len(text)
