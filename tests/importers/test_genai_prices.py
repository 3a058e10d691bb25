"""genai-prices: steps, tiers, windows and variants as half-open periods; what is sold first-hand; newest models."""

from __future__ import annotations

from datetime import date

import pytest

from tests.importers.small_sources import aliases, bring, entry, genai, model, models_dev, price_entry, prices
from tokonomix.importers.naming import day_in
from tokonomix.problem import SourceError

PLAIN = {"input_mtok": 2, "output_mtok": 8}


def rates(root, platform="openai"):
    """Return the price rows as (tier, rate, when, from, until, status, amount)."""
    columns = ("tier", "rate", "when", "from", "until", "status", "amount")
    return [tuple(row.get(name, "") for name in columns) for row in prices(root, platform)]


def test_each_step_ends_on_the_day_on_which_the_next_begins(tmp_path):
    steps = [
        {"prices": {"input_mtok": 10, "cache_read_mtok": 0.5}},
        {"constraint": {"start_date": "2025-06-10"}, "prices": {"input_mtok": 2, "cache_read_mtok": 0.5}},
    ]
    bring(tmp_path, "genai-prices", genai(openai=[price_entry("o9", steps)]))
    assert rates(tmp_path) == [
        ("", "text.cache_read", "", "", "", "", "0.5"),
        ("", "text.input", "", "", "2025-06-10", "", "10"),
        ("", "text.input", "", "2025-06-10", "", "", "2"),
    ]


def test_a_rate_that_a_later_step_drops_ends_there(tmp_path):
    steps = [
        {"prices": {"input_mtok": 10, "cache_read_mtok": 0.5}},
        {"constraint": {"start_date": "2025-06-10"}, "prices": {"input_mtok": 10}},
    ]
    bring(tmp_path, "genai-prices", genai(openai=[price_entry("o9", steps)]))
    assert rates(tmp_path)[0] == ("", "text.cache_read", "", "", "2025-06-10", "", "0.5")


def test_a_step_in_the_future_is_kept_as_announced(tmp_path):
    steps = [{"prices": PLAIN}, {"constraint": {"start_date": "2027-01-01"}, "prices": {"input_mtok": 4}}]
    bring(tmp_path, "genai-prices", genai(openai=[price_entry("gpt-9", steps)]))
    assert ("", "text.input", "", "2027-01-01", "", "announced", "4") in rates(tmp_path)


def test_a_step_that_begins_after_its_maker_ended_the_model_is_no_price_of_it(tmp_path):
    ended = [{"provider": "openai", "model": "gpt-8", "status": "retired", "shutdown_on": "2026-03-26", "sources": []}]
    batch = [{"when": {"processing": "batch"}, "prices": PLAIN, "constraint": {"start_date": "2026-10-14"}}]
    listed = genai(openai=[price_entry("gpt-8", PLAIN, price_variants=batch, match={"starts_with": "gpt-8"})])
    bring(tmp_path, "genai-prices", listed)
    bring(tmp_path, "model-deprecations", ended)
    assert {row[0] for row in rates(tmp_path)} == {"", "batch"}
    bring(tmp_path, "genai-prices", listed)
    assert {row[0] for row in rates(tmp_path)} == {""}


def test_a_price_that_ends_by_promise_is_a_promotion(tmp_path):
    steps = [{"prices": PLAIN}, {"constraint": {"start_date": "2027-01-01"}, "prices": {"input_mtok": 4, "output_mtok": 16}}]
    said = "Introductory rates apply through 2026-12-31."
    bring(tmp_path, "genai-prices", genai(openai=[price_entry("gpt-9", steps, price_comments=said)]))
    assert [row[5] for row in rates(tmp_path)] == ["promo", "announced", "promo", "announced"]


def test_context_tiers_stand_beside_the_plain_price(tmp_path):
    tiered = {"input_mtok": {"base": 2, "tiers": [{"start": 272000, "price": 4}, {"start": 199999, "price": 3}]}}
    bring(tmp_path, "genai-prices", genai(openai=[price_entry("gpt-9", tiered)]))
    assert [(row[2], row[6]) for row in rates(tmp_path)] == [("", "2"), ("input>199999", "3"), ("input>272k", "4")]


def test_a_window_belongs_to_the_newest_step_because_the_source_cannot_date_it(tmp_path):
    steps = [
        {"prices": {"input_mtok": 0.14}},
        {"constraint": {"start_date": "2026-08-17"}, "prices": {"input_mtok": 0.22}},
        {"constraint": {"start_time": "01:00:00+00:00", "end_time": "04:00:00+00:00"}, "prices": {"input_mtok": 0.3}},
    ]
    said = "Weekends are off-peak all day."
    bring(tmp_path, "genai-prices", genai(deepseek=[price_entry("deepseek-v9", steps, price_comments=said)]))
    found = rates(tmp_path, "deepseek")
    assert found[-1] == ("", "text.input", "utc 01:00-04:00 mon-fri", "2026-08-17", "", "", "0.3")


def test_the_price_of_most_of_the_day_is_the_plain_one(tmp_path):
    steps = [
        {"prices": {"input_mtok": 0.135}},
        {"constraint": {"start_time": "00:30:00+00:00", "end_time": "16:30:00+00:00"}, "prices": {"input_mtok": 0.27}},
    ]
    bring(tmp_path, "genai-prices", genai(deepseek=[price_entry("deepseek-chat", steps)]))
    assert [(row[2], row[6]) for row in rates(tmp_path, "deepseek")] == [("", "0.27"), ("utc 16:30-00:30", "0.135")]


def test_a_variant_inherits_the_token_rates_it_does_not_set_and_no_others(tmp_path):
    plain = {"input_mtok": 2, "output_mtok": 8, "cache_read_mtok": 0.5, "web_searches_kcount": 10}
    batch = {
        "when": {"processing": "batch"},
        "prices": {"input_mtok": 1, "output_mtok": 4},
        "constraint": {"start_date": "2026-10-14"},
    }
    bring(tmp_path, "genai-prices", genai(openai=[price_entry("gpt-9", plain, price_variants=[batch])]))
    assert [row[:2] + row[3:4] + row[6:] for row in rates(tmp_path) if row[0]] == [
        ("batch", "text.cache_read", "2026-10-14", "0.5"),
        ("batch", "text.input", "2026-10-14", "1"),
        ("batch", "text.output", "2026-10-14", "4"),
    ]


def test_the_default_variant_is_the_plain_price_and_makes_no_rows(tmp_path):
    plain = {"when": {"service_tier": "default"}, "prices": PLAIN}
    bring(tmp_path, "genai-prices", genai(openai=[price_entry("gpt-9", PLAIN, price_variants=[plain])]))
    assert {row[0] for row in rates(tmp_path)} == {""}


def test_no_prices_at_all_are_free_only_where_the_source_says_so(tmp_path):
    bring(tmp_path, "models-dev", models_dev(google={"gemma-8": entry("Gemma 8"), "gemma-9": entry("Gemma 9")}))
    free = price_entry("gemma-9", {}, price_comments="Free of charge on the Gemini API.")
    bring(tmp_path, "genai-prices", genai(google=[price_entry("gemma-8", {}), free]))
    assert {(row["model"], row["amount"], row["status"]) for row in prices(tmp_path, "google")} == {("gemma-9", "0", "free")}


def test_a_price_of_zero_is_refused(tmp_path):
    with pytest.raises(SourceError, match=r"openai\.gpt-9\.prices\.input_mtok' is 0"):
        bring(tmp_path, "genai-prices", genai(openai=[price_entry("gpt-9", {"input_mtok": 0})]))


def test_one_entry_prices_every_model_its_rule_covers(tmp_path):
    bring(tmp_path, "models-dev", models_dev(openai={"gpt-9-codex": entry("GPT-9 Codex")}))
    covering = price_entry("gpt-9", PLAIN, match={"starts_with": "gpt-9"})
    bring(tmp_path, "genai-prices", genai(openai=[covering]))
    assert {row["model"] for row in prices(tmp_path, "openai")} == {"gpt-9", "gpt-9-codex"}


def test_an_exact_name_goes_before_an_earlier_prefix(tmp_path):
    wide = price_entry("gpt-9", PLAIN, match={"starts_with": "gpt-9"})
    exact = price_entry("gpt-9-pro", {"input_mtok": 15})
    bring(tmp_path, "genai-prices", genai(openai=[wide, exact]))
    assert ("gpt-9-pro", "15") in {(row["model"], row["amount"]) for row in prices(tmp_path, "openai")}


def test_a_dated_name_in_a_rule_is_a_snapshot_and_a_dashed_spelling_is_not(tmp_path):
    rule = {"or": [{"equals": name} for name in ("gpt-9.1", "gpt-9.1-2026-03-05", "gpt-9-1", "gpt-9-1-2026-03-05")]}
    bring(tmp_path, "genai-prices", genai(openai=[price_entry("gpt-9.1", PLAIN, match=rule)]))
    found = sorted(path.stem for path in (tmp_path / "data/models/openai").iterdir())
    assert found == ["gpt-9.1", "gpt-9.1-2026-03-05"]


def test_two_models_under_one_name_are_told_apart_by_their_ids(tmp_path):
    called = {"name": "gemini 9 flash"}
    entries = [price_entry(name, PLAIN) | called for name in ("gemini-9-flash", "gemini-9-flash-8b")]
    bring(tmp_path, "genai-prices", genai(google=entries))
    names = {model(tmp_path, f"google/{name}")["name"] for name in ("gemini-9-flash", "gemini-9-flash-8b")}
    assert names == {"gemini 9 flash", "gemini 9 flash 8b"}


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("gpt-9-2026-03-05", "2026-03-05"),
        ("mistral-large-2411", "2024-11"),
        ("command-r-08-2024", "2024-08"),
        ("deepseek-v9-0324", None),
        ("grok-9-1212", None),
    ],
)
def test_the_day_or_month_of_release_is_read_from_a_name_that_has_a_year(name, day):
    assert day_in(name) == day


def test_a_price_copied_from_a_reseller_is_no_first_hand_price(tmp_path):
    said = "Imported from OpenRouter pricing; verify against OpenAI pricing when native API pricing is published."
    sold = said + " Verified against OpenAI on 2026-10-15."
    entries = [price_entry("gpt-8", PLAIN, price_comments=said), price_entry("gpt-9", PLAIN, price_comments=sold)]
    bring(tmp_path, "genai-prices", genai(openai=entries))
    assert {row["model"] for row in prices(tmp_path, "openai")} == {"gpt-9"}


def test_a_host_is_read_only_for_names_that_are_mapped_by_hand(tmp_path):
    aliases(tmp_path, ("genai-prices", "groq/llama-9-versatile", "llama-9"))
    entries = [price_entry("llama-9-versatile", PLAIN), price_entry("llama-8", PLAIN)]
    bring(tmp_path, "genai-prices", genai(groq=entries))
    assert {row["model"] for row in prices(tmp_path, "groq")} == {"llama-9"}


def test_a_name_mapped_to_nothing_is_left_out(tmp_path):
    aliases(tmp_path, ("genai-prices", "openai/davinci", ""))
    bring(tmp_path, "genai-prices", genai(openai=[price_entry("davinci", PLAIN)]))
    assert not (tmp_path / "data/models").exists()


def test_a_moving_name_is_an_alias_with_the_day_on_which_it_moved(tmp_path):
    said = "The latest alias moved from Nine 1 to Nine 2 on 2026-06-16. Ref: https://example.org"
    aliases(tmp_path, ("genai-prices", "Nine 1", "nine-2508"), ("genai-prices", "Nine 2", "nine-2604"))
    bring(tmp_path, "genai-prices", genai(mistral=[price_entry("nine-latest", PLAIN, price_comments=said)]))
    assert model(tmp_path, "mistral/nine-latest")["targets"] == [
        {"model": "nine-2508", "until": "2026-06-16"},
        {"model": "nine-2604", "from": "2026-06-16"},
    ]
    assert not (tmp_path / "data/prices").exists()


def test_rows_carry_the_day_on_which_the_source_checked_them_and_say_when_that_is_long_ago(tmp_path):
    bring(tmp_path, "genai-prices", genai("openai,gpt-9,2025-07-04\n", openai=[price_entry("gpt-9", PLAIN)]))
    row = prices(tmp_path, "openai")[0]
    assert row["checked_on"] == "2025-07-04"
    assert "2025-07-04" in row["note"]


def test_a_step_younger_than_the_checked_day_carries_the_day_of_reading(tmp_path):
    steps = [{"prices": PLAIN}, {"constraint": {"start_date": "2026-08-17"}, "prices": {"input_mtok": 4, "output_mtok": 8}}]
    bring(tmp_path, "genai-prices", genai("openai,gpt-9,2026-06-02\n", openai=[price_entry("gpt-9", steps)]))
    days = {(row["rate"], row["amount"]): row["checked_on"] for row in prices(tmp_path, "openai")}
    assert days["text.input", "2"] == "2026-06-02"
    assert days["text.input", "4"] == "2026-11-22"


def test_spoken_rates_imply_spoken_modalities_and_text_rates_imply_none(tmp_path):
    spoken = PLAIN | {"input_audio_mtok": 10, "output_audio_mtok": 20}
    entries = [price_entry("gpt-9", PLAIN), price_entry("gpt-9-live", spoken)]
    bring(tmp_path, "genai-prices", genai(openai=entries))
    assert model(tmp_path, "openai/gpt-9-live")["modalities"] == {"input": ["text", "audio"], "output": ["text", "audio"]}
    assert "modalities" not in model(tmp_path, "openai/gpt-9")


def test_only_a_price_seen_lately_makes_a_model_current(tmp_path):
    lately = [{"prices": PLAIN}, {"constraint": {"start_date": "2026-10-14"}, "prices": {"input_mtok": 1, "output_mtok": 8}}]
    entries = [price_entry("gpt-7", PLAIN), price_entry("gpt-8", lately), price_entry("gpt-9", PLAIN)]
    bring(tmp_path, "genai-prices", genai("openai,gpt-7,2026-07-29\nopenai,gpt-8,\n", openai=entries))
    assert "status" not in model(tmp_path, "openai/gpt-7")
    assert model(tmp_path, "openai/gpt-8")["status"] == "current"
    assert model(tmp_path, "openai/gpt-9")["status"] == "current"


def test_a_unit_that_is_not_known_is_refused(tmp_path):
    with pytest.raises(SourceError, match=r"gpt-9\.prices\.input_smell' is a unit that is not known"):
        bring(tmp_path, "genai-prices", genai(openai=[price_entry("gpt-9", {"input_smell": 1})]))


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"match": {"sounds_like": "gpt"}}, "openai.gpt-9.match"),
        ({"prices": 5}, "openai.gpt-9.prices"),
        ({"prices": [{"constraint": {"start_date": "soon"}, "prices": PLAIN}]}, "openai.gpt-9.start_date"),
        ({"prices": [{"constraint": {"weekday": "mon"}, "prices": PLAIN}]}, "weekday"),
        ({"prices": {"input_mtok": {"base": 1}}}, "openai.gpt-9.prices.input_mtok"),
    ],
)
def test_a_changed_shape_is_refused_with_the_field_that_broke(tmp_path, change, named):
    with pytest.raises(SourceError) as caught:
        bring(tmp_path, "genai-prices", genai(openai=[price_entry("gpt-9", PLAIN) | change]))
    assert named in caught.value.report()
    assert not (tmp_path / "data").exists()


def test_what_is_announced_depends_on_the_day_of_reading_alone(tmp_path):
    steps = [{"prices": PLAIN}, {"constraint": {"start_date": "2026-12-01"}, "prices": {"input_mtok": 4, "output_mtok": 8}}]
    files = genai(openai=[price_entry("gpt-9", steps)])
    bring(tmp_path, "genai-prices", files, read=date(2026, 11, 30))
    assert "announced" in {row[5] for row in rates(tmp_path)}
    bring(tmp_path, "genai-prices", files, read=date(2026, 12, 1))
    assert {row[5] for row in rates(tmp_path)} == {""}
