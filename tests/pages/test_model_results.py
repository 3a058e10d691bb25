"""The records of models with many results: on a page of their own, each complete with what its batch says once."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from tests.pages.reading import page
from tokonomix.bindings import Bindings
from tokonomix.cards import MOST_RESULTS, model_home, results_home
from tokonomix.edition import Edition
from tokonomix.pages.model_results import batches
from tokonomix.problem import Place

HEAVIEST = 400_000
"""Bytes that no page of a model may reach, its own page of results included."""


@pytest.fixture(scope="module")
def many(edition: Edition) -> list[str]:
    return [m.id for m in edition.models if len(edition.catalog.results_of(m.id)) > MOST_RESULTS]


def test_no_page_of_a_model_is_heavy(site_dir: Path) -> None:
    pages = [p for p in site_dir.glob("models/*/**/index.html") if p.parent.name != "more"]  # a list, not a model
    weights = {p.relative_to(site_dir): p.stat().st_size for p in pages}
    assert len(weights) > 300
    assert {path: weight for path, weight in weights.items() if weight >= HEAVIEST} == {}


def test_every_result_of_a_model_with_many_has_its_record_there_and_none_on_the_models_page(
    site_dir: Path, edition: Edition, many: list[str]
) -> None:
    assert many
    for model in many:
        home = results_home(edition.catalog, model)
        assert home == f"{model_home(model)}results/"
        records, own = page(site_dir, home), page(site_dir, model_home(model))
        printed = [r for r in edition.catalog.results_of(model) if r.published is not None]
        assert all(r.id in records.words for r in printed)
        assert sum(name.startswith("r-") for name in records.ids) == len({r.id for r in printed})
        assert not [r.id for r in printed if r.id in own.words]


def test_a_model_with_few_results_has_no_page_of_them(site_dir: Path, edition: Edition, many: list[str]) -> None:
    built = {p.parent.parent.name for p in site_dir.glob("models/*/results/index.html")}
    assert built == set(many)


def test_a_record_and_its_batch_say_together_all_that_its_card_says(edition: Edition, many: list[str]) -> None:
    for model in many:
        bindings = Bindings(edition, results_home(edition.catalog, model), Place("data"))
        for result in edition.catalog.results_of(model):
            bindings.result(result)
        whole = {bound.id: bound.card for bound in bindings.ledger.cards}
        found = batches(bindings.ledger.cards)
        assert sorted(one.id for batch in found for one in batch.cards) == sorted(whole)
        for batch in found:
            for one in batch.cards:
                card = whole[one.id]
                said = {*batch.lines, *one.card.lines}
                assert {line for line in card.lines if line.term != "Task"} <= said
                assert any(line.term == "Task" and line.text == one.label for line in card.lines) or said >= set(card.lines)
                assert (batch.grade, one.text) == (card.grade, card.value)


def test_no_two_batches_of_a_model_share_an_anchor(edition: Edition, many: list[str]) -> None:
    bindings = Bindings(edition, results_home(edition.catalog, many[0]), Place("data"))
    for result in edition.catalog.results_of(many[0]):
        bindings.result(result)
    assert all(one.id != other.id for one, other in combinations(batches(bindings.ledger.cards), 2))
