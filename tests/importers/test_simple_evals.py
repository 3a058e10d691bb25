"""simple-evals: what OpenAI ran, what other makers reported, and MMLU in 14 languages."""

from __future__ import annotations

import pytest

from tests.importers.small_results import dated, imported, refusal
from tokonomix.importers import simple_evals
from tokonomix.importers.simple_evals import IMPORTER, LANGUAGES, LANGUAGES_PATH, PATH, REPORTED_IMPORTER

RESULTS = (
    "family,model,prompt,mmlu,gpqa,math,humaneval,mgsm,drop_f1_3shot,simpleqa\n"
    "o1,o1-mini,,85.2,60.0,90.0,92.4,89.9,83.9,07.6\n"
    "GPT-4o,gpt-4o-mini,assistant,82.0,40.2,70.2,87.2,87.0,79.7,\n"
    "Other Models (Reported),Claude 3 Opus,unknown,86.8,50.4,60.1,84.9,90.7,83.1,23.5\n"
)
FILES = {
    "results.csv": RESULTS,
    "multilingual_mmlu.csv": "Language,o1,gpt-4o-mini\n" + "".join(f"{name},0.89,0.709\n" for name in LANGUAGES),
}
NAMES = (("o1-mini", "o1-mini"), ("Claude 3 Opus", "claude-3-opus"))


@pytest.fixture
def cells(tmp_path, monkeypatch):
    dated(monkeypatch, simple_evals, FILES)
    return imported(tmp_path, IMPORTER, FILES, PATH, *NAMES)


def test_a_figure_is_kept_exactly_as_published(cells):
    assert cells["o1-mini", "simpleqa", "score"]["published"] == "07.6"


def test_an_empty_cell_is_not_reported_rather_than_zero(cells):
    assert ("gpt-4o-mini", "simpleqa", "score") not in cells


def test_the_prompt_stands_in_the_note(cells):
    assert cells["gpt-4o-mini", "mmlu", "score"]["note"] == "prompt assistant"
    assert "note" not in cells["o1-mini", "mmlu", "score"]


def test_what_other_makers_reported_is_of_another_source(cells, tmp_path, monkeypatch):
    assert not any(name == "Claude 3 Opus" for name, _, _ in cells)
    assert {row["source"] for row in cells.values()} == {"simple-evals"}
    reported = {"results.csv": RESULTS}
    dated(monkeypatch, simple_evals, reported)
    both = imported(tmp_path, REPORTED_IMPORTER, reported, PATH, *NAMES)
    row = both["Claude 3 Opus", "gpqa", "score"]
    assert (row["source"], row["model"]) == ("simple-evals-reported", "claude-3-opus")
    assert row["note"] == "copied from its maker, not run by OpenAI"
    assert both["o1-mini", "gpqa", "score"]["source"] == "simple-evals"


def test_every_language_is_a_task(tmp_path, monkeypatch):
    dated(monkeypatch, simple_evals, FILES)
    found = imported(tmp_path, IMPORTER, FILES, LANGUAGES_PATH)
    assert {task for _, task, _ in found} == set(LANGUAGES.values())
    assert found["gpt-4o-mini", "yo", "accuracy"]["published"] == "0.709"


@pytest.mark.parametrize(
    ("importer", "files", "what"),
    [
        (IMPORTER, {"multilingual_mmlu.csv": "Language,o1\nArabic,0.8\n"}, "the languages are not the 14 we know"),
        (IMPORTER, {"results.csv": RESULTS.replace("60.0", "x")}, "gpqa of 'o1' is 'x', not a number"),
        (IMPORTER, {"results.csv": RESULTS.replace("mgsm", "mgsm2")}, "the columns are 'family,model,prompt,mmlu,gpqa,math,humaneval,mgsm2,drop_f1_3shot,simpleqa', not 'family,model,prompt,mmlu,gpqa,math,humaneval,mgsm,drop_f1_3shot,simpleqa'"),
        (REPORTED_IMPORTER, {"results.csv": RESULTS.replace("Other Models (Reported)", "Other")}, "no row of family 'Other Models (Reported)'"),
    ],
)  # fmt: skip
def test_a_table_of_another_shape_is_refused(importer, files, what, monkeypatch):
    wanted = {name: text for name, text in (FILES | files).items() if name in importer.files}
    dated(monkeypatch, simple_evals, wanted)
    assert refusal(importer, wanted) == what
