"""A CSV beside each leaderboard: every entry with its numbers or the reason for having none, and the votes apart."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from tokonomix.boards import OVERALL
from tokonomix.catalog import Model
from tokonomix.edition import Edition
from tokonomix.pages.boards import AUDIO_RATES, VOICE, home_of, speaking
from tokonomix.pages.made import Made, Output

ENTRY = (
    "score", "low", "high", "sd", "rank_low", "rank_high", "of", "group", "groups", "provisional", "metrics_taken",
    "metrics_live", "blocks_taken", "blocks_live", "borrowed", "reliability", "newest",
)  # fmt: skip
"""Fields of an entry, in the order of the columns."""
BOARD = (
    "category", "model", "name", "vendor", "effort", *ENTRY, "snapshots", "reason", "input_usd_per_1m",
    "output_usd_per_1m", "context_tokens", "weights_open", "as_of", "digest",
)  # fmt: skip
VOTES = (
    "category", "benchmark", "task", "published_as", "model", "effort", "rating", "low", "high", "rank_low",
    "rank_high", "of", "published_on", "source",
)  # fmt: skip
SPEAKING = (
    "model",
    "name",
    "vendor",
    "takes",
    "gives",
    "audio_input",
    "audio_output",
    "text_input",
    "text_output",
    "as_of",
)


def make(edition: Edition, made: Sequence[Made]) -> Iterator[Output]:  # noqa: ARG001 - part of the contract of feeds
    """Yield `board.csv` for each board with an entry and `votes.csv` for each with votes."""
    for category in (OVERALL, *edition.catalog.categories):
        if edition.boards.board(category).entries:
            yield Output(f"{home_of(category)}board.csv", board_csv(edition, category))
        if edition.boards.preference(category):
            yield Output(f"{home_of(category)}votes.csv", table(VOTES, _votes(edition, category)))
    yield Output(f"{home_of(VOICE)}board.csv", table(SPEAKING, (_speaking(edition, m) for m in speaking(edition))))


def board_csv(edition: Edition, category: str) -> str:
    """Return the entries of a board, ranked ones first, then those with a score, then the rest with the reason."""
    return table(BOARD, _entries(edition, category))


def _entries(edition: Edition, category: str) -> Iterator[dict[str, Any]]:
    board = edition.boards.board(category)
    for entry in board.entries:
        model = edition.catalog.models[entry.model]
        rates = edition.rates(model.id)
        yield {name: getattr(entry, name) for name in ENTRY} | {
            "category": category,
            "model": model.id,
            "name": model.name,
            "vendor": model.vendor,
            "effort": entry.effort,
            "snapshots": " ".join(entry.snapshots),
            "reason": entry.reason,
            "input_usd_per_1m": _usd(rates, "text.input"),
            "output_usd_per_1m": _usd(rates, "text.output"),
            "context_tokens": model.value("limits.context"),
            "weights_open": model.value("weights.open"),
            "as_of": board.as_of,
            "digest": board.digest[:12],
        }


def _votes(edition: Edition, category: str) -> Iterator[dict[str, Any]]:
    for board in edition.boards.preference(category):
        source = edition.catalog.benchmarks[board.benchmark].card.source
        for row in board.rows:
            yield {
                "category": category, "benchmark": board.benchmark, "task": board.task, "published_as": row.snapshot,
                "model": row.model, "effort": row.effort, "rating": row.rating, "low": row.low, "high": row.high,
                "rank_low": row.rank_low, "rank_high": row.rank_high, "of": row.of, "published_on": row.published_on,
                "source": source,
            }  # fmt: skip


def _speaking(edition: Edition, model: Model) -> dict[str, Any]:
    rates = edition.rates(model.id)
    prices = {rate.replace(".", "_"): _usd(rates, rate) for rate in AUDIO_RATES}
    return prices | {
        "model": model.id, "name": model.name, "vendor": model.vendor, "takes": " ".join(model.inputs),
        "gives": " ".join(model.outputs), "as_of": edition.as_of,
    }  # fmt: skip


def _usd(rates: Any, name: str) -> str | None:
    """Return an amount in US$ per 1M tokens, None where unknown or in another unit."""
    price = rates[name].price if name in rates else None
    if price is None or price.amount is None or (price.currency, price.per) != ("USD", "1M tokens"):
        return None
    return f"{price.amount:f}"


def table(columns: Sequence[str], rows: Iterable[dict[str, Any]]) -> str:
    """Return CSV with a header; what is not known is empty, truth is `true` or `false`."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row[name]) for name in columns])
    return text.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
