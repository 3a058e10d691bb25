"""EQ-Bench: two boards, names with a sign for new, and no day at all."""

from __future__ import annotations

import pytest

from tests.importers.small_boards import bring, refused, row, rows, stays
from tokonomix.importers.eqbench import CREATIVE, IMPORTER, LONGFORM

SHORT = "model_name,elo_score,creative_writing_score,avg_length,vocab_complexity,slop_score,repetition_score\n"
LONG = "model_name,overall_score_100,slop_score,repetition_score\n"
BOARDS = {
    "creative_writing_v3.csv": SHORT + "*alpha,2471.4,17.07,6003,27.46,6.59,4.31\n",
    "creative_writing_longform.csv": LONG + "alpha,79.9,10.56,5.5\n",
}


@pytest.fixture
def root(tmp_path):
    bring(tmp_path, IMPORTER, BOARDS, ("alpha", "alpha-1", ""))
    return tmp_path


def test_the_sign_for_new_is_no_part_of_the_name(root):
    assert {r.values["published_as"] for path in (CREATIVE, LONGFORM) for r in rows(root, path)} == {"alpha"}


def test_the_two_boards_are_two_files_with_figures_of_their_own(root):
    assert row(root, CREATIVE, metric="rubric_score")["published"] == "17.07"
    assert row(root, CREATIVE, metric="elo")["published"] == "2471.4"
    assert row(root, LONGFORM, metric="overall")["published"] == "79.9"


def test_no_day_and_no_number_of_items_is_made_up(root):
    assert not {"published_on", "evaluated_on", "n"} & set(row(root, LONGFORM, metric="overall"))


def test_importing_again_changes_nothing(root):
    stays(root, IMPORTER, BOARDS, CREATIVE, LONGFORM)


def test_a_name_both_new_and_known_is_refused():
    broken = BOARDS | {"creative_writing_longform.csv": LONG + "*alpha,79.9,10.56,5.5\nalpha,79.9,10.56,5.5\n"}
    assert refused(IMPORTER, broken) == "'alpha' stands twice, once with the sign for new"
