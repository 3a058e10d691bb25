"""The committed results agree with the committed aliases and cards, as an import would leave them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tokonomix.importers import IMPORTERS
from tokonomix.importers.writing import format_csv
from tokonomix.schema.base import shape_document
from tokonomix.schema.registry import BenchmarkFile
from tokonomix.schema.rows import AliasRow, ResultRow
from tokonomix.source import Row, read_csv, read_yaml

ROOT = Path(__file__).parents[2]
SOURCES = {one.id for one in IMPORTERS}
FILES = [
    (path.stem, source)
    for path in sorted((ROOT / "data/results").glob("*.csv"))
    for source in sorted({row.values["source"] for row in read_csv(ROOT, f"data/results/{path.name}").rows} & SOURCES)
]
"""Files of imported results with their sources; a file may hold what a publisher ran and what it only reports."""
BESIDE_THE_NAME = {
    "aiewf-eval": {"provider"},
    "llmperf": {"provider"},
    "tau2-bench": {"effort", "thinking", "tools"},
    "tau2-voice": {"effort", "thinking", "tools"},
    "thefastest": {"provider", "region"},
}
"""Keys of a variant that a file states in columns of their own, beside the name."""


def results(name: str, source: str) -> list[Row]:
    return [row for row in read_csv(ROOT, f"data/results/{name}.csv").rows if row.values["source"] == source]


def pairs(variant: str | None) -> set[tuple[str, str]]:
    return {(key, value) for key, _equals, value in (part.partition("=") for part in (variant or "").split())}


def test_every_source_has_its_results_but_one_under_a_licence_we_leave_out():
    imported = {source for _name, source in FILES}
    assert {"livebench", "arena", "aider", "vectara", "open-asr", "llmperf"} <= imported
    assert "swe-bench" not in imported


@pytest.mark.parametrize(("name", "source"), FILES)
def test_every_result_carries_the_model_and_variant_of_its_name(name, source):
    aliases = {
        row.values["published_as"]: (row.values.get("model"), row.values.get("variant"))
        for row in read_csv(ROOT, "data/aliases.csv").rows
        if row.values["source"] == source
    }
    for row in results(name, source):
        model, variant = aliases.get(row.values["published_as"], (None, None))
        again = f"{row.place()}: import {source} again"
        assert row.values.get("model") == model, again
        stated, named = pairs(row.values.get("variant")), pairs(variant)
        assert named <= stated, again
        assert {key for key, _value in stated - named} <= BESIDE_THE_NAME.get(name, set()), again


@pytest.mark.parametrize(("name", "source"), FILES)
def test_no_two_names_of_a_source_claim_the_same_record(name, source):
    key = ("model", "variant", "task", "metric", "published_on", "evaluated_on")
    seen: dict[tuple[str | None, ...], str] = {}
    for row in results(name, source):
        if "model" in row.values:
            record = tuple(row.values.get(column) for column in key)
            assert seen.setdefault(record, str(row.place())) == str(row.place()), f"{row.place()}: {record}"


@pytest.mark.parametrize("path", sorted((ROOT / "data/results").glob("*.csv")), ids=lambda path: path.stem)
def test_the_file_is_as_the_canonical_writer_leaves_it(path):
    rows = [row.values for row in read_csv(ROOT, f"data/results/{path.name}").rows]
    assert path.read_text(encoding="utf-8") == format_csv(ResultRow, rows)


def test_the_aliases_are_as_the_canonical_writer_leaves_them():
    rows = [row.values for row in read_csv(ROOT, "data/aliases.csv").rows]
    assert (ROOT / "data/aliases.csv").read_text(encoding="utf-8") == format_csv(AliasRow, rows)


def test_a_name_without_a_model_says_why():
    for row in read_csv(ROOT, "data/aliases.csv").rows:
        assert row.values.get("model") or row.values.get("note"), str(row.place())


def test_systems_of_several_models_are_no_model():
    for row in read_csv(ROOT, "data/aliases.csv").rows:
        if " + " in re.sub(r"\(.*?\)", "", row.values["published_as"]):
            assert "model" not in row.values, str(row.place())


def test_what_only_the_article_asserted_ranks_nothing():
    card = shape_document(BenchmarkFile, read_yaml(ROOT, "data/benchmarks/tokonomix-2024-12.yml"))
    assert not any(metric.ranks for metric in card.metrics.values())
    assert not card.live
    assert not any("creative" in task.categories for task in card.tasks.values())


def test_grades_of_taste_are_neither_correctness_nor_votes():
    for name in ("lechmazur-writing", "eqbench-creative", "eqbench-longform"):
        card = shape_document(BenchmarkFile, read_yaml(ROOT, f"data/benchmarks/{name}.yml"))
        assert card.kind == "judged"
        assert card.whole is not None
        assert card.whole.categories == ["creative"]


def test_only_what_contradicts_its_own_columns_is_flagged_in_open_asr():
    rows = read_csv(ROOT, "data/results/open-asr.csv").rows
    assert {row.values["published_as"] for row in rows if "note" in row.values} == {
        "nvidia/canary-180m-flash",
        "efficient-speech/lite-whisper-large-v3-turbo-acc",
    }


def test_votes_are_preference_and_never_count_for_ability():
    card = shape_document(BenchmarkFile, read_yaml(ROOT, "data/benchmarks/arena.yml"))
    assert card.kind == "preference"
    assert not any(metric.ranks for metric in card.metrics.values())
    assert card.tasks["industry_legal_and_government"].categories == ["legal", "government"]
