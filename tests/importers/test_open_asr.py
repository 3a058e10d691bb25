"""Open ASR: three tables, -1 for a speed not measured, and means that their own columns may contradict."""

from __future__ import annotations

import pytest

from tests.importers.small_boards import bring, known, refused, row, rows, stays
from tokonomix.importers import open_asr
from tokonomix.importers.open_asr import IMPORTER, PATH

SHORT = (
    "model,Avg. WER,RTFx,Model size (B),License,AMI WER,Earnings22 WER,Gigaspeech WER,LS Clean WER,LS Other WER,"
    "SPGISpeech WER,Tedlium WER,Voxpopuli WER\n"
    "acme/alpha,4.5,-1,-1,Proprietary,1,2,3,4,5,6,7,8\n"
    "acme/beta,4.68,1233.58,0.18,Open,1,2,3,4,5,6,7,8\n"
)
LONG = (
    "model_id,Average,RTFx,Model size (B),earnings21,earnings22,tedlium,coraal_avg,Avg (without CORAAL)\n"
    "acme/alpha,5.896666667,-1,,6.35,9.03,2.31,,5.896666667\n"
)
SPOKEN = (
    "model,Model size (B),RTFx,de_covost,de_fleurs,fr_covost,fr_mls,fr_fleurs,it_covost,it_mls,it_fleurs,es_covost,"
    "es_mls,es_fleurs,pt_mls,pt_fleurs,Avg\n"
    "acme/alpha,,-1,1,1,1,1,1,1,1,1,1,1,1,1,14,2\n"
)
TABLES = {"en_shortform.csv": SHORT, "en_longform.csv": LONG, "multilingual.csv": SPOKEN}


@pytest.fixture
def root(tmp_path, monkeypatch):
    known(monkeypatch, open_asr, TABLES)
    bring(tmp_path, IMPORTER, TABLES)
    return tmp_path


def test_parts_and_means_of_the_three_boards_are_told_apart(root):
    assert row(root, PATH, published_as="acme/alpha", task="short/ls-clean")["published"] == "4"
    assert row(root, PATH, published_as="acme/alpha", task="multilingual", metric="overall")["published"] == "2"
    assert row(root, PATH, task="long", metric="overall_without_coraal")["published"] == "5.896666667"


def test_minus_one_is_missing_and_never_a_speed(root):
    assert [r.values["published_as"] for r in rows(root, PATH) if r.values["metric"] == "rtfx"] == ["acme/beta"]


def test_a_set_that_was_not_run_makes_no_row_and_takes_no_part_in_the_mean(root):
    assert not [r for r in rows(root, PATH) if r.values["task"] == "long/coraal"]
    assert "note" not in row(root, PATH, task="long", metric="overall")


def test_only_the_mean_that_its_own_columns_contradict_is_flagged(root):
    flagged = [(r.values["published_as"], r.values["task"], r.values["note"]) for r in rows(root, PATH) if "note" in r.values]
    assert flagged == [("acme/beta", "short", "the mean of its own columns is 4.50")]


def test_importing_again_changes_nothing(root):
    stays(root, IMPORTER, TABLES, PATH)


def test_a_rate_that_is_no_number_is_refused(monkeypatch):
    broken = TABLES | {"en_shortform.csv": SHORT.replace("Open,1,", "Open,?,")}
    known(monkeypatch, open_asr, broken)
    assert refused(IMPORTER, broken) == "AMI WER of 'acme/beta' is '?', not a number"
