"""EuroEval: ranks of every name, scores with their half-widths for models of ours, the day from beside the boards."""

from __future__ import annotations

import json

import pytest

from tests.importers.small_results import imported, refusal
from tokonomix.importers.euroeval import IMPORTER, PATH

ABOUT = "Model,Type,Rank,European Values,Parameters,Vocabulary,Context,Commercial,Merge,Open,Trained from scratch"
REST = "?,256128.0,1048576.0,✓,✗,✗,✓"
DAY = json.dumps({"annotate": {"notes": "Last updated: 2026-04-20 11:53:28 CET"}})
FILES = {
    "clean/european_all.csv": (
        f"{ABOUT},Danish,Faroese\n"
        f'"alpha-1#thinking (zero-shot, val)",🤔,1.34,0.55,{REST},1.15,1.53\n'
        f"beta/base,🧠,-,?,{REST},2.00,-\n"
    ),
    "clean/germanic_all.csv": f"{ABOUT},Danish,Faroese\nbeta/base,🧠,-,N/A,{REST},2.00,-\n",
    "clean/danish_all.csv": (
        f"{ABOUT},scala_da,hellaswag_da,scala_da_version,hellaswag_da_version\n"
        f'"alpha-1#thinking (zero-shot, val)",🤔,1.15,1.77,{REST},'
        "-1.25 ± 2.36 / 48.96 ± 1.18,-,16.7.1.dev0,-\n"
        f"beta/base,🧠,2.10,?,{REST},50.00 ± 1.00 / 60.00 ± 1.00,-,16.7.1.dev0,-\n"
        f"danish/only,📝,3.00,?,{REST},50.00 ± 1.00 / 60.00 ± 1.00,-,16.7.1.dev0,-\n"
    ),
    "european_all.json": DAY,
    "germanic_all.json": DAY,
    "danish_all.json": DAY,
}
ALPHA = "alpha-1#thinking (zero-shot, val)"


@pytest.fixture
def cells(tmp_path):
    return imported(tmp_path, IMPORTER, FILES, PATH, (ALPHA, "alpha-1"))


def test_a_half_width_becomes_the_bounds_of_its_interval(cells):
    row = cells[ALPHA, "scala_da", "primary"]
    assert (row["published"], row["low"], row["high"]) == ("-1.25", "-3.61", "1.11")
    row = cells[ALPHA, "scala_da", "secondary"]
    assert (row["published"], row["low"], row["high"]) == ("48.96", "47.78", "50.14")


def test_the_day_is_the_one_beside_the_board(cells):
    assert {row["published_on"] for row in cells.values()} == {"2026-04-20"}


def test_the_version_of_the_harness_stands_in_the_note(cells):
    assert cells[ALPHA, "scala_da", "primary"]["note"] == "EuroEval 16.7.1.dev0"


def test_ranks_are_kept_of_every_name_and_scores_only_of_models_of_ours(cells):
    assert cells["beta/base", "danish", "rank"]["published"] == "2.00"
    assert ("beta/base", "scala_da", "primary") not in cells
    assert cells["danish/only", "danish", "rank"]["published"] == "3.00"


def test_a_rank_that_differs_between_boards_is_the_group_s_and_says_so(cells):
    assert cells["beta/base", "danish", "rank"]["note"] == "on the board of its language alone the rank is 2.10"
    assert "note" not in cells[ALPHA, "danish", "rank"]


def test_a_group_s_rank_is_missing_where_a_language_is(cells):
    assert cells[ALPHA, "", "rank"]["published"] == "1.34"
    assert ("beta/base", "", "rank") not in cells
    assert ("beta/base", "germanic", "rank") not in cells
    assert ("beta/base", "faroese", "rank") not in cells


def test_question_marks_and_dashes_are_missing(cells):
    assert (ALPHA, "hellaswag_da", "primary") not in cells
    assert cells[ALPHA, "danish", "european_values"]["published"] == "1.77"
    assert ("beta/base", "", "european_values") not in cells


@pytest.mark.parametrize(
    ("files", "what"),
    [
        ({"danish_all.json": "{}"}, "it does not say when the board was last updated"),
        ({"clean/danish_all.csv": "Name,Rank\na,1\n"}, "the columns begin 'Name,Rank', not 'Model,Type,Rank'"),
        ({"clean/danish_all.csv": FILES["clean/danish_all.csv"].replace("50.00 ± 1.00 / 60.00 ± 1.00", "50.00")}, "scala_da of 'beta/base' is '50.00', not two scores with ±"),
        ({"clean/european_all.csv": FILES["clean/european_all.csv"].replace("1.34,", "best,")}, f"Rank of '{ALPHA}' is 'best', not a number"),
    ],
)  # fmt: skip
def test_a_board_of_another_shape_is_refused(files, what):
    assert refusal(IMPORTER, FILES | files) == what


def test_the_boards_of_the_groups_are_wanted():
    kept = {name: text for name, text in FILES.items() if "germanic" not in name}
    assert refusal(IMPORTER, kept) == "the board is missing"
