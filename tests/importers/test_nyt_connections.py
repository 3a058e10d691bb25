"""Extended NYT Connections: four tables of different puzzles, none of which may pass for another."""

from __future__ import annotations

import pytest

from tests.importers.small_boards import bring, known, refused, row, rows, stays
from tokonomix.importers import nyt_connections
from tokonomix.importers.nyt_connections import IMPORTER, PATH

WHOLE = "Rank,Model,Score %,#Puzzles\n"
WINDOW = "Rank,Model,Score %,#Puzzles (window),Total Coverage\n"
TABLES = {
    "table1.csv": WHOLE + "1,Alpha (high reasoning),98.4,940\n",
    "table2.csv": WHOLE + "1,Alpha (high reasoning),97.8,100\n",
    "table3.csv": "Model,Score\nBeta,54.4\n",
    "table4.csv": WINDOW + "1,Gamma (max),92.7,194,194/940\n2,Beta,91.8,759,759/940\n9,Gamma (max),82.3,211,211/940\n",
}


@pytest.fixture
def root(tmp_path, monkeypatch):
    known(monkeypatch, nyt_connections, TABLES)
    bring(tmp_path, IMPORTER, TABLES, ("Alpha (high reasoning)", "alpha", "effort=high"))
    return tmp_path


def test_each_table_is_a_task_with_its_own_number_of_puzzles(root):
    found = {(r.values["task"], r.values.get("n")) for r in rows(root, PATH)}
    assert found == {
        ("extended", "940"), ("newest-100", "100"), ("first-version", None), ("part-194", "194"), ("part-211", "211"),
        ("state-759", "759"),
    }  # fmt: skip


def test_a_run_of_a_whole_earlier_state_is_told_from_one_broken_off(root):
    assert row(root, PATH, task="state-759", metric="score")["note"] == "759 of 940 puzzles"
    assert row(root, PATH, task="part-194", metric="score")["published"] == "92.7"


def test_two_runs_under_one_name_stay_two_records(root):
    assert len({r.values["task"] for r in rows(root, PATH) if r.values["published_as"] == "Gamma (max)"}) == 2


def test_ranks_stand_beside_the_scores(root):
    assert row(root, PATH, task="extended", metric="rank")["published"] == "1"


def test_importing_again_changes_nothing(root):
    stays(root, IMPORTER, TABLES, PATH)


def test_a_coverage_that_cannot_be_is_refused(monkeypatch):
    broken = TABLES | {"table4.csv": WINDOW + "1,Gamma,92.7,194,941/940\n"}
    known(monkeypatch, nyt_connections, broken)
    assert refused(IMPORTER, broken) == "Total Coverage of 'Gamma' is '941/940'"
