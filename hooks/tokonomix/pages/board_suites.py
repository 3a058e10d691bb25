"""Suites by themselves, where tests make no common score: each model's own results, nothing estimated.

A board turns every metric so that high is good. Readers compare with the source, so a metric of which low is good is
shown as it was published, under a head that says which way it counts; a suite of one test has no mean beside it.
"""

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

Test = tuple[str, str, str]
"""Benchmark, task or '', metric."""


def suites(edition: Edition, bindings: Bindings, category: str) -> list[dict[str, Any]]:
    """Return a table of each live suite of a category that is shown suite by suite; else nothing."""
    if edition.catalog.categories[category].display == "ability":
        return []
    tables = edition.boards.board(category).tables
    return [_suite(edition, bindings, category, table, number) for number, table in enumerate(tables, start=1)]


def _suite(edition: Edition, bindings: Bindings, category: str, table: Table, number: int) -> dict[str, Any]:
    heads = [head(edition, test, alone=len(table.metrics) == 1) for test in table.metrics]
    names = sorted({name for name, _task, _metric in table.metrics})
    card = _card(edition, bindings, category, table, names)
    rows = []
    for row in table.rows:
        model = edition.catalog.models[row.model]
        rows.append(
            board_rows.model_row(edition, bindings, model, row.effort) | {
                "mean": _bound(bindings, row.mean, card) if len(heads) > 1 else None,
                "values": [
                    None if value is None else _bound(bindings, as_published(edition, test, value), card)
                    for test, value in zip(table.metrics, row.values, strict=True)
                ],
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


def head(edition: Edition, test: Test, *, alone: bool) -> dict[str, Any]:
    """Return the head of a test's column: what is counted, whether low is good, and unless `alone` what was asked."""
    name, task, metric = test
    benchmark = edition.catalog.benchmarks[name]
    known, counted = benchmark.task(task or None), benchmark.card.metrics[metric]
    low = counted.better == "lower"
    if alone:
        return {"text": counted.name, "sub": f"{counted.unit}, lower is better" if low else "0 to 100", "low": low}
    asked = known.name if known else benchmark.card.name
    return {"text": asked, "sub": f"{counted.name}; lower is better" if low else counted.name, "low": low}


def as_published(edition: Edition, test: Test, value: float) -> float:
    """Return a value of a table, where high is good, the way its metric counts: turned back where low is good."""
    name, _task, metric = test
    better = edition.catalog.benchmarks[name].card.metrics[metric].better
    return value if better == "higher" else round(100 - value, 4)


def _bound(bindings: Bindings, value: float, card: Card) -> Bound:
    return bindings.ledger.bind(f"{value:.1f}", f"{value:.2f}", card)


def _values(edition: Edition, table: Table) -> list[Line]:
    low = any(head(edition, test, alone=False)["low"] for test in table.metrics)
    way = "the head says where lower is better" if low else "higher is better"
    lines = [Line("Values", f"as published, from the floor (0) to the ceiling (100) of the metric; {way}")]
    if len(table.metrics) > 1:
        lines.append(Line("Mean", "of the tests a model took, high is good; the same weight for each"))
    return lines


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
            *_values(edition, table),
            *lines,
            Line("Record", f"{record} {digest}", "benchmarks/methodology/"),
        ),
        "published",
    )  # fmt: skip
