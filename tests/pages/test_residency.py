"""Where a model is served: every cell of its page has a card with the page that states it, or says that nobody does."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tokonomix.bindings import Absent, Bindings
from tokonomix.edition import Edition
from tokonomix.load import load
from tokonomix.pages.model_served import residency
from tokonomix.problem import Place
from tokonomix.reads import Bound

PAGE = "https://acme.invalid/regions"
OTHER = "https://acme.invalid/terms"


@pytest.fixture
def bindings(small: Path) -> Bindings:
    """Return the bindings of Acme Large's page, where Acme serves it in two regions."""
    (small / "data/platforms.yml").write_text(
        f"""
acme:
  name: Acme API
  vendor: acme
  regions: {{eu: EU}}
  promises:
    zone:
      region: eu
      scope: zone
      serves: true
      processing: EU+EFTA
      surcharge: '1.10'
      condition: on request
      others: [{{processing: EU, evidence: '{OTHER}', source: acme-docs, read: 2026-11-19}}]
      evidence: {PAGE}
      source: acme-docs
      read: 2026-11-20
    terms: {{retention: 30 days, evidence: '{OTHER}', source: acme-docs, read: 2026-11-20}}
""",
        "utf-8",
    )
    edition = Edition(load(small), date(2026, 11, 22))
    return Bindings(edition, "models/acme-large/", Place("page.md"))


def served(bindings: Bindings) -> dict[str, Any]:
    model = bindings.catalog.models["acme-large"]
    (platform,) = residency(bindings.edition, model, bindings)["platforms"]
    return platform


def lines(shown: object) -> dict[str, list[tuple[str, str | None]]]:
    assert isinstance(shown, Bound)
    found: dict[str, list[tuple[str, str | None]]] = {}
    for term, text, url in shown.rows:
        found.setdefault(term, []).append((text.replace("\u00a0", " "), url))
    return found


def test_the_page_leads_with_the_best_answer_and_the_offer_that_gives_it(bindings):
    model = bindings.catalog.models["acme-large"]
    shown = residency(bindings.edition, model, bindings)["eu"]
    card = lines(shown)
    assert (shown.text, shown.local) == ("EU or EFTA", True)
    assert card["Best offer"] == [("Acme API, EU, zone", None)]
    assert card["Surcharge"] == [("1.10 times the price", None)]
    assert card["Only"] == [("on request", None)]
    assert card["So say"] == [("1 of 2 current offers", None)]


def test_the_best_answer_is_disputed_where_the_row_that_gives_it_is(bindings):
    model = bindings.catalog.models["acme-large"]
    assert residency(bindings.edition, model, bindings)["eu_open"]
    assert [row["eu_open"] for row in served(bindings)["rows"]] == [True, False]


def test_a_promise_has_a_card_with_its_page_its_day_and_what_another_page_says(bindings):
    card = lines(served(bindings)["rows"][0]["processing"])
    assert card["Source"] == [("Acme model pages", PAGE)]
    assert card["Read on"] == [("20 November 2026", None)]
    assert card["Another page says"] == [("Acme model pages: the EU (read 19 Nov 2026)", OTHER)]
    assert card["Record"][0][0] == "platforms/acme#promises.zone"


def test_who_lists_an_offer_stands_apart_from_who_promises_what_of_it(bindings):
    (kept,) = served(bindings)["terms"]
    card = lines(kept["shown"])
    assert card["Listed by"] == [("Acme model pages, read 20 November 2026", "https://acme.invalid/models")]
    assert card["Source"] == [("Acme model pages", OTHER)]


def test_what_nobody_states_is_said_to_be_unknown(bindings):
    zoned, sold = served(bindings)["rows"]
    for shown in (sold["eu"], sold["processing"], sold["storage"], zoned["storage"]):
        assert isinstance(shown, Absent)
        assert shown.text == "not known"


def test_terms_hold_for_the_offers_of_a_platform(bindings):
    (kept,) = served(bindings)["terms"]
    assert (kept["term"], kept["shown"].text) == ("Kept", "30 days")


def test_a_retired_model_is_served_nowhere_that_we_know_of(small: Path):
    path = small / "data/models/acme/acme-large.yml"
    path.write_text(path.read_text("utf-8").replace("status: current", "shutdown_on: 2026-11-01"), "utf-8")
    edition = Edition(load(small), date(2026, 11, 22))
    bindings = Bindings(edition, "models/acme-large/", Place("page.md"))
    model = edition.catalog.models["acme-large"]
    assert residency(edition, model, bindings) == {"eu": None, "eu_open": False, "platforms": [], "silent": []}
