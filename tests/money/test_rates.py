"""Which rate applies on a day: in force, last known, announced, conditional."""

from datetime import date

from tests.money.catalogues import priced
from tokonomix.load import load
from tokonomix.money import rates as money

TODAY = date(2026, 11, 22)


def amounts(found):
    return {name: (str(rate.price.amount), rate.current) for name, rate in found.items()}


def of(catalog, model="acme-large", today=TODAY, **more):
    return amounts(money.rates(catalog, catalog.models[model], today, **more))


def test_a_rate_holds_from_its_first_day_to_the_day_before_its_end(small):
    catalog = priced(small, "acme-large text.input 3 until=2026-02-01", "acme-large text.input 2 from=2026-02-01")
    assert of(catalog, today=date(2026, 1, 31)) == {"text.input": ("3", True)}
    assert of(catalog, today=date(2026, 2, 1)) == {"text.input": ("2", True)}


def test_a_rate_that_ended_is_the_last_known_one(small):
    catalog = priced(small, "acme-large text.input 3 until=2026-02-01")
    assert of(catalog) == {"text.input": ("3", False)}


def test_the_rates_of_a_retired_model_are_last_known_ones(small):
    catalog = priced(small, "acme-large-2025-03-01 text.input 3")
    assert of(catalog, "acme-large-2025-03-01") == {"text.input": ("3", True)}
    assert of(catalog, "acme-large-2025-03-01", date(2026, 12, 31)) == {"text.input": ("3", False)}


def test_what_its_maker_retired_may_still_be_sold_by_others(small):
    (small / "data/platforms.yml").write_text("aaa: {name: Other host}\nacme: {name: Acme API, vendor: acme}\n")
    catalog = priced(small, "acme-large-2025-03-01 text.input 3", platform="aaa")
    assert of(catalog, "acme-large-2025-03-01", date(2027, 1, 1), platform="aaa") == {"text.input": ("3", True)}


def test_a_withdrawn_rate_is_not_in_force(small):
    catalog = priced(small, "acme-large text.input 3 status=withdrawn")
    assert of(catalog) == {"text.input": ("3", False)}


def test_an_announced_rate_takes_effect_on_its_day(small):
    catalog = priced(
        small, "acme-large text.input 2 until=2027-01-01", "acme-large text.input 4 from=2027-01-01 status=announced"
    )
    assert of(catalog) == {"text.input": ("2", True)}
    assert [str(p.amount) for p in money.announced(catalog, catalog.models["acme-large"], TODAY)] == ["4"]
    assert of(catalog, today=date(2027, 1, 1)) == {"text.input": ("4", True)}


def test_a_cancelled_rate_is_never_in_force(small):
    catalog = priced(small, "acme-large text.input 2", "acme-large text.output 4 from=2026-06-01 status=cancelled")
    assert of(catalog) == {"text.input": ("2", True)}
    assert money.announced(catalog, catalog.models["acme-large"], TODAY) == ()


def test_batch_regions_and_conditions_stand_beside_the_standard_rates(small):
    catalog = priced(
        small, "acme-large text.input 2", "acme-large text.input 1 tier=batch", "acme-large text.input 2.2 region=eu",
        "acme-large text.input 4 when=input>128k", "acme-large text.input 0.5 when=utc_16:30-00:30",
        "acme-large text.input 3 tier=priority until=2026-01-01",
    )  # fmt: skip
    model = catalog.models["acme-large"]
    assert of(catalog) == {"text.input": ("2", True)}
    found = {(p.tier, p.region, p.when) for p in money.others(catalog, model, TODAY)}
    assert found == {
        ("batch", "global", None), ("standard", "eu", None), ("standard", "global", "input>128k"),
        ("standard", "global", "utc 16:30-00:30"),
    }  # fmt: skip
    assert [p.when for p in money.long_input(catalog, model, TODAY)] == ["input>128k"]


def test_a_snapshot_without_prices_is_priced_as_its_model(small):
    catalog = priced(small, "acme-large text.input 2")
    assert of(catalog, "acme-large-2025-03-01") == {"text.input": ("2", True)}


def test_an_alias_is_priced_as_what_it_points_to_on_the_day(small):
    catalog = priced(small, "acme-large text.input 2", "acme-large-2025-03-01 text.input 3")
    assert of(catalog, "acme-latest", date(2026, 8, 31)) == {"text.input": ("3", True)}
    assert of(catalog, "acme-latest") == {"text.input": ("2", True)}


def test_the_makers_own_platform_goes_before_any_other(small):
    (small / "data/platforms.yml").write_text("aaa: {name: Other host}\nacme: {name: Acme API, vendor: acme}\n")
    own = priced(small, "acme-large text.input 2")
    assert money.seller(own, own.models["acme-large"], TODAY) == "acme"
    catalog = priced(small, "acme-large text.input 1", platform="aaa")
    assert money.seller(catalog, catalog.models["acme-large"], TODAY) == "aaa"
    assert of(catalog) == {"text.input": ("1", True)}
    assert of(catalog, platform="acme") == {}


def test_a_host_that_still_sells_a_model_goes_before_one_that_does_no_longer(small):
    (small / "data/platforms.yml").write_text("aaa: {name: A host}\nacme: {name: Acme, vendor: acme}\nbbb: {name: B}\n")
    priced(small, "acme-large text.input 1 until=2026-11-22", platform="aaa")
    ended = (small / "data/prices/aaa.csv").read_text("utf-8")
    priced(small, "acme-large text.input 2", platform="bbb")
    (small / "data/prices/aaa.csv").write_text(ended, "utf-8")
    catalog = load(small)
    assert of(catalog) == {"text.input": ("2", True)}
    assert of(catalog, today=date(2026, 11, 21)) == {"text.input": ("1", True)}


def test_rates_come_in_the_order_in_which_readers_expect_them(small):
    catalog = priced(small, "acme-large search.web 1", "acme-large text.output 8", "acme-large text.input 2")
    assert list(of(catalog)) == ["text.input", "text.output", "search.web"]
    assert money.rate_name("search.web") == "Web search"
    assert money.rate_name("video.second") == "Video second"


def test_the_blended_price_is_three_parts_in_to_one_part_out(small):
    catalog = priced(small, "acme-large text.input 2", "acme-large text.output 8", "acme-voice text.input 1")
    today = money.rates(catalog, catalog.models["acme-large"], TODAY)
    assert money.blended(today) == (3 * 2 + 8) / 4
    assert money.blended(money.rates(catalog, catalog.models["acme-voice"], TODAY)) is None
