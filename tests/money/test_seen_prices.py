"""What only copies of a price list showed is told as seen between two days, nowhere as a first day."""

import json
from datetime import date

import pytest

from tests.money.catalogues import priced
from tokonomix import price_cards, wording
from tokonomix.bindings import Bindings
from tokonomix.charts import price_history
from tokonomix.edition import Edition
from tokonomix.money.history import periods
from tokonomix.money.rates import rates
from tokonomix.pages import model_prices
from tokonomix.problem import Place, SourceError

TODAY = date(2026, 11, 22)
FELL = ("acme-large text.output 10 until=2026-06-30 last_seen=2026-04-30", "acme-large text.output 2")


def figure(catalog):
    edition = Edition(catalog, TODAY)
    return price_history.chart(edition, Bindings(edition, "pricing/", Place("content/pricing.md")))


def test_a_price_without_a_first_day_begins_where_the_earlier_one_was_last_seen(small):
    catalog = priced(small, *FELL)
    model = catalog.models["acme-large"]
    old, new = periods(catalog, model, "text.output")
    assert (str(old.amount), old.since, old.until) == ("10", None, date(2026, 6, 30))
    assert (str(new.amount), new.since, new.last_unseen) == ("2", date(2026, 6, 30), date(2026, 4, 30))
    assert new.seen_by == "pricebook"
    assert str(rates(catalog, model, date(2026, 5, 1))["text.output"].price.amount) == "10"
    assert str(rates(catalog, model, TODAY)["text.output"].price.amount) == "2"


def test_other_rates_and_rates_on_a_condition_are_left_alone(small):
    catalog = priced(small, *FELL, "acme-large text.input 1", "acme-large text.output 4 when=input>128k")
    untouched = [p for p in catalog.prices if p.rate == "text.input" or p.when]
    assert [(p.since, p.last_unseen) for p in untouched] == [(None, None)] * 2


def test_two_sights_follow_each_other_by_their_days(small):
    catalog = priced(
        small, "acme-large text.output 10 until=2026-02-28 last_seen=2026-01-31",
        "acme-large text.output 5 from=2026-02-28 last_unseen=2026-01-31 until=2026-06-30 last_seen=2026-04-30",
        "acme-large text.output 2",
    )  # fmt: skip
    found = periods(catalog, catalog.models["acme-large"], "text.output")
    assert [(str(p.amount), str(p.last_unseen)) for p in found] == [
        ("10", "None"), ("5", "2026-01-31"), ("2", "2026-04-30"),
    ]  # fmt: skip


def test_the_card_says_between_which_days_and_by_whom_it_was_seen(small):
    catalog = priced(small, *FELL)
    edition, model = Edition(catalog, TODAY), catalog.models["acme-large"]
    old, new = periods(catalog, model, "text.output")
    told = {line.term: line.text for line in price_cards.price_card(edition, model, new, current=True).lines}
    assert told["Since"] == (
        "day not stated; seen between 30\u00a0April and 30\u00a0June 2026 (Pricebook), which can be later than it began"
    )
    told = {line.term: line.text for line in price_cards.price_card(edition, model, old, current=False).lines}
    assert told["Until"] == "not stated; another amount was seen between 30\u00a0April and 30\u00a0June 2026"
    assert told["State"].endswith("last seen 30\u00a0April 2026")


def test_the_table_of_a_models_prices_marks_no_day_as_its_first(small):
    catalog = priced(small, *FELL)
    edition = Edition(catalog, TODAY)
    bindings = Bindings(edition, "models/acme-large/", Place("content/models/acme-large.md"))
    (group,) = model_prices.prices(edition, catalog.models["acme-large"], bindings)
    assert [(row["since"], row["until"]) for row in group["past"]] == [(None, "last seen 30\u00a0Apr\u00a02026")]
    assert [row["since"] for row in group["rows"]] == ["seen between 30\u00a0Apr and 30\u00a0Jun\u00a02026"]


def test_the_chart_draws_the_step_at_the_copy_with_a_mark_of_its_own(small):
    made = figure(priced(small, *FELL))
    data = json.loads(made["json"])["data"]
    assert data[0]["x"][1] == "2026-06-30"
    marks = next(trace for trace in data if trace["mode"] == "markers")
    assert marks["marker"]["symbol"] == ["diamond-open"]
    assert marks["customdata"][0][2] == "seen between 30\u00a0April and 30\u00a0June 2026"
    assert "A diamond is the day on which a copy" in made["sentence"]
    assert made["table"]["rows"][0][2] == "seen between 30\u00a0Apr and 30\u00a0Jun\u00a02026"
    assert made["title"].startswith("Since April 2026")


def test_without_sights_no_diamond_is_explained(small):
    made = figure(priced(small, "acme-large text.output 10 until=2026-06-30", "acme-large text.output 2 from=2026-06-30"))
    assert "diamond" not in made["sentence"] + made["json"]


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("last_seen=2026-04-30", "last_seen is 2026-04-30 but until is empty"),
        ("last_seen=2026-04-30 until=2026-04-30", "last_seen 2026-04-30 is not before until 2026-04-30"),
        ("last_unseen=2026-04-30", "last_unseen is 2026-04-30 but from is empty"),
        ("last_unseen=2026-04-30 from=2026-04-01", "last_unseen 2026-04-30 is not before from 2026-04-01"),
    ],
)
def test_a_sight_without_the_day_it_bounds_is_refused(small, row, what):
    with pytest.raises(SourceError, match=what):
        priced(small, f"acme-large text.output 10 {row}")


def test_a_price_is_compared_with_others_only_while_copies_showed_it(small):
    cached = "acme-large text.cache_read 3 until=2026-06-30 last_seen=2026-04-30", "acme-large text.cache_read 1"
    fell = "acme-large text.input 4 until=2026-05-02", "acme-large text.input 2 from=2026-05-02"
    priced(small, *cached, *fell)
    with pytest.raises(SourceError, match=r"text\.cache_read costs 3, more than text\.input at 2"):
        priced(small, *cached, *(row.replace("05-02", "04-02") for row in fell))


def test_the_years_of_two_days_are_written_once_if_they_are_one():
    assert wording.seen(date(2025, 12, 31), date(2026, 2, 28)) == "seen between 31\u00a0December 2025 and 28\u00a0February 2026"
    assert wording.seen(date(2026, 4, 30), date(2026, 6, 30), short=True) == "seen between 30\u00a0Apr and 30\u00a0Jun\u00a02026"
