"""The history of a price: amounts, not rows; models, not names that move on."""

from datetime import date
from decimal import Decimal

from tests.money.catalogues import priced
from tokonomix.money.history import changes, periods


def test_rows_that_repeat_the_amount_are_one_period(small):
    catalog = priced(
        small, "acme-large text.input 3 until=2026-02-01", "acme-large text.input 3 from=2026-02-01 until=2026-03-01",
        "acme-large text.input 2 from=2026-03-01",
    )  # fmt: skip
    found = periods(catalog, catalog.models["acme-large"], "text.input")
    assert [(str(p.amount), p.since) for p in found] == [("3", None), ("2", date(2026, 3, 1))]


def test_a_change_says_from_what_to_what_on_which_day(small):
    catalog = priced(small, "acme-large text.input 4 until=2026-02-01", "acme-large text.input 1 from=2026-02-01")
    (change,) = changes(catalog, catalog.models.values(), ["text.input", "text.output"])
    assert (change.model.id, change.rate, change.on, change.factor) == (
        "acme-large", "text.input", date(2026, 2, 1), Decimal("0.25")
    )  # fmt: skip


def test_batch_regions_conditions_and_other_sellers_are_no_history_of_the_list_price(small):
    catalog = priced(
        small, "acme-large text.input 4", "acme-large text.input 2 tier=batch from=2026-02-01",
        "acme-large text.input 5 region=eu from=2026-02-01", "acme-large text.input 8 when=input>128k from=2026-02-01",
    )  # fmt: skip
    assert not list(changes(catalog, catalog.models.values(), ["text.input"]))


def test_a_name_that_moves_to_another_model_has_no_price_history(small):
    files = small / "data/models/acme"
    (files / "acme-small-latest.yml").write_text((files / "acme-large.yml").read_text("utf-8").replace("name: Acme Large", "name: Acme Small"), "utf-8")
    rows = ("text.input 4 until=2026-02-01", "text.input 1 from=2026-02-01")
    moving = priced(small, *(f"acme-small-latest {row}" for row in rows))
    assert not list(changes(moving, moving.models.values(), ["text.input"]))
    alias = priced(small, *(f"acme-latest {row}" for row in rows))
    assert not list(changes(alias, alias.models.values(), ["text.input"]))
