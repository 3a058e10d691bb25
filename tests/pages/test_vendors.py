"""Pages of vendors: every maker and host, what ends when with what instead, statements on regions with source and day."""

from datetime import date

import pytest

from tests.money.catalogues import priced
from tokonomix.edition import Edition
from tokonomix.pages import vendors, view


@pytest.fixture(scope="module")
def pages(edition):
    return {made.home: made for made in vendors.make(edition)}


def test_every_vendor_and_every_host_has_a_page(edition, pages):
    expected = {f"vendors/{name}/" for name in (*edition.catalog.vendors, *vendors.paged(edition))}
    assert set(pages) == {"vendors/", *expected}


def test_every_country_on_record_has_a_name(edition):
    assert {v.country for v in edition.catalog.vendors.values()} <= set(vendors.COUNTRIES)


def test_every_model_stands_on_the_page_of_its_vendor_once(edition, pages):
    for name in edition.catalog.vendors:
        shown = [row["link"]["id"] for row in pages[f"vendors/{name}/"].view["rows"]]
        assert sorted(shown) == sorted(m.id for m in edition.models if m.vendor == name)


def test_a_statement_on_regions_names_its_source_and_the_day_it_was_read(edition, pages):
    told = {p["name"]: p for made in pages.values() for p in made.view.get("platforms", [])}
    for platform in edition.catalog.platforms.values():
        if platform.source and platform.name in told:
            shown = told[platform.name]
            assert edition.catalog.sources[platform.source].name in shown["source"]
            assert shown["read"]["iso"] == platform.read.isoformat()


def small_pages(small, *rows):
    edition = Edition(priced(small, *rows), date(2026, 11, 22))
    return {made.home: made for made in vendors.make(edition)}


def test_a_snapshot_stands_below_its_model_and_does_not_repeat_its_score(small):
    page = small_pages(small, "acme-large text.input 2")["vendors/acme/"]
    ids = [row["link"]["id"] for row in page.view["rows"]]
    assert ids.index("acme-large-2025-03-01") == ids.index("acme-large") + 1


def test_a_host_has_a_page_with_its_own_prices(small):
    platforms = "acme: {name: Acme API, vendor: acme}\nbig-host: {name: Big Host, url: 'https://big.invalid/prices'}\n"
    (small / "data/platforms.yml").write_text(platforms, "utf-8")
    edition = Edition(priced(small, "acme-large text.input 1.5", platform="big-host"), date(2026, 11, 22))
    pages = {made.home: made for made in vendors.make(edition)}
    (table,) = pages["vendors/big-host/"].view["served"]
    assert [(row["link"]["id"], row["input"]["text"]) for row in table["rows"]] == [("acme-large", "1.50")]
    assert pages["vendors/big-host/"].view["platforms"][0]["text"] is None


PROMISES = """
acme:
  name: Acme API
  vendor: acme
  promises:
    zone: {scope: zone, within: EU, processing: EU, surcharge: '1.10', evidence: 'https://acme.invalid/zones', source: acme-docs, read: 2026-11-20}
    at-rest: {storage: its region, evidence: 'https://acme.invalid/rest', source: acme-docs, read: 2026-11-19}
    terms: {training: 'no', evidence: 'https://acme.invalid/terms', source: acme-docs, read: 2026-11-18}
"""


@pytest.fixture
def promised(small):
    (small / "data/platforms.yml").write_text(PROMISES, "utf-8")
    return small_pages(small, "acme-large text.input 2")["vendors/acme/"]


def test_processing_and_rest_are_two_columns_and_each_promise_names_its_page_and_day(promised):
    (table,) = promised.view["platforms"]
    told = [(row["holds"], [shown.text for shown in row["places"]], row["page_url"], row["read"]["iso"]) for row in table["rows"]]
    assert told == [
        ("Offers with scope zone, within the EU", ["the EU", "not stated", "1.10 times the price"], "https://acme.invalid/zones", "2026-11-20"),
        ("All offers", ["not stated", "the region of the offer", "not stated"], "https://acme.invalid/rest", "2026-11-19"),
    ]


def test_terms_that_no_page_states_are_not_known(promised):
    (table,) = promised.view["platforms"]
    terms = {term["term"]: [s["shown"].text for s in term["told"]] or term["absent"].text for term in table["terms"]}
    assert terms == {"Kept": "not known", "Trains models": ["no"], "Terms": "not known"}


def test_the_lifecycle_has_every_model_of_whose_end_something_is_on_record(edition, pages):
    for name in edition.catalog.vendors:
        shown = [row["link"]["id"] for row in pages[f"vendors/{name}/"].view["lives"]]
        told = {"deprecated_on", "shutdown_on", "earliest_shutdown_on", "replacement"}
        assert sorted(shown) == sorted(m.id for m in edition.models if m.vendor == name and told & set(m.facts))


def test_each_answer_of_a_host_has_a_card_of_its_own(edition, pages):
    for home, made in pages.items():
        cells = [row["europe"] for table in made.view.get("served", []) for row in table["rows"] if "b" in row["europe"]]
        assert len({cell["b"].id for cell in cells}) == len(cells), home
        assert all(cell["b"].local for cell in cells), home


@pytest.mark.parametrize(("name", "maker"), [("azure", "microsoft"), ("bedrock", "amazon"), ("vertex", "google")])
def test_a_makers_platform_that_serves_others_too_is_a_host_with_a_page_of_its_own(edition, pages, name, maker):
    listed = {row["href"]: row for row in pages["vendors/"].view["hosts"]}
    row, page = listed[f"vendors/{name}/"], pages[f"vendors/{name}/"].view
    assert row["by"]["href"] == f"vendors/{maker}/"
    (served,) = page["served"]
    ids = [r["link"]["id"] for r in served["rows"]]
    assert sum(1 for m in ids if edition.catalog.models[m].vendor != maker) == row["models"] < len(ids)
    (told,) = page["platforms"]
    assert told["rows"] or told["terms"], "what it promises stands on its page"
    facts = {fact["term"]: fact for fact in page["facts"]}
    assert facts["Prices"]["text"].startswith(f"{row['prices']:,} rates in force, from ")
    assert facts["Run by"]["home"] == f"vendors/{maker}/"
    assert f"vendors/{name}/" in [run["href"] for run in pages[f"vendors/{maker}/"].view["runs"]]


def test_a_host_tells_how_many_rates_it_charges_and_who_states_them(edition, pages):
    catalog = edition.catalog
    for name in vendors.paged(edition):
        text = next(f["text"] for f in pages[f"vendors/{name}/"].view["facts"] if f["term"] == "Prices")
        held = [p for p in catalog.prices if p.platform == name and p.holds_on(edition.today)]
        for price in held:
            if catalog.models[price.model].state(edition.today) != "retired" and price.status not in ("withdrawn", "cancelled"):
                assert catalog.sources[price.source].name in text


def test_every_link_to_a_platform_leads_to_a_page(edition, pages):
    sold = {p.platform for p in edition.catalog.prices} | {o.platform for o in edition.catalog.offers}
    assert {view.platform_home(name) for name in sold} <= set(pages)


def test_a_region_stands_with_its_name_and_its_code(pages):
    (served,) = pages["vendors/azure/"].view["served"]
    regions = {region for row in served["rows"] for region in row["regions"]}
    assert "Sweden Central (swedencentral)" in regions
    assert "swedencentral" not in regions
    claude = next(row for row in served["rows"] if row["link"]["id"] == "claude-opus-5")
    assert claude["regions"] == ["region not stated"], "no page says where it is processed, as on the page of the model"
