"""The live test: which models a browser can call, where, at which list price, and why others are left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tokonomix import wording
from tokonomix.bindings import Bindings
from tokonomix.edition import Edition
from tokonomix.money.rates import home_platform, rates
from tokonomix.pages import view
from tokonomix.pages.framed import frame
from tokonomix.pages.made import Made
from tokonomix.peers import TEXT_ENDPOINTS
from tokonomix.records import Model, Offer

PAGE = "live-test"
RATES = {"input": "text.input", "output": "text.output", "cached": "text.cache_read"}
"""What the page's script calls the rates that an answer in text is billed by."""

RETIRED = "it is retired and no longer answers at its maker's service."
NO_TEXT = "it gives no text."
REALTIME = "it answers only on a realtime connection, which this page does not open."
OTHER_ENDPOINT = "it does not answer chat completions, the protocol this page speaks."
NO_PLATFORM = (
    "no platform on record that sells it is known to answer chat completions from a browser. If you know an address "
    "that does, enter it under “Another address”."
)


def make(edition: Edition) -> Iterator[Made]:
    """Yield the page."""
    framed = frame(edition, PAGE, "Live test", "Your own prompts to several models, with your own keys.")
    platforms = [
        {"name": platform.name, "address": platform.api, "url": platform.url}
        for platform in edition.catalog.platforms.values()
        if platform.api
    ]
    yield framed.made("live_test.html", {"platforms": platforms, "data": _data(framed.bindings)})


def why_not(edition: Edition, model: Model) -> str | None:
    """Return why a model cannot be called from a browser, None if it can.

    What is not recorded is no reason: a model of unknown stage or endpoints is offered, and the platform's own answer
    then says what it is.
    """
    endpoints, state = set(model.endpoints), model.state(edition.today)
    whole = edition.catalog.models.get(model.of) if model.of else None
    if state == "retired" or (state == "unknown" and whole and whole.state(edition.today) == "retired"):
        return RETIRED
    if endpoints and "chat" not in endpoints:
        return OTHER_ENDPOINT if endpoints & TEXT_ENDPOINTS else REALTIME if "realtime" in endpoints else NO_TEXT
    if model.outputs and "text" not in model.outputs:
        return NO_TEXT
    return None if offers(edition, model) else NO_PLATFORM


def offers(edition: Edition, model: Model) -> list[Offer]:
    """Return the offers of a model at platforms that browsers can call, one a platform, the maker's own first."""
    home = home_platform(edition.catalog, model)
    found: dict[str, Offer] = {}
    for offer in edition.catalog.offers_of(model.id):
        begun = offer.since is None or offer.since <= edition.today
        stands = begun and (offer.until is None or edition.today < offer.until)
        if stands and edition.catalog.platforms[offer.platform].api and offer.region == "global":
            found.setdefault(offer.platform, offer)
    return sorted(found.values(), key=lambda offer: (offer.platform != home, offer.platform))


def _data(bindings: Bindings) -> dict[str, Any]:
    """Return what the page's script reads: platforms, models with their prices there, and models left out by reason."""
    edition = bindings.edition
    models: list[dict[str, Any]] = []
    left_out: dict[str, dict[str, str]] = {}
    for model in edition.models:
        why = why_not(edition, model)
        if why:
            left_out.setdefault(why, {})[model.id] = model.name
        else:
            models.append(_entry(bindings, model))
    used = {place["platform"] for entry in models for place in entry["at"]}
    return {
        "platforms": {
            name: {"name": platform.name, "api": platform.api, "unasked": platform.usage_unasked}
            for name, platform in edition.catalog.platforms.items()
            if name in used
        },
        "models": models,
        "left_out": [{"why": why, "models": names} for why, names in sorted(left_out.items())],
    }


def _entry(bindings: Bindings, model: Model) -> dict[str, Any]:
    state, words = view.status(bindings.edition, model)
    places = []
    for offer in offers(bindings.edition, model):
        served = offer.served_as or model.id
        bindings.ledger.note(offer.id, "served_as", served)
        places.append({"platform": offer.platform, "served": served, **_prices(bindings, model, offer.platform)})
    return {
        "id": model.id,
        "name": model.name,
        "note": words if state in ("deprecated", "preview") else None,
        "at": places,
    }


def _prices(bindings: Bindings, model: Model, platform: str) -> dict[str, Any]:
    """Return the list prices in force that a bill in US$ per token can be made of, with the day they were checked."""
    edition = bindings.edition
    known = rates(edition.catalog, model, edition.today, platform=platform)
    shown: dict[str, Any] = {}
    days = []
    for name, rate in RATES.items():
        found = known.get(rate)
        if found is None or not found.current or found.price.amount is None:
            continue
        if (found.price.per, found.price.currency) != ("1M tokens", "USD"):
            continue
        bound = bindings.price_row(model, found.price, current=True)
        shown[name] = {"value": bound.value, "text": bound.text, "href": bound.href}
        days.append(found.price.checked_on)
    return {**shown, "checked": wording.day(min(days))} if days else {}
