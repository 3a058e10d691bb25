"""The canonical writer: what it writes reads back as the same values, in one layout."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokonomix.importers.writing import columns, decimal, format_csv, format_registry, format_yaml, scalar
from tokonomix.schema.model import ModelFile
from tokonomix.schema.registry import Workload
from tokonomix.schema.rows import PriceRow
from tokonomix.source import parse_csv, parse_yaml

_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1)
_TEXTS = st.lists(_WORDS, min_size=1).map(" ".join)


@given(_TEXTS)
def test_every_text_reads_back_as_itself(text):
    assert parse_yaml(f"note: {scalar(text)}\n", "x.yml").value == {"note": text}


@given(_TEXTS)
def test_every_text_reads_back_inside_a_list(text):
    assert parse_yaml(f"input: [{scalar(text, flow=True)}]\n", "x.yml").value == {"input": [text]}


@given(st.lists(_TEXTS, min_size=1, max_size=40).map(" ".join))
def test_long_notes_are_folded_and_read_back(text):
    assert parse_yaml(format_yaml(ModelFile, {"note": text}), "x.yml").value == {"note": text}


@given(st.lists(_TEXTS, min_size=16, max_size=16))
def test_every_row_reads_back(cells):
    row = dict(zip(columns(PriceRow), cells, strict=True)) | {"tier": "batch", "status": "promo", "currency": "EUR"}
    (found,) = parse_csv(format_csv(PriceRow, [row]), "x.csv").rows
    assert dict(found.values) == row


@pytest.mark.parametrize("text", ["1", "1.10", "true", "null", "~", "2026-11-22", "no", "- a", "a: b", "a #b", "@x", ""])
def test_texts_that_look_like_something_else_stay_texts_or_need_no_quotes(text):
    assert parse_yaml(f"x: {scalar(text)}", "x.yml").value["x"] == text


def test_days_and_plain_words_have_no_quotes():
    assert [scalar("2026-11-22"), scalar("GPT-4o mini (2024)"), scalar(16000)] == ["2026-11-22", "GPT-4o mini (2024)", "16000"]


def test_keys_stand_in_the_order_of_the_schema_and_empty_ones_are_left_out():
    text = format_yaml(ModelFile, {"source": "a", "kind": "model", "name": "N", "endpoints": [], "family": None})
    assert text == "name: N\nkind: model\nsource: a\n"


def test_ids_keep_the_order_in_which_they_are_given():
    entries = {"z": {"name": "Z", "uses": {"text.output": Decimal("1.50")}}, "a": {"name": "A"}}
    assert format_registry(Workload, entries).splitlines() == [
        "z:", "  name: Z", "  uses:", "    text.output: 1.5", "", "a:", "  name: A"
    ]  # fmt: skip


def test_a_key_that_the_schema_does_not_know_is_a_bug():
    with pytest.raises(KeyError, match="colour"):
        format_yaml(ModelFile, {"colour": "red"})


def test_decimals_are_plain():
    assert [decimal(0.1 + 0.2), decimal(1e-6), decimal(Decimal("10.00")), decimal(200)] == ["0.3", "0.000001", "10", "200"]


def test_repeated_rows_are_written_once_and_rows_are_sorted():
    rows = [{"model": "b", "rate": "text.input"}, {"model": "a", "rate": "text.input"}, {"model": "b", "rate": "text.input"}]
    assert [line.split(",")[0] for line in format_csv(PriceRow, rows).splitlines()] == ["model", "a", "b"]
