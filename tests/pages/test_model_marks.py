"""What the top of a model's page says of its figures: what is disputed, where, and when a price was last read."""

import pytest

from tokonomix.bindings import Bindings
from tokonomix.pages import model_prices, model_served, model_tables
from tokonomix.peers import peers
from tokonomix.problem import Place


def bindings_of(edition, model):
    return Bindings(edition, f"models/{model.id}/", Place("test.md"))


def disputed(bound):
    return bound is not None and any(term == "Disputed" for term, _text, _url in getattr(bound, "rows", ()))


def test_a_price_whose_card_says_disputed_is_marked_in_the_header(edition):
    model = edition.catalog.models["deepseek-chat"]
    (price,) = (f for f in model_tables.facts(edition, model, bindings_of(edition, model)) if f["term"] == "Text price")
    assert all(disputed(part) for part in price["parts"] if not isinstance(part, str))
    assert price["warn"] == (
        "Sources disagree: US$\u00a00.14 and US$\u00a00.28 in; US$\u00a00.28 and US$\u00a00.42 out; "
        "US$\u00a00.0028 and US$\u00a00.028 cached also printed"
    )
    assert price["note"] == "last listed, per 1M tokens, read 12\u00a0Jul\u00a02025"


@pytest.mark.parametrize("name", ["deepseek-chat", "gpt-5.5", "gpt-4.1-nano", "claude-sonnet-4-5", "gpt-4o-mini"])
def test_a_tier_peer_is_marked_exactly_where_its_card_says_disputed(edition, name):
    model = edition.catalog.models[name]
    table = model_tables.peer_table(edition, model, peers(edition, model), bindings_of(edition, model))
    assert table["rows"]
    for row in table["rows"]:
        assert [bool(cell.get("open")) for cell in row["prices"]] == [disputed(cell["bound"]) for cell in row["prices"]]
        if not isinstance(row["context"], str) and len(row["context"]) == 1:
            assert row["context_open"] == disputed(row["context"][0])


def test_a_past_price_of_a_retired_model_says_until_when_it_held(edition):
    model = edition.catalog.models["deepseek-chat"]
    (platform,) = model_prices.prices(edition, model, bindings_of(edition, model))
    night = [row for row in platform["past"] if row["where"] == "16:30 to 00:30 UTC"]
    assert {row["price"].text for row in night} == {"US$\u00a00.135", "US$\u00a00.035", "US$\u00a00.55"}
    assert {row["until"]["text"] for row in platform["past"]} == {"24\u00a0July 2026"}, "the price ends with its model"
    assert not any(row["current"] for row in platform["past"])


def test_a_past_price_that_ends_on_no_known_day_says_when_it_was_last_read(edition):
    model = edition.catalog.models["open-mistral-nemo"]
    platform, *_others = model_prices.prices(edition, model, bindings_of(edition, model))
    assert {row["until"] for row in platform["past"]} == {"last read 4\u00a0Jul\u00a02025"}


def test_a_region_is_named_beside_its_code(edition):
    model = edition.catalog.models["gpt-4o"]
    told = model_served.residency(edition, model, bindings_of(edition, model))
    azure = next(p for p in told["platforms"] if p["name"] == "Azure AI Foundry")
    regions = {row["region"] for row in azure["rows"] + azure["more"]}
    assert "Sweden Central (swedencentral)" in regions
    assert not regions & set(edition.catalog.platforms["azure"].region_names)


@pytest.mark.parametrize("name", ["deepseek-v4-pro", "gpt-4o", "gemini-3.5-flash", "claude-sonnet-4-5"])
def test_a_price_has_the_region_of_its_offer_in_the_same_words(edition, name):
    model = edition.catalog.models[name]
    bindings = bindings_of(edition, model)
    offered = {}
    for platform in model_served.residency(edition, model, bindings)["platforms"]:
        offered[platform["name"]] = {row["region"] for row in platform["rows"] + platform["more"]}
    priced = model_prices.prices(edition, model, bindings)
    assert any(row["region"] == "region not stated" for platform in priced for row in platform["rows"])
    for platform in priced:
        if platform["name"] in offered:
            words = {row["region"] for row in platform["rows"] if row["key"].startswith("global/")}
            assert words <= offered[platform["name"]]


def test_a_host_whose_prices_ended_does_not_sell_a_model_any_more(edition):
    model = edition.catalog.models["deepseek-v4-pro"]
    told = model_served.residency(edition, model, bindings_of(edition, model))
    names = {one["name"] for one in [*told["platforms"], *told["silent"]]}
    assert {p.platform for p in edition.catalog.prices_of(model.id)} >= {"fireworks", "novita"}
    assert "Novita AI" in names
    assert "Fireworks AI" not in names
