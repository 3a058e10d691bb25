"""A price that ends while its model is still sold: its sentences say until when it held, and none of them fails."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tokonomix.bindings import Bindings
from tokonomix.edition import Edition
from tokonomix.load import load
from tokonomix.problem import Place
from tokonomix.prose.bind import Binder
from tokonomix.prose.offered import offered
from tokonomix.prose.past_prices import past_of
from tokonomix.prose.traces import traced
from tokonomix.source import Document, Page

BEFORE, AFTER = date(2026, 9, 30), date(2026, 11, 22)


@pytest.fixture
def ended(repository: Path) -> Path:
    """Return a repository in which the maker's prices of text of Acme Large and Acme Voice end on 1 October 2026."""
    path = repository / "data/prices/acme.csv"
    text = path.read_text("utf-8")
    for row in ("acme-large,,,text.output,8,,2025-03-01,", "acme-voice,,,text.input,0.60,,,"):
        assert row in text
        text = text.replace(row, f"{row}2026-10-01")
    path.write_text(text, "utf-8")
    return repository


def read(edition: Edition, write: str, model: str = "acme-voice") -> tuple[str, Binder]:
    page = Page("page.md", write, Document("page.md", {}, {}), write)
    binder = Binder(page, Bindings(edition, f"models/{model}/", Place("page.md")), edition.catalog.models[model])
    plain = " ".join(binder.body().plain.split())
    assert not binder.problems, write
    return plain, binder


@pytest.mark.parametrize(
    ("write", "before", "after"),
    [
        ('{{ price("text.input", unit=True) }}', "US$ 0.60 per 1M tokens", "US$ 0.60 per 1M tokens (until 30 September 2026)"),
        (
            'costs {{ price_gap("robot-voice", "text.input") }}.',
            "costs 0.3 % less than Robot Voice.",
            "costs 0.3 % less than Robot Voice (at a price until 30 September 2026).",
        ),
        (
            'costs {{ price_gap("acme-voice", "text.input", model="robot-voice", name=False) }}.',
            "costs 0.3 % more.",
            "costs 0.3 % more (at a price until 30 September 2026).",
        ),
        ('{{ cost("call") }} a month', "US$ 280 a month", "US$ 280 (at prices until 30 September 2026) a month"),
        (
            'Out: {{ hosts("text.output", "acme-large") }}.',
            "Out: Acme API (US$ 8.00).",
            "Out: nobody at a price that we know of.",
        ),
    ],
)
def test_a_sentence_says_until_when_a_price_held_and_never_fails(
    ended: Path, write: str, before: str, after: str
) -> None:
    catalog = load(ended)
    assert [read(Edition(catalog, day), write)[0] for day in (BEFORE, AFTER)] == [before, after]


def test_its_end_is_the_day_since_which_the_sentence_changed(ended: Path) -> None:
    edition = Edition(load(ended), AFTER)
    _plain, binder = read(edition, '{{ price("text.input") }}')
    assert {traced(edition, one.record, one.field)[0] for one in binder.texts[0].said[0].reads} == {date(2026, 10, 1)}


def test_of_a_model_that_is_gone_the_last_price_stands_as_it_was(edition: Edition) -> None:
    assert read(edition, '{{ price("text.input", "acme-old") }}')[0] == "US$ 30.00"
    old = edition.catalog.models["acme-old"]
    assert past_of(edition, old, "price", {"rate": "text.input"}, edition.today) is None


def test_an_ended_price_is_offered_with_its_last_day_only(ended: Path) -> None:
    edition = Edition(load(ended), AFTER)
    found = {one.write: one.read for one in offered(edition, edition.catalog.models["acme-voice"])}
    assert found['{{ price("text.input", day="2026-09-30") }}'] == "US$ 0.60"
    assert '{{ price("text.input") }}' not in found
    assert not [write for write in found if write.startswith(("{{ cost(", '{{ price_gap("robot-voice", "text.input"'))]
