"""Bills as a part of a review: workloads by rows, models by columns, what is missing in words."""

from __future__ import annotations

from datetime import date

import pytest

from tests.conftest import ROOT
from tokonomix.bindings import Bindings
from tokonomix.edition import Edition
from tokonomix.load import load
from tokonomix.pages import part_bills
from tokonomix.problem import Place
from tokonomix.prose.tables import Table, markdown, values


@pytest.fixture(scope="module")
def edition() -> Edition:
    """Return the small repository of prose."""
    return Edition(load(ROOT / "tests/prose/small"), date(2026, 11, 22))


def bills(edition: Edition, model: str, *against: str) -> list[Table]:
    models = edition.catalog.models
    bindings = Bindings(edition, f"models/{model}/", Place("page.md"))
    shown = part_bills.table(edition, models[model], [models[name] for name in against], bindings)
    return [*part_bills.tables({"bills": shown})]


def test_a_workload_stands_in_a_row_if_the_model_has_every_price_for_it_and_others_say_what_they_lack(
    edition: Edition,
) -> None:
    text = markdown(bills(edition, "acme-large", "robot-a"))
    assert "| Turn in a chat, 1,000 a month | US$ 6.40 | no list price read |" in text.replace("\u00a0", " ")
    assert "| Call" not in text
    assert "Left out for lack of a price: Call." in text


def test_cells_are_known_by_the_ids_of_workload_and_model_and_not_by_their_names(edition: Edition) -> None:
    found = {value.key: value.cell for value in values(bills(edition, "acme-large", "acme-voice"))}
    assert [*found] == ["chat/acme-large"]
    assert found["chat/acme-large"].record.startswith("bill/chat#acme-large@")


def test_of_a_model_without_prices_it_says_so(edition: Edition) -> None:
    assert markdown(bills(edition, "robot-twin")) == (
        "No workload of ours has all its prices on record for this model.")  # fmt: skip


def test_a_model_named_against_itself_stands_there_once(edition: Edition) -> None:
    assert bills(edition, "acme-large", "acme-large")[0].head == ("A month of", "Acme Large")
