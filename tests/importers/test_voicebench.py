"""VoiceBench: grades from 1 to 5 and percent in one table, told apart by their metric."""

from __future__ import annotations

import pytest

from tests.importers.small_boards import bring, known, refused, row, rows, stays
from tokonomix.importers import voicebench
from tokonomix.importers.voicebench import IMPORTER, PATH

HEAD = "Model,AlpacaEval,CommonEval,WildVoice,SD-QA,MMSU,OBQA,BBH,IFEval,AdvBench\n"
BOARD = {"scores.csv": HEAD + "Alpha-Audio,4.78,4.49,4.58,75.5,80.25,89.23,84.1,76.02,98.65\nEar+Alpha,1,1,1,0,0,0,0,0,0\n"}


@pytest.fixture
def root(tmp_path, monkeypatch):
    known(monkeypatch, voicebench, BOARD)
    bring(tmp_path, IMPORTER, BOARD, ("Alpha-Audio", "alpha-audio", ""))
    return tmp_path


def test_grades_and_percent_are_different_metrics(root):
    assert row(root, PATH, model="alpha-audio", task="alpacaeval")["metric"] == "grade"
    assert row(root, PATH, model="alpha-audio", task="bbh")["metric"] == "accuracy"
    assert row(root, PATH, model="alpha-audio", task="advbench")["metric"] == "refusal_rate"


def test_a_chain_of_two_models_stays_unmapped(root):
    assert all("model" not in r.values for r in rows(root, PATH) if r.values["published_as"] == "Ear+Alpha")


def test_importing_again_changes_nothing(root):
    stays(root, IMPORTER, BOARD, PATH)


@pytest.mark.parametrize(("cell", "said"), [("78.0", "AlpacaEval of 'a' is 78.0, off its scale of 1 to 5")])
def test_a_cell_on_the_wrong_scale_is_refused(monkeypatch, cell, said):
    broken = {"scores.csv": HEAD + f"a,{cell},4,4,75,80,89,84,76,98\n"}
    known(monkeypatch, voicebench, broken)
    assert refused(IMPORTER, broken) == said
