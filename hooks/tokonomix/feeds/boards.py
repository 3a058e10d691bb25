"""Boards for machines: `board.csv` beside each board, `/api/v1/boards/<board>.json`; the command prints the same."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from tokonomix.edition import Edition
from tokonomix.feeds.api_v1 import envelope
from tokonomix.feeds.board_row import BoardRow, Figure
from tokonomix.feeds.board_rows import SPEED, names, rows
from tokonomix.pages.boards import AUDIO_RATES, home_of
from tokonomix.pages.made import Made, Output

RANK = ("rank_low", "rank_high", "of")
ENTRY = (
    "sd", "group", "groups", "quartile_low", "quartile_high", "metrics_taken", "metrics_live", "blocks_taken",
    "blocks_live", "borrowed", "reliability",
)  # fmt: skip
"""Fields of an entry, in the order of the columns."""
FACTS = (*AUDIO_RATES, "limits.context")
PRICES = MappingProxyType({name: f"{name.replace('.', '_')}_usd_per_1m" for name in AUDIO_RATES})
"""Columns of the prices; one in another unit or currency is in the JSON only."""
COLUMNS = (
    "board", "part", *RANK, "model", "name", "vendor", "variant", "benchmark", "task", "metric", "value", "unit", "low",
    "high", *ENTRY, "categories", "settings", "snapshots", "n", "day", "sources", "grade", "reason", *PRICES.values(),
    "context_tokens", "weights", "as_of", "record",
)  # fmt: skip


def make(edition: Edition, made: Sequence[Made]) -> Iterator[Output]:  # noqa: ARG001 - part of the contract of feeds
    """Yield both files of every board."""
    for board in names(edition):
        found = rows(edition, board)
        home = f"benchmarks/{SPEED}/" if board == SPEED else home_of(board)
        yield Output(f"{home}board.csv", as_csv(edition, board, found))
        yield Output(f"api/v1/boards/{board}.json", as_json(edition, board, found))


def as_csv(edition: Edition, _board: str, found: Iterable[BoardRow]) -> str:
    """Return a board as CSV; what is not known is empty, but for n, which is said to be unknown."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in found:
        cells = _flat(edition, row)
        writer.writerow(["" if cells[name] is None else str(cells[name]) for name in COLUMNS])
    return text.getvalue()


def as_json(edition: Edition, board: str, found: Iterable[BoardRow]) -> str:
    """Return a board as JSON in the envelope of the API; each number stands in an object with its source."""
    return envelope(edition, f"boards/{board}", [_nested(row) for row in found])


FORMATS: Mapping[str, Callable[[Edition, str, Iterable[BoardRow]], str]] = MappingProxyType(
    {"csv": as_csv, "json": as_json}
)


def _flat(edition: Edition, row: BoardRow) -> dict[str, Any]:
    figure, context = row.figure, row.facts.get("limits.context")
    prices = {
        column: fact.value if (fact := row.facts.get(name)) and fact.unit == "USD per 1M tokens" else None
        for name, column in PRICES.items()
    }
    return prices | _placed(row) | {
        "board": row.board, "part": row.part, "model": row.model.id if row.model else None, "name": row.name,
        "vendor": row.model.vendor if row.model else None, "variant": figure.variant, "benchmark": row.benchmark,
        "task": row.task, "metric": row.metric, "value": figure.value, "unit": figure.unit, "low": figure.low,
        "high": figure.high, "categories": " ".join(row.entry.categories) if row.entry else None,
        "settings": "; ".join(f"{of}: {at}" for of, at in _settings(row).items()),
        "snapshots": " ".join(row.entry.snapshots) if row.entry else None, "n": figure.origin["n"],
        "day": figure.origin["day"],
        "sources": " ".join(figure.sources), "grade": figure.grade, "reason": row.note,
        "context_tokens": context.value if context else None, "weights": _weights(row),
        "as_of": edition.as_of, "record": figure.record,
    }  # fmt: skip


def _settings(row: BoardRow) -> dict[str, str]:
    """Return at which setting of its model each category of an overall score was taken."""
    return dict(zip(row.entry.categories, row.entry.settings, strict=True)) if row.entry else {}


def _placed(row: BoardRow) -> dict[str, Any]:
    """Return rank, group and coverage of an entry, and the rank of a row of votes."""
    ranked = row.entry or row.vote
    of_entry = {name: getattr(row.entry, name) if row.entry else None for name in ENTRY}
    return {name: getattr(ranked, name) if ranked else None for name in RANK} | of_entry


def _nested(row: BoardRow) -> dict[str, Any]:
    placed = {name: _plain(value) for name, value in _placed(row).items() if value is not None}
    facts = {name: _figure(row.facts[name]) for name in FACTS if name in row.facts}
    return {
        "part": row.part,
        "model": row.model.id if row.model else None,
        "name": row.name,
        "vendor": row.model.vendor if row.model else None,
        "benchmark": row.benchmark or None,
        "task": row.task or None,
        "metric": row.metric or None,
        "snapshots": list(row.entry.snapshots) if row.entry else [],
        "categories": list(row.entry.categories) if row.entry else [],
        "settings": _settings(row),
        "reason": row.note or None,
        "weights": _weights(row),
        "figure": _figure(row.figure) | placed if row.metric else None,
        "facts": facts,
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "value": figure.value,
        "unit": figure.unit,
        "low": figure.low,
        "high": figure.high,
        **figure.origin,
        "grade": figure.grade or None,
        "record": figure.record,
    }


def _weights(row: BoardRow) -> str | None:
    """Return whether the weights of a model are open; the licence where one is known."""
    if row.model is None or row.part == "reported":
        return None
    is_open = row.model.value("weights.open")
    if is_open is None:
        return None
    return str(row.model.value("weights.licence") or "open") if is_open else "closed"


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, float) else value
