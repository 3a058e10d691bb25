"""The list of models: every model once, its versions folded, its prices the recorded ones, missing said in words."""

from datetime import date

import pytest

from tests.money.catalogues import priced
from tokonomix import residency
from tokonomix.edition import Edition
from tokonomix.pages import models_index


class Pages:
    """The list with the page of the rows that it does not begin with."""

    def __init__(self, edition):
        self.first, *rest = models_index.make(edition)
        self.view = {**self.first.view, "rows": [row for made in (self.first, *rest) for row in made.view["rows"]]}


@pytest.fixture(scope="module")
def page(edition):
    return Pages(edition)


def test_the_list_begins_with_its_first_rows_and_counts_them_all(page):
    assert len(page.first.view["rows"]) == models_index.FIRST
    assert page.first.view["total"] == len(page.view["rows"]) > models_index.FIRST


def test_every_model_stands_in_a_row_or_is_folded_into_one(edition, page):
    shown = {row["link"]["id"] for row in page.view["rows"]}
    folded = {version["id"] for row in page.view["rows"] for version in row["versions"]}
    assert shown | folded == set(edition.catalog.models)
    assert not shown & folded


def test_only_models_and_names_without_a_known_target_have_rows(edition, page):
    kinds = {edition.catalog.models[row["link"]["id"]].kind for row in page.view["rows"]}
    assert "snapshot" not in kinds


def test_each_filter_offers_only_what_some_model_has(page):
    filters = page.view["filters"]
    for name, field in (("vendors", "vendor"), ("states", "state"), ("takes", "in"), ("gives", "out"), ("endpoints", "at"), ("europe", "eu")):
        present = {word for row in page.view["rows"] for word in row["data"][field].split()}
        assert {value for value, _words in filters[name]} == present, name


def test_a_price_filter_compares_prices_in_force_only(edition, page):
    for row in page.view["rows"]:
        out = edition.rates(row["link"]["id"]).get("text.output")
        assert bool(row["data"]["price"]) == bool(out and out.current and out.price.amount)


def small_page(small, *rows):
    (made,) = models_index.make(Edition(priced(small, *rows), date(2026, 11, 22)))
    return {row["link"]["id"]: row for row in made.view["rows"]}


def test_versions_and_names_are_folded_into_the_row_of_their_model(small):
    rows = small_page(small, "acme-large text.input 2")
    assert set(rows) == {"acme-large", "acme-voice"}
    assert [(v["id"], v["kind"]) for v in rows["acme-large"]["versions"]] == [
        ("acme-large-2025-03-01", "snapshot"), ("acme-latest", "alias"),
    ]  # fmt: skip


def test_what_is_not_known_is_said_in_words(small):
    row = small_page(small, "acme-large text.input 2")["acme-voice"]
    assert row["input"] == {"words": "not listed", "v": ""}
    assert row["weights"] == "not stated"
    assert all(cell["words"] == "not scored" for cell in row["scores"])


def test_amounts_are_padded_so_that_their_points_stand_above_each_other(small):
    rows = small_page(small, "acme-large text.input 10", "acme-voice text.input 0.075")
    assert (rows["acme-large"]["input"]["text"], rows["acme-large"]["input"]["pad"]) == ("10.00", "0")
    assert (rows["acme-voice"]["input"]["text"], rows["acme-voice"]["input"]["pad"]) == ("0.075", "")


def test_the_host_is_named_where_the_maker_sells_nothing(small):
    platforms = "acme: {name: Acme API, vendor: acme}\nbig-host: {name: Big Host}\n"
    (small / "data/platforms.yml").write_text(platforms, "utf-8")
    edition = Edition(priced(small, "acme-large text.input 2", platform="big-host"), date(2026, 11, 22))
    (made,) = models_index.make(edition)
    row = next(r for r in made.view["rows"] if r["link"]["id"] == "acme-large")
    assert row["seller"] == "Big Host"
    assert row["input"]["text"] == "2.00"


def test_a_filter_for_the_eu_or_efta_finds_what_is_processed_in_the_eu_as_well(edition, page):
    for row in page.view["rows"]:
        model = edition.catalog.models[row["link"]["id"]]
        found = residency.in_europe(edition.catalog, model, edition.today).answer
        wanted = set() if residency.ended(edition.catalog, model, edition.today) else {"yes": {"eu", "efta"}, "EU or EFTA": {"efta"}}.get(found, set())
        assert set(row["data"]["eu"].split()) & {"eu", "efta"} == wanted, model.id
