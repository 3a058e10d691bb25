"""Boards of votes: published ratings with their intervals and rank intervals, beside the scores and never in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from tokonomix import cards, wording
from tokonomix.bindings import Bindings
from tokonomix.boards import effort_words
from tokonomix.edition import Edition
from tokonomix.pages import board_rows, view
from tokonomix.reads import Bound, Card, Line, anchor
from tokonomix.records import Result

if TYPE_CHECKING:
    from tokonomix.scores.board import PreferenceBoard, PreferenceRow

FIRST = 50
"""Rows that a board shows before the reader asks for all."""
STEP = 50
"""Scales of votes begin and end at multiples of this."""
_Key = tuple[str, str, str, str, str]


def votes(edition: Edition, bindings: Bindings, category: str) -> dict[str, Any] | None:
    """Return the votes of a category: one board row by row, several as a table of rank intervals; None without any."""
    boards = sorted(edition.boards.preference(category), key=lambda b: _place(edition, b))
    if not boards:
        return None
    records = {_key(r): r for r in sorted(edition.catalog.results, key=lambda r: r.published_on or date.min)}
    heads = [head(edition, bindings, board) for board in boards]
    shown = {"boards": heads, "also": _also(edition, category, boards), "one": len(boards) == 1}
    several = len(boards) > 1
    made = [[_cell(bindings, board, row, {} if several else records, head) for row in board.rows]
            for board, head in zip(boards, heads, strict=True)]  # fmt: skip
    if len(boards) == 1:
        low, high = _ends(made[0])
        for cell in made[0]:
            cell["below"] = cell["hi"] is not None and cell["hi"] < low
        rows = [cell | _who(edition, bindings, row) for cell, row in zip(made[0], boards[0].rows, strict=True)]
        name_snapshots(rows, [row.snapshot for row in boards[0].rows])
        return shown | _arranged(edition, rows) | {"min": low, "max": high, "marks": board_rows.marks(low, high)}
    named: dict[tuple[str, str], dict[str, Any]] = {}
    for column, (board, cells) in enumerate(zip(boards, made, strict=True)):
        for row, cell in zip(board.rows, cells, strict=True):
            key = (row.snapshot, row.effort)
            if key not in named:
                named[key] = _who(edition, bindings, row) | {"cells": [None] * len(boards)}
            named[key]["cells"][column] = cell
    name_snapshots(list(named.values()), [snapshot for snapshot, _effort in named])
    return shown | _arranged(edition, list(named.values()))


def name_snapshots(rows: Sequence[dict[str, Any]], published: Sequence[str]) -> None:
    """Say below a name that stands in several rows under which name each was voted on: snapshots of one model."""
    count = Counter((row["link"]["name"], row["link"]["variant"]) for row in rows if row["link"])
    for row, name in zip(rows, published, strict=True):
        if row["link"] and count[row["link"]["name"], row["link"]["variant"]] > 1:
            row["link"]["snapshot"] = name


def _ends(cells: Sequence[dict[str, Any]]) -> tuple[int, int]:
    """Return round ends of a scale that holds the bars of the rows shown first.

    Ratings have a long tail of old models; a scale for all of it would press together the bars that readers compare.
    """
    drawn = [cell for cell in cells[:FIRST] if cell["lo"] is not None]
    low, high = min((c["lo"] for c in drawn), default=0), max((c["hi"] for c in drawn), default=1)
    return int(low // STEP) * STEP, -int(-high // STEP) * STEP


def _arranged(edition: Edition, rows: list[dict[str, Any]]) -> dict[str, Any]:
    known = [row for row in rows if row["link"]]
    board_rows.align(known)
    return {"rows": rows, "vendors": board_rows.vendors(edition, known)}


def _place(edition: Edition, board: PreferenceBoard) -> tuple[str, int]:
    """Return where a board stands: in the order in which the card of its benchmark names the tasks."""
    tasks = list(edition.catalog.benchmarks[board.benchmark].card.tasks)
    return board.benchmark, tasks.index(board.task) if board.task in tasks else -1


def _key(result: Result) -> _Key:
    return result.benchmark, result.task or "", result.metric, result.published_as, result.effort


def head(edition: Edition, bindings: Bindings, board: PreferenceBoard) -> dict[str, Any]:
    """Return what stands over a board: its name, source, day, and a card for the rows that have no page here."""
    benchmark = edition.catalog.benchmarks[board.benchmark]
    task = benchmark.task(board.task or None)
    name, metric = task.name if task else benchmark.card.name, benchmark.card.metrics[board.metric]
    unmapped = sum(not row.model for row in board.rows)
    known = wording.plural(unmapped, "name has", "names have")
    card = Card(
        anchor("votes", board.benchmark, board.task), bindings.ledger.home, f"{benchmark.card.name}: {name.lower()}",
        wording.plural(len(board.rows), "row"),
        (
            Line("Of them", f"{known} no model of ours: earlier versions, trial names, models we keep no record of"),
            Line("Metric", f"{metric.name}, in {metric.unit}"),
            Line("Interval", benchmark.card.interval or "not stated"),
            Line("Ranks", benchmark.card.aggregate),
            Line("Published on", wording.day(board.published_on)),
            *cards.source_lines(edition.catalog, benchmark.card.source, benchmark.card.read, None),
            Line("Record", f"results/{board.benchmark}", f"benchmarks/methodology/#benchmark-{board.benchmark}"),
        ),
        edition.catalog.sources[benchmark.card.source].grade,
    )  # fmt: skip
    bindings.ledger.note(f"votes/{board.benchmark}/{board.task}", "rows", len(board.rows))
    return {
        "name": name,
        "benchmark": benchmark.card.name,
        "href": f"benchmarks/methodology/#benchmark-{board.benchmark}",
        "day": view.day(board.published_on),
        "rows": bindings.ledger.bind(wording.count(len(board.rows)), len(board.rows), card),
        "unmapped": bindings.ledger.bind(wording.count(unmapped), unmapped, card) if unmapped else None,
        "card": card,
        "unit": metric.unit,
    }


def _cell(
    bindings: Bindings, board: PreferenceBoard, row: PreferenceRow, records: dict[_Key, Result], head: dict[str, Any]
) -> dict[str, Any]:
    """Return rating and rank of a row; on a model's page is the card of its record, else the board's card serves.

    It also serves where no records are given: seven boards side by side are two thousand numbers, and as many long
    addresses would be most of the page.
    """
    rating, rank = f"{row.rating:,.0f}", None
    ends = ""
    if row.rank_low is not None and row.rank_high is not None:
        ends = board_rows.rank_range(row.rank_low, row.rank_high)
    if row.model and records:
        record = records[board.benchmark, board.task, board.metric, row.snapshot, row.effort]
        found = bindings.result(record)
        bound = found if isinstance(found, Bound) else None
    else:
        bound = bindings.ledger.bind(rating, row.rating, head["card"])
    if bound is not None and ends:
        rank = Bound(ends, str(row.rank_low), bound.card, bound.local)
    return {
        "rating": Bound(rating, f"{row.rating:g}", bound.card, bound.local) if bound else None,
        "rank": rank,
        "sort": row.rank_low if row.rank_low is not None else "",
        "lo": row.low, "mid": row.rating, "hi": row.high,
        "label": "" if row.low is None or row.high is None else f"95 % interval {row.low:,.0f} to {row.high:,.0f}",
    }  # fmt: skip


def _who(edition: Edition, bindings: Bindings, row: PreferenceRow) -> dict[str, Any]:
    """Return the model of a row with its prices, or the name as published where it is none of ours."""
    if row.model:
        return board_rows.model_row(edition, bindings, edition.catalog.models[row.model], row.effort)
    return {"name": row.snapshot, "variant": effort_words(row.effort), "link": None}


def _also(edition: Edition, category: str, boards: Sequence[PreferenceBoard]) -> list[tuple[str, str]]:
    """Return name and address of the other categories under which one of these very boards stands."""
    mine = {(board.benchmark, board.task) for board in boards}
    return [
        (known.name, f"benchmarks/leaderboard/{name}/#votes")
        for name, known in edition.catalog.categories.items()
        if name != category and any((b.benchmark, b.task) in mine for b in edition.boards.preference(name))
    ]
