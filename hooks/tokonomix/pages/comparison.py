"""What a comparison says of a model, cell by cell, and how cells of several models are set against each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from tokonomix import cards, residency, wording
from tokonomix.bindings import Bindings
from tokonomix.boards import OVERALL, effort_words
from tokonomix.edition import Edition
from tokonomix.money.rates import RATE_NAMES, home_platform, rates
from tokonomix.pages import cells, view
from tokonomix.reads import Bound
from tokonomix.records import Model, first_day

Better = Literal["low", "high", "score", ""]
FACTS = {"context": "limits.context", "output": "limits.max_output", "knowledge": "knowledge.reliable"}
RATES = ("text.input", "text.cache_read", "text.output", "audio.input", "audio.output")


@dataclass(frozen=True)
class Row:
    """One property: `better` says which end of it is better, if any; a score is better only beyond its interval."""

    key: str
    name: str
    group: str
    better: Better = ""


@dataclass(frozen=True)
class Cell:
    """What one model says to one row: `value` for comparing, the anchor of its record, an interval, a remark."""

    text: str
    value: str = ""
    anchor: str = ""
    note: str = ""
    low: float | None = None
    high: float | None = None
    gone: bool = False

    def lean(self) -> list[Any]:
        """Return the fields as a list without empty ones at its end."""
        fields: list[Any] = [self.text, self.value, self.anchor, self.note, self.low, self.high, int(self.gone)]
        while fields and fields[-1] in ("", None, 0):
            fields.pop()
        return fields


def rows(edition: Edition) -> list[Row]:
    """Return the rows of a comparison in reading order."""
    scores = f"Scores, 0 to 100 with the 95{wording.NARROW}% interval"
    boards = [Row(f"score.{name}", words, scores, "score") for name, words in _boards(edition)]
    return [
        Row("state", "Stage", "Life"), Row("released", "Released", "Life"), Row("shutdown", "Shutdown", "Life"),
        *(Row(rate, RATE_NAMES[rate], "List price, US$ per 1M tokens", "low") for rate in RATES),
        *boards,
        Row("europe", "Processed in the EU", "Where requests are processed"),
        Row("context", "Context, tokens", "Limits", "high"), Row("output", "Longest answer, tokens", "Limits", "high"),
        Row("knowledge", "Knowledge to", "Limits"),
        Row("vendor", "Vendor", "Properties"), Row("takes", "Takes", "Properties"), Row("gives", "Gives", "Properties"),
        Row("weights", "Weights", "Properties"), Row("reasoning", "Thinks before answering", "Properties"),
        Row("tools", "Calls tools", "Properties"), Row("endpoints", "Endpoints", "Properties"),
        Row("review", "Review", "Properties"),
    ]  # fmt: skip


def _boards(edition: Edition) -> list[tuple[str, str]]:
    names = {OVERALL: "Overall", **{name: c.name for name, c in edition.catalog.categories.items()}}
    boards = {name: edition.boards.board(name) for name in names}
    return [(name, names[name]) for name, board in boards.items() if board.ranked or board.provisional]


def of_model(edition: Edition, bindings: Bindings, model: Model) -> dict[str, Cell]:
    """Return the cells of a model by row."""
    state, words = view.status(edition, model)
    found: dict[str, Cell] = {"state": Cell(words if state != "unknown" else "not stated", state)}
    for key, field in (("released", "released"), ("shutdown", "shutdown_on")):
        found[key] = _fact(bindings, model, field, "not stated" if key == "released" else "none stated")
    known = edition.rates(model.id)
    for name in RATES:
        cell = cells.amount(bindings, model, known.get(name))
        note = ""
        if name in known and known[name].price.platform != edition.catalog.vendors[model.vendor].platform:
            note = f"at {edition.catalog.platforms[known[name].price.platform].name}"
        value = "" if cell.get("gone") else str(cell["v"])
        found[name] = Cell(
            cell.get("text") or cell["words"], value, cell["b"].id if "b" in cell else "",
            note or cell.get("note") or "", gone=bool(cell.get("gone")),
        )  # fmt: skip
    found |= {f"score.{name}": _score(edition, bindings, model, name) for name, _words in _boards(edition)}
    found["europe"] = _europe(edition, bindings, model)
    for key, field in FACTS.items():
        found[key] = _fact(bindings, model, field, "not stated")
    vendor = edition.catalog.vendors[model.vendor]
    weights = model.value("weights.open")
    found |= {
        "vendor": Cell(vendor.name), "takes": Cell(", ".join(view.kinds(model.inputs)) or "not stated"),
        "gives": Cell(", ".join(view.kinds(model.outputs)) or "not stated"),
        "weights": Cell("not stated" if weights is None else "open" if weights else "closed",
                        note=model.value("weights.licence") or ""),
        "reasoning": Cell(_yes(model.value("reasoning"))), "tools": Cell(_yes(model.value("tools"))),
        "endpoints": Cell(", ".join(model.endpoints) or "not stated"),
        "review": Cell("yes" if model.id in edition.reviews else "none yet"),
    }  # fmt: skip
    return found


def _fact(bindings: Bindings, model: Model, field: str, words: str) -> Cell:
    shown = bindings.fact(model, field)
    if not isinstance(shown, Bound):
        return Cell(words)
    text = "disputed" if model.value(field) is None else _short(model.value(field), shown.text)
    return Cell(text, shown.value if shown.value.isdigit() else "", shown.id)


def _short(value: Any, text: str) -> str:
    """Return a day or month with a short month, for three columns on a narrow screen: '20 Jan 2027', 'Sep 2025'."""
    known = first_day(value) if isinstance(value, str | date) else None
    if known is None:
        return text
    parts = value.count("-") + 1 if isinstance(value, str) else 3
    return wording.short_day(known).split("\N{NO-BREAK SPACE}", 3 - parts)[-1]


def _europe(edition: Edition, bindings: Bindings, model: Model) -> Cell:
    """Return the answer that the model's page gives, with the platform of the offer that gives it.

    A model that its maker retired and nobody else sells is served nowhere.
    """
    if residency.ended(edition.catalog, model, edition.today):
        return Cell("no longer served")
    shown = bindings.in_europe(model, cards.model_home(model.id))
    best = residency.in_europe(edition.catalog, model, edition.today).best
    if not isinstance(shown, Bound) or best is None:
        return Cell("not known")
    at = f"at {edition.catalog.platforms[best.platform].name}"
    return Cell(shown.text, "", shown.id, f"{at}, on a condition" if "condition" in best.said else at)


def _score(edition: Edition, bindings: Bindings, model: Model, board: str) -> Cell:
    scored = edition.boards.find(board, model.id)
    shown = bindings.score(model, board)
    if scored is None or scored.entry.score is None or not isinstance(shown, Bound):
        return Cell("not scored")
    entry = scored.entry
    rank = f"rank {scored.rank_text}" if entry.rank_low is not None else "no rank yet"
    effort = effort_words(entry.effort)
    low, high = (round(end, 1) if end is not None else None for end in (entry.low, entry.high))
    note = f"{rank}; {effort}" if effort else rank
    return Cell(shown.text, f"{entry.score:.1f}", shown.id, note, low, high)


def _yes(value: Any) -> str:
    return "not stated" if value is None else "yes" if value else "no"


def default(edition: Edition) -> list[Model]:
    """Return what is compared before the reader chooses: the best-scored living model of each of three makers."""
    boards = _boards(edition)
    chosen: dict[str, Model] = {}
    if boards:
        entries = edition.boards.board(boards[0][0]).entries
        for entry in sorted(entries, key=lambda e: (e.score is None, -(e.score or 0), e.model)):
            model = edition.catalog.models.get(entry.model)
            if model is not None and entry.score is not None and _offered(edition, model):
                chosen.setdefault(model.vendor, model)
    found = list(chosen.values())[:3]
    rest = (m for m in edition.models if m.kind == "model" and m not in found)
    return found if len(found) >= 2 else [*found, *list(rest)[: 2 - len(found)]]


def _offered(edition: Edition, model: Model) -> bool:
    """Tell whether a model lives and its own maker sells it today."""
    home = home_platform(edition.catalog, model)
    if home is None or model.state(edition.today) not in ("current", "preview"):
        return False
    return any(rate.current for rate in rates(edition.catalog, model, edition.today, platform=home).values())


def same(row: Sequence[Cell]) -> bool:
    """Tell whether all models say the same in a row."""
    return len({(cell.text, cell.note, cell.gone) for cell in row}) == 1


NEAR = 0.95
"""Limits this close to the longest count as equal to it."""


def best(better: Better, row: Sequence[Cell], behind: Sequence[bool] = ()) -> list[bool]:
    """Return for each cell whether it is the best or cannot be told from it.

    None is where all known ones are, or where fewer than two are known. `behind` tells of scores which have a better
    one beside them with the certainty that ends a group.
    """
    values = [float(cell.value) if cell.value and better else None for cell in row]
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return [False] * len(row)
    top = min(known) if better == "low" else max(known)
    marks = [value is not None and (value >= NEAR * top if better == "high" else value == top) for value in values]
    if better == "score":
        worse = behind or [False] * len(row)
        marks = [value is not None and not last for value, last in zip(values, worse, strict=True)]
    told = [mark for mark, value in zip(marks, values, strict=True) if value is not None]
    return [False] * len(row) if all(told) else marks


def href(model: Model, cell: Cell) -> str:
    """Return the address of a cell's record from the root of the site, '' if it has none."""
    return f"{cards.model_home(model.id)}#{cell.anchor}" if cell.anchor else ""
