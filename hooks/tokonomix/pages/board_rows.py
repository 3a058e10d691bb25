"""Rows of boards: a model at one effort with its score, interval, rank, tests taken, prices and facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from tokonomix import wording
from tokonomix.bindings import Absent, Bindings
from tokonomix.boards import Scored
from tokonomix.edition import Edition
from tokonomix.money.rates import Rate
from tokonomix.pages import view
from tokonomix.reads import Bound
from tokonomix.records import Model

TEXT_RATES = ("text.input", "text.output")
STEP = 10
"""Scales of boards begin and end at multiples of this."""


def scored_row(edition: Edition, bindings: Bindings, scored: Scored) -> dict[str, Any]:
    """Return the row of an entry that has a score; the rank is absent, with the reason, where it has none."""
    entry, category = scored.entry, scored.category
    model = edition.catalog.models[entry.model]
    rank: Bound | None = None
    if entry.rank_low is not None and entry.rank_high is not None:
        named = bindings.rank(model, category, entry.effort)
        text = rank_range(entry.rank_low, entry.rank_high)
        rank = Bound(text, str(entry.rank_low), named.card) if isinstance(named, Bound) else None
    return model_row(edition, bindings, model, entry.effort) | {
        "score": bindings.score(model, category, entry.effort),
        "sort": f"{entry.score:.2f}",
        "lo": entry.low, "mid": entry.score, "hi": entry.high,
        "label": f"95 % interval {entry.low:.0f} to {entry.high:.0f}",
        "rank": rank,
        "group": entry.group,
        "taken": f"{entry.metrics_taken}/{entry.metrics_live}",
        "taken_sort": entry.metrics_taken,
        "categories": len(entry.categories),
    }  # fmt: skip


def rank_range(low: int, high: int) -> str:
    """Return a rank as the range it is, also where both ends are the same place: '4–9', '1–1'."""
    return f"{low}–{high}"


def model_row(edition: Edition, bindings: Bindings, model: Model, effort: str = "default") -> dict[str, Any]:
    """Return what every row says of its model: name, maker, status, prices, context, weights, and what filters ask."""
    found = edition.rates(model.id)
    rates = [found.get(name) for name in TEXT_RATES]
    context = bindings.fact(model, "limits.context")
    out = rates[1].price.amount if rates[1] else None
    return {
        "link": view.model_link(edition, model, effort),
        "vendor_id": model.vendor,
        "alive": model.state(edition.today) != "retired",
        "open": model.value("weights.open") is True,
        "out": "" if out is None else f"{out:f}",
        "prices": [price_cell(bindings, model, rate) for rate in rates],
        "context": context,
        "context_sort": context.value if isinstance(context, Bound) else "",
        "weights": _weights(bindings, model),
    }


def price_cell(bindings: Bindings, model: Model, rate: Rate | None) -> dict[str, Any]:
    """Return a price in US$ without its sign, for a column whose head has the unit; `gone`: the last known."""
    if rate is None:
        return {"said": Absent("not listed"), "sort": "", "gone": False}
    shown = bindings.price_row(model, rate.price, current=rate.current)
    amount = rate.price.amount
    plain = amount is not None and rate.price.currency == "USD" and rate.price.status not in ("free", "included")
    return {
        "said": shown,
        "text": wording.amount(amount) if plain and amount is not None else shown.text,
        "sort": "" if amount is None else f"{amount:f}",
        "gone": not rate.current,
    }


def align(rows: Sequence[dict[str, Any]]) -> None:
    """Give each price the zeros that bring its point under those of its column; they are drawn invisible."""
    for column in range(len(rows[0]["prices"]) if rows else 0):
        cells = [row["prices"][column] for row in rows]
        places = {id(c): len(c["text"].partition(".")[2]) for c in cells if "." in c.get("text", "")}
        most = max(places.values(), default=0)
        for cell in cells:
            cell["pad"] = "0" * (most - places[id(cell)]) if id(cell) in places else ""


def _weights(bindings: Bindings, model: Model) -> str:
    known = bindings.fact(model, "weights.open")
    if isinstance(known, Absent):
        return "not known"
    licence = bindings.fact(model, "weights.licence")
    return licence.text if known.text == "open" and isinstance(licence, Bound) else known.text


def scale(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return the ends of a scale that holds every interval, and its marks."""
    least = min((row["lo"] for row in rows), default=0.0)
    most = max((row["hi"] for row in rows), default=100.0)
    low, high = int(least // STEP) * STEP, -int(-most // STEP) * STEP
    return {"min": low, "max": high, "marks": marks(low, high)}


def marks(low: int, high: int) -> list[int]:
    """Return three to five round marks of a scale; one at its upper end only where there is room beside the others."""
    step = next(s for s in (10, 20, 25, 50, 100, 200, 400, 1000) if (high - low) / s <= (5 if high <= 100 else 3))
    found = list(range(-(-low // step) * step, high + 1, step))
    return found[:-1] if len(found) > 3 and found[-1] == high else found


def vendors(edition: Edition, rows: Sequence[dict[str, Any]]) -> list[tuple[str, str]]:
    """Return id and name of the makers in some rows, by name."""
    names = {row["vendor_id"]: edition.catalog.vendors[row["vendor_id"]].name for row in rows}
    return sorted(names.items(), key=lambda pair: pair[1].lower())


def name_unstated(rows: Sequence[dict[str, Any]]) -> None:
    """Say of a row without an effort that its source states none, where the same model has other rows beside it.

    A source that names no effort may have run the same setting as one that names it; nobody can tell, so they are two
    rows, and the reader is told why.
    """
    count = Counter(row["link"]["id"] for row in rows)
    for row in rows:
        if count[row["link"]["id"]] > 1 and not row["link"]["variant"]:
            row["link"]["variant"] = "effort not stated"


def best_settings(rows: Sequence[dict[str, Any]]) -> None:
    """Mark all rows of a model but its first, which is its best setting: they are hidden until they are asked for."""
    seen: set[str] = set()
    for row in rows:
        row["other"] = row["link"]["id"] in seen
        seen.add(row["link"]["id"])


def hidden(rows: Sequence[dict[str, Any]]) -> dict[str, int]:
    """Return how many rows are hidden at first: `retired` models, and `other` settings of models that are not."""
    retired = sum(not row.get("alive", True) for row in rows)
    return {"retired": retired, "other": sum(row.get("other", False) and row.get("alive", True) for row in rows)}


def hidden_words(rows: Sequence[dict[str, Any]]) -> str:
    """Return which of some rows are hidden at first: ' (3 of retired models)'; '' if all are shown."""
    count = hidden(rows)
    parts = [wording.plural(count["retired"], "of a retired model", "of retired models")] if count["retired"] else []
    if count["other"]:
        parts.append(wording.plural(count["other"], "at a further setting", "at further settings"))
    return f" ({wording.listing(parts)})" if parts else ""
