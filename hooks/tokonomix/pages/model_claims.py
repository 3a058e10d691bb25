"""Who says what of a model: every fact and rate of which more than one source speaks, with our verdict."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tokonomix import cards, wording
from tokonomix.bindings import Bindings
from tokonomix.disputes import Compared, of
from tokonomix.edition import Edition
from tokonomix.money.rates import rate_name
from tokonomix.pages import view
from tokonomix.records import Model, Price
from tokonomix.residency import region_words

ORDER = ("open", "resolved", "agreed")
WORDS = {"open": "open", "resolved": "decided", "agreed": "agreed"}


def claims(edition: Edition, model: Model, bindings: Bindings) -> dict[str, Any]:
    """Return the claims in two tables: where sources disagree or a verdict stands, and where all agree."""
    found = [one for one in of(edition.catalog, model, edition.today) if one.others or one.dispute]
    found.sort(key=lambda one: ORDER.index(one.verdict))
    told = [one for one in found if one.differs or one.verdict != "agreed"]
    agreed = [one for one in found if one not in told]
    return {
        "told": [_row(edition, model, one, bindings) for one in told],
        "agreed": [_row(edition, model, one, bindings) for one in agreed],
        "open": sum(1 for one in told if one.verdict == "open"),
    }


def _row(edition: Edition, model: Model, one: Compared, bindings: Bindings) -> dict[str, Any]:
    ours, others = bindings.compared(model, one)
    sources = edition.catalog.sources
    mine = sources[one.ours.source] if one.ours else None
    return {
        "what": _name(one),
        "where": _where(edition, one),
        "ours": ours,
        "by": {"name": mine.name, "url": mine.url, "read": view.day(one.ours.read)} if mine and one.ours else None,
        "claims": [
            {
                "value": shown, "agrees": one.agrees(claim), "name": sources[claim.source].name,
                "url": sources[claim.source].url, "read": view.day(claim.read), "note": claim.note,
            }
            for shown, claim in others
        ],
        "verdict": WORDS[one.verdict],
        "kind": one.verdict,
        "why": one.why,
    }  # fmt: skip


def _name(one: Compared) -> str:
    return rate_name(one.name) if one.per else cards.FIELD_NAMES.get(one.name, one.name)


def _where(edition: Edition, one: Compared) -> str:
    """Return which rate is meant: 'OpenAI API, batch, per 1M tokens'; '' for a fact."""
    if not one.per:
        return ""
    platform, _, rest = one.record.removeprefix("prices/").partition("#")
    region, tier = rest.split("@", 1)[1].split("/")[:2]
    parts = [edition.catalog.platforms[platform].name]
    parts += [region_words(edition.catalog, platform, region)] if region != "global" else []
    parts += [tier] if tier != "standard" else []
    return f"{', '.join(parts)}, per {one.per}"


def disagreement(edition: Edition, model: Model, field: str) -> str | None:
    """Return what a reader of one fact must know: which other values sources print, and whether that is decided."""
    fact = model.facts.get(field)
    one = edition.compared.get(fact.id) if fact and fact.value is not None else None
    others = _others(one) if one else []
    if one is None or not others:
        return None
    return f"Sources disagree: {wording.listing(others)} also printed{_decided(one)}"


def price_disagreement(edition: Edition, model: Model, shown: Iterable[tuple[str, Price]]) -> str | None:
    """Return the same of the prices of one line, each with its word in that line: 'in', 'out', 'cached'.

    The reason stands below only if the prices are those of the model itself, not of what it is a version of.
    """
    found = [(word, one, _others(one)) for word, price in shown if (one := disputed_price(edition, price))]
    told = [f"{wording.listing(others)} {word}" for word, _one, others in found if others]
    if told:
        decided = {_decided(one) for _word, one, others in found if others and one.model == model.id}
        return f"Sources disagree: {'; '.join(told)} also printed{decided.pop() if len(decided) == 1 else ''}"
    still = [word for word, one, _others in found if one.verdict == "open"]
    return f"Disputed, see below: {wording.listing(still)}" if still else None


def disputed_price(edition: Edition, price: Price) -> Compared | None:
    """Return the comparison that the card of a price tells, if sources disagree or a verdict on it is open."""
    one = edition.compared.get(price.rate_id)
    told = one is not None and one.shown == price.id and (one.differs or one.verdict == "open")
    return one if told else None


def is_open(edition: Edition, price: Price | None) -> bool:
    """Tell whether the card of a price says that it is disputed: nobody has decided between the values."""
    one = disputed_price(edition, price) if price else None
    return one is not None and one.verdict == "open"


def _others(one: Compared) -> list[str]:
    """Return the values that other sources print and we do not show; none where all agree and nothing is open."""
    if not (one.differs or one.verdict == "open"):
        return []
    return list(dict.fromkeys(cards.claim_value(one, c) for c in cards.by_value(one.others) if not one.agrees(c)))


def _decided(one: Compared) -> str:
    return "" if one.verdict == "open" else "; the reason for ours stands below"
