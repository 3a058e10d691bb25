"""Story writing: scores that may be negative, with bounds, and signs for stories that were refused."""

from __future__ import annotations

import pytest

from tests.importers.small_boards import bring, known, refused, row, stays
from tokonomix.importers import lechmazur_writing
from tokonomix.importers.lechmazur_writing import IMPORTER, PATH

HEAD = "rank,model,comparison_score,win_prob_vs_pool,ci95_low,ci95_high\n"
BOARD = {"leaderboard.csv": HEAD + "1,Alpha (high)†,3.0,0.87,2.8,3.1\n2,beta,-0.2,0.48,-0.4,-0.1\n"}


@pytest.fixture
def root(tmp_path, monkeypatch):
    known(monkeypatch, lechmazur_writing, BOARD)
    bring(tmp_path, IMPORTER, BOARD, ("Alpha (high)†", "alpha", "effort=high"))
    return tmp_path


def test_a_score_keeps_its_sign_and_its_bounds(root):
    found = row(root, PATH, published_as="beta", metric="comparison_score")
    assert (found["published"], found["low"], found["high"], found["n"]) == ("-0.2", "-0.4", "-0.1", "400")


def test_the_bounds_are_those_of_the_score_and_not_of_the_chance_to_win(root):
    assert "low" not in row(root, PATH, published_as="beta", metric="win_probability")


def test_a_sign_after_the_name_says_how_many_stories_there_were(root):
    found = row(root, PATH, published_as="Alpha (high)†", metric="win_probability")
    assert (found["model"], found["n"]) == ("alpha", "347")
    assert found["note"].startswith("347 of 400 stories; the model refused the others")


def test_importing_again_changes_nothing(root):
    stays(root, IMPORTER, BOARD, PATH)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("1,alpha§,1.0,0.5,0.9,1.1\n", "'alpha§' carries a sign whose meaning is not known"),
        ("1,alpha,2.0,0.5,0.9,1.1\n", "the comparison score of 'alpha' lies outside its bounds"),
        ("1,alpha,2.0,0.5,,\n", "the comparison score of 'alpha' lies outside its bounds"),
    ],
)
def test_what_cannot_be_understood_is_refused(line, what):
    assert refused(IMPORTER, {"leaderboard.csv": HEAD + line}).startswith(what)
