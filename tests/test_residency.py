"""What an offer promises: the traps of residency, one sentence each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tokonomix import residency
from tokonomix.catalog import Catalog
from tokonomix.load import read
from tokonomix.residency import Served

DAY = date(2026, 11, 22)
PAGE = "https://acme.invalid/regions"
TERMS = "https://acme.invalid/terms"
HEADER = (
    "model,served_as,region,scope,from,until,processing,storage,surcharge,retention,training,agreement,evidence,"
    "source,read,note\n"
)
PLATFORMS = f"""
acme:
  name: Acme API
  vendor: acme
cloudy:
  name: Cloudy
  regions: {{eu: EU, us: US, paris: FR, oslo: 'NO', zurich: CH, london: GB}}
  promises:
    global: {{scope: global, processing: anywhere, evidence: '{PAGE}', source: acme-docs, read: 2026-11-20}}
    eu-zone:
      scope: zone
      within: EU+EFTA
      processing: EU+EFTA
      others: [{{processing: EU, evidence: '{TERMS}', source: acme-docs, read: 2026-11-21}}]
      evidence: {PAGE}
      source: acme-docs
      read: 2026-11-20
    zone: {{scope: zone, processing: its region, evidence: '{PAGE}', source: acme-docs, read: 2026-11-20}}
    region: {{scope: region, processing: its region, evidence: '{PAGE}', source: acme-docs, read: 2026-11-20}}
    at-rest: {{storage: its region, evidence: '{PAGE}', source: acme-docs, read: 2026-11-20}}
    terms: {{retention: 30 days, training: opt-in, evidence: '{TERMS}', source: acme-docs, read: 2026-11-21}}
zoned:
  name: Zoned
  regions: {{eu: EU, us: US}}
  promises:
    eu:
      region: eu
      scope: zone
      serves: true
      processing: EU
      surcharge: '1.10'
      evidence: {PAGE}
      source: acme-docs
      read: 2026-11-20
    us:
      region: us
      scope: country
      released_from: 2025-12-02
      serves: true
      processing: US
      evidence: {PAGE}
      source: acme-docs
      read: 2026-11-20
bare:
  name: Bare
"""


@pytest.fixture
def catalog(small: Path) -> Callable[..., Catalog]:
    """Return a function that gives the catalogue of the small repository with these offers on these platforms."""

    def build(**offers: str) -> Catalog:
        (small / "data/platforms.yml").write_text(PLATFORMS, "utf-8")
        (small / "data/offers/acme.csv").unlink()
        for platform, rows in offers.items():
            (small / f"data/offers/{platform}.csv").write_text(f"{HEADER}{rows}\n", "utf-8")
        return read(small)[0]

    return build


def row(region: str = "global", scope: str = "", model: str = "acme-large", **cells: str) -> str:
    named = {"model": model, "region": region, "scope": scope, "source": "acme-docs", "read": "2026-11-20"} | cells
    return ",".join(named.get(name, "") for name in HEADER.strip().split(","))


def only(catalog: Catalog, model: str = "acme-large") -> Served:
    (served,) = residency.offers(catalog, model)
    return served


def test_a_global_deployment_in_a_european_region_is_not_eu_processing(catalog):
    served = only(catalog(cloudy=row("paris", "global")))
    assert served.in_eu == "no promise"
    assert served.value("storage") == "FR"


def test_a_global_scope_promises_nothing_even_where_no_page_was_read(catalog):
    assert only(catalog(bare=row("paris", "global"))).in_eu == "no promise"


def test_what_is_stored_in_the_eu_need_not_be_processed_there(catalog):
    served = only(catalog(bare=row("paris", storage="FR", evidence=PAGE)))
    assert (served.value("storage"), served.value("processing"), served.in_eu) == ("FR", None, "unknown")


@pytest.mark.parametrize(("region", "place"), [("oslo", "NO"), ("zurich", "CH"), ("london", "GB")])
def test_norway_switzerland_and_the_united_kingdom_are_not_the_eu(catalog, region, place):
    served = only(catalog(cloudy=row(region, "region")))
    assert (served.value("processing"), served.in_eu) == (place, "no")


def test_one_member_state_is_the_eu(catalog):
    assert only(catalog(cloudy=row("paris", "region"))).in_eu == "yes"


def test_where_pages_disagree_the_weaker_promise_counts_and_both_are_kept(catalog):
    served = only(catalog(cloudy=row("paris", "zone")))
    assert (served.in_eu, served.disputed) == ("EU or EFTA", True)
    said = served.said["processing"]
    assert (said.value, said.evidence) == ("EU+EFTA", PAGE)
    assert [(other.value, other.evidence) for other in said.others] == [("EU", TERMS)]


def test_a_zone_outside_europe_gets_its_own_promise(catalog):
    served = only(catalog(cloudy=row("us", "zone")))
    assert (served.value("processing"), served.in_eu, served.disputed) == ("US", "no", False)


def test_a_region_we_cannot_place_is_not_known(catalog):
    served = only(catalog(cloudy=row("atlantis", "region")))
    assert (served.in_eu, "processing" in served.said, "storage" in served.said) == ("unknown", False, False)


def test_a_platform_that_says_nothing_leaves_everything_unknown(catalog):
    served = only(catalog(bare=row()))
    assert served.in_eu == "unknown"
    assert not served.said


def test_the_own_word_of_an_offer_comes_before_the_platforms(catalog):
    served = only(catalog(cloudy=row("paris", "region", retention="none", processing="DE", evidence=TERMS)))
    assert served.said["processing"].record == "offers/cloudy#acme-large@paris/region"
    assert (served.value("processing"), served.value("retention"), served.value("training")) == ("DE", "none", "opt-in")


def test_what_the_platform_promises_once_holds_for_each_of_its_offers_with_its_evidence(catalog):
    found = residency.offers(catalog(cloudy=f"{row('paris', 'region')}\n{row('london', 'region')}"), "acme-large")
    for served in found:
        said = served.said["retention"]
        assert (said.value, said.evidence, said.read) == ("30 days", TERMS, date(2026, 11, 21))
        assert said.record == "platforms/cloudy#promises.terms"
        assert said.place.path == "data/platforms.yml"


def test_a_platform_can_sell_everything_in_a_second_region_without_a_row_for_each(catalog):
    sold, added = residency.offers(catalog(zoned=row()), "acme-large")
    assert (sold.id, sold.in_eu) == ("offers/zoned#acme-large@global", "unknown")
    assert (added.id, added.in_eu, added.offer) == ("offers/zoned#acme-large@eu/zone", "yes", None)
    assert str(added.value("surcharge")) == "1.10"


def test_a_row_of_that_region_is_not_doubled(catalog):
    found = residency.offers(catalog(zoned=f"{row()}\n{row('eu', 'zone', surcharge='1.2')}"), "acme-large")
    assert [(s.region, str(s.value("surcharge"))) for s in found] == [("global", "None"), ("eu", "1.2")]


def test_a_promise_for_newer_models_leaves_older_ones_out(catalog):
    regions = {s.region for s in residency.offers(catalog(zoned=row()), "acme-large")}
    assert regions == {"global", "eu"}, "acme-large was released on 1 December 2025, a day before the promise begins"


def test_a_model_gets_the_best_answer_of_its_current_offers(catalog):
    known = catalog(zoned=row(), bare=row(), cloudy=f"{row('london', 'region')}\n{row('paris', 'zone')}")
    found = residency.in_europe(known, known.models["acme-large"], DAY)
    assert found.answer == "yes"
    assert found.best is not None
    assert found.best.id == "offers/zoned#acme-large@eu/zone"
    assert len(found.offers) == 5


def test_an_offer_that_has_ended_answers_for_nobody(catalog):
    known = catalog(cloudy=row("paris", "region", until="2026-11-22"))
    assert residency.in_europe(known, known.models["acme-large"], DAY).answer == "unknown"


def test_as_long_as_one_offer_is_not_known_the_answer_is_not_no(catalog):
    known = catalog(cloudy=row("london", "region"), bare=row())
    model = known.models["acme-large"]
    assert residency.in_europe(known, model, DAY).answer == "unknown"
    assert residency.in_europe(known, model, DAY, "cloudy").answer == "no"


def test_the_offer_of_a_snapshot_answers_for_its_model(catalog):
    known = catalog(cloudy=row("paris", "region", "acme-large-2025-03-01"))
    assert residency.in_europe(known, known.models["acme-large"], DAY).answer == "yes"


def test_a_model_that_its_maker_retired_is_answered_for_by_others_that_sell_it(edition):
    known = edition.catalog
    model = known.models["voxtral-mini-2507"]
    assert model.state(edition.today) == "retired"
    found = residency.current(known, model, edition.today)
    assert {served.platform for served in found} == {"bedrock"}
    assert not residency.ended(known, model, edition.today)
    assert residency.ended(known, known.models["gpt-4o-realtime-preview"], edition.today) == (
        not residency.current(known, known.models["gpt-4o-realtime-preview"], edition.today)
    )


def test_a_region_is_named_by_its_platform_or_by_the_country_it_lies_in(edition):
    known = edition.catalog
    assert residency.region_words(known, "azure", "swedencentral") == "Sweden Central (swedencentral)"
    assert residency.region_words(known, "bedrock", "eu-central-1") == "Germany (eu-central-1)"
    assert residency.region_words(known, "bedrock", "au") == "Australia"
    assert residency.region_words(known, "bedrock", "eu") == "EU"
    assert residency.region_words(known, "bedrock", "mars-1") == "region mars-1"
    assert residency.zone_words("us") == "the United States"
