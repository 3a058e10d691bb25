"""A model with very many results: its page shows those that rank, and says where all of them stand."""

from __future__ import annotations

from typing import Any

import pytest

from tokonomix.bindings import Bindings
from tokonomix.edition import Edition
from tokonomix.pages import model_tables, part_tables
from tokonomix.problem import Place
from tokonomix.prose.tables import markdown


def snapshot(edition: Edition, name: str) -> dict[str, Any]:
    model = edition.catalog.models[name]
    return model_tables.snapshot(edition, model, Bindings(edition, f"models/{name}/", Place("test.md")))


def euroeval(edition: Edition, name: str) -> dict[str, Any]:
    return next(group for group in snapshot(edition, name)["benchmarks"] if group["id"] == "euroeval")


def test_of_a_long_benchmark_the_page_shows_what_ranks_and_counts_the_rest(edition: Edition) -> None:
    group = euroeval(edition, "gpt-5.4-mini")
    count = sum(1 for r in edition.catalog.results_of("gpt-5.4-mini-2026-03-17") if r.benchmark == "euroeval")
    assert all(row["ranks"] for row in group["rows"])
    assert len(group["rows"]) <= model_tables.MOST
    assert group["summary"].startswith(f"{count} figures")
    assert group["more"]["words"] == f"{count - len(group['rows'])} more figures of this benchmark"
    assert [link["href"] for link in group["more"]["links"]] == ["models/gpt-5.4-mini-2026-03-17/results/"]


def test_the_markdown_of_a_long_benchmark_says_where_the_rest_stands(edition: Edition) -> None:
    text = markdown(part_tables.tables({"snapshot": snapshot(edition, "gpt-5.4-mini")}, "snapshot"))
    assert "more figures of this benchmark stand among the records: models/gpt-5.4-mini-2026-03-17/results/" in text


@pytest.mark.parametrize("name", ["deepseek-v4-pro", "gpt-4o-mini-realtime-preview-2024-12-17"])
def test_a_benchmark_of_few_figures_is_shown_whole(edition: Edition, name: str) -> None:
    found = snapshot(edition, name)["benchmarks"]
    assert found
    assert not any(group["more"] for group in found)
    assert sum(len(group["rows"]) for group in found) == len(edition.catalog.results_of(name))
