"""Suites by themselves, where tests make no common score: each model's own results, nothing estimated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tokonomix import cards, wording
from tokonomix.bindings import Bindings
from tokonomix.edition import Edition
from tokonomix.pages import board_rows, view
from tokonomix.pages.board_figures import suite_words
from tokonomix.reads import Bound, Card, Line, anchor

if TYPE_CHECKING:
    from tokonomix.scores.board import Table


def suites(edition: Edition, bindings: Bindings, category: str) -> list[dict[str, Any]]:
    """Return a table of each live suite of a category that is shown suite by suite; else nothing."""
    if edition.catalog.categories[category].display == "ability":
        return []
    tables = edition.boards.board(category).tables
    return [_suite(edition, bindings, category, table, number) for number, table in enumerate(tables, start=1)]


def _suite(edition: Edition, bindings: Bindings, category: str, table: Table, number: int) -> dict[str, Any]:
    heads = []
    for name, task, metric in table.metrics:
        benchmark = edition.catalog.benchmarks[name]
        known = benchmark.task(task or None)
        heads.append({"text": known.name if known else benchmark.card.name, "sub": benchmark.card.metrics[metric].name})
    names = sorted({name for name, _task, _metric in table.metrics})
    card = _card(edition, bindings, category, table, names)
    rows = []
    for row in table.rows:
        model = edition.catalog.models[row.model]
        rows.append(
            board_rows.model_row(edition, bindings, model, row.effort) | {
                "mean": _bound(bindings, row.mean, card),
                "values": [None if value is None else _bound(bindings, value, card) for value in row.values],
            }
        )  # fmt: skip
    board_rows.align(rows)
    board_rows.name_unstated(rows)
    return {
        "id": f"suite-{number}",
        "name": suite_words(edition, table.block),
        "href": f"benchmarks/methodology/#benchmark-{names[0]}",
        "judged": all(edition.catalog.benchmarks[name].card.kind == "judged" for name in names),
        "own": [edition.catalog.benchmarks[name].card.aggregate for name in names],
        "heads": heads,
        "rows": rows,
        "vendors": board_rows.vendors(edition, rows),
        "day": view.day(table.newest),
    }


def _bound(bindings: Bindings, value: float, card: Card) -> Bound:
    return bindings.ledger.bind(f"{value:.1f}", f"{value:.2f}", card)


def _card(edition: Edition, bindings: Bindings, category: str, table: Table, names: list[str]) -> Card:
    record, digest = edition.boards.record(category), edition.boards.board(category).digest[:12]
    bindings.ledger.note(record, f"table {table.block}", digest)
    lines: list[Line] = []
    for name in names:
        benchmark = edition.catalog.benchmarks[name].card
        lines += cards.source_lines(edition.catalog, benchmark.source, benchmark.read, None)
    return Card(
        anchor("suite", category, table.block), bindings.ledger.home, suite_words(edition, table.block),
        wording.plural(len(table.rows), "row"),
        (
            Line("Values", "as published, from the floor (0) to the ceiling (100) of the metric; higher is better"),
            Line("Mean", "of the tests a model took; the same weight for each"),
            *lines,
            Line("Record", f"{record} {digest}", "benchmarks/methodology/"),
        ),
        "published",
    )  # fmt: skip
