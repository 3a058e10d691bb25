"""OAB-Bench, GDPR-Bench and ParlaCAP: three small tables, whose days stand elsewhere or nowhere."""

from __future__ import annotations

import pytest

from tests.importers.small_results import dated, imported, refusal
from tokonomix.importers import gdpr_bench, oab_bench, parlacap

OAB = {
    "leaderboard.csv": (
        "model,average_score,exams_passed,exams_total,average_score_non_structured,exams_passed_non_structured\n"
        "Sabiá-9,9.35,40,42,9.36,41\n"
        "Alpha 1,6.16,26,42,,\n"
    )
}
GDPR = {
    "results.csv": (
        "model,task,level,metric,value\n"
        "alpha-1,1,file,accuracy@1,0.1257\n"
        "alpha-1,1,file,accuracy@5,0.5623\n"
        "alpha-1,2,snippet,exact_match_accuracy,0.1048\n"
    )
}
PARLACAP = {
    "benchmark_scores.csv": (
        "model,hr_macro_f1,hr_micro_f1,en_macro_f1,en_micro_f1,sr_macro_f1,sr_micro_f1,bs_macro_f1,bs_micro_f1\n"
        "Alpha 1,0.691037,0.686997,0.7,0.7,0.7,0.7,0.6,0.6\n"
        "Command A,,,0.66888,0.673516,,,,\n"
    )
}


def test_marks_and_exams_of_the_bar_are_apart_and_exams_say_of_how_many(tmp_path, monkeypatch):
    dated(monkeypatch, oab_bench, OAB)
    cells = imported(tmp_path, oab_bench.IMPORTER, OAB, oab_bench.PATH, ("Alpha 1", "alpha-1"))
    assert cells["Alpha 1", "", "average_score"]["published"] == "6.16"
    assert cells["Sabiá-9", "", "exams_passed"]["n"] == "42"
    assert cells["Sabiá-9", "", "average_score_non_structured"]["published"] == "9.36"
    assert ("Alpha 1", "", "exams_passed_non_structured") not in cells
    assert "model" not in cells["Sabiá-9", "", "average_score"]


def test_a_day_that_is_not_stated_is_explained_in_every_row(tmp_path, monkeypatch):
    for module, files in ((oab_bench, OAB), (gdpr_bench, GDPR), (parlacap, PARLACAP)):
        dated(monkeypatch, module, files)
        root = tmp_path / module.IMPORTER.id
        root.mkdir()
        cells = imported(root, module.IMPORTER, files, module.PATH)
        assert {row["note"] for row in cells.values()} == {module.NOTE}
        assert {row["published_on"] for row in cells.values()} == {"2026-03-01"}


def test_each_level_of_the_code_is_a_task(tmp_path, monkeypatch):
    dated(monkeypatch, gdpr_bench, GDPR)
    cells = imported(tmp_path, gdpr_bench.IMPORTER, GDPR, gdpr_bench.PATH)
    assert cells["alpha-1", "file", "accuracy_at_5"]["published"] == "0.5623"
    assert cells["alpha-1", "snippet", "exact_match_accuracy"]["published"] == "0.1048"


def test_a_model_that_was_tried_in_one_language_has_one(tmp_path, monkeypatch):
    dated(monkeypatch, parlacap, PARLACAP)
    cells = imported(tmp_path, parlacap.IMPORTER, PARLACAP, parlacap.PATH)
    assert {task for name, task, _ in cells if name == "Command A"} == {"en"}
    assert {task for name, task, _ in cells if name == "Alpha 1"} == {"hr", "en", "sr", "bs"}
    assert cells["Alpha 1", "hr", "macro_f1"]["published"] == "0.691037"


@pytest.mark.parametrize(
    ("module", "files", "old", "new", "what"),
    [
        (oab_bench, OAB, "26,42", "26,?", "exams_total of 'Alpha 1' is '?', not a number of items"),
        (oab_bench, OAB, "Alpha 1", "Sabiá-9", "'Sabiá-9' stands twice"),
        (gdpr_bench, GDPR, "2,snippet", "2,file", "task 2 has no level 'file'"),
        (gdpr_bench, GDPR, "accuracy@5", "accuracy@1", "'alpha-1 1 file accuracy@1' stands twice"),
        (parlacap, PARLACAP, "0.66888", "nan", "en_macro_f1 of 'Command A' is 'nan', not a number"),
    ],
)
def test_a_table_of_another_shape_is_refused(module, files, old, new, what):
    ((name, text),) = files.items()
    assert refusal(module.IMPORTER, {name: text.replace(old, new)}) == what


@pytest.mark.parametrize(("module", "files"), [(oab_bench, OAB), (gdpr_bench, GDPR), (parlacap, PARLACAP)])
def test_a_version_without_a_known_day_is_refused(module, files):
    assert "the day of this version is not known" in refusal(module.IMPORTER, files)
