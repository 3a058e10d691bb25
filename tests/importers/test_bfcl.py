"""BFCL: native and prompted calls apart, percent signs and N/A, five tables that must agree."""

from __future__ import annotations

import pytest

from tests.importers.small_results import dated, imported, refusal
from tokonomix.importers import bfcl
from tokonomix.importers.bfcl import AGAIN, FIGURES, IMPORTER, PATH, RANKS, SHARES

MODELS = ("Alpha-1 (FC)", "Alpha-1 (Prompt)", "Beta")
CELLS = {"Overall Acc": ("77.47%", "33.00%", "10.00%"), "Total Cost ($)": ("86.5", "0", "1.5"),
         "Format Sensitivity Max Delta": ("N/A", "13.0", "0.0")}  # fmt: skip


def table(name: str, **cells: str) -> str:
    columns = ["Rank", "Model", *SHARES.get(name, {}), *AGAIN.get(name, {})]
    columns += list(FIGURES) if name == "data_overall.csv" else []
    columns = list(dict.fromkeys(columns))
    rows = []
    for index, model in enumerate(MODELS):
        row = dict.fromkeys(columns, "50.00%") | {c: "2.5" for c in columns if c in FIGURES}
        row |= {column: values[index] for column, values in CELLS.items() if column in columns}
        row |= {"Rank": str(index + 1), "Model": model} | (cells if index == 0 else {})
        rows.append(",".join(row[column] for column in columns))
    return "\n".join([",".join(columns), *rows]) + "\n"


FILES = {name: table(name) for name in RANKS}


@pytest.fixture
def cells(tmp_path, monkeypatch):
    dated(monkeypatch, bfcl, FILES)
    return imported(tmp_path, IMPORTER, FILES, PATH, ("Alpha-1 (FC)", "alpha-1"))


def test_a_share_is_kept_without_its_unit(cells):
    row = cells["Alpha-1 (FC)", "", "accuracy"]
    assert (row["published"], row["model"], row["published_on"]) == ("77.47", "alpha-1", "2026-03-01")


def test_native_calls_and_calls_written_as_text_are_two_metrics(cells):
    assert cells["Alpha-1 (Prompt)", "", "accuracy_prompted"]["published"] == "33.00"
    assert ("Alpha-1 (Prompt)", "", "accuracy") not in cells


def test_a_row_that_does_not_say_its_mode_is_not_taken_for_native(cells):
    assert ("Beta", "", "accuracy_prompted") in cells


def test_n_a_is_missing_and_a_gap_of_zero_is_not(cells):
    assert ("Alpha-1 (FC)", "", "format_max_delta") not in cells
    assert cells["Beta", "", "format_max_delta"]["published"] == "0.0"


def test_no_run_is_free(cells):
    assert ("Alpha-1 (Prompt)", "", "total_cost") not in cells
    assert cells["Beta", "", "total_cost"]["published"] == "1.5"


def test_parts_of_the_other_tables_and_every_rank_are_kept(cells):
    assert {task for _, task, metric in cells if metric == "rank"} == {"", "agentic", "live", "multi_turn", "non_live"}
    for task in ("agentic", "live_irrelevance", "non_live_irrelevance", "non_live_simple_java"):
        assert ("Alpha-1 (FC)", task, "accuracy") in cells


@pytest.mark.parametrize(
    ("name", "text", "what"),
    [
        ("data_live.csv", table("data_live.csv", **{"Live Overall Acc": "51.00%"}), "Live Overall Acc of 'Alpha-1 (FC)' differs from data_overall.csv"),
        ("data_live.csv", table("data_live.csv", Model="Delta"), "'Delta' is not in data_overall.csv"),
        ("data_agentic.csv", "Rank,Model\n1,Beta\n", "column 'Agentic Overall Acc' is missing"),
        ("data_overall.csv", table("data_overall.csv", **{"Live Acc": "?"}), "Live Acc of 'Alpha-1 (FC)' is '?', not a number in %"),
    ],
)  # fmt: skip
def test_tables_of_another_shape_are_refused(name, text, what):
    assert refusal(IMPORTER, FILES | {name: text}) == what


def test_a_version_without_a_known_day_is_refused():
    assert "the day of this version is not known" in refusal(IMPORTER, FILES)
