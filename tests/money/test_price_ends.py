"""A price ends with its model at the maker that shut it down, unless a source speaks against the day."""

from datetime import date

import pytest

from tests.money.catalogues import priced
from tokonomix import price_cards
from tokonomix.checks import dispute_records, retired_prices
from tokonomix.edition import Edition
from tokonomix.importers.writing import columns
from tokonomix.price_ends import doubt
from tokonomix.schema.rows import OfferRow

TODAY = date(2026, 11, 22)
ENDED = date(2026, 11, 2)


@pytest.fixture
def retired(small):
    path = small / "data" / "models" / "acme" / "acme-large.yml"
    path.write_text(path.read_text("utf-8").replace("status: current", f"shutdown_on: {ENDED}"), "utf-8")
    return small


def ends(catalog):
    return [(p.until, p.ended_by) for p in catalog.prices]


def test_a_price_without_an_end_has_that_of_its_model(retired):
    catalog = priced(retired, "acme-large text.input 2", "acme-large text.output 8 from=2026-01-01")
    assert ends(catalog) == [(ENDED, "acme-docs")] * 2
    model = catalog.models["acme-large"]
    card = price_cards.price_card(Edition(catalog, TODAY), model, catalog.prices[0], current=False)
    told = {line.term: line.text for line in card.lines}
    assert told["State"] == "list price until 1\u00a0November 2026"
    assert told["Until"].startswith("2\u00a0November 2026, with the model (")


def test_an_end_of_its_own_and_a_price_that_never_held_are_left_alone(retired):
    catalog = priced(
        retired, "acme-large text.input 2 until=2026-05-01", "acme-large text.output 8 status=cancelled from=2026-03-01"
    )
    assert ends(catalog) == [(date(2026, 5, 1), None), (None, None)]


def test_other_hosts_may_sell_the_model_on(retired):
    path = retired / "data" / "platforms.yml"
    path.write_text(
        path.read_text("utf-8") + "\nelsewhere:\n  name: Elsewhere\n  url: https://elsewhere.invalid/\n", "utf-8"
    )
    assert ends(priced(retired, "acme-large text.input 2", platform="elsewhere")) == [(None, None)]


def offered(root, *rows):
    """Write offers of acme-large at a host: 'region,scope,until'."""
    path = root / "data" / "platforms.yml"
    host = "elsewhere: {name: Elsewhere, url: 'https://elsewhere.invalid/', regions: {eu: EU}}"
    path.write_text(f"{path.read_text('utf-8')}\n{host}\n", "utf-8")
    lines = [",".join(columns(OfferRow))]
    for row in rows:
        named = dict(zip(("region", "scope", "until"), row.split(","), strict=True))
        named |= {"model": "acme-large", "source": "pricebook", "read": "2026-11-21"}
        lines.append(",".join(named.get(column, "") for column in columns(OfferRow)))
    (root / "data" / "offers" / "elsewhere.csv").write_text("\n".join(lines) + "\n", "utf-8")


def test_a_price_at_a_host_ends_with_its_offer_in_that_region(small):
    offered(small, "global,,2026-08-27", "eu,zone,")
    sold = ("acme-large text.input 2", "acme-large text.input 3 region=eu")
    catalog = priced(small, *sold, platform="elsewhere")
    assert ends(catalog) == [(date(2026, 8, 27), "pricebook"), (None, None)]
    card = price_cards.price_card(
        Edition(catalog, TODAY), catalog.models["acme-large"], catalog.prices[0], current=False
    )
    told = {line.term: line.text for line in card.lines}
    assert told["Until"] == "27\u00a0August 2026, with the offer (Pricebook)"


def test_of_two_offers_in_a_region_the_last_one_counts(small):
    offered(small, "eu,zone,2026-08-27", "eu,region,2026-09-30")
    (price,) = priced(small, "acme-large text.input 3 region=eu", platform="elsewhere").prices
    assert price.until == date(2026, 9, 30)


def test_a_price_at_a_host_that_begins_after_the_offer_is_left_alone(small):
    offered(small, "global,,2026-08-27")
    assert ends(priced(small, "acme-large text.input 2 from=2026-09-01", platform="elsewhere")) == [(None, None)]


def test_a_price_that_begins_on_the_last_day_or_later_speaks_against_it(retired):
    catalog = priced(retired, "acme-large text.input 2", f"acme-large text.output 8 from={ENDED}")
    assert ends(catalog) == [(None, None)] * 2
    assert doubt(catalog, catalog.models["acme-large"]) == "pricebook has a price from 2026-11-02"


def dispute(root, verdict):
    line = f"models/acme-large#shutdown_on,{verdict},The notice of the maker has the day.,2026-11-20,,\n"
    (root / "data" / "disputes.csv").write_text(f"record,verdict,why,on,says,source\n{line}", "utf-8")


def claim(root, day):
    path = root / "data" / "models" / "acme" / "acme-large.yml"
    said = f"  shutdown_on:\n    - {{value: {day}, source: pricebook, read: 2026-11-21}}\n"
    text = path.read_text("utf-8")
    path.write_text(
        text.replace("claims:\n", f"claims:\n{said}") if "claims:" in text else f"{text}claims:\n{said}", "utf-8"
    )


def test_another_day_speaks_against_it_until_somebody_decides(retired):
    claim(retired, "2026-12-01")
    catalog = priced(retired, "acme-large text.input 2")
    assert ends(catalog) == [(None, None)]
    assert doubt(catalog, catalog.models["acme-large"]) == "pricebook names 2026-12-01"
    dispute(retired, "resolved")
    assert ends(priced(retired, "acme-large text.input 2")) == [(ENDED, "acme-docs")]


def test_the_same_day_of_another_source_does_not(retired):
    claim(retired, ENDED)
    assert ends(priced(retired, "acme-large text.input 2")) == [(ENDED, "acme-docs")]


@pytest.mark.parametrize(("read", "against"), [("2026-11-01", False), ("2026-11-02", True)])
def test_a_list_of_what_is_sold_speaks_against_it_if_it_was_read_later(retired, read, against):
    path = retired / "data" / "sources.yml"
    entry = "litellm: {name: litellm, publisher: B, kind: aggregator, grade: published, licence: MIT, read: 2026-11-20}"
    path.write_text(f"{path.read_text('utf-8')}\n{entry}\n", "utf-8")
    catalog = priced(retired, f"acme-large text.input 2 source=litellm checked_on={read}")
    assert (doubt(catalog, catalog.models["acme-large"]) is not None) == against
    assert ends(catalog) == ([(None, None)] if against else [(ENDED, "acme-docs")])
    dispute(retired, "resolved")
    catalog = priced(retired, f"acme-large text.input 2 source=litellm checked_on={read}")
    assert ends(catalog) == [(ENDED, "acme-docs")]
    # The verdict is asked for as long as there is something to decide.
    assert ["our sources agree" in str(one) for one in dispute_records.due(catalog, TODAY)] == [True] * (not against)


def test_a_model_whose_last_day_nobody_recorded_leaves_its_prices_due(small):
    path = small / "data" / "models" / "acme" / "acme-large.yml"
    path.write_text(path.read_text("utf-8").replace("status: current", "status: retired"), "utf-8")
    (finding,) = retired_prices.due(priced(small, "acme-large text.input 2"), TODAY)
    assert "acme-large is retired at its maker; one of its prices has no end. Write the day" in str(finding)
