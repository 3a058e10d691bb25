"""Lists of a model page: status band, relations, lifecycle, residency, the call to the live test."""

from __future__ import annotations

from typing import Any

from tokonomix import cards, wording
from tokonomix.bindings import Absent, Bindings
from tokonomix.edition import Edition
from tokonomix.pages import view
from tokonomix.pages.snapshot_ends import LastSnapshot, last_snapshot
from tokonomix.peers import TEXT_ENDPOINTS, Peers
from tokonomix.records import Model

EVENTS = (
    ("released", "Released"),
    ("deprecated_on", "End announced"),
    ("earliest_shutdown_on", "Not shut down before"),
    ("shutdown_on", "Shutdown"),
)


def relation(edition: Edition, model: Model, bindings: Bindings) -> dict[str, Any]:
    """Return how the model stands to its model, snapshots and aliases."""
    catalog = edition.catalog
    targets = [
        {
            "link": view.model_link(edition, catalog.models[target]),
            "since": view.day(since) if since else None,
            "until": view.day(until) if until else None,
        }
        for target, since, until in model.targets
    ]
    for target, since, _until in model.targets:
        bindings.ledger.note(f"models/{model.id}#targets", "target", f"{target} {since}")
    return {
        "of": view.model_link(edition, catalog.models[model.of]) if model.of else None,
        "targets": targets,
        "is_alias": model.kind == "alias",
        "snapshots": [view.model_link(edition, snapshot) for snapshot in catalog.snapshots_of(model.id)],
        "aliases": [
            view.model_link(edition, other)
            for other in edition.models
            if any(target == model.id for target, _, _ in other.targets)
        ],
    }


def band(edition: Edition, model: Model, bindings: Bindings) -> dict[str, Any] | None:
    """Return what must be read first: an end announced, disputed or past; None for a model that goes on."""
    state, words = view.status(edition, model)
    if last := last_snapshot(edition, model):
        return _by_snapshots(edition, last, bindings)
    shutdown, replacement = bindings.fact(model, "shutdown_on"), model.value("replacement")
    if state not in ("retired", "deprecated", "preview"):
        return None
    if state == "preview":
        return {
            "kind": "preview",
            "word": "Preview",
            "parts": ["The maker calls this a preview and may change it."],
        }
    parts: list[Any]
    if model.disputed_shutdown:
        parts = [
            "Its end is announced, but sources disagree about the last day: ",
            shutdown,
            ". We follow neither.",
        ]
    elif isinstance(shutdown, Absent):
        parts = ["The maker has announced its end; no last day is recorded."]
    elif state == "retired":
        parts = ["Shut down on ", shutdown, "."]
    else:
        parts = ["Will be shut down on ", shutdown, "."]
    known = edition.catalog.models.get(replacement) if replacement else None
    return {
        "kind": state, "word": "Retired" if state == "retired" else "Deprecated", "text": words, "parts": parts,
        "disputed": [
            {
                "text": f"{edition.catalog.sources[c.source].name}: {cards.value_text('shutdown_on', c.value)}",
                "url": edition.catalog.sources[c.source].url, "note": c.note,
            }
            for c in cards.by_value(model.disputed_shutdown)
        ],
        "replacement": view.model_link(edition, known) if known else None,
        "after": _living_after(edition, known) if known else None,
    }  # fmt: skip


def _by_snapshots(edition: Edition, last: LastSnapshot, bindings: Bindings) -> dict[str, Any]:
    """Return the band of a model whose snapshots all have a last day; the last one's record is the source."""
    day = bindings.fact(last.snapshot, "shutdown_on")
    verb = "ended" if last.over else "ends"
    instead = edition.catalog.models.get(last.snapshot.value("replacement") or "")
    which = "Its only dated snapshot" if last.count == 1 else f"The last of its {last.count} dated snapshots"
    name_itself = ". No source of ours states a last day of the name itself, nor what answers to it after that day."
    return {
        "kind": "deprecated", "word": "Snapshot ended" if last.over else "Snapshot ends", "text": last.words,
        "parts": [f"{which}, {last.snapshot.name}, {verb} on ", day, name_itself],
        "disputed": [], "replacement": view.model_link(edition, instead) if instead else None, "after": None,
    }  # fmt: skip


def _living_after(edition: Edition, model: Model) -> dict[str, Any] | None:
    """Return the living model to which substitutes lead from one that is gone; None if it lives itself."""
    seen = {model.id}
    current: Model | None = model
    while current and current.state(edition.today) == "retired":
        current = edition.catalog.models.get(current.value("replacement") or "")
        if current is None or current.id in seen:
            return {"ends": True}
        seen.add(current.id)
    return view.model_link(edition, current) if current and current is not model else None


def lifecycle(edition: Edition, model: Model, bindings: Bindings) -> dict[str, Any]:
    """Return the dated events of a model's life in order, each bound, and what is not known."""
    events, unknown = [], []
    for field, words in EVENTS:
        shown = bindings.fact(model, field)
        if isinstance(shown, Absent):
            if field != "earliest_shutdown_on":
                unknown.append(words.lower())
            continue
        value = model.value(field)
        past = model.released if field == "released" else value
        disputed = model.disputed_shutdown if field == "shutdown_on" else ()
        warn = "Sources disagree, and we follow none of them" if disputed else None
        over = bool(past and past <= edition.today)
        events.append({"field": field, "what": words, "day": shown, "past": over, "warn": warn})
    replacement = model.value("replacement")
    known = edition.catalog.models.get(replacement) if replacement else None
    if known:
        bindings.fact(model, "replacement")
    return {
        "events": events,
        "unknown": wording.listing(unknown),
        "replacement": view.model_link(edition, known) if known else None,
    }


def live_test(edition: Edition, model: Model, chosen: Peers) -> dict[str, Any]:
    """Return the call to the live test, or why this model cannot be called there and who can instead."""
    state = model.state(edition.today)
    endpoints = set(model.endpoints)
    names = [other.id for other in chosen.models if not other.endpoints or TEXT_ENDPOINTS & set(other.endpoints)][:3]
    if state == "retired":
        why = "It no longer answers at its maker's service."
    elif endpoints and not endpoints & TEXT_ENDPOINTS:
        why = "It answers only on a realtime connection, which the live test does not open."
    else:
        return {"possible": True, "href": "live-test/", "models": [model.id, *names]}
    return {"possible": False, "why": why, "href": "live-test/", "models": names}
