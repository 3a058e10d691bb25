"""tau2-bench: results compare only under the same customer and version, so both are part of the task."""

from __future__ import annotations

import pytest

from tests.importers.small_boards import bring, refused, row, rows, stays
from tokonomix.importers.tau2_bench import IMPORTER, TEXT, VOICE

HEAD = (
    "submission,model,organization,submitted_by,date,type,modality,reasoning_effort,domain,pass_1,pass_2,pass_3,pass_4,"
    "cost_usd,retrieval_config,tau2_version,user_simulator\n"
)
RESULTS = HEAD + (
    "a_1,Alpha,Acme,Sierra,2026-02-26,standard,text,high,banking_knowledge,24.74,17.18,13.66,11.34,0.0,alltools,1.0.1,gpt-5.2\n"
    "a_0,Alpha,Acme,Acme,2024-09-23,,text,,retail,72.2,67.5,,57.0,,,v0.1.3,\n"
    "v_1,alpha-live,Acme,Sierra,2026-04-02,standard,voice,enabled,airline,64.0,,,,0.2,,1.0.0,v1.0\n"
    "v_2,alpha-live,Acme,Sierra,2026-06-29,custom,voice,enabled,airline,66.0,,,,,,1.0.0,gpt-5.5-2026-04-23 (xhigh)\n"
)
TURNS = (
    "submission,model,domain,response_latency_mean_s,yield_latency_mean_s,response_rate,yield_rate,"
    "agent_interruption_rate,selectivity_backchannel,selectivity_vocal_tic,selectivity_non_directed,n_simulations\n"
    "v_1,alpha-live,airline,3.59,0.93,0.77,0.56,0.23,0.94,0.68,0.45,50\n"
)
FILES = {"results.csv": RESULTS, "voice_interaction.csv": TURNS}


@pytest.fixture
def root(tmp_path):
    bring(tmp_path, IMPORTER, FILES, ("Alpha", "alpha-1", ""), ("alpha-live", "alpha-live-1", ""))
    return tmp_path


def test_customer_and_version_are_part_of_the_task(root):
    assert {r.values["task"] for r in rows(root, TEXT)} == {
        "banking_knowledge/gpt-5.2/1.0.1", "retail/simulator-unstated/0.1.3",
    }  # fmt: skip
    assert {r.values["task"] for r in rows(root, VOICE)} == {
        "airline/v1.0/1.0.0", "airline/gpt-5.5-2026-04-23-xhigh/1.0.0",
    }  # fmt: skip


def test_effort_and_search_become_the_variant(root):
    found = row(root, TEXT, task="banking_knowledge/gpt-5.2/1.0.1", metric="pass_1")
    assert (found["variant"], found["published"]) == ("effort=high tools=alltools", "24.74")
    assert row(root, VOICE, task="airline/v1.0/1.0.0", metric="pass_1")["variant"] == "thinking=on"


def test_a_cost_of_zero_and_an_empty_trial_make_no_row(root):
    metrics = [(r.values["task"], r.values["metric"]) for r in rows(root, TEXT)]
    assert ("banking_knowledge/gpt-5.2/1.0.1", "cost") not in metrics
    assert ("retail/simulator-unstated/0.1.3", "pass_3") not in metrics
    assert row(root, VOICE, metric="cost")["published"] == "0.2"


def test_a_day_before_the_benchmark_is_no_day_and_is_named(root):
    found = row(root, TEXT, task="retail/simulator-unstated/0.1.3", metric="pass_1")
    assert "published_on" not in found
    assert found["note"] == "submitted by Acme, the maker; dated 2024-09-23, before the benchmark was published"


def test_voice_rows_carry_how_turns_were_taken_and_how_many_calls(root):
    found = row(root, VOICE, task="airline/v1.0/1.0.0", metric="response_latency")
    assert (found["published"], found["n"]) == ("3.59", "50")


def test_a_custom_submission_says_so(root):
    found = row(root, VOICE, task="airline/gpt-5.5-2026-04-23-xhigh/1.0.0", metric="pass_1")
    assert found["note"].startswith("custom submission")


def test_importing_again_changes_nothing(root):
    stays(root, IMPORTER, FILES, TEXT, VOICE)


@pytest.mark.parametrize(
    ("files", "what"),
    [
        (FILES | {"voice_interaction.csv": TURNS.replace("v_1", "v_9")}, "'v_9 airline' has no line in results.csv"),
        (FILES | {"results.csv": RESULTS.replace(",voice,", ",video,")}, "modality of 'v_1' is 'video'"),
        (FILES | {"results.csv": RESULTS.replace("v0.1.3", "latest")}, "tau2_version of 'a_0' is 'latest'"),
    ],
)
def test_what_does_not_fit_together_is_refused(files, what):
    assert refused(IMPORTER, files) == what
