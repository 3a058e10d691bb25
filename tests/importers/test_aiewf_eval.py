"""aiewf-eval: cells with their units, counts of turns, and the provider as part of every row."""

from __future__ import annotations

import pytest

from tests.importers.small_boards import bring, known, refused, row, rows, stays
from tokonomix.importers import aiewf_eval
from tokonomix.importers.aiewf_eval import IMPORTER, PATH

TEXT = (
    "Model,Pass Rate,Any Error,Tool Error,Instruction Error,KB Error,TTFAT P50,TTFAT P95,TTFAT Max,Provider\n"
    '"alpha (none, FP8)",97.8%,2.2%,1.9%,2.2%,0.1%,101ms,318ms,592ms,Local RTX 5090\n'
)
SPEECH = (
    "Model,Pass Rate,Tool Use,Instruction,KB Ground,Turn Ok,Non-Tool V2V Med,Non-Tool V2V Max,Tool V2V Mean,"
    "Silence Pad Mean\n"
    "alpha-live (low),97.2%,876/900,876/900,900/900,899/900,1504ms,4288ms,1537ms,75ms\n"
    "beta-live,*,278/300,265/300,296/300,*,1280ms,3232ms,1689ms,79ms\n"
)
TABLES = {"table1.csv": TEXT, "table2.csv": SPEECH}


@pytest.fixture
def root(tmp_path, monkeypatch):
    known(monkeypatch, aiewf_eval, TABLES)
    bring(tmp_path, IMPORTER, TABLES, ("alpha (none, FP8)", "alpha", "effort=none format=fp8"))
    return tmp_path


def test_units_leave_the_cell_and_the_digits_stay_as_printed(root):
    assert row(root, PATH, task="text", metric="pass_rate")["published"] == "97.8"
    assert row(root, PATH, task="text", metric="first_answer_p95")["published"] == "318"


def test_the_provider_is_kept_with_the_setting_of_the_name(root):
    found = row(root, PATH, task="text", metric="pass_rate")
    assert (found["model"], found["variant"]) == ("alpha", "effort=none format=fp8 provider=local-rtx-5090")
    assert "n" not in found


def test_so_many_of_so_many_is_a_count_and_its_n(root):
    found = row(root, PATH, published_as="alpha-live (low)", metric="turn_taking_turns")
    assert (found["published"], found["n"]) == ("899", "900")
    assert row(root, PATH, published_as="alpha-live (low)", metric="voice_to_voice_p50")["n"] == "900"


def test_a_star_is_missing(root):
    metrics = {r.values["metric"] for r in rows(root, PATH) if r.values["published_as"] == "beta-live"}
    assert not metrics & {"pass_rate", "turn_taking_turns"}
    assert "voice_to_voice_max" in metrics


def test_importing_again_changes_nothing(root):
    stays(root, IMPORTER, TABLES, PATH)


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("101ms", "0.1s", "TTFAT P50 of 'alpha (none, FP8)' is '0.1s', not a number in ms"),
        ("899/900", "901/900", "Turn Ok of 'alpha-live (low)' is '901/900', not so many of so many"),
        ("899/900", "99.9%", "Turn Ok of 'alpha-live (low)' is '99.9%', not so many of so many"),
    ],
)
def test_a_cell_in_another_unit_is_refused(monkeypatch, old, new, what):
    broken = {name: text.replace(old, new) for name, text in TABLES.items()}
    known(monkeypatch, aiewf_eval, broken)
    assert refused(IMPORTER, broken) == what
