"""Pages of vendors: every maker and host, what ends when with what instead, statements on regions with source and day."""

from datetime import date

import pytest

from tests.money.catalogues import priced
from tokonomix.edition import Edition
from tokonomix.pages import vendors


@pytest.fixture(scope="module")
def pages(edition):
    return {made.home: made for made in vendors.make(edition)}


def test_every_vendor_and_every_host_has_a_page(edition, pages):
    expected = {f"vendors/{name}/" for name in (*edition.catalog.vendors, *vendors.hosts(edition))}
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
