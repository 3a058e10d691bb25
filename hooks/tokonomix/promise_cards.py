"""Source cards of promises about residency, and the words readers see for places, answers and terms."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from tokonomix import wording
from tokonomix.cards import model_home, record_lines, source_lines
from tokonomix.edition import Edition
from tokonomix.reads import Card, Line, anchor, digest
from tokonomix.records import Model
from tokonomix.residency import Answer, InEurope, Policy, Said, Served, place_words, region_words, zone_words
from tokonomix.schema.registry import Promise

FIELD_NAMES = {
    "processing": "Processed in",
    "storage": "Stored in",
    "surcharge": "Surcharge",
    "condition": "Condition",
    "retention": "Kept",
    "training": "Trains models",
    "agreement": "Terms",
}
TRAINING = {
    "no": "no",
    "opt-in": "only if the customer opts in",
    "opt-out": "unless the customer opts out",
    "yes": "yes",
}
ANSWERS: dict[Answer, str] = {
    "yes": "processed in the EU",
    "EU or EFTA": "processed in the EU or EFTA",
    "no promise": "processed anywhere, without a promise of the EU",
    "no": "processed outside the EU",
    "unknown": "not known",
}
"""Each answer in words that follow 'is'."""
SCOPES = {"global": "global", "zone": "zone", "country": "one country", "region": "one region"}


def said_text(said: Said) -> str:
    """Return what is promised as readers see it: 'France', '1.10 times the price', 'only if the customer opts in'."""
    match said.field:
        case "processing" | "storage":
            return place_words(str(said.value))
        case "surcharge":
            return f"{wording.amount(said.value)} times the price"
        case "training":
            return TRAINING[str(said.value)]
        case _:
            return str(said.value)


def offer_words(edition: Edition, served: Served) -> str:
    """Return where a model is sold: 'Azure AI Foundry, France Central (francecentral), zone'."""
    told = [edition.catalog.platforms[served.platform].name]
    if served.region != "global":
        told.append(region_words(edition.catalog, served.platform, served.region))
    if served.scope and served.scope != served.region:
        told.append(SCOPES[served.scope])
    return ", ".join(told)


def said_card(edition: Edition, model: Model, served: Served, said: Said) -> Card:
    """Return the card of one promise of an offer; `model` is the one whose page carries it."""
    lines = [Line("Offer", offer_words(edition, served)), *_listed(edition, served, said), *_said_lines(edition, said)]
    label = f"{edition.name_of(served.model)}: {FIELD_NAMES[said.field].lower()}"
    name = anchor("promise", served.id.removeprefix("offers/"), said.field)
    grade = edition.catalog.sources[said.source].grade
    return Card(name, model_home(model.id), label, said_text(said), tuple(lines), grade)


def scope_card(edition: Edition, model: Model, served: Served) -> Card:
    """Return the card of an offer whose scope is all that is said of where it is processed."""
    lines = [Line("Offer", offer_words(edition, served)), Line("Scope", SCOPES[served.scope or "global"])]
    if served.offer:
        lines += source_lines(edition.catalog, served.offer.source, served.offer.read, served.offer.evidence)
    lines += record_lines(edition.site, served.id, served.place)
    name = anchor("promise", served.id.removeprefix("offers/"), "scope")
    label = f"{edition.name_of(served.model)}: processed in the EU"
    return Card(name, model_home(model.id), label, ANSWERS[served.in_eu], tuple(lines))


def end_card(edition: Edition, served: Served, home: str) -> Card:
    """Return the card of the last day on which a platform sells a model, on the page at `home`."""
    lines = [Line("Offer", offer_words(edition, served))]
    if served.offer:
        lines += source_lines(edition.catalog, served.offer.source, served.offer.read, served.offer.evidence)
    lines += record_lines(edition.site, served.id, served.place)
    label = f"{edition.name_of(served.model)}: last day at {edition.catalog.platforms[served.platform].name}"
    grade = edition.catalog.sources[served.offer.source].grade if served.offer else None
    return Card(anchor("end", served.id.removeprefix("offers/")), home, label, last_day(served), tuple(lines), grade)


def last_day(served: Served) -> str:
    """Return the last day of an offer whose end is known, in words."""
    return wording.short_day((served.until or date.max) - timedelta(days=1))


def policy_card(edition: Edition, platform: str, policy: Policy, said: Said, home: str) -> Card:
    """Return the card of a promise that a platform makes of its offers, on the page at `home`."""
    lines = [Line("Holds for", policy_words(policy.promise)), *_said_lines(edition, said)]
    label = f"{edition.catalog.platforms[platform].name}: {FIELD_NAMES[said.field].lower()}"
    name = anchor("promise", platform, policy.name, said.field)
    return Card(name, home, label, said_text(said), tuple(lines), edition.catalog.sources[said.source].grade)


def policy_words(promise: Promise) -> str:
    """Return which offers a promise is about: 'offers with scope zone, within the EU or EFTA'."""
    parts = []
    if promise.scope:
        parts.append(f"with scope {SCOPES[promise.scope]}")
    if promise.region:
        parts.append(f"in {zone_words(promise.region)}")
    if promise.within:
        parts.append(f"within {place_words(promise.within)}")
    if promise.released_from:
        parts.append(f"of models released from {wording.day(promise.released_from)} on")
    return f"offers {', '.join(parts)}" if parts else "all offers"


def europe_card(edition: Edition, model: Model, found: InEurope, platform: str | None, home: str) -> Card:
    """Return the card of the best answer a model can get, with the offer that gives it and its evidence."""
    lines: list[Line] = []
    if found.best:
        lines.append(Line("Best offer", offer_words(edition, found.best)))
        if "surcharge" in found.best.said:
            lines.append(Line("Surcharge", said_text(found.best.said["surcharge"])))
        if "condition" in found.best.said:
            lines.append(Line("Only", said_text(found.best.said["condition"])))
        if "storage" in found.best.said:
            lines.append(Line("Stored in", said_text(found.best.said["storage"])))
        if "processing" in found.best.said:
            lines += _listed(edition, found.best, found.best.said["processing"])
            lines += _said_lines(edition, found.best.said["processing"])
    count = wording.plural(len(found.offers), "current offer")
    lines.append(Line("So say", f"{len(found.giving)} of {count}"))
    lines.append(Line("Computed on", wording.day(edition.as_of)))
    best = found.best.said.get("processing") if found.best else None
    grade = edition.catalog.sources[best.source].grade if best else None
    name = anchor("eu", platform or "", "" if home == model_home(model.id) else model.id)
    return Card(name, home, f"{model.name}: processed in the EU", ANSWERS[found.answer], tuple(lines), grade)


def europe_digest(found: InEurope) -> str:
    """Return the digest of all offers an answer was computed from."""
    return digest(f"{served.id} {served.in_eu}" for served in found.offers)


def _listed(edition: Edition, served: Served, said: Said) -> Iterator[Line]:
    """Yield who lists the offer, with the state of that list, where the promise is another page's word."""
    if served.offer and said.record != served.id:
        source = edition.catalog.sources[served.offer.source]
        state = f", state of {wording.day(source.published_on)}" if source.published_on else ""
        listed = f"{source.name}{state}, read {wording.day(served.offer.read)}"
        yield Line("Listed by", listed, served.offer.evidence or source.url)


def _said_lines(edition: Edition, said: Said) -> Iterator[Line]:
    catalog = edition.catalog
    yield from source_lines(catalog, said.source, said.read, said.evidence)
    if published := catalog.sources[said.source].published_on:
        yield Line("State of", wording.day(published))
    for other in said.others:
        name = catalog.sources[other.source].name
        text = f"{name}: {place_words(other.value)} (read {wording.short_day(other.read)})"
        yield Line("Another page says", text, other.evidence)
    if said.note:
        yield Line("Note", said.note)
    yield from record_lines(edition.site, said.record, said.place)
