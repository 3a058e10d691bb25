"""Who says what of a model: every fact and rate of which more than one source speaks, with our verdict."""

from __future__ import annotations

from typing import Any

from tokonomix import cards, wording
from tokonomix.bindings import Bindings
from tokonomix.disputes import Compared, of
from tokonomix.edition import Edition
from tokonomix.money.rates import rate_name
from tokonomix.pages import view
from tokonomix.records import Model

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
    parts += [region] if region != "global" else []
    parts += [tier] if tier != "standard" else []
    return f"{', '.join(parts)}, per {one.per}"


def disagreement(edition: Edition, model: Model, field: str) -> str | None:
    """Return what a reader of one fact must know: which other values sources print, and whether that is decided."""
    fact = model.facts.get(field)
    one = edition.compared.get(fact.id) if fact else None
    if fact is None or fact.value is None or one is None or not (one.differs or one.verdict == "open"):
        return None
    values = [cards.claim_value(one, c) for c in cards.by_value(one.others) if not one.agrees(c)]
    others = list(dict.fromkeys(values))
    if not others:
        return None
    decided = "" if one.verdict == "open" else "; the reason for ours stands below"
    return f"Sources disagree: {wording.listing(others)} also printed{decided}"
