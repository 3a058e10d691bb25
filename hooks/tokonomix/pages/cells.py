"""Cells that tables of many models share: amounts in one unit, days, names of versions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from tokonomix import residency, wording
from tokonomix.bindings import Bindings, Shown
from tokonomix.boards import OVERALL
from tokonomix.edition import Edition
from tokonomix.money.rates import Rate
from tokonomix.money.workloads import billed
from tokonomix.pages import view
from tokonomix.reads import Bound
from tokonomix.records import Model, Price, first_day

PLACES = 3
"""Decimals to which amounts in a column are filled with blanks, so that their points stand above each other."""
MOST_BOARDS = 3
"""Columns of scores that a list has room for."""
STATE_WORDS = {
    "free": "free", "included": "included", "variable": "varies", "unknown": "unknown", "withdrawn": "withdrawn",
}  # fmt: skip
EU_WORDS: dict[str, str] = {
    "yes": "yes", "EU or EFTA": "EU or EFTA", "no promise": "no promise", "no": "outside",
}  # fmt: skip
"""The best answer of a model's offers, as a cell under the head 'In the EU'."""
PRICE_NOTES = {"promo": "promotion", "announced": "announced"}


def amount(bindings: Bindings, model: Model, rate: Rate | None) -> dict[str, Any]:
    """Return the cell of a rate in US$ per 1M tokens: the number, or why there is none, in words."""
    if rate is None:
        return {"words": "not listed", "v": ""}
    return of_price(bindings, model, rate.price, current=rate.current)


def of_price(bindings: Bindings, model: Model, price: Price, *, current: bool) -> dict[str, Any]:
    """Return the cell of one recorded price."""
    bound = bindings.price_row(model, price, current=current)
    if not price.amount:
        value = 0 if price.status == "free" else ""
        return {"b": bound, "text": STATE_WORDS[price.status], "v": value, "gone": not current}
    if billed(price) is None:
        return {"b": bound, "text": f"{bound.text} per {price.per}", "v": "", "gone": not current}
    text = wording.amount(price.amount)
    short = PLACES - len(text.partition(".")[2])
    return {
        "b": bound, "text": text, "pad": "0" * max(short, 0), "v": f"{price.amount.normalize():f}", "gone": not current,
        "note": PRICE_NOTES.get(price.status, "") if current else "",
    }  # fmt: skip


def released(bindings: Bindings, model: Model) -> dict[str, Any]:
    """Return the day of release as exact as it is known, short, with a number by which it sorts."""
    shown = bindings.fact(model, "released")
    known = model.released
    if not isinstance(shown, Bound) or known is None:
        return {"words": "not stated", "v": ""}
    written = str(model.value("released"))
    parts = {1: written[:4], 2: f"{wording.short_day(known).split(chr(0xA0), 1)[1]}", 3: wording.short_day(known)}
    return {"b": shown, "text": parts[written.count("-") + 1], "v": known.strftime("%Y%m%d")}


def day(bindings: Bindings, model: Model, field: str) -> dict[str, Any] | None:
    """Return a day of a model's life, short; None if it is not known."""
    shown, value = bindings.fact(model, field), model.value(field)
    if not isinstance(shown, Bound):
        return None
    known = first_day(value)
    return {"b": shown, "text": wording.short_day(known) if known else shown.text, "v": _number(known)}


def whole(shown: Shown, words: str = "not stated") -> dict[str, Any]:
    """Return the cell of a count or a score."""
    if isinstance(shown, Bound):
        return {"b": shown, "text": shown.text, "v": shown.value}
    return {"words": words, "v": ""}


def score(bindings: Bindings, model: Model, board: str) -> dict[str, Any]:
    """Return the cell of a score with its interval; of the setting that does best."""
    cell = whole(bindings.score(model, board), "not scored")
    scored = bindings.edition.boards.find(board, model.id)
    if scored and scored.entry.low is not None and scored.entry.high is not None:
        cell["note"] = wording.span(wording.score(scored.entry.low), wording.score(scored.entry.high))
        cell["v"] = f"{scored.entry.score:.2f}"
    return cell


def score_boards(edition: Edition) -> list[tuple[str, str]]:
    """Return the boards whose scores stand in lists, with their names: those that score most models on sale."""
    names = {OVERALL: "Overall", **{name: c.name for name, c in edition.catalog.categories.items()}}
    return [(name, names[name]) for name in edition.by_reach[:MOST_BOARDS]]


def in_europe(bindings: Bindings, model: Model, home: str, platform: str | None = None) -> dict[str, Any]:
    """Return the cell that says whether a model can be had with processing in the EU; the card stands at `home`.

    A model that its maker retired and nobody else sells is served nowhere.
    """
    if residency.ended(bindings.catalog, model, bindings.edition.today):
        return {"words": "no longer served", "v": ""}
    shown = bindings.in_europe(model, home, platform)
    if not isinstance(shown, Bound):
        return {"words": "not known", "v": ""}
    return {"b": shown, "text": EU_WORDS[shown.text], "v": shown.value}


def europe_keys(edition: Edition, model: Model, platform: str | None = None) -> str:
    """Return the words by which a row is found: what is processed in the EU is also so in the EU or EFTA."""
    if residency.ended(edition.catalog, model, edition.today):
        return ""
    answer = residency.in_europe(edition.catalog, model, edition.today, platform).answer
    return {"yes": "eu efta", "EU or EFTA": "efta", "no promise": "any", "no": "out", "unknown": "unknown"}[answer]


EU_FILTER = (
    ("eu", "In the EU"), ("efta", "In the EU or EFTA"), ("any", "No promise"), ("out", "Only outside"),
    ("unknown", "Not known"),
)  # fmt: skip


def versions(edition: Edition, model: Model, names: Iterable[Model] = ()) -> list[dict[str, Any]]:
    """Return the snapshots of a model, newest first, then the names that point to it today."""
    snapshots = reversed(edition.catalog.snapshots_of(model.id))
    return [{**view.model_link(edition, other), "kind": other.kind} for other in (*snapshots, *names)]


def names_of(edition: Edition) -> dict[str, list[Model]]:
    """Return, by the id of a model, the aliases that point to it or to one of its snapshots today."""
    found: dict[str, list[Model]] = {}
    for model in edition.models:
        target = edition.catalog.target(model.id, edition.today) if model.kind == "alias" else None
        if target and target in edition.catalog.models:
            found.setdefault(edition.catalog.pooled(target), []).append(model)
    return found


def _number(value: date | None) -> str:
    return value.strftime("%Y%m%d") if value else ""
