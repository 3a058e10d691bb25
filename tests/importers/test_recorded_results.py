"""The committed results agree with the committed aliases and cards, as an import would leave them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tokonomix.importers import aider, arena, livebench
from tokonomix.importers.writing import format_csv
from tokonomix.schema.base import shape_document
from tokonomix.schema.registry import BenchmarkFile
from tokonomix.schema.rows import AliasRow, ResultRow
from tokonomix.source import read_csv, read_yaml

ROOT = Path(__file__).parents[2]
SOURCES = [module.IMPORTER.id for module in (livebench, arena, aider)]


@pytest.mark.parametrize("source", SOURCES)
def test_every_result_carries_the_model_and_variant_of_its_name(source):
    aliases = {
        row.values["published_as"]: (row.values.get("model"), row.values.get("variant"))
        for row in read_csv(ROOT, "data/aliases.csv").rows
        if row.values["source"] == source
    }
    for row in read_csv(ROOT, f"data/results/{source}.csv").rows:
        known = aliases.get(row.values["published_as"], (None, None))
        assert (row.values.get("model"), row.values.get("variant")) == known, f"{row.place()}: import {source} again"


@pytest.mark.parametrize("source", SOURCES)
def test_no_two_names_of_a_source_claim_the_same_record(source):
    key = ("model", "variant", "task", "metric", "published_on", "evaluated_on")
    seen: dict[tuple[str | None, ...], str] = {}
    for row in read_csv(ROOT, f"data/results/{source}.csv").rows:
        if "model" in row.values:
            record = tuple(row.values.get(column) for column in key)
            assert seen.setdefault(record, str(row.place())) == str(row.place()), f"{row.place()}: {record}"


@pytest.mark.parametrize("source", SOURCES)
def test_every_result_names_its_own_source(source):
    assert {row.values["source"] for row in read_csv(ROOT, f"data/results/{source}.csv").rows} == {source}


@pytest.mark.parametrize("name", [*SOURCES, "tokonomix-2024-12"])
def test_the_file_is_as_the_canonical_writer_leaves_it(name):
    path = f"data/results/{name}.csv"
    rows = [row.values for row in read_csv(ROOT, path).rows]
    assert (ROOT / path).read_text(encoding="utf-8") == format_csv(ResultRow, rows)


def test_the_aliases_are_as_the_canonical_writer_leaves_them():
    rows = [row.values for row in read_csv(ROOT, "data/aliases.csv").rows]
    assert (ROOT / "data/aliases.csv").read_text(encoding="utf-8") == format_csv(AliasRow, rows)


def test_a_name_without_a_model_says_why():
    for row in read_csv(ROOT, "data/aliases.csv").rows:
        assert row.values.get("model") or row.values.get("note"), str(row.place())


def test_systems_of_several_models_are_no_model():
    for row in read_csv(ROOT, "data/aliases.csv").rows:
        if " + " in row.values["published_as"]:
            assert "model" not in row.values, str(row.place())


def test_what_only_the_article_asserted_ranks_nothing():
    card = shape_document(BenchmarkFile, read_yaml(ROOT, "data/benchmarks/tokonomix-2024-12.yml"))
    assert not any(metric.ranks for metric in card.metrics.values())
    assert not card.live
    assert not any("creative" in task.categories for task in card.tasks.values())


def test_votes_are_preference_and_never_count_for_ability():
    card = shape_document(BenchmarkFile, read_yaml(ROOT, "data/benchmarks/arena.yml"))
    assert card.kind == "preference"
    assert not any(metric.ranks for metric in card.metrics.values())
    assert card.tasks["industry_legal_and_government"].categories == ["legal", "government"]
