"""LLMPerf: percentiles of answered requests, never without how many failed."""

from __future__ import annotations

import pytest

from tests.importers.small_boards import bring, refused, row, rows, stays
from tokonomix.importers.llmperf import IMPORTER, MEASURES, PATH, STATISTICS

CELLS = {
    "run": "lepton_7b", "framework": "lepton", "model": "llama2-7b", "mean_input_tokens": "550",
    "mean_output_tokens": "150", "num_concurrent_requests": "5", "timestamp": "1703638574",
    "results_error_rate": "0.8666666666666667", "results_number_errors": "130",
    "results_num_requests_started": "150", "results_num_completed_requests": "20",
    "results_mean_output_throughput_token_per_s": "51.5", "results_num_completed_requests_per_min": "12.5",
} | {f"results_{m}_{s}": f"1.{i}" for i, m in enumerate(MEASURES) for s in STATISTICS}  # fmt: skip


def table(**changed: str) -> dict[str, str]:
    cells = CELLS | changed
    return {"summary.csv": f"{','.join(cells)}\n{','.join(cells.values())}\n"}


@pytest.fixture
def root(tmp_path):
    bring(tmp_path, IMPORTER, table())
    return tmp_path


def test_n_of_a_percentile_is_what_was_answered_and_of_the_error_rate_what_was_asked(root):
    assert row(root, PATH, metric="first_token_p95")["n"] == "20"
    assert row(root, PATH, metric="error_rate")["n"] == "150"


def test_every_figure_says_how_many_requests_failed(root):
    said = {r.values["note"] for r in rows(root, PATH)}
    assert said == {"550 tokens in, 150 out, 5 requests at once; 130 of 150 failed"}


def test_the_provider_and_the_day_of_the_run_are_kept(root):
    found = row(root, PATH, metric="whole_answer_max")
    assert (found["variant"], found["evaluated_on"], found["published_on"]) == (
        "provider=lepton", "2023-12-27", "2024-01-09",
    )  # fmt: skip


def test_every_measure_has_every_statistic(root):
    assert len(rows(root, PATH)) == 3 + len(MEASURES) * len(STATISTICS)


def test_importing_again_changes_nothing(root):
    stays(root, IMPORTER, table(), PATH)


@pytest.mark.parametrize(
    ("files", "what"),
    [
        (table(results_number_errors="129"), "'lepton_7b' started 150 requests, answered 20 and failed 129"),
        ({"summary.csv": "run,framework\na,b\n"}, "column 'model' is missing"),
        (table(results_ttft_s_mean="nan"), "results_ttft_s_mean of 'lepton_7b' is 'nan', not a number"),
    ],
)
def test_counts_that_do_not_add_up_are_refused(files, what):
    assert refused(IMPORTER, files) == what
