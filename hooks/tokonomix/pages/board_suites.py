"""Suites by themselves, where tests make no common score: each model's own results, nothing estimated.

A board turns every metric so that high is good. Readers compare with the source, so a metric of which low is good is
shown as it was published, under a head that says which way it counts. A suite of several tests is ordered by its own
headline, computed by its own rule; one that has none is in the order of names, for a mean of ours is no figure of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from tokonomix import cards, wording
from tokonomix.aggregates import AGGREGATES, aggregate
from tokonomix.bindings import Bindings
from tokonomix.boards import RANKING_GRADES
from tokonomix.edition import Edition
from tokonomix.pages import board_rows, view
from tokonomix.pages.board_figures import suite_words
from tokonomix.reads import Bound, Card, Line, anchor

if TYPE_CHECKING:
    from tokonomix.scores.board import Board, Table, TableRow

Test = tuple[str, str, str]
"""Benchmark, task or '', metric."""
WIDE = 8
"""Tests that stand beside each other; more stand below each other, with a column for each model."""
HEADLINES = MappingProxyType({"win_rate": "Mean win rate", "macro_average": "Macro average"})
"""Names of headline figures that we compute, as their source calls them."""
NAMED = 12
"""Names without a page here that stand in a sentence; more stand in a fold."""


def suites(edition: Edition, bindings: Bindings, category: str) -> list[dict[str, Any]]:
    """Return a table of each live suite of a category that is shown suite by suite; else nothing."""
    if edition.catalog.categories[category].display == "ability":
        return []
    tables = live_first(edition.boards.board(category))
    return [_suite(edition, bindings, category, table, number) for number, table in enumerate(tables, start=1)]


def live_first(board: Board) -> list[Table]:
    """Return the tables of a board, those of suites that count today before the others."""
    return sorted(board.tables, key=lambda table: table.block not in board.live_blocks)


def headlines(edition: Edition, table: Table) -> dict[str, Mapping[tuple[str, str], str]]:
    """Return the headline figures of a suite of several tests by its own rule: by metric, then (model, effort).

    Empty for a suite whose card has no such rule. Every name of the suite takes part, also those without a page here.
    """
    names = {name for name, _task, _metric in table.metrics}
    if len(table.metrics) == 1 or len(names) > 1 or not names <= AGGREGATES.keys():
        return {}
    (name,) = names
    entries = {
        r.published_as: (edition.catalog.pooled(r.model), r.effort)
        for r in edition.catalog.results
        if r.benchmark == name and r.model
    }
    found: dict[str, dict[tuple[str, str], str]] = {}
    for figure in aggregate(edition.catalog, name):
        if figure.model in entries:
            found.setdefault(figure.metric, {})[entries[figure.model]] = figure.value.rounded(figure.places)
    return {metric: MappingProxyType(values) for metric, values in found.items()}


def in_order(edition: Edition, table: Table) -> list[TableRow]:
    """Return the rows of a suite, best first by its own headline or its one test; without either by name."""
    if len(table.metrics) == 1:
        return list(table.rows)
    own = next(iter(headlines(edition, table).values()), None)
    if own is None:
        return sorted(table.rows, key=lambda row: (edition.name_of(row.model).lower(), row.effort))
    return sorted(table.rows, key=lambda row: -float(own.get((row.model, row.effort), 0)))


def _suite(edition: Edition, bindings: Bindings, category: str, table: Table, number: int) -> dict[str, Any]:
    heads = [head(edition, test, alone=len(table.metrics) == 1) for test in table.metrics]
    names = sorted({name for name, _task, _metric in table.metrics})
    card = _card(edition, bindings, category, table, names)
    own = headlines(edition, table)
    rows = []
    for row in in_order(edition, table):
        model, entry = edition.catalog.models[row.model], (row.model, row.effort)
        rows.append(
            board_rows.model_row(edition, bindings, model, row.effort) | {
                "own": [
                    bindings.ledger.bind(f"{float(figures[entry]):.3f}", figures[entry], card)
                    if entry in figures else None
                    for figures in own.values()
                ],
                "values": [
                    None if value is None else _bound(bindings, as_published(edition, test, value), card)
                    for test, value in zip(table.metrics, row.values, strict=True)
                ],
            }
        )  # fmt: skip
    board_rows.align(rows)
    board_rows.name_unstated(rows)
    ordered = bool(own) or len(heads) == 1
    if ordered:
        board_rows.best_settings(rows)
    live = table.block in edition.boards.board(category).live_blocks
    return {
        "id": f"suite-{number}",
        "name": suite_words(edition, table.block),
        "href": f"benchmarks/methodology/#benchmark-{names[0]}",
        "judged": all(edition.catalog.benchmarks[name].card.kind == "judged" for name in names),
        "own": [edition.catalog.benchmarks[name].card.aggregate for name in names],
        "headlines": [HEADLINES.get(metric, metric.replace("_", " ").capitalize()) for metric in own],
        "heads": heads,
        "wide": len(heads) > WIDE,
        "ordered": ordered,
        "live": live,
        "rows": rows,
        "names": _names(edition, bindings, table, card),
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


def _names(edition: Edition, bindings: Bindings, table: Table, card: Card) -> dict[str, Any] | None:
    """Return how many names of a suite have a page here, and the names that have none; None if all have one."""
    tests = set(table.metrics)
    known: dict[str, bool] = {}
    for r in edition.catalog.results:
        shown = (r.benchmark, r.task or "", r.metric) in tests and r.value is not None
        if shown and edition.catalog.grade(r) in RANKING_GRADES:
            known[r.published_as] = bool(r.model)
    without = sorted((name for name, ours in known.items() if not ours), key=str.lower)
    if not without:
        return None
    ours = len(known) - len(without)
    return {
        "known": bindings.ledger.bind(wording.count(ours), ours, card),
        "every": bindings.ledger.bind(wording.count(len(known)), len(known), card),
        "without": without,
        "few": len(without) <= NAMED,
    }


def _values(edition: Edition, table: Table, own: Sequence[str]) -> list[Line]:
    low = any(head(edition, test, alone=False)["low"] for test in table.metrics)
    way = "the head says where lower is better" if low else "higher is better"
    lines = [Line("Values", f"as published, from the floor (0) to the ceiling (100) of the metric; {way}")]
    if own:
        named = wording.listing([HEADLINES.get(metric, metric) for metric in own])
        lines.append(Line(named, "computed here by the suite's own rule from every name in it, from 0 to 1"))
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
            *_values(edition, table, list(headlines(edition, table))),
            *lines,
            Line("Record", f"{record} {digest}", "benchmarks/methodology/"),
        ),
        "published",
    )  # fmt: skip
