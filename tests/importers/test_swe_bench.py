"""SWE-bench: the board of models apart from the boards of systems, and slips named."""

from __future__ import annotations

import pytest

from tests.conftest import ROOT
from tests.importers.small_boards import bring, refused, row, rows, stays
from tokonomix.importers.swe_bench import IMPORTER, PATH
from tokonomix.schema.base import shape_document
from tokonomix.schema.registry import BenchmarkFile
from tokonomix.source import read_yaml

HEAD = (
    "leaderboard,name,model_tag,org_tag,resolved_pct,date,cost_usd,instance_cost_usd,instance_calls,os_model,os_system,"
    "checked,mini_swe_agent_version,folder,n_per_instance\n"
)
BOARD = {
    "leaderboards.csv": HEAD
    + "bash-only,Alpha medium (20251101),alpha,Acme,74.4,2025-11-24,360.62,0.72,38.042,False,True,True,1.16.0,a,500\n"
    + "bash-only,Beta,,Acme,64.93,2025-07-26,0,0.0,0.0,False,True,True,1.0.0,b,500\n"
    + "Verified,Agent,,Other,70.2,2025-06-01,,,,,,,,first,\n"
    + "Verified,Agent,,Other,71.4,2025-07-01,,,,,,,,second,\n"
}


@pytest.fixture
def root(tmp_path):
    bring(tmp_path, IMPORTER, BOARD, ("Alpha medium (20251101)", "alpha-20251101", "effort=medium"))
    return tmp_path


def test_a_model_has_its_share_its_issues_and_the_day_of_its_run(root):
    found = row(root, PATH, model="alpha-20251101", metric="resolved")
    assert (found["published"], found["n"], found["task"]) == ("74.4", "500", "bash-only")
    assert (found["evaluated_on"], found["published_on"]) == ("2025-11-24", "2025-12-10")


def test_a_share_that_is_no_number_of_issues_is_flagged(root):
    found = row(root, PATH, published_as="Beta", metric="resolved")
    assert found["note"] == "64.93 % is no number of 500 issues"
    assert "note" not in row(root, PATH, model="alpha-20251101", metric="resolved")


def test_a_cost_of_zero_is_missing(root):
    assert [r.values["metric"] for r in rows(root, PATH) if r.values["published_as"] == "Beta"] == ["resolved"]


def test_a_system_is_noted_as_one_and_entered_twice_stays_two(root):
    systems = [r.values for r in rows(root, PATH) if r.values["task"] == "verified"]
    assert {values["published_as"] for values in systems} == {"Agent [first]", "Agent [second]"}
    assert all(values["note"].startswith("a system") and "n" not in values for values in systems)


def test_importing_again_changes_nothing(root):
    stays(root, IMPORTER, BOARD, PATH)


def test_a_run_without_a_day_is_refused():
    assert refused(IMPORTER, {"leaderboards.csv": BOARD["leaderboards.csv"].replace("2025-11-24", "soon")}) == (
        "date of 'Alpha medium (20251101)' is 'soon'"
    )


def test_its_figures_are_off_by_default_and_its_source_is_one_that_a_build_leaves_out():
    assert not (ROOT / PATH).exists()
    assert read_yaml(ROOT, "data/sources.yml").value["swe-bench"]["licence"] == "CC-BY-NC-4.0"
    card = shape_document(BenchmarkFile, read_yaml(ROOT, "data/benchmarks/swe-bench.yml"))
    assert [name for name, task in card.tasks.items() if task.categories] == ["bash-only"]
