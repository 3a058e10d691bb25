"""modeldeprecations.dev: days of notice and shutdown, folded names, replacements, and no files for what nobody prices."""

from __future__ import annotations

import pytest

from tests.importers.small_sources import aliases, bring, entry, model, models_dev
from tokonomix.problem import SourceError

PAGE = [{"url": "https://example.org/deprecations", "title": "Deprecations"}]


def end(name, **fields):
    """Return an entry of the source for a retired model of OpenAI."""
    usual = {"provider": "openai", "model": name, "status": "retired", "sources": PAGE}
    return usual | fields


@pytest.fixture
def root(tmp_path):
    """Return a repository that knows three models."""
    found = {"gpt-8": entry("GPT-8"), "gpt-8-2024-05-13": entry("GPT-8 (2024-05-13)"), "gpt-9": entry("GPT-9")}
    bring(tmp_path, "models-dev", models_dev(openai=found))
    return tmp_path


def test_days_join_the_file_of_another_source_with_their_own_origin(root):
    bring(root, "model-deprecations", [end("gpt-8", deprecated_on="2025-09-15", shutdown_on="2026-05-07")])
    found = model(root, "openai/gpt-8")
    assert (found["deprecated_on"], found["shutdown_on"], found["status"]) == ("2025-09-15", "2026-05-07", "retired")
    assert found["source"] == "models-dev"
    assert found["sources"]["lifecycle"] == {
        "source": "model-deprecations",
        "read": "2026-11-22",
        "url": "https://example.org/deprecations",
    }


def test_a_promise_not_to_end_before_a_day_is_no_shutdown(root):
    bring(root, "model-deprecations", [end("gpt-9", status="active", earliest_shutdown_on="2027-06-09")])
    found = model(root, "openai/gpt-9")
    assert found["earliest_shutdown_on"] == "2027-06-09"
    assert "shutdown_on" not in found


def test_a_day_before_the_date_in_a_name_is_the_release_of_the_others_of_its_entry_alone(root):
    days = {"released_on": "2024-03-01", "shutdown_on": "2026-05-07"}
    bring(root, "model-deprecations", [end("gpt-8", aliases=["gpt-8-2024-05-13"], **days)])
    assert model(root, "openai/gpt-8")["released"] == "2024-03-01"
    assert model(root, "openai/gpt-8-2024-05-13")["released"] == "2024-05-13"


def test_the_date_in_a_claudes_name_is_that_of_its_snapshot(tmp_path):
    found = {"claude-9-20250514": entry("Claude 9", release_date="2025-05-22")}
    bring(tmp_path, "models-dev", models_dev(anthropic=found))
    named = end("claude-9-20250514", provider="anthropic", released_on="2025-05-14", shutdown_on="2026-06-15")
    bring(tmp_path, "model-deprecations", [named])
    assert model(tmp_path, "anthropic/claude-9-20250514")["released"] == "2025-05-22"


def test_a_model_that_has_no_file_gets_none(root):
    bring(root, "model-deprecations", [end("gpt-1", shutdown_on="2024-01-04")])
    assert not (root / "data/models/openai/gpt-1.yml").exists()


def test_a_replacement_we_do_not_know_is_left_out(root):
    offers = [{"model": "gpt-77", "recommended": True}, {"model": "gpt-9"}]
    bring(root, "model-deprecations", [end("gpt-8", replacements=offers[:1])])
    assert "replacement" not in model(root, "openai/gpt-8")
    bring(root, "model-deprecations", [end("gpt-8", replacements=offers)])
    assert model(root, "openai/gpt-8")["replacement"] == "gpt-9"


def test_a_folded_snapshot_ends_with_the_name_it_is_folded_into(root):
    bring(root, "model-deprecations", [end("gpt-8", aliases=["gpt-8-2024-05-13"], shutdown_on="2026-05-07")])
    assert model(root, "openai/gpt-8-2024-05-13")["shutdown_on"] == "2026-05-07"


def test_a_model_ends_with_the_last_of_its_snapshots(root):
    bring(root, "model-deprecations", [end("gpt-8-2024-05-13", shutdown_on="2026-10-23")])
    assert model(root, "openai/gpt-8")["shutdown_on"] == "2026-10-23"


def test_a_snapshot_the_source_is_silent_about_ends_with_its_model(root):
    bring(root, "model-deprecations", [end("gpt-8", shutdown_on="2025-07-28")])
    found = model(root, "openai/gpt-8-2024-05-13")
    assert (found["shutdown_on"], found["status"]) == ("2025-07-28", "retired")


def test_a_model_that_only_this_source_lists_gets_a_file_if_it_is_taken_by_hand(root):
    aliases(root, ("model-deprecations", "gpt-7", "gpt-7"))
    bring(root, "model-deprecations", [end("gpt-7", shutdown_on="2024-01-04")])
    found = model(root, "openai/gpt-7")
    assert (found["name"], found["kind"], found["shutdown_on"]) == ("gpt-7", "model", "2024-01-04")


def test_a_latest_name_is_an_alias_of_the_stated_target(root):
    bring(root, "model-deprecations", [end("gpt-8-2024-05-13", aliases=["gpt-8-latest"])])
    found = model(root, "openai/gpt-8-latest")
    assert (found["kind"], found["targets"]) == ("alias", [{"model": "gpt-8-2024-05-13"}])


def test_days_of_other_platforms_are_left_out(root):
    bring(root, "model-deprecations", [end("gpt-8", provider="bedrock", shutdown_on="2026-05-07")])
    assert "shutdown_on" not in model(root, "openai/gpt-8")


def test_another_spelling_is_mapped_by_hand(root):
    aliases(root, ("model-deprecations", "gpt-8-24-05", "gpt-8"))
    bring(root, "model-deprecations", [end("gpt-8-24-05", shutdown_on="2026-05-07")])
    assert model(root, "openai/gpt-8")["shutdown_on"] == "2026-05-07"


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"status": "sunset"}, "gpt-8: 'status' is 'sunset'"),
        ({"shutdown_on": "May 2026"}, "gpt-8: 'shutdown_on' is 'May 2026'"),
        ({"aliases": "gpt-8-latest"}, "gpt-8: 'aliases' is not a list"),
    ],
)
def test_a_changed_shape_is_refused_with_the_field_that_broke(root, change, named):
    with pytest.raises(SourceError) as caught:
        bring(root, "model-deprecations", [end("gpt-8") | change])
    assert named in caught.value.report()
