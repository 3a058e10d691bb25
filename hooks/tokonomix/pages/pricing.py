"""What models cost: the bill for a workload, every offer in one unit, and how prices moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tokonomix import wording
from tokonomix.bindings import Bindings
from tokonomix.catalog import Model, Price
from tokonomix.charts import price_history
from tokonomix.edition import Edition
from tokonomix.money.conditions import condition
from tokonomix.money.rates import Rate, announced, home_platform, others, rate_name, rates
from tokonomix.pages import bills, cells, view
from tokonomix.pages.framed import frame
from tokonomix.pages.made import Made

TEXT = ("text.input", "text.cache_read", "text.output")
AUDIO = ("audio.input", "audio.cache_read", "audio.output", "text.input", "text.output")
SHORT = {"text.input": "in", "text.cache_read": "cached", "text.output": "out", "audio.input": "audio in",
         "audio.output": "audio out", "audio.cache_read": "audio cached"}  # fmt: skip
TIERS = {"flex": "flex", "priority": "priority", "fast": "fast"}


def make(edition: Edition) -> Iterator[Made]:
    """Yield the page."""
    page = frame(edition, "pricing", "Pricing", "What the work costs, model by model.")
    bindings = page.bindings
    offers = bills.offers(edition)
    first = bills.first(edition)
    sold = _with_snapshots(edition, offers)
    yield page.made(
        "pricing.html",
        {
            "workloads": [{"id": n, "name": w.name} for n, w in edition.catalog.workloads.items()],
            "bills": bills.table(edition, bindings, first, offers) if first else None,
            "text": _groups(edition, [_text_row(edition, bindings, o) for o in sold if _has(o.rates, "text")]),
            "vendors": _vendors(edition, sold),
            "audio": [_audio_row(edition, bindings, o) for o in sold if _has(o.rates, "audio")],
            "audio_heads": [_head(rate) for rate in AUDIO],
            "past": [_past_row(edition, bindings, model) for model in _no_longer_sold(edition)],
            "hosted": list(_hosted(edition, bindings)),
            "history": price_history.chart(edition, bindings),
        },
    )


def _has(found: Iterable[str], kind: str) -> bool:
    return any(rate.startswith(f"{kind}.") for rate in found)


def _with_snapshots(edition: Edition, offers: list[bills.Offer]) -> list[bills.Offer]:
    """Return the offers, each followed by those of snapshots that cost something else than their model."""
    listed = []
    for offer in offers:
        listed.append(offer)
        for snapshot in reversed(edition.catalog.snapshots_of(offer.model.id)):
            mine = bills.own(snapshot, bills.in_force(edition, snapshot))
            amounts = {name: rate.price.amount for name, rate in mine.items()}
            theirs = {name: rate.price.amount for name, rate in offer.rates.items() if name in amounts}
            if amounts and amounts != theirs:
                listed.append(bills.Offer(snapshot, mine, ()))
    return listed


def _text_row(edition: Edition, bindings: Bindings, offer: bills.Offer) -> dict[str, Any]:
    model, found = offer.model, offer.rates
    batch = {p.rate: p for p in others(edition.catalog, model, edition.today) if _tier(p) == ("batch", "global", None)}
    out = found.get("text.output")
    return {
        "link": view.model_link(edition, model),
        "kind": "" if model.kind == "model" else model.kind,
        "under": _below(edition, model),
        "vendor": model.vendor,
        "most": out.price.amount if out and out.price.amount else "",
        "cells": [cells.amount(bindings, model, found.get(rate)) for rate in TEXT],
        "batch": [
            cells.of_price(bindings, model, batch[rate], current=True) if rate in batch
            else {"words": "not listed", "v": ""} for rate in ("text.input", "text.output")
        ],
        "state": _state(edition, found, TEXT),
        "also": _also(edition, bindings, model),
    }  # fmt: skip


def _audio_row(edition: Edition, bindings: Bindings, offer: bills.Offer) -> dict[str, Any]:
    rest = [r for name, r in offer.rates.items() if name.startswith("audio.") and name not in AUDIO]
    return {
        "link": view.model_link(edition, offer.model),
        "kind": "" if offer.model.kind == "model" else offer.model.kind,
        "under": _below(edition, offer.model),
        "cells": [cells.amount(bindings, offer.model, offer.rates.get(rate)) for rate in AUDIO],
        "state": _state(edition, offer.rates, [*AUDIO, *(r.price.rate for r in rest)]),
        "also": [[f"{rate_name(r.price.rate).lower()}: ", _run(bindings, offer.model, r.price)] for r in rest],
    }


def _below(edition: Edition, model: Model) -> bool:
    """Tell whether a row stands below that of the model it is a version of."""
    parent = edition.catalog.models.get(model.of or "")
    return parent is not None and bool(bills.in_force(edition, parent))


def _tier(price: Price) -> tuple[str, str, str | None]:
    return (price.tier, price.region, price.when)


def _state(edition: Edition, found: Mapping[str, Rate], names: Iterable[str]) -> str:
    """Return the state of the prices of a row in words, with the day since when the newest of them holds."""
    rows = [found[name].price for name in names if name in found]
    told = {"promo": "promotion", "announced": "list"}
    words = list(dict.fromkeys(told.get(p.status, p.status) for p in rows))
    # A day of which only a copy tells is no first day.
    days = [p.since for p in rows if p.since and not p.last_unseen]
    since = f" since {wording.short_day(max(days))}" if days else ""
    ends = [p.until for p in rows if p.until and p.until > edition.today]
    until = f", until {wording.short_day(min(ends))}" if ends else ""
    return f"{wording.listing(words)}{since}{until}"


def _also(edition: Edition, bindings: Bindings, model: Model) -> list[list[Any]]:
    """Return the rates of a model on a condition, announced, or elsewhere in the world, one line a group."""
    catalog, today = edition.catalog, edition.today
    home = home_platform(catalog, model)
    groups: dict[str, list[Price]] = {}
    for price in announced(catalog, model, today, platform=home):
        if price.since:
            groups.setdefault(f"announced for {wording.short_day(price.since)}: ", []).append(price)
    every = others(catalog, model, today, platform=home)
    for price in every:
        if price.tier == "standard" and price.when:
            groups.setdefault(f"{condition(price.when).words}: ", []).append(price)
        elif price.tier == "standard":
            groups.setdefault(f"region {price.region}: ", []).append(price)
    lines = []
    for words, group in groups.items():
        told: list[Any] = [words]
        for price in group:
            if price.rate in SHORT:
                told += [", "] if len(told) > 1 else []
                told += [_run(bindings, model, price), f" {SHORT[price.rate]}"]
        if len(told) > 1:
            lines.append(told)
    tiers = [words for tier, words in TIERS.items() if any(p.tier == tier for p in every)]
    if tiers:
        lines.append([f"also sold as {wording.listing(tiers)}"])
    return lines


def _run(bindings: Bindings, model: Model, price: Price) -> dict[str, Any]:
    cell = cells.of_price(bindings, model, price, current=True)
    return {"b": cell["b"], "text": cell["text"]}


def _groups(edition: Edition, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows by vendor; vendors whose best model scores highest first, those without a score by name."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["vendor"], []).append(row)
    order = sorted(found, key=lambda name: (-_best(edition, name), edition.catalog.vendors[name].name.lower()))
    return [
        {
            "name": edition.catalog.vendors[name].name, "href": f"vendors/{name}/", "rows": found[name],
            "count": len(found[name]),
        }
        for name in order
    ]  # fmt: skip


def _best(edition: Edition, vendor: str) -> float:
    """Return the best score of a vendor's models on the board that lists show first."""
    boards = cells.score_boards(edition)
    if not boards:
        return 0.0
    scored = (edition.boards.find(boards[0][0], m.id) for m in edition.models if m.vendor == vendor)
    return max((hit.entry.score or 0.0 for hit in scored if hit), default=0.0)


def _vendors(edition: Edition, sold: Iterable[bills.Offer]) -> list[tuple[str, str]]:
    names = {o.model.vendor for o in sold if _has(o.rates, "text")}
    return sorted(((n, edition.catalog.vendors[n].name) for n in names), key=lambda item: item[1].lower())


def _head(rate: str) -> dict[str, str]:
    kind, way = rate.split(".", 1)
    return {"text": {"input": "in", "cache_read": "cached", "output": "out"}[way], "sub": kind}


def _no_longer_sold(edition: Edition) -> list[Model]:
    """Return the models and snapshots whose maker lists no price any more, last ended first."""
    found = []
    for model in edition.models:
        home = home_platform(edition.catalog, model)
        if model.kind == "alias" or home is None or bills.in_force(edition, model):
            continue
        if bills.own(model, rates(edition.catalog, model, edition.today, platform=home)):
            found.append(model)
    return sorted(found, key=lambda m: (-_ended(m), m.name.lower(), m.id))


def _ended(model: Model) -> int:
    day = model.value("shutdown_on")
    return day.toordinal() if day else 0


def _past_row(edition: Edition, bindings: Bindings, model: Model) -> dict[str, Any]:
    found = rates(edition.catalog, model, edition.today, platform=home_platform(edition.catalog, model))
    instead = edition.catalog.models.get(model.value("replacement") or "")
    return {
        "link": {**view.model_link(edition, model), "status": None},
        "kind": "" if model.kind == "model" else model.kind,
        "cells": [_last(cells.amount(bindings, model, found.get(rate))) for rate in TEXT],
        "ended": cells.day(bindings, model, "shutdown_on") or {"words": "day not recorded", "v": ""},
        "instead": view.model_link(edition, instead) if instead else None,
    }


def _last(cell: dict[str, Any]) -> dict[str, Any]:
    return {**cell, "gone": True} if "b" in cell else cell


def _hosted(edition: Edition, bindings: Bindings) -> Iterator[dict[str, Any]]:
    """Yield the offers in force on platforms that are not the maker's own."""
    for model in edition.models:
        home = home_platform(edition.catalog, model)
        for name in sorted({p.platform for p in edition.catalog.prices_of(model.id)} - {home}):
            found = rates(edition.catalog, model, edition.today, platform=name)
            if any(rate.current for rate in found.values()):
                yield {
                    "link": view.model_link(edition, model),
                    "seller": edition.catalog.platforms[name].name,
                    "cells": [cells.amount(bindings, model, found.get(rate)) for rate in TEXT],
                }
