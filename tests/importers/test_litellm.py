"""litellm: prices a token, a second and a character; thresholds, tiers, windows, regions; names and limits that mislead."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.importers.small_sources import (
    aliases,
    bring,
    claimed,
    entry,
    everything,
    genai,
    model,
    models_dev,
    price_entry,
    prices,
)
from tokonomix.importers.litellm_rates import rates
from tokonomix.importers.runner import remove
from tokonomix.problem import SourceError
from tokonomix.source import read_csv


def sold(provider="openai", mode="chat", **fields):
    """Return an entry of the map at 2 dollars for a million tokens of input and 8 of output."""
    usual = {"litellm_provider": provider, "mode": mode, "input_cost_per_token": 2e-06, "output_cost_per_token": 8e-06}
    return usual | fields


def found(**fields):
    """Return the rates of an entry as (rate, tier, when): amount."""
    return {(r.rate, r.tier, r.when): f"{r.amount.normalize():f}" for r in rates({"mode": "chat"} | fields)}


def offers(root, platform):
    """Return the offers of a platform as (model, region): row."""
    rows = read_csv(root, f"data/offers/{platform}.csv").rows
    return {(row.values["model"], row.values["region"]): dict(row.values) for row in rows}


def regions(root, platform, rate="text.input"):
    """Return the plain amount of a rate by region."""
    rows = [row for row in prices(root, platform) if row["rate"] == rate and "tier" not in row]
    return {row["region"]: row["amount"] for row in rows}


def test_a_price_a_token_becomes_one_a_million_without_binary_noise():
    assert found(input_cost_per_token=4.9999999999999996e-08) == {("text.input", "standard", None): "0.05"}
    assert rates({"input_cost_per_token": 1.375e-07})[0].amount == Decimal("0.1375")


def test_a_price_of_zero_is_unknown():
    assert found(input_cost_per_token=0.0, output_cost_per_token=0, cache_creation_input_token_cost=0.0) == {}


def test_thresholds_tiers_and_times_to_live_are_read_from_the_name_of_the_field():
    amounts = found(
        cache_creation_input_token_cost=1e-06,
        cache_creation_input_token_cost_above_1hr=2e-06,
        cache_creation_input_token_cost_above_12hr_above_272k_tokens_flex=3e-06,
        input_cost_per_token_above_200k_tokens_batches=4e-06,
        cache_read_input_token_cost_priority=5e-06,
    )
    assert amounts == {
        ("text.cache_write", "standard", None): "1",
        ("text.cache_write.1h", "standard", None): "2",
        ("text.cache_write.12h", "flex", "input>272k"): "3",
        ("text.input", "batch", "input>200k"): "4",
        ("text.cache_read", "priority", None): "5",
    }


def test_the_price_of_writing_audio_to_the_cache_repeats_that_of_reading_and_is_left_out():
    fields = {"cache_creation_input_audio_token_cost": 3e-07, "cache_read_input_audio_token_cost": 3e-07}
    assert found(**fields) == {("audio.cache_read", "standard", None): "0.3"}


def test_the_first_range_is_the_plain_price_and_the_others_begin_above_its_end():
    ranges = [
        {"range": [0, 32000.0], "input_cost_per_token": 1.2e-06},
        {"range": [32000.0, 128000.0], "input_cost_per_token": 2.4e-06},
    ]
    amounts = found(tiered_pricing=ranges)
    assert amounts == {("text.input", "standard", None): "1.2", ("text.input", "standard", "input>32k"): "2.4"}


def test_the_price_of_most_of_the_week_is_the_plain_one_and_the_rest_has_its_windows():
    windows = [
        {"hours_utc": ["00:00-01:00", "04:00-06:00", "10:00-00:00"], "weekdays": [1, 2, 3, 4, 5]},
        {"hours_utc": "00:00-00:00", "weekdays": [6, 7]},
    ]
    amounts = found(input_cost_per_token=3e-07, off_peak_pricing={"input_cost_per_token": 1.5e-07, "windows": windows})
    assert amounts == {
        ("text.input", "standard", None): "0.15",
        ("text.input", "standard", "utc 01:00-04:00 mon-fri"): "0.3",
        ("text.input", "standard", "utc 06:00-10:00 mon-fri"): "0.3",
    }


def test_a_short_cheap_window_stays_one_even_over_midnight():
    off_peak = {"input_cost_per_token": 1e-07, "windows": [{"hours_utc": "16:30-00:30"}]}
    assert found(input_cost_per_token=2e-07, off_peak_pricing=off_peak) == {
        ("text.input", "standard", None): "0.2",
        ("text.input", "standard", "utc 16:30-00:30"): "0.1",
    }


def test_thinking_is_a_rate_of_its_own_only_if_it_costs_something_else():
    same = found(output_cost_per_token=4e-07, output_cost_per_reasoning_token=4e-07)
    other = found(output_cost_per_token=4e-07, output_cost_per_reasoning_token=3.5e-06)
    assert ("text.reasoning", "standard", None) not in same
    assert other["text.reasoning", "standard", None] == "3.5"


def test_the_price_of_a_second_of_speech_is_one_of_an_hour_and_is_counted_once():
    both = found(mode="audio_transcription", input_cost_per_second=1e-04, output_cost_per_second=1e-04)
    wrong_side = found(mode="audio_transcription", input_cost_per_second=0.0, output_cost_per_second=1e-04)
    assert both == wrong_side == {("audio.input", "standard", None): "0.36"}
    assert found(mode="realtime", input_cost_per_second=0.000833333333333) == {("audio.session", "standard", None): "3"}
    assert found(mode="audio_speech", output_cost_per_second=0.00025) == {("audio.output", "standard", None): "0.9"}


def test_characters_messages_and_searches_have_units_of_their_own():
    costs = {"search_context_size_low": 0.01, "search_context_size_high": 0.01}
    read = rates({"input_cost_per_character": 1.5e-05, "search_context_cost_per_query": costs})
    units = {(rate.rate, f"{rate.amount.normalize():f}", rate.per) for rate in read}
    assert units == {("text.character", "15", "1M characters"), ("search.web", "10", "1k requests")}


def test_searches_that_cost_more_with_more_context_have_no_single_price():
    costs = {"search_context_size_low": 0.006, "search_context_size_high": 0.014}
    assert found(search_context_cost_per_query=costs) == {}


def test_an_amount_beyond_belief_makes_the_whole_entry_unusable():
    assert found(input_cost_per_token=0.0032, output_cost_per_token=1e-06) == {}


def test_the_input_limit_is_no_context_and_an_output_that_repeats_it_is_not_stated(tmp_path):
    limits = {"max_input_tokens": 272000, "max_output_tokens": 128000}
    both = {"max_input_tokens": 500000, "max_output_tokens": 500000}
    bring(tmp_path, "litellm", {"gpt-9": sold(**limits), "xai/grok-9": sold("xai", **both)})
    assert model(tmp_path, "openai/gpt-9")["limits"] == {"max_input": 272000, "max_output": 128000}
    assert model(tmp_path, "xai/grok-9")["limits"] == {"max_input": 500000}


def test_an_input_limit_above_the_context_is_an_opinion_of_the_context(tmp_path):
    bring(tmp_path, "models-dev", models_dev(openai={"gpt-9": entry("GPT-9", limit={"context": 16000, "output": 4096})}))
    bring(tmp_path, "litellm", {"gpt-9": sold(max_input_tokens=128000)})
    file = model(tmp_path, "openai/gpt-9")
    assert file["limits"] == {"context": 16000, "max_output": 4096}
    assert file["claims"]["limits.context"] == [{"value": 128000, "source": "litellm", "read": "2026-11-22"}]


def test_a_realtime_session_has_one_window_and_its_limit_is_the_context(tmp_path):
    bring(tmp_path, "litellm", {"gpt-realtime-9": sold(mode="realtime", max_input_tokens=32000)})
    assert model(tmp_path, "openai/gpt-realtime-9")["limits"] == {"context": 32000}


def test_what_a_service_takes_a_minute_is_read_from_the_makers_own_key_and_zero_is_unknown(tmp_path):
    gemini = sold("gemini", rpm=15, tpm=250000.0)
    cloud = sold("vertex_ai-language-models", rpm=100, tpm=100)
    bring(tmp_path, "litellm", {"gemini/gemini-9-pro": gemini, "gpt-9": sold(rpm=0), "vertex_ai/gemini-9-pro": cloud})
    stated = {"requests_per_minute": 15, "tokens_per_minute": 250000}
    assert model(tmp_path, "google/gemini-9-pro")["rate_limits"] == stated
    assert "rate_limits" not in model(tmp_path, "openai/gpt-9")


def test_a_cloud_is_the_maker_of_its_own_models(tmp_path):
    aliases(tmp_path, ("litellm", "bedrock/nova-9-5-sonic", "nova-9-5-sonic"))
    sonic = sold("bedrock", "realtime", deprecation_date="2027-06-01")
    bring(tmp_path, "litellm", {"amazon.nova-9-5-sonic": sonic})
    found = model(tmp_path, "amazon/nova-9-5-sonic")
    assert (found["name"], found["endpoints"], found["shutdown_on"]) == ("Nova 9.5 Sonic", ["realtime"], "2027-06-01")


def test_the_last_day_of_a_cloud_or_host_is_that_of_its_offer_and_a_makers_own_is_not(tmp_path):
    listed = {
        "gpt-9": sold(deprecation_date="2027-01-20"),
        "azure/gpt-9": sold("azure", deprecation_date="2027-05-15"),
        "azure/eu/gpt-9": sold("azure"),
        "fireworks_ai/gpt-9": sold("fireworks_ai", deprecation_date="2026-08-27"),
    }
    aliases(tmp_path, ("litellm", "fireworks/gpt-9", "gpt-9"))
    bring(tmp_path, "litellm", listed)
    assert {region: row.get("until") for (_, region), row in offers(tmp_path, "azure").items()} == {
        "global": "2027-05-15", "eu": None,
    }  # fmt: skip
    assert offers(tmp_path, "fireworks")["gpt-9", "global"]["until"] == "2026-08-27"
    assert "until" not in offers(tmp_path, "openai")["gpt-9", "global"]
    before = everything(tmp_path)
    remove("litellm", root=tmp_path)
    bring(tmp_path, "litellm", listed)
    assert everything(tmp_path) == before


@pytest.mark.parametrize(
    ("told", "until"),
    [
        ({"earliest_shutdown_on": "2027-05-15"}, None),
        ({"earliest_shutdown_on": "2027-05-14"}, "2027-05-15"),
        ({"shutdown_on": "2027-05-15"}, "2027-05-15"),
    ],
)
def test_a_host_that_repeats_the_day_before_which_the_maker_ends_nothing_names_no_end(tmp_path, told, until):
    listed = {"gpt-9": sold(), "azure/gpt-9": sold("azure", deprecation_date="2027-05-15")}
    bring(tmp_path, "litellm", listed)
    bring(tmp_path, "model-deprecations", [{"provider": "openai", "model": "gpt-9", "status": "active", "sources": []} | told])
    bring(tmp_path, "litellm", listed)
    assert offers(tmp_path, "azure")["gpt-9", "global"].get("until") == until



def test_the_last_day_is_of_the_makers_own_key_only(tmp_path):
    known = {"gpt-9": sold(), "azure/gpt-9": sold("azure", deprecation_date="2027-05-15")}
    bring(tmp_path, "litellm", known)
    assert "shutdown_on" not in model(tmp_path, "openai/gpt-9")
    bring(tmp_path, "litellm", known | {"gpt-9": sold(deprecation_date="2027-01-20")})
    assert model(tmp_path, "openai/gpt-9")["shutdown_on"] == "2027-01-20"


def test_a_priced_model_without_a_past_last_day_is_current(tmp_path):
    bring(tmp_path, "litellm", {"gpt-8": sold(deprecation_date="2026-10-20"), "gpt-9": sold(), "gpt-9-preview": sold()})
    stages = {name: model(tmp_path, f"openai/{name}").get("status") for name in ("gpt-8", "gpt-9", "gpt-9-preview")}
    assert stages == {"gpt-8": None, "gpt-9": "current", "gpt-9-preview": "preview"}


def test_modalities_are_those_stated_else_those_of_the_mode_and_the_flags(tmp_path):
    stated = {"supported_modalities": ["audio", "text"], "supported_output_modalities": ["text"]}
    known = {
        "gpt-9": sold(supports_vision=True, supports_pdf_input=True),
        "gpt-9-audio": sold(**stated),
        "gpt-9-tts": sold(mode="audio_speech"),
        "gpt-9-transcribe": sold(mode="audio_transcription"),
    }
    bring(tmp_path, "litellm", known)
    kinds = {name: model(tmp_path, f"openai/{name}")["modalities"] for name in known}
    assert kinds["gpt-9"] == {"input": ["text", "image", "pdf"], "output": ["text"]}
    assert kinds["gpt-9-audio"] == {"input": ["text", "audio"], "output": ["text"]}
    assert kinds["gpt-9-tts"] == {"input": ["text"], "output": ["audio"]}
    assert kinds["gpt-9-transcribe"] == {"input": ["audio"], "output": ["text"]}


def test_endpoints_are_the_makers_own_only_at_openai(tmp_path):
    chat = {"supported_endpoints": ["/v1/chat/completions", "/v1/responses", "/v1/batch"]}
    bring(tmp_path, "litellm", {"gpt-9": sold(**chat), "gemini/gemini-9": sold("gemini", **chat)})
    assert model(tmp_path, "openai/gpt-9")["endpoints"] == ["chat", "responses"]
    assert "endpoints" not in model(tmp_path, "google/gemini-9")


def test_zones_of_azure_and_profiles_of_bedrock_are_regions_with_their_scope(tmp_path):
    known = {
        "gpt-9": sold(),
        "azure/gpt-9": sold("azure"),
        "azure/eu/gpt-9": sold("azure", input_cost_per_token=2.2e-06),
        "claude-9": sold("anthropic"),
        "anthropic.claude-9-v1:0": sold("bedrock_converse"),
        "eu.anthropic.claude-9-v1:0": sold("bedrock_converse", input_cost_per_token=2.2e-06),
        "bedrock/eu-central-1/anthropic.claude-9-v1:0": sold("bedrock", input_cost_per_token=2.4e-06),
        "bedrock/eu-central-1/1-month-commitment/anthropic.claude-9": sold("bedrock"),
        "bedrock/us-gov-west-1/anthropic.claude-9-v1:0": sold("bedrock"),
    }
    bring(tmp_path, "litellm", known)
    assert regions(tmp_path, "azure") == {"global": "2", "eu": "2.2"}
    assert regions(tmp_path, "bedrock") == {"global": "2", "eu": "2.2", "eu-central-1": "2.4"}
    scopes = {key[1]: row.get("scope") for key, row in offers(tmp_path, "bedrock").items()}
    assert scopes == {"global": None, "eu": "zone", "eu-central-1": "region"}
    served = offers(tmp_path, "bedrock")["claude-9", "eu"]["served_as"]
    assert served == "eu.anthropic.claude-9-v1:0"


def test_the_global_profile_goes_before_a_name_without_a_zone(tmp_path):
    known = {
        "claude-9": sold("anthropic"),
        "anthropic.claude-9": sold("bedrock", input_cost_per_token=3e-06),
        "global.anthropic.claude-9": sold("bedrock_converse"),
    }
    bring(tmp_path, "litellm", known)
    assert regions(tmp_path, "bedrock") == {"global": "2"}
    assert offers(tmp_path, "bedrock")["claude-9", "global"]["scope"] == "global"


def test_a_factor_makes_a_region_with_its_surcharge_and_its_plain_prices(tmp_path):
    eu = {"regional_processing_uplift_multiplier_eu": 1.1, "input_cost_per_token_batches": 1e-06}
    known = {"gpt-9": sold(**eu), "claude-9": sold("anthropic", provider_specific_entry={"us": 1.1, "fast": 2})}
    known["vertex_ai/claude-9@default"] = sold("vertex_ai-anthropic_models", regional_endpoint_uplift_multiplier=1.1)
    bring(tmp_path, "litellm", known)
    assert regions(tmp_path, "openai") == {"global": "2", "eu": "2.2"}
    assert offers(tmp_path, "openai")["gpt-9", "eu"]["surcharge"] == "1.1"
    assert {row.get("tier") for row in prices(tmp_path, "openai") if row["region"] == "eu"} == {None}
    assert regions(tmp_path, "anthropic") == {"global": "2", "us": "2.2"}
    assert regions(tmp_path, "vertex") == {"global": "2", "regional": "2.2"}


def test_a_moving_name_gets_no_file_and_a_retired_one_is_not_repriced_by_what_it_leads_to(tmp_path):
    retired = [{"provider": "xai", "model": "grok-8", "status": "retired", "sources": []}]
    bring(tmp_path, "models-dev", models_dev(xai={"grok-8": entry("Grok 8")}))
    bring(tmp_path, "model-deprecations", retired)
    names = ("grok-8", "grok-9", "grok-9-latest")
    bring(tmp_path, "litellm", {f"xai/{name}": sold("xai") for name in names})
    assert {row["model"] for row in prices(tmp_path, "xai")} == {"grok-9"}
    assert not (tmp_path / "data/models/xai/grok-9-latest.yml").exists()


def test_hosts_are_read_for_models_we_know_and_for_names_mapped_by_hand(tmp_path):
    aliases(tmp_path, ("litellm", "together/meta/Llama-8-Turbo", "llama-8"))
    known = {
        "gpt-9": sold(),
        "groq/openai/gpt-9": sold("groq"),
        "groq/openai/gpt-7": sold("groq"),
        "together_ai/meta/Llama-8-Turbo": sold("together_ai", deprecation_date="2027-01-01"),
        "perplexity/openai/gpt-9": sold("perplexity"),
    }
    bring(tmp_path, "litellm", known)
    assert {row["model"] for row in prices(tmp_path, "groq")} == {"gpt-9"}
    assert model(tmp_path, "meta/llama-8")["vendor"] == "meta"
    assert "shutdown_on" not in model(tmp_path, "meta/llama-8")
    assert not (tmp_path / "data/prices/perplexity.csv").exists()


def test_a_speech_maker_is_read_only_for_names_mapped_by_hand(tmp_path):
    aliases(tmp_path, ("litellm", "elevenlabs/eleven_v9", "eleven-v9"))
    spoken = {"litellm_provider": "elevenlabs", "mode": "audio_speech", "input_cost_per_character": 8e-05}
    bring(tmp_path, "litellm", {"elevenlabs/eleven_v9": spoken, "elevenlabs/eleven_v8": spoken})
    assert [(r["model"], r["rate"], r["amount"]) for r in prices(tmp_path, "elevenlabs")] == [
        ("eleven-v9", "text.character", "80")
    ]


def test_other_work_and_other_providers_are_not_our_business(tmp_path):
    known = {
        "sample_spec": {"input_cost_per_token": 0.0, "mode": "one of: chat"},
        "gpt-9": sold(),
        "gpt-image-9": sold(mode="image_generation"),
        "gpt-embed-9": sold(mode="embedding"),
        "nowhere/gpt-9": sold("nowhere", input_cost_per_token="dear"),
    }
    bring(tmp_path, "litellm", known)
    assert [path.stem for path in (tmp_path / "data/models").rglob("*.yml")] == ["gpt-9"]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"input_cost_per_token": "2.50"}, "gpt-9.input_cost_per_token"),
        ({"max_input_tokens": "128k"}, "gpt-9.max_input_tokens"),
        ({"deprecation_date": "soon"}, "gpt-9.deprecation_date"),
        ({"tiered_pricing": [{"from": 0}]}, "gpt-9.tiered_pricing[].range"),
        ({"off_peak_pricing": {"hours": "night"}}, "gpt-9.off_peak_pricing.windows"),
        ({"supported_modalities": "text"}, "gpt-9.supported_modalities"),
    ],
)
def test_a_changed_shape_is_refused_with_the_field_that_broke_and_nothing_is_written(tmp_path, change, named):
    with pytest.raises(SourceError) as caught:
        bring(tmp_path, "litellm", {"gpt-9": sold() | change})
    assert named in caught.value.report()
    assert not (tmp_path / "data").exists()


def test_a_file_without_any_entry_we_know_is_refused(tmp_path):
    with pytest.raises(SourceError, match="no entry has a 'litellm_provider'"):
        bring(tmp_path, "litellm", {"gpt-9": {"provider": "openai"}})


@pytest.fixture
def root(tmp_path):
    """Return a repository on whose prices and limits three sources do not agree."""
    bring(tmp_path, "genai-prices", genai(openai=[price_entry("gpt-9", {"input_mtok": 2}, context_window=400000)]))
    bring(tmp_path, "models-dev", models_dev(openai={"gpt-9": entry("GPT-9", cost={"input": 3, "output": 8})}))
    bring(tmp_path, "litellm", LITELLM)
    return tmp_path


LITELLM = {
    "gpt-9": sold(max_input_tokens=100000, cache_read_input_token_cost=2e-07),
    "gpt-8": sold(regional_processing_uplift_multiplier_eu=1.1),
}


def test_what_agrees_with_the_price_we_follow_is_filled_in_and_what_does_not_is_claimed(root):
    followed = {(r["rate"], r["amount"], r["source"]) for r in prices(root, "openai") if r["model"] == "gpt-9"}
    assert followed == {
        ("text.input", "2", "genai-prices"),
        ("text.output", "8", "litellm"),
        ("text.cache_read", "0.2", "litellm"),
    }
    assert set(claimed(root, "openai")) == {
        ("gpt-9", "text.input", "2", "litellm"),
        ("gpt-9", "text.input", "3", "models-dev"),
        ("gpt-9", "text.output", "8", "models-dev"),
    }


def test_the_report_names_the_rates_on_which_sources_differ(root):
    assert "prices/openai#gpt-9/global/text.input" in bring(
        root, "models-dev", models_dev(openai={"gpt-9": entry("GPT-9", cost={"input": 3, "output": 8})}), dry_run=True
    ).disputed
    assert bring(root, "litellm", LITELLM, dry_run=True).disputed == ()


def test_deleting_and_importing_again_gives_the_same_bytes_and_a_second_import_changes_nothing(root):
    before = everything(root)
    assert bring(root, "litellm", LITELLM).files == ()
    remove("litellm", root=root)
    assert everything(root) != before
    bring(root, "litellm", LITELLM)
    assert everything(root) == before
