"""models.dev: zeros that mean unknown, names that move, snapshots, hosts, and what is not our work."""

from __future__ import annotations

import pytest

from tests.importers.small_sources import aliases, bring, entry, model, models_dev, prices
from tokonomix.problem import SourceError


def test_a_limit_of_zero_is_unknown(tmp_path):
    bring(tmp_path, "models-dev", models_dev(openai={"gpt-9": entry("GPT-9", limit={"context": 0, "output": 4096})}))
    assert model(tmp_path, "openai/gpt-9")["limits"] == {"max_output": 4096}


def test_a_price_of_zero_on_both_sides_is_unknown_and_makes_no_row(tmp_path):
    bring(tmp_path, "models-dev", models_dev(openai={"gpt-9": entry("GPT-9", cost={"input": 0, "output": 0.0})}))
    assert not (tmp_path / "data/prices").exists()


def test_misspelt_price_keys_are_not_read_as_prices(tmp_path):
    cost = {"input": 2.5, "output": 10, "cached_input": 1.25}
    bring(tmp_path, "models-dev", models_dev(openai={"gpt-9": entry("GPT-9", cost=cost)}))
    assert [row["rate"] for row in prices(tmp_path, "openai")] == ["text.input", "text.output"]


def test_a_price_above_a_size_is_a_row_with_a_condition_beside_the_plain_one(tmp_path):
    cost = {"input": 2.5, "output": 15, "tiers": [{"input": 5.0, "output": 22.5, "tier": {"size": 272000}}]}
    bring(tmp_path, "models-dev", models_dev(openai={"gpt-9": entry("GPT-9", cost=cost)}))
    found = {(row["rate"], row.get("when")): row["amount"] for row in prices(tmp_path, "openai")}
    assert found == {
        ("text.input", None): "2.5",
        ("text.input", "input>272k"): "5",
        ("text.output", None): "15",
        ("text.output", "input>272k"): "22.5",
    }


def test_an_amount_does_not_show_the_noise_of_binary_floats(tmp_path):
    cost = {"input": 0.049999999999999996, "output": 0.7989999999999999}
    bring(tmp_path, "models-dev", models_dev(openai={"gpt-9": entry("GPT-9", cost=cost)}))
    assert [row["amount"] for row in prices(tmp_path, "openai")] == ["0.05", "0.799"]


def test_a_name_with_a_full_date_is_a_snapshot_of_the_undated_one(tmp_path):
    found = {"gpt-9": entry("GPT-9"), "gpt-9-2024-11-20": entry("GPT-9 (2024-11-20)")}
    bring(tmp_path, "models-dev", models_dev(openai=found))
    assert model(tmp_path, "openai/gpt-9-2024-11-20")["of"] == "gpt-9"
    assert model(tmp_path, "openai/gpt-9")["kind"] == "model"


def test_snapshots_without_their_model_make_it_from_the_newest(tmp_path):
    found = {
        "claude-9-20240620": entry("Claude 9", release_date="2024-06-20", limit={"context": 1000, "output": 10}),
        "claude-9-20241022": entry("Claude 9 v2", release_date="2024-10-22"),
    }
    bring(tmp_path, "models-dev", models_dev(anthropic=found))
    made = model(tmp_path, "anthropic/claude-9")
    assert (made["name"], made["kind"], made["released"]) == ("Claude 9", "model", "2024-06-20")
    assert made["limits"]["context"] == 128000
    assert "claude-9-20241022" in made["note"]


def test_a_snapshot_bears_its_date_in_its_name_and_its_model_does_not(tmp_path):
    found = {"claude-9": entry("Claude 9 (latest)"), "claude-9-20241022": entry("Claude 9")}
    found["claude-8-20240620"] = entry("Claude 8")
    bring(tmp_path, "models-dev", models_dev(anthropic=found))
    names = [model(tmp_path, f"anthropic/{name}")["name"] for name in ("claude-9", "claude-9-20241022", "claude-8")]
    assert names == ["Claude 9", "Claude 9 (20241022)", "Claude 8"]


def test_models_that_differ_in_the_month_alone_are_told_apart_by_it(tmp_path):
    found = {"command-r": entry("Command R"), "command-r-08-2024": entry("Command R")}
    bring(tmp_path, "models-dev", models_dev(cohere=found))
    assert model(tmp_path, "cohere/command-r-08-2024")["name"] == "Command R (08-2024)"


def test_year_and_month_alone_name_a_model_of_its_own(tmp_path):
    bring(tmp_path, "models-dev", models_dev(mistral={"mistral-large-2411": entry("Mistral Large 2.1")}))
    assert model(tmp_path, "mistral/mistral-large-2411")["kind"] == "model"


@pytest.mark.parametrize("name", ["mistral-large-latest", "mistral-embed", "mistral-ocr-2505", "gpt-image-1", "omni-moderation"])
def test_moving_names_and_other_work_get_no_file(tmp_path, name):
    bring(tmp_path, "models-dev", models_dev(mistral={name: entry(name)}))
    assert not (tmp_path / "data/models").exists()


def test_a_model_that_only_draws_gets_no_file(tmp_path):
    drawn = entry("Nine", modalities={"input": ["text"], "output": ["image"]})
    bring(tmp_path, "models-dev", models_dev(openai={"gpt-9": drawn}))
    assert not (tmp_path / "data/models").exists()


def test_a_model_that_speaks_or_writes_down_speech_gets_a_file(tmp_path):
    speaks = entry("Nine TTS", modalities={"input": ["text"], "output": ["audio"]})
    hears = entry("Nine Transcribe", modalities={"input": ["audio"], "output": ["text"]})
    bring(tmp_path, "models-dev", models_dev(openai={"gpt-9-tts": speaks, "gpt-9-transcribe": hears}))
    assert model(tmp_path, "openai/gpt-9-tts")["modalities"] == {"input": ["text"], "output": ["audio"]}
    assert model(tmp_path, "openai/gpt-9-transcribe")["modalities"] == {"input": ["audio"], "output": ["text"]}


def test_a_context_smaller_than_the_output_is_no_context(tmp_path):
    limits = {"context": 8192, "output": 16384}
    bring(tmp_path, "models-dev", models_dev(openai={"gpt-9": entry("GPT-9", limit=limits)}))
    assert model(tmp_path, "openai/gpt-9")["limits"] == {"max_output": 16384}


def test_a_host_that_dates_its_listing_gives_no_day_of_release(tmp_path):
    aliases(tmp_path, ("models-dev", "nano-gpt/llama-9", "llama-9"), ("models-dev", "kilo/llama-8", "llama-8"))
    hosts = {"nano-gpt": {"llama-9": entry("Llama 9")}, "kilo": {"llama-8": entry("Llama 8")}}
    bring(tmp_path, "models-dev", models_dev(**hosts))
    assert "released" not in model(tmp_path, "meta/llama-9")
    assert model(tmp_path, "meta/llama-8")["released"] == "2024-05-13"


def test_a_day_before_the_date_in_the_name_is_no_day_of_release(tmp_path):
    found = {"mistral-large-2512": entry("Mistral Large 3", release_date="2024-11-01")}
    found["mistral-small-2506"] = entry("Mistral Small 3.2", release_date="2025-06-20")
    bring(tmp_path, "models-dev", models_dev(mistral=found))
    assert "released" not in model(tmp_path, "mistral/mistral-large-2512")
    assert model(tmp_path, "mistral/mistral-small-2506")["released"] == "2025-06-20"


def test_a_hosts_day_after_the_month_in_the_name_is_that_of_its_listing(tmp_path):
    aliases(tmp_path, ("models-dev", "kilo/mistralai/mistral-large-2407", "mistral-large-2407"))
    listed = entry("Mistral Large 2407", release_date="2024-11-19")
    bring(tmp_path, "models-dev", models_dev(kilo={"mistralai/mistral-large-2407": listed}))
    assert "released" not in model(tmp_path, "mistral/mistral-large-2407")


def test_a_model_older_than_2023_gets_no_file(tmp_path):
    bring(tmp_path, "models-dev", models_dev(openai={"gpt-2": entry("GPT-2", release_date="2019-02-14")}))
    assert not (tmp_path / "data/models").exists()


def test_a_host_is_read_only_for_names_that_are_mapped_by_hand(tmp_path):
    hosted = {name: entry(name, cost={"input": 5.33, "output": 16}) for name in ("meta-llama-9", "llama-8")}
    aliases(tmp_path, ("models-dev", "azure/meta-llama-9", "llama-9"))
    bring(tmp_path, "models-dev", models_dev(azure=hosted))
    assert model(tmp_path, "meta/llama-9")["vendor"] == "meta"
    assert {row["model"] for row in prices(tmp_path, "azure")} == {"llama-9"}


def test_a_european_host_says_that_it_serves_a_model_priced_or_not_and_nothing_of_its_limits_or_its_day(tmp_path):
    free = entry("Llama 9", cost={"input": 0, "output": 0})
    aliases(tmp_path, ("models-dev", "privatemode-ai/llama-9", "llama-9"))
    bring(tmp_path, "models-dev", models_dev(privatemode_ai={"llama-9": free}))
    offers = (tmp_path / "data/offers/privatemode-ai.csv").read_text("utf-8").splitlines()
    assert offers[1].startswith("llama-9,llama-9,global,")
    assert not (tmp_path / "data/prices").exists()
    assert not {"limits", "released"} & model(tmp_path, "meta/llama-9").keys()


def test_what_another_host_says_of_a_model_goes_before_what_a_european_host_says(tmp_path):
    aliases(tmp_path, ("models-dev", "scaleway/llama-9", "llama-9"), ("models-dev", "kilo/llama-9", "llama-9"))
    found = {"scaleway": {"llama-9": entry("llama-9-bf16")}, "kilo": {"llama-9": entry("Llama 9")}}
    bring(tmp_path, "models-dev", models_dev(**found))
    assert model(tmp_path, "meta/llama-9")["name"] == "Llama 9"


@pytest.mark.parametrize(
    ("taken", "cost"),
    [
        (["audio"], {"input": 0.003, "output": 0.0}),
        (["audio", "text"], {"input": 0.0023, "output": 0.0023, "output_audio": 2.3}),
    ],
)
def test_a_price_by_the_minute_is_not_one_by_the_token_and_leaves_the_offer(tmp_path, taken, cost):
    heard = entry("Voxtral 9", modalities={"input": taken, "output": ["text"]}, cost=cost)
    bring(tmp_path, "models-dev", models_dev(mistral={"voxtral-9": heard}))
    assert not (tmp_path / "data/prices").exists()
    assert "voxtral-9" in (tmp_path / "data/offers/mistral.csv").read_text("utf-8")


def test_the_maker_of_a_resold_model_is_not_the_host(tmp_path):
    found = {"amazon.nova-9-v1:0": entry("Nova 9"), "openai.gpt-9": entry("GPT-9")}
    bring(tmp_path, "models-dev", models_dev(amazon_bedrock=found))
    assert [path.name for path in (tmp_path / "data/models").rglob("*.yml")] == ["nova-9-v1.yml"]


def test_open_weights_are_no_licence(tmp_path):
    weights = [{"label": "Hugging Face", "url": "https://example.org/nine"}]
    bring(tmp_path, "models-dev", models_dev({"openai/gpt-9": entry("GPT-9", open_weights=True, weights=weights)}))
    assert model(tmp_path, "openai/gpt-9")["weights"] == {"open": True, "url": "https://example.org/nine"}


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"limit": {"context": "128k"}}, "providers.openai.models.gpt-9.limit.context"),
        ({"modalities": ["text"]}, "providers.openai.models.gpt-9.modalities"),
        ({"cost": {"input": "2.50"}}, "providers.openai.models.gpt-9.cost.input"),
    ],
)
def test_a_changed_shape_is_refused_with_the_field_that_broke_and_nothing_is_written(tmp_path, change, named):
    with pytest.raises(SourceError, match="1 problem") as caught:
        bring(tmp_path, "models-dev", models_dev(openai={"gpt-9": entry("GPT-9") | change}))
    assert named in caught.value.report()
    assert not (tmp_path / "data").exists()
