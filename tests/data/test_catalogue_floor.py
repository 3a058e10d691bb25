"""The committed catalogue: how much it holds at least, and that no record claims what nobody said."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tokonomix.load import load
from tokonomix.money.rates import priced_as, rates

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 22)
VOICE = "gpt-4o-mini-realtime-preview-2024-12-17"


@pytest.fixture(scope="module")
def catalog():
    """Return the committed catalogue."""
    return load(ROOT)


def test_at_least_two_hundred_models_have_facts_and_a_current_or_last_known_price(catalog):
    whole = [
        model
        for model in catalog.models.values()
        if model.kind == "model" and model.outputs and model.value("limits.context") and rates(catalog, model, TODAY)
    ]
    assert len(whole) >= 200
    assert len({model.vendor for model in whole}) >= 15


def test_every_model_with_a_result_has_a_price(catalog):
    missing = {
        result.model
        for result in catalog.results
        if result.model and not catalog.prices_of(priced_as(catalog, catalog.models[result.model], TODAY))
    }
    # None of the hosts we follow sells these, and no source gives a price of the maker.
    assert missing <= {
        "bielik-11b-v2.3-instruct",
        "claude-instant-1.2",
        "deepseek-coder-v2",
        "deepseek-v2.5",
        "ernie-5.1",
        "gemini-2.0-pro-exp-02-05",
        "gemini-exp-1206",
        "gemma-1.1-7b-it",
        "gemma-2-2b-it",
        "gemma-4-e4b-it",
        "granite-3.1-8b-instruct",
        "granite-4.0-h-micro",
        "granite-4.0-h-small",
        "grok-2-mini",
        "grok-beta",
        "hy3-preview",
        "llama-2-7b-chat",
        "llama-3.1-nemotron-70b-instruct",
        "llama-3.3-nemotron-super-49b-v1.5",
        "minimax-text-01",
        "mistral-7b-instruct-v0.2",
        "nemotron-cascade-2-30b-a3b",
        "olmo-2-0325-32b-instruct",
        "olmo-2-1124-13b-instruct",
        "olmo-3-32b-think",
        "qwen1.5-110b-chat",
        "qwen1.5-14b-chat",
        "qwen1.5-4b-chat",
        "qwen1.5-72b-chat",
        "qwen1.5-7b-chat",
        "qwen3-0.6b",
        "qwen3-1.7b",
        "qwen3.5-flash",
        "qwq-32b-preview",
        "reka-flash-3",
        "seed-2.0-pro",
        "snowflake-arctic-instruct",
        "trinity-large-preview",
        "yi-lightning",
    }


def test_models_of_one_vendor_are_told_apart_by_their_names(catalog):
    seen: dict[tuple[str, str], str] = {}
    for model in catalog.models.values():
        name = " ".join(model.name.lower().replace("-", " ").split())
        assert seen.setdefault((model.vendor, name), model.id) == model.id, f"{model.id}: {model.name}"


def test_a_model_known_only_from_benchmarks_is_named_by_two_of_them_at_least(catalog):
    named: dict[str, set[str]] = {}
    for result in catalog.results:
        if result.model:
            named.setdefault(result.model, set()).add(result.source)
    alone = [
        path.stem
        for path in sorted((ROOT / "data/models").glob("*/*.yml"))
        if "\nsource: benchmark-names\n" in path.read_text("utf-8") and len(named.get(path.stem, ())) < 2
    ]
    assert alone == []


def test_no_amount_is_zero_unless_free_or_included(catalog):
    assert [p.id for p in catalog.prices if p.amount == 0 and p.status not in ("free", "included")] == []


def test_no_rate_is_above_a_thousand_dollars_or_dearer_cached_than_not(catalog):
    plain = {
        (p.platform, p.model, p.region, p.tier, p.rate, p.when, p.since): p.amount
        for p in catalog.prices
        if p.per == "1M tokens" and p.amount is not None
    }
    assert [key for key, amount in plain.items() if amount > 1000] == []
    dearer = [
        key
        for key, amount in plain.items()
        if key[4].endswith(".cache_read")
        and (whole := plain.get((*key[:4], key[4].replace("cache_read", "input"), *key[5:]))) is not None
        and amount > whole
    ]
    assert dearer == []


def test_every_snapshot_belongs_to_a_model_and_every_alias_points_somewhere_today(catalog):
    models = catalog.models
    assert [m.id for m in models.values() if m.kind == "snapshot" and models[m.of].kind != "model"] == []
    assert [m.id for m in models.values() if m.kind == "alias" and not catalog.target(m.id, TODAY)] == []


def test_the_first_reviewed_model_has_its_five_prices(catalog):
    found = rates(catalog, catalog.models[VOICE], TODAY)
    assert {rate: row.price.amount for rate, row in found.items()} == {
        "text.input": Decimal("0.60"),
        "text.cache_read": Decimal("0.30"),
        "text.output": Decimal("2.40"),
        "audio.input": Decimal(10),
        "audio.cache_read": Decimal("0.30"),
        "audio.output": Decimal(20),
    }
    europe = rates(catalog, catalog.models[VOICE], TODAY, platform="azure", region="eu")
    assert {rate: row.price.amount for rate, row in europe.items()} == {
        "text.input": Decimal("0.66"),
        "text.cache_read": Decimal("0.33"),
        "text.output": Decimal("2.64"),
        "audio.input": Decimal(11),
        "audio.output": Decimal(22),
    }


def test_the_first_reviewed_model_names_who_disagrees_and_leaves_its_last_day_open(catalog):
    model = catalog.models[VOICE]
    context, shutdown = model.facts["limits.context"], model.facts["shutdown_on"]
    assert context.value == 16000
    assert {claim.source: claim.value for claim in context.claims} == {
        "genai-prices": 16000,
        "litellm": 128000,
        "openai-model-page-gpt-4o-mini-realtime-preview": 16000,
        "tokencost": 128000,
        "truefoundry-models": 32000,
    }
    assert shutdown.value is None
    assert {claim.value for claim in shutdown.claims} == {date(2026, 7, 23), date(2027, 1, 20)}
    assert model.value("deprecated_on") == date(2026, 4, 22)


def test_every_recorded_file_is_as_the_canonical_writer_leaves_it():
    from tokonomix.importers.writing import format_csv, format_yaml
    from tokonomix.schema.model import ModelFile
    from tokonomix.schema.rows import OfferRow, PriceRow
    from tokonomix.source import read_csv, read_yaml

    for folder, shape in (("offers", OfferRow), ("prices", PriceRow)):
        for path in sorted((ROOT / "data" / folder).glob("*.csv")):
            name = path.relative_to(ROOT).as_posix()
            assert format_csv(shape, [row.values for row in read_csv(ROOT, name).rows]) == path.read_text("utf-8"), name
    for path in sorted((ROOT / "data/models").glob("*/*.yml")):
        name = path.relative_to(ROOT).as_posix()
        assert format_yaml(ModelFile, read_yaml(ROOT, name).value) == path.read_text("utf-8"), name


def test_every_alias_of_a_price_source_leads_to_a_model_or_to_nothing(catalog):
    with (ROOT / "data/aliases.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row for row in rows if row["model"] and row["model"] not in catalog.models] == []
