"""The data page lists what can be downloaded, and the files hold what the page says."""

import csv
import io
import json
from datetime import date

import pytest
import yaml

from tests.money.catalogues import priced
from tokonomix.edition import Edition, Site
from tokonomix.feeds import api_v1, downloads, reviews
from tokonomix.load import load
from tokonomix.pages import data
from tokonomix.pages.files import files


@pytest.fixture(scope="module")
def outputs(edition):
    return {output.uri: output.content for output in downloads.make(edition, [])}


@pytest.fixture(scope="module")
def page(edition):
    (made,) = data.make(edition)
    return made


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_every_file_the_page_links_is_made(page, outputs):
    listed = [f for group in (page.view["whole"], *page.view["recorded"]) for f in group["files"]]
    assert {f["href"] for f in listed} | {f["href"] for f in page.view["schemas"]} | {"data/LICENCE.txt"} == set(outputs)
    assert {f["schema"] for f in listed if f["schema"]} <= set(outputs)


def test_the_page_says_what_each_file_of_the_api_holds(edition, page):
    made = {output.uri for feed in (api_v1, reviews) for output in feed.make(edition, [])}
    assert {f["href"] for f in page.view["api"]} == made


def test_each_csv_file_has_as_many_rows_as_the_page_says(edition, outputs):
    for file in files(edition):
        if file.uri.endswith(".csv"):
            assert len(rows_of(outputs[file.uri])) == file.rows, file.uri


def test_each_row_of_facts_prices_offers_and_results_names_a_source_on_record(edition, outputs):
    for uri, text in outputs.items():
        if uri.startswith(("data/prices", "data/offers", "data/results", "data/facts", "data/claims", "data/promises")):
            assert {row["source"] for row in rows_of(text)} <= set(edition.catalog.sources), uri


def test_recorded_files_come_back_as_they_are_recorded(edition, outputs):
    for price in edition.catalog.prices[:50]:
        rows = rows_of(outputs[f"data/prices/{price.platform}.csv"])
        written = {name: price.row.values.get(name, "") for name in price.row.header}
        assert written in rows


def test_lists_are_yaml_and_schemas_are_json(outputs):
    for uri, text in outputs.items():
        if uri.endswith(".yml"):
            assert yaml.safe_load(text)
        if uri.endswith(".json"):
            assert json.loads(text)["type"] == "object"


def test_every_source_stands_on_the_page_with_licence_and_day(edition, page):
    rows = page.view["sources"] + page.view["quiet"]
    assert {row["id"] for row in rows} == set(edition.catalog.sources)
    assert all(row["licence"] and row["read"] for row in rows)


def test_the_counts_of_the_sources_are_those_of_the_records(edition, page):
    total = sum(row["total"] for row in page.view["sources"])
    facts = sum(len(model.facts) for model in edition.models)
    assert total == facts + len(edition.catalog.prices) + len(edition.catalog.offers) + len(edition.catalog.results)


def excluded(small, licence="CC-BY-NC-4.0"):
    sources = (small / "data/sources.yml").read_text("utf-8")
    (small / "data/sources.yml").write_text(
        sources.replace("name: Puzzles, publisher: Puzzle authors, url: 'https://puzzles.invalid/', kind: independent, grade: published, licence: MIT",
                        f"name: Puzzles, publisher: Puzzle authors, url: 'https://puzzles.invalid/', kind: independent, grade: published, licence: {licence}")
        .replace("kind: vendor, grade: vendor, licence: none-stated", f"kind: vendor, grade: vendor, licence: {licence}"), "utf-8")  # fmt: skip
    priced(small, "acme-large text.input 2")
    site = Site(exclude_licences=("CC-BY-NC-4.0",))
    return Edition(load(small).without(site.exclude_licences), date(2026, 11, 22), site=site)


def test_no_file_holds_a_record_of_a_source_that_the_build_leaves_out(small):
    edition = excluded(small)
    for output in downloads.make(edition, []):
        if output.uri.endswith(".csv") and output.uri.startswith(("data/facts", "data/prices", "data/offers", "data/results")):
            assert {row["source"] for row in rows_of(output.content)} <= {"pricebook"}, output.uri
    models = next(o.content for o in downloads.make(edition, []) if o.uri == "data/models.csv")
    assert all(not row["limits.context"] for row in rows_of(models))


def test_a_source_that_is_left_out_is_named_as_such(small):
    (page,) = data.make(excluded(small))
    quiet = {row["id"]: row for row in page.view["quiet"]}
    assert quiet["puzzles"]["excluded"]
    assert quiet["puzzles"]["total"] == 0


def test_the_citation_names_the_day_of_the_data_and_the_commit_if_known(small):
    edition = Edition(priced(small, "acme-large text.input 2"), date(2026, 11, 22), site=Site(url="https://x.invalid/t/", commit="0123456789abcdef"))
    (page,) = data.make(edition)
    assert page.view["cite"] == (
        "Tokonomix: records of AI models, as of 21\u00a0November 2026, commit 0123456789ab. CC BY 4.0. https://x.invalid/t/data/"
    )
