"""Tier peers: the models a buyer would compare, chosen by a rule the reader sees."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from tokonomix.boards import OVERALL
from tokonomix.catalog import Model
from tokonomix.edition import Edition
from tokonomix.money.rates import blended

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
    price = blended(edition.rates(model.id))
    ability = _ability(edition, model)
    nearness = "nearest in overall score" if ability is not None else "nearest in list price"
    within = f", list price within a factor of {PRICE_FACTOR}" if price else ""
    rule = (
        f"Sold today, the same kind of output and endpoint{within}; {nearness}; at most {MOST_OF_ONE_VENDOR} of one "
        f"vendor; at most {MOST}. Prices are compared at three input tokens to one output token."
    )
    if price is None:
        return Peers((), f"{rule} No list price of this model is recorded, so there are none.")
    near = []
    for other in edition.models:
        if other.id == model.id or other.kind != "model" or edition.catalog.pooled(model.id) == other.id:
            continue
        their_price = blended(edition.rates(other.id))
        if their_price is None or not _fits(edition, model, other, price, their_price):
            continue
        near.append((_distance(ability, _ability(edition, other), price, their_price), other.id, other))
    chosen: list[Model] = []
    of_vendor: Counter[str] = Counter()
    for _distance_to, _id, other in sorted(near, key=lambda item: item[:2]):
        if of_vendor[other.vendor] < MOST_OF_ONE_VENDOR and len(chosen) < MOST:
            chosen.append(other)
            of_vendor[other.vendor] += 1
    return Peers(tuple(chosen), rule)


def endpoint_class(model: Model) -> str:
    """Return 'realtime' for models that answer over a realtime connection only, else 'text'."""
    endpoints = set(model.endpoints)
    if "realtime" in endpoints and not endpoints & TEXT_ENDPOINTS:
        return "realtime"
    return "text"


def _fits(edition: Edition, model: Model, other: Model, price: Decimal, their_price: Decimal) -> bool:
    alive = other.state(edition.today) in ("current", "preview")
    same = ("audio" in model.outputs) == ("audio" in other.outputs) and endpoint_class(
        model
    ) == endpoint_class(other)
    return (
        alive
        and same
        and bool(their_price)
        and bool(price)
        and max(price, their_price) <= PRICE_FACTOR * min(price, their_price)
    )


def _ability(edition: Edition, model: Model) -> float | None:
    scored = edition.boards.find(OVERALL, model.id)
    return scored.entry.score if scored else None


def _distance(
    mine: float | None, theirs: float | None, price: Decimal, their_price: Decimal
) -> tuple[float, float]:
    apart = abs(math.log(float(price) / float(their_price)))
    if mine is None:
        return (0.0, apart)
    return (abs(mine - theirs) if theirs is not None else math.inf, apart)
