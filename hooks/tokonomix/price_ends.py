"""When a price ends that nobody ended: with its model at the maker that shut it down, elsewhere with its offer.

A price list does not say when a rate ended because the model did, and most keep the rate. The last day of a model or
an offer is recorded with its source, so the end of the price follows from it, and is not typed a second time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from tokonomix.catalog import Catalog
from tokonomix.records import NEVER_HELD, Model, Offer, Price, PriceClaim

SOLD_ONLY = frozenset({"litellm"})
"""Sources that drop what is shut down, or name its day: their listing a model says that it is sold."""


def ended(catalog: Catalog) -> Catalog:
    """Return the catalogue with an end to the prices of what its maker shuts down or a host no longer sells."""
    days = _ends_of_offers(catalog) | _ends_of_models(catalog)
    return replace(catalog, prices=tuple(_ended(price, days) for price in catalog.prices))


Ends = dict[tuple[str, str, str | None], tuple[date, str]]
"""Last day and its source by platform, model and region; where a maker ends a model, it ends in every region."""


def _ended(price: Price, days: Ends) -> Price:
    found = days.get((price.platform, price.model, None)) or days.get((price.platform, price.model, price.region))
    if found is None or not open_ended(price) or (price.since and price.since >= found[0]):
        return price
    return replace(price, until=found[0], ended_by=found[1])


def _ends_of_models(catalog: Catalog) -> Ends:
    return {
        (platform, model.id, None): (fact.value, fact.source)
        for model in catalog.models.values()
        if (platform := _home(catalog, model)) and (fact := model.facts.get("shutdown_on")) and fact.value
        and doubt(catalog, model) is None
    }  # fmt: skip


def _ends_of_offers(catalog: Catalog) -> Ends:
    """Return when the last of the offers of a model in a region ends, where all of them do."""
    sold: dict[tuple[str, str, str | None], list[Offer]] = {}
    for offer in catalog.offers:
        sold.setdefault((offer.platform, offer.model, offer.region), []).append(offer)
    return {
        key: max((offer.until, offer.source) for offer in offers if offer.until)
        for key, offers in sold.items()
        if all(offer.until for offer in offers)
    }


def open_ended(price: Price) -> bool:
    """Tell whether a rate that was ever in force goes on."""
    return price.until is None and price.status not in NEVER_HELD


def doubt(catalog: Catalog, model: Model) -> str | None:
    """Return what a source says against the recorded day of a shutdown; None if nothing, or if we decided."""
    decided = any(d.record == f"models/{model.id}#shutdown_on" and d.verdict == "resolved" for d in catalog.disputes)
    return _late(catalog, model) if decided else objection(catalog, model)


def objection(catalog: Catalog, model: Model) -> str | None:
    """Return what a source says against the recorded day of a shutdown, whatever we decided.

    It is against it that a price begins then or later, that a source names another day, and that one which drops what
    is shut down was read later and still lists a price without naming a day.
    """
    fact = model.facts.get("shutdown_on")
    if fact is None or fact.value is None:
        return None
    if late := _late(catalog, model):
        return late
    for claim in fact.claims:
        if claim.value != fact.value:
            return f"{claim.source} names {claim.value}"
    dated = {fact.source, *(claim.source for claim in fact.claims)}
    for source, read in _listed(catalog, model):
        if source in SOLD_ONLY - dated and read >= fact.value:
            return f"{source}, read on {read}, lists it without an end"
    return None


def _late(catalog: Catalog, model: Model) -> str | None:
    day = model.value("shutdown_on")
    late = next((p for p in _at_home(catalog, model) if day and p.since and p.since >= day), None)
    return f"{late.source} has a price from {late.since}" if late else None


def _listed(catalog: Catalog, model: Model) -> Iterator[tuple[str, date]]:
    home = _home(catalog, model)
    claims: tuple[PriceClaim, ...] = catalog.claims_of(model.id)
    yield from ((p.source, p.checked_on) for p in _at_home(catalog, model) if open_ended(p) or p.ended_by)
    yield from ((claim.source, claim.read) for claim in claims if claim.platform == home)


def _at_home(catalog: Catalog, model: Model) -> Iterator[Price]:
    home = _home(catalog, model)
    return (p for p in catalog.prices_of(model.id) if p.platform == home and p.status not in NEVER_HELD)


def _home(catalog: Catalog, model: Model) -> str | None:
    vendor = catalog.vendors.get(model.vendor)
    return vendor.platform if vendor else None
