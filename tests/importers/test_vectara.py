"""Vectara's leaderboard: rates of a day that its table does not name."""

from __future__ import annotations

import pytest

from tests.importers.small_boards import bring, known, refused, row, rows, stays
from tokonomix.importers import vectara
from tokonomix.importers.vectara import IMPORTER, PATH

HEAD = "model,hallucination_rate_pct,factual_consistency_rate_pct,answer_rate_pct,avg_summary_length_words\n"
BOARD = {"leaderboard.csv": HEAD + "acme/alpha-low-2026,5.1,94.9,80.7,66.2\nother/beta,7.0,94.0,99.9,\n"}


@pytest.fixture
def root(tmp_path, monkeypatch):
    known(monkeypatch, vectara, BOARD)
    bring(tmp_path, IMPORTER, BOARD, ("acme/alpha-low-2026", "alpha", "effort=low"))
    return tmp_path


def test_every_column_is_a_figure_of_its_own_with_the_day_of_the_version(root):
    found = {r.values["metric"]: r.values["published"] for r in rows(root, PATH) if r.values.get("model") == "alpha"}
    assert found == {
        "hallucination_rate": "5.1", "factual_consistency_rate": "94.9", "answer_rate": "80.7", "summary_length": "66.2",
    }  # fmt: skip
    assert {r.values["published_on"] for r in rows(root, PATH)} == {"2026-03-10"}


def test_the_effort_in_a_name_becomes_the_variant_and_no_n_is_made_up(root):
    found = row(root, PATH, published_as="acme/alpha-low-2026", metric="hallucination_rate")
    assert found["variant"] == "effort=low"
    assert "n" not in found


def test_an_empty_cell_makes_no_row_and_an_unknown_name_stays(root):
    found = [r.values["metric"] for r in rows(root, PATH) if r.values["published_as"] == "other/beta"]
    assert "summary_length" not in found
    assert "model" not in row(root, PATH, published_as="other/beta", metric="answer_rate")


def test_two_rates_that_do_not_make_a_whole_are_flagged(root):
    found = row(root, PATH, published_as="other/beta", metric="hallucination_rate")
    assert found["note"] == "7.0 invented and 94.0 consistent do not make 100"
    assert "note" not in row(root, PATH, published_as="acme/alpha-low-2026", metric="hallucination_rate")


def test_importing_again_changes_nothing(root):
    stays(root, IMPORTER, BOARD, PATH)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (HEAD.replace("answer_rate_pct,", ""), "the columns are "),
        (HEAD, "the table has no rows"),
        (HEAD + "a,1,99,9\n", "the row of 'a' has 4 cells, the header 5"),
        (HEAD + "a,1,99,9,1\na,1,99,9,1\n", "'a' stands twice"),
        (HEAD + "a,few,99,9,1\n", "hallucination_rate_pct of 'a' is 'few', not a number"),
        (HEAD + "a,1,99,9,1\n", "the day of this version is not known, and the files do not state it"),
    ],
)
def test_a_table_of_another_shape_or_day_is_refused_with_what_broke(text, what):
    assert refused(IMPORTER, {"leaderboard.csv": text}).startswith(what)
