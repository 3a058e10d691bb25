"""The list of every model: what it takes and gives, what it costs, how old it is, how well it scores."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from tokonomix import wording
from tokonomix.bindings import Bindings
from tokonomix.cards import model_home
from tokonomix.edition import Edition
from tokonomix.pages import cells, view
from tokonomix.pages.framed import frame
from tokonomix.pages.made import Made
from tokonomix.records import Model

STATES = {
    "current": "Current", "preview": "Preview", "deprecated": "End announced", "retired": "Retired",
    "unknown": "Stage not known",
}  # fmt: skip
FIRST = 200
"""So many models stand on the page itself; its script fetches the others from a page of their own when asked."""


def make(edition: Edition) -> Iterator[Made]:
    """Yield the list, and the page of the rows that it does not begin with."""
    page = frame(edition, "models/index", "Models", "Every model on record.")
    names = cells.names_of(edition)
    placed = {alias.id for group in names.values() for alias in group}
    listed = [m for m in edition.models if m.kind == "model" or (m.kind == "alias" and m.id not in placed)]
    boards = cells.score_boards(edition)
    listed.sort(key=lambda m: _order(edition, m, boards))
    folded = len(edition.models) - len(listed)
    told = f"{folded} dated versions and other names are folded into the rows of their models."
    rows = [_row(edition, page.bindings, model, boards, names.get(model.id, ())) for model in listed]
    shared = {
        "boards": [name for _board, name in boards],
        "order": f"by {boards[0][1].lower()} score, then newest first; retired ones last"
        if boards else "newest first; retired ones last",
    }  # fmt: skip
    yield page.made(
        "models_index.html",
        {
            **shared,
            "rows": rows[:FIRST],
            "filters": _filters(edition, listed),
            "total": len(rows),
            "count": wording.plural(len(listed), "model"),
            "folded": told if folded else "",
        },
    )
    if len(rows) > FIRST:
        more = f"{wording.plural(len(rows) - FIRST, 'model')} beyond those that the list of models begins with."
        view_of_rest = {**shared, "rows": rows[FIRST:], "lede": more}
        yield Made("models/more.md", "More models", more, "models_more.html", view_of_rest, page.bindings.ledger)


def _order(edition: Edition, model: Model, boards: list[tuple[str, str]]) -> tuple[bool, float, int, str, str]:
    """Return a key that sorts by the first board, then by day of release, newest first; what is gone comes last."""
    scored = edition.boards.find(boards[0][0], model.id) if boards else None
    score = scored.entry.score if scored else None
    day = model.released.toordinal() if model.released else 0
    gone = model.state(edition.today) == "retired"
    return (gone, -score if score is not None else 1.0, -day, model.vendor, model.name)


def _row(
    edition: Edition, bindings: Bindings, model: Model, boards: list[tuple[str, str]], names: Iterable[Model]
) -> dict[str, Any]:
    found = edition.rates(model.id)
    first = next(iter(found.values()), None)
    away = first is not None and first.price.platform != edition.catalog.vendors[model.vendor].platform
    out = found.get("text.output")
    weights = model.value("weights.open")
    return {
        "link": view.model_link(edition, model),
        "takes": ", ".join(view.kinds(model.inputs)) or "not stated",
        "gives": ", ".join(view.kinds(model.outputs)) or "not stated",
        "input": cells.amount(bindings, model, found.get("text.input")),
        "output": cells.amount(bindings, model, out),
        "seller": edition.catalog.platforms[first.price.platform].name if away and first else "",
        "context": cells.whole(bindings.fact(model, "limits.context")),
        "europe": cells.in_europe(bindings, model, model_home(model.id)),
        "released": cells.released(bindings, model),
        "scores": [cells.score(bindings, model, board) for board, _name in boards],
        "weights": "not stated" if weights is None else "open" if weights else "closed",
        "versions": cells.versions(edition, model, names),
        "data": {
            "vendor": model.vendor,
            "in": " ".join(model.inputs),
            "out": " ".join(model.outputs),
            "state": model.state(edition.today),
            "at": " ".join(model.endpoints),
            "open": "yes" if weights else "",
            "eu": cells.europe_keys(edition, model),
            "price": f"{out.price.amount.normalize():f}" if out and out.current and out.price.amount else "",
        },
    }


def _filters(edition: Edition, listed: list[Model]) -> dict[str, list[tuple[str, str]]]:
    """Return the choices of each filter: only those that some model of the list meets."""
    present = {m.vendor for m in listed}
    states = {m.state(edition.today) for m in listed}
    answers = {key for m in listed for key in cells.europe_keys(edition, m).split()}
    return {
        "vendors": [(name, v.name) for name, v in _by_name(edition) if name in present],
        "takes": _words(kind for m in listed for kind in m.inputs),
        "gives": _words(kind for m in listed for kind in m.outputs),
        "states": [(name, words) for name, words in STATES.items() if name in states],
        "europe": [(key, words) for key, words in cells.EU_FILTER if key in answers],
        "endpoints": _words(kind for m in listed for kind in m.endpoints),
    }


def _by_name(edition: Edition) -> list[tuple[str, Any]]:
    return sorted(edition.catalog.vendors.items(), key=lambda item: item[1].name.lower())


def _words(kinds: Iterable[str]) -> list[tuple[str, str]]:
    order = ("text", "image", "audio", "video", "pdf", "chat", "responses", "messages", "realtime")
    found = sorted(set(kinds), key=lambda k: (order.index(k) if k in order else len(order), k))
    return [(kind, word[0].upper() + word[1:]) for kind in found if (word := wording.kind(kind))]
