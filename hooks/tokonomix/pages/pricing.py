"""What models cost: the bill for a workload, every offer in one unit, and how prices moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from tokonomix import residency, wording
from tokonomix.bindings import Bindings
from tokonomix.charts import price_history
from tokonomix.edition import Edition
from tokonomix.money.conditions import condition
from tokonomix.money.rates import Rate, announced, home_platform, others, rate_name, rates
from tokonomix.pages import bills, cells, view
from tokonomix.pages.framed import frame
from tokonomix.pages.made import Made
from tokonomix.records import Model, Price

TEXT = ("text.input", "text.cache_read", "text.output")
AUDIO = ("audio.input", "audio.cache_read", "audio.output", "text.input", "text.output")
SHORT = {"text.input": "in", "text.cache_read": "cached", "text.output": "out", "audio.input": "audio in",
         "audio.output": "audio out", "audio.cache_read": "audio cached"}  # fmt: skip
TIERS = {"batch": "batch", "flex": "flex", "priority": "priority", "fast": "fast"}
TABLED = ("batch",)
"""Tiers that have columns of their own."""
FEW = 2
"""So many regions are named, more are counted."""
FIRST = 60
"""So many offers stand on the page itself; its script fetches the others from a page of their own when asked."""


def make(edition: Edition) -> Iterator[Made]:
    """Yield the page, and the pages of what would make it heavy: other offers, last prices, records of bills."""
    page = frame(edition, "pricing", "Pricing", "What the work costs, model by model.")
    bindings = page.bindings
    offers = bills.offers(edition)
    first = bills.first(edition)
    sold = _with_snapshots(edition, offers)
    text = _by_vendor(edition, _text_rows(edition, bindings, sold))
    past = [_past_row(edition, bindings, model) for model in _no_longer_sold(edition)]
    yield page.made(
        "pricing.html",
        {
            "workloads": [{"id": n, "name": w.name} for n, w in edition.catalog.workloads.items()],
            "bills": bills.table(edition, bindings, first, offers) if first else None,
            "text": _groups(edition, text[:FIRST]),
            "offers": len(text),
            "more": len(text) - len(text[:FIRST]),
            "vendors": _choices((row["vendor"], edition.catalog.vendors[row["vendor"]].name) for row in text),
            "platforms": _choices((row["platform"]["id"], row["platform"]["name"]) for row in text),
            "tiers": [(tier, words.capitalize()) for tier, words in TIERS.items()
                      if any(tier in row["tiers"].split() for row in text)],
            "europe": [(key, words) for key, words in cells.EU_FILTER if any(key in row["eu"].split() for row in text)],
            "audio": [_audio_row(edition, bindings, o) for o in sold if _has(o.rates, "audio")],
            "audio_heads": [_head(rate) for rate in AUDIO],
            "past": len(past),
            "history": price_history.chart(edition, bindings),
        },
    )
    if len(text) > FIRST:
        told = f"{wording.plural(len(text) - FIRST, 'offer')} of text beyond those that the page of prices begins with."
        rest = {"lede": told, "text": _groups(edition, text[FIRST:]), "count": len(text) - FIRST}
        yield Made("pricing/offers.md", "More offers of text", told, "pricing_offers.html", rest, bindings.ledger)
    if past:
        told = f"Last prices of {wording.plural(len(past), 'model')} and versions whose maker lists no price any more."
        last = {"lede": told, "rows": past}
        yield Made("pricing/past.md", "No longer sold", told, "pricing_past.html", last, bindings.ledger)
    if first:
        yield bills.records(edition, first, offers)


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


def _everywhere(edition: Edition, sold: Iterable[bills.Offer]) -> Iterator[tuple[bills.Offer, str]]:
    """Yield every offer of text with its platform, by vendor and model, the maker's own service first.

    A snapshot that a host sells at the price of its model is the model's offer.
    """
    own = {offer.model.id: offer for offer in sold}
    for model in edition.models:
        home = home_platform(edition.catalog, model)
        if home and model.id in own and _has(own[model.id].rates, "text"):
            yield own[model.id], home
        for name in sorted({p.platform for p in edition.catalog.prices_of(model.id)} - {home}):
            found = _at(edition, model, name)
            parent = edition.catalog.models.get(model.of or "")
            amounts = {rate: one.price.amount for rate, one in found.items()}
            theirs = _at(edition, parent, name) if parent else {}
            same = amounts == {rate: one.price.amount for rate, one in theirs.items() if rate in amounts}
            if _has(found, "text") and not (parent and same):
                yield bills.Offer(model, found, ()), name


def _text_rows(edition: Edition, bindings: Bindings, sold: Iterable[bills.Offer]) -> list[dict[str, Any]]:
    """Return a row an offer; those of a model that has a row already stand below it."""
    rows, seen = [], set()
    for offer, name in _everywhere(edition, sold):
        below = offer.model.id in seen or (offer.model.of or "") in seen
        rows.append(_text_row(edition, bindings, offer, name) | {"under": below})
        seen.add(offer.model.id)
    return rows


def _at(edition: Edition, model: Model, platform: str) -> dict[str, Rate]:
    """Return the rates in force of exactly this model at a platform."""
    every = rates(edition.catalog, model, edition.today, platform=platform)
    return {name: rate for name, rate in bills.own(model, every).items() if rate.current}


def _text_row(edition: Edition, bindings: Bindings, offer: bills.Offer, name: str) -> dict[str, Any]:
    model, found = offer.model, offer.rates
    every = others(edition.catalog, model, edition.today, platform=name)
    batch = {p.rate: p for p in every if _tier(p) == ("batch", "global", None)}
    out = found.get("text.output")
    away = name != home_platform(edition.catalog, model)
    tiers = dict.fromkeys(p.tier for p in every)
    return {
        "link": view.model_link(edition, model),
        "kind": "" if model.kind == "model" else model.kind,
        "vendor": model.vendor,
        "platform": {
            "id": name, "name": edition.catalog.platforms[name].name, "href": view.platform_home(name)
        },
        "away": away,
        "staged": bills.staged(edition, offer),
        "tiers": " ".join(tier for tier in tiers if tier in TIERS),
        "eu": cells.europe_keys(edition, model, name),
        "europe": _europe(edition, model, name),
        "most": out.price.amount if out and out.price.amount else "",
        "cells": [cells.amount(bindings, model, found.get(rate)) for rate in TEXT],
        "batch": [
            cells.of_price(bindings, model, batch[rate], current=True) if rate in batch
            else {"words": "not listed", "v": ""} for rate in ("text.input", "text.output")
        ],
        "state": _state(edition, found, TEXT),
        "also": _also(edition, bindings, model, name),
    }  # fmt: skip


def _europe(edition: Edition, model: Model, platform: str) -> str:
    """Return whether the offers at a platform are processed in the EU; the model's page has each with its record."""
    found = residency.in_europe(edition.catalog, model, edition.today, platform).answer
    return cells.EU_WORDS.get(found, "")


def _audio_row(edition: Edition, bindings: Bindings, offer: bills.Offer) -> dict[str, Any]:
    rest = [r for name, r in offer.rates.items() if name.startswith("audio.") and name not in AUDIO]
    return {
        "link": view.model_link(edition, offer.model),
        "kind": "" if offer.model.kind == "model" else offer.model.kind,
        "under": _below(edition, offer.model),
        "staged": bills.staged(edition, offer),
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


def _also(edition: Edition, bindings: Bindings, model: Model, platform: str) -> list[list[Any]]:
    """Return the rates at a platform on a condition, announced, or in the EU, one line a group, and what else it has.

    Other tiers and regions are only named: the page of the model has a table of them.
    """
    catalog, today = edition.catalog, edition.today
    groups: dict[str, list[Price]] = {}
    for price in announced(catalog, model, today, platform=platform):
        if price.since:
            groups.setdefault(f"announced for {wording.short_day(price.since)}: ", []).append(price)
    every = others(catalog, model, today, platform=platform)
    plain = [price for price in every if price.tier == "standard"]
    for price in plain:
        if price.when and price.region == "global":
            groups.setdefault(f"{condition(price.when).words}: ", []).append(price)
        elif price.region == "eu" and not price.when:
            groups.setdefault("in the EU: ", []).append(price)
    lines = []
    for words, group in groups.items():
        told: list[Any] = [words]
        for price in group:
            if price.rate in SHORT:
                told += [", "] if len(told) > 1 else []
                told += [_run(bindings, model, price), f" {SHORT[price.rate]}"]
        if len(told) > 1:
            lines.append(told)
    tiers = [words for tier, words in TIERS.items() if tier not in TABLED and any(p.tier == tier for p in every)]
    regions = sorted({price.region for price in plain} - {"global", "eu"})
    if tiers:
        lines.append([f"also sold as {wording.listing(tiers)}"])
    if regions:
        known = [residency.region_words(catalog, platform, region) for region in regions]
        named = wording.listing(known) if len(regions) <= FEW else wording.plural(len(regions), "more region")
        lines.append([f"own price in {named}"])
    return lines


def _run(bindings: Bindings, model: Model, price: Price) -> dict[str, Any]:
    cell = cells.of_price(bindings, model, price, current=True)
    return {"b": cell["b"], "text": cell["text"]}


def _by_vendor(edition: Edition, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows by vendor; vendors whose best model scores highest first, those without a score by name."""
    names = {row["vendor"] for row in rows}
    order = {name: (-_best(edition, name), edition.catalog.vendors[name].name.lower()) for name in names}
    return sorted(rows, key=lambda row: order[row["vendor"]])


def _groups(edition: Edition, rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return rows in their order, those of a vendor under its name."""
    return [
        {"name": edition.catalog.vendors[name].name, "href": f"vendors/{name}/", "rows": list(mine)}
        for name, mine in groupby(rows, key=lambda row: str(row["vendor"]))
    ]


def _best(edition: Edition, vendor: str) -> float:
    """Return the best score of a vendor's models on the board that lists show first."""
    boards = cells.score_boards(edition)
    if not boards:
        return 0.0
    scored = (edition.boards.find(boards[0][0], m.id) for m in edition.models if m.vendor == vendor)
    return max((hit.entry.score or 0.0 for hit in scored if hit), default=0.0)


def _choices(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return what a filter offers, by name."""
    return sorted(set(pairs), key=lambda item: item[1].lower())


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
