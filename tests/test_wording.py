"""How printed numbers, names of rates and days of remarks are written for readers."""

from __future__ import annotations

import pytest

from tokonomix import wording
from tokonomix.cards import value_text
from tokonomix.edition import Edition
from tokonomix.money.rates import rate_phrase
from tokonomix.records import Result


@pytest.mark.parametrize(
    ("published", "read"),
    [("07.6", "7.6"), ("0.5", "0.5"), ("00.5 %", "0.5"), ("-03.2", "\u22123.2"), ("0", "0"), ("200-400", "200–400"), ("100", "100"), ("13226", "13,226"), ("-13226.5", "\u221213,226.5"), ("1337", "1337"), ("0.12345", "0.12345"), ("9000-13226", "9000–13,226")],
)
def test_a_zero_that_only_fills_a_column_is_not_read(published: str, read: str) -> None:
    assert wording.printed(published) == read


def test_no_figure_on_record_is_shown_with_a_leading_zero(edition: Edition) -> None:
    def filled(result: Result) -> bool:
        text = wording.printed(result.published or "")
        return len(text) > 1 and text[0] == "0" and text[1].isdigit()

    assert any((r.published or "").startswith("07") for r in edition.catalog.results)
    assert not [r.id for r in edition.catalog.results if filled(r)]


def test_names_of_rates_hold_no_comma_within_a_sentence() -> None:
    assert rate_phrase("text.cache_read") == "cached text input"
    assert rate_phrase("text.cache_write.1h") == "cache write kept 1 hour"
    assert rate_phrase("audio.output") == "audio output"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("As announced on 2026-04-22, with others", "As announced on 22\u00a0April 2026, with others"),
        ("State of 2026-08-21: announcements", "State of 21\u00a0August 2026: announcements"),
        ("between 2026-10-31 and 2026-11-15.", "between 31\u00a0October 2026 and 15\u00a0November 2026."),
        ("on 2026-02-30", "on 2026-02-30"),
        ("prices/acme#text.input@2026-04-22", "prices/acme#text.input@2026-04-22"),
        ("gpt-4o-2024-11-20", "gpt-4o-2024-11-20"),
    ],
)
def test_days_of_remarks_are_written_out_and_names_of_records_and_models_are_not(written: str, read: str) -> None:
    assert wording.days_written(written) == read


@pytest.mark.parametrize(("number", "read"), [("1", "1st"), ("11", "11th"), ("12", "12th"), ("43", "43rd"), ("112", "112th"), ("1022", "1,022nd")])
def test_a_place_in_a_table_is_an_ordinal(number: str, read: str) -> None:
    assert wording.with_unit(number, "place") == read


def test_a_kind_of_input_has_one_spelling_wherever_it_stands() -> None:
    assert [wording.kind(one) for one in ("text", "pdf")] == ["text", "PDF"]
    assert value_text("modalities.input", ("text", "image", "pdf")) == "text, image and PDF"
