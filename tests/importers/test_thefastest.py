"""TheFastest.ai: one answer each, with provider and region; 999 and errors are no speeds."""

from __future__ import annotations

import pytest

from tests.importers.small_boards import bring, refused, row, rows, stays
from tokonomix.importers.thefastest import IMPORTER, PATH

HEAD = "run_time_utc,region,provider_model,ttr_s,ttft_s,tps,num_tokens,total_time_s,error\n"
BOARD = {
    "latest.csv": HEAD
    + "2024-05-03T08:15:51.139820,cdg,azure.eastus2/alpha,0.5565617084503174,0.5566,999,20,1.43,\n"
    + "2024-05-03T08:11:03.879004,iad,azure.eastus2/alpha,0.4,0.41,21.7,17,1.2,\n"
    + "2024-05-03T08:11:03.879004,iad,acme/beta,,,,,,timeout\n"
}


@pytest.fixture
def root(tmp_path):
    bring(tmp_path, IMPORTER, BOARD, ("azure.eastus2/alpha", "alpha", ""))
    return tmp_path


def test_provider_and_region_are_kept_and_every_figure_rests_on_one_request(root):
    found = row(root, PATH, variant="provider=azure.eastus2 region=iad", metric="first_token")
    assert (found["published"], found["n"], found["evaluated_on"]) == ("0.41", "1", "2024-05-03")


def test_a_figure_keeps_every_digit_that_was_published(root):
    assert row(root, PATH, variant="provider=azure.eastus2 region=cdg", metric="response_headers")["published"] == (
        "0.5565617084503174"
    )


def test_the_end_of_the_scale_is_no_speed(root):
    assert [r.values["published"] for r in rows(root, PATH) if r.values["metric"] == "throughput"] == ["21.7"]


def test_an_answer_that_failed_has_no_figures(root):
    assert "acme/beta" not in {r.values["published_as"] for r in rows(root, PATH)}


def test_importing_again_changes_nothing(root):
    stays(root, IMPORTER, BOARD, PATH)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("yesterday,cdg,a/b,1,1,1,20,1,\n", "run_time_utc is 'yesterday'"),
        ("2024-05-03T08:15:51,cdg,alpha,1,1,1,20,1,\n", "'alpha' names no provider"),
    ],
)
def test_a_row_without_its_day_or_provider_is_refused(line, what):
    assert refused(IMPORTER, {"latest.csv": HEAD + line}) == what
