"""Tier peers: the models a buyer would compare, chosen by a rule the reader sees."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tokonomix.boards import OVERALL
from tokonomix.edition import Edition
from tokonomix.records import Model

MOST = 5
MOST_OF_ONE_VENDOR = 2
PRICE_FACTOR = 3
TEXT_ENDPOINTS = frozenset({"chat", "responses", "messages", "completions"})


@dataclass(frozen=True)
class Peers:
    """The chosen models and the rule as it was applied, in words."""

    models: tuple[Model, ...]
    rule: str


def peers(edition: Edition, model: Model) -> Peers:
    """Return up to five peers of a model, nearest first."""
    price, ability = edition.list_prices.get(model.id), _ability(edition, model)
    rule = _rule(edition, price, ability)
    if price is None:
        return Peers((), f"{rule} No list price of this model is recorded, so there are none.")
    sort = kind(model)
    near = []
    for other in edition.models:
        their_price = edition.list_prices.get(other.id)
        if their_price is None or other.kind != "model" or other.id in (model.id, edition.catalog.pooled(model.id)):
            continue
        if max(price, their_price) > PRICE_FACTOR * min(price, their_price) or kind(other) != sort:
            continue
        if other.state(edition.today) in ("current", "preview"):
            near.append((_distance(ability, _ability(edition, other), price, their_price), other.id, other))
    chosen: list[Model] = []
    of_vendor: Counter[str] = Counter()
    for _how_far, _id, other in sorted(near, key=lambda item: item[:2]):
        if of_vendor[other.vendor] < MOST_OF_ONE_VENDOR and len(chosen) < MOST:
            chosen.append(other)
            of_vendor[other.vendor] += 1
    return Peers(tuple(chosen), rule)


def sibling(edition: Edition, model: Model) -> Model | None:
    """Return the newest other model on sale of the same maker and kind: one of its family, if that is newer than it.

    Only what is recorded counts: a model without a day of release is none.
    """
    own = (model.id, edition.catalog.pooled(model.id))
    near = [
        other for other in edition.models
        if other.kind == "model" and other.vendor == model.vendor and other.id not in own and other.released
        and kind(other) == kind(model) and other.state(edition.today) in ("current", "preview")
    ]  # fmt: skip
    family, came = model.value("family"), model.released or date.min
    heirs = [m for m in near if family and m.value("family") == family and (m.released or date.min) >= came]
    return max(heirs or near, key=lambda m: (m.released, m.id), default=None)


def kind(model: Model) -> tuple[bool, str]:
    """Return whether a model speaks, and 'realtime' if it answers over a realtime connection only, else 'text'."""
    endpoints = set(model.endpoints)
    realtime = "realtime" in endpoints and not endpoints & TEXT_ENDPOINTS
    return "audio" in model.outputs, "realtime" if realtime else "text"


def _rule(edition: Edition, price: Decimal | None, ability: float | None) -> str:
    """Return the rule as it was applied, in words."""
    within = f", list price within a factor of {PRICE_FACTOR}" if price else ""
    nearness = "nearest in list price"
    if price and ability is None and edition.yardstick:
        nearness = f"models with a score first, {nearness}"
    if ability is not None and edition.yardstick:
        board = edition.yardstick
        name = "overall" if board == OVERALL else edition.catalog.categories[board].name.lower()
        nearness = f"nearest in {name} score"
        if board != OVERALL:
            nearness += ", the score that most models on sale have"
    return (
        f"Sold today, the same kind of output and endpoint{within}; {nearness}; at most {MOST_OF_ONE_VENDOR} of one "
        f"vendor; at most {MOST}. Prices are compared at three input tokens to one output token."
    )


def _ability(edition: Edition, model: Model) -> float | None:
    scored = edition.boards.find(edition.yardstick, model.id) if edition.yardstick else None
    return scored.entry.score if scored else None


def _distance(mine: float | None, theirs: float | None, price: Decimal, their_price: Decimal) -> tuple[float, float]:
    apart = abs(math.log(float(price) / float(their_price)))
    if mine is None:
        # Of a model without results nobody can tell whether a buyer would take it instead.
        return (float(theirs is None), apart)
    return (abs(mine - theirs) if theirs is not None else math.inf, apart)
