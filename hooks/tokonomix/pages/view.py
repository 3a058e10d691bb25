"""Pieces of views that several page kinds share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from tokonomix import cards, wording
from tokonomix.bindings import Bindings
from tokonomix.boards import effort_words
from tokonomix.edition import Edition
from tokonomix.pages.snapshot_ends import last_snapshot
from tokonomix.records import Model


def day(value: date) -> dict[str, str]:
    """Return a day for a `<time>` element."""
    return {"iso": value.isoformat(), "text": wording.day(value)}


def status(edition: Edition, model: Model) -> tuple[str, str]:
    """Return the state of a model and its words for a chip: ('deprecated', 'ends 20 Jan 2027').

    A model that goes on by its own records, but whose snapshots all have a last day, says so.
    """
    state = model.state(edition.today)
    shutdown = model.value("shutdown_on")
    if model.disputed_shutdown:
        return state, f"{state.capitalize()}, last day disputed"
    if state == "deprecated" and shutdown:
        return state, f"ends {wording.short_day(shutdown)}"
    if state == "current" and shutdown:
        return "deprecated", f"ends {wording.short_day(shutdown)}"
    if last := last_snapshot(edition, model):
        return "deprecated", last.words
    return state, "Stage not known" if state == "unknown" else state.capitalize()


def model_link(edition: Edition, model: Model, effort: str = "default") -> dict[str, Any]:
    """Return what the model link part needs; a status only where it is not current."""
    state, words = status(edition, model)
    vendor = edition.catalog.vendors.get(model.vendor)
    return {
        "id": model.id,
        "name": model.name,
        "href": cards.model_home(model.id),
        "variant": effort_words(effort),
        "vendor": vendor.name if vendor else model.vendor,
        "status": None if state in ("current", "unknown") else state,
        "status_text": words,
    }


def kind_words(model: Model) -> str:
    """Return what goes in and out: 'text and audio in, text out'."""
    if not model.inputs and not model.outputs:
        return "modalities not stated"
    into, out = (wording.listing(kinds(known)) or "not stated" for known in (model.inputs, model.outputs))
    return f"{into} in, {out} out"


def kinds(known: Iterable[str]) -> list[str]:
    """Return modalities as they are written in a sentence: 'text', 'PDF'."""
    return [wording.kind(one) for one in known]


def platform_home(name: str) -> str:
    """Return the address of the page that tells of a platform: that of the maker of the same id, or one of its own."""
    return f"vendors/{name}/"


def citations(bindings: Bindings, cited: Iterable[str]) -> list[dict[str, Any]]:
    """Return the numbered source list of a page."""
    found = []
    for number, name in enumerate(cited, start=1):
        source = bindings.catalog.sources[name]
        found.append(
            {
                "n": number,
                "text": f"{source.publisher}: {source.name}"
                if source.publisher not in source.name
                else source.name,
                "url": source.url,
                "read": day(source.read),
                "grade": source.grade,
                "note": source.note,
            }
        )
    return found
