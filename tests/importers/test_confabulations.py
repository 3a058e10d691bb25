"""Confabulations: inventions, silences and their mean, which has to be their mean."""

from __future__ import annotations

import pytest

from tests.importers.small_boards import bring, known, refused, row, rows, stays
from tokonomix.importers import confabulations
from tokonomix.importers.confabulations import IMPORTER, PATH

HEAD = "Rank,Model,Confab %,Non-Resp %,Weighted\n"
BOARD = {"table1.csv": HEAD + "1,Alpha (medium reasoning),10.9,9.8,10.34\n2,Beta,4.0,20.8,11.40\n"}


@pytest.fixture
def root(tmp_path, monkeypatch):
    known(monkeypatch, confabulations, BOARD)
    bring(tmp_path, IMPORTER, BOARD, ("Alpha (medium reasoning)", "alpha", "effort=medium"))
    return tmp_path


def test_parts_mean_and_rank_are_kept_as_published(root):
    found = {r.values["metric"]: r.values["published"] for r in rows(root, PATH) if "model" in r.values}
    assert found == {"rank": "1", "confabulation_rate": "10.9", "non_response_rate": "9.8", "overall": "10.34"}


def test_a_mean_within_rounding_of_its_parts_carries_no_note(root):
    assert "note" not in row(root, PATH, published_as="Alpha (medium reasoning)", metric="overall")


def test_a_mean_that_its_parts_contradict_is_kept_and_flagged(root):
    found = row(root, PATH, published_as="Beta", metric="overall")
    assert (found["published"], found["note"]) == ("11.40", "the mean of its two parts is 12.40")


def test_importing_again_changes_nothing(root):
    stays(root, IMPORTER, BOARD, PATH)


def test_another_table_of_the_same_source_is_refused():
    assert refused(IMPORTER, {"table1.csv": "Rank,Model,Confab %\n1,a,2\n"}).startswith("the columns are")
