"""Prices of a model page: what holds today as one table a platform, what is to come, and what was."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from tokonomix import price_cards, wording
from tokonomix.bindings import Bindings
from tokonomix.edition import Edition
from tokonomix.money.conditions import condition
from tokonomix.money.rates import home_platform, rate_name, rate_rank, steps
from tokonomix.pages import cells, view
from tokonomix.records import Model, Price
from tokonomix.residency import priced_in, region_words

UNIT = ("1M tokens", "USD")
"""The unit of the table; rates in any other stand below it, each with its own."""
TIERS = {"standard": "Standard", "batch": "Batch", "flex": "Flex", "priority": "Priority", "fast": "Fast"}
SHORT = {"text.cache_write.1h": "Cache write, 1 hour", "text.cache_write.12h": "Cache write, 12 hours"}


def prices(edition: Edition, model: Model, bindings: Bindings) -> list[dict[str, Any]]:
    """Return the recorded rates of a model by platform, the maker's own first; the first is the one to read."""
    by_platform: dict[str, list[Price]] = {}
    for price in steps(edition.catalog, model, edition.today):
        by_platform.setdefault(price.platform, []).append(price)
    return [_platform(edition, model, bindings, name, rows) for name, rows in by_platform.items()]


def _platform(
    edition: Edition, model: Model, bindings: Bindings, name: str, rows: Sequence[Price]
) -> dict[str, Any]:
    gone = model.state(edition.today) == "retired" and name == home_platform(edition.catalog, model)
    held_now = [p for p in rows if p.holds_on(edition.today) and p.status not in ("withdrawn", "cancelled")]
    current = [] if gone else held_now
    coming = [p for p in rows if p.since and p.since > edition.today and p.status != "cancelled"]
    held, later = {p.id for p in current}, {p.id for p in coming}
    past = [p for p in rows if p.id not in held and p.id not in later]
    tabled = [p for p in current if (p.per, p.currency) == UNIT]
    rates = sorted({p.rate for p in tabled}, key=rate_rank)
    offers: dict[tuple[str, str, str | None], dict[str, Price]] = {}
    for price in tabled:
        offers.setdefault((price.region, price.tier, price.when), {})[price.rate] = price
    return {
        "name": edition.catalog.platforms[name].name,
        "href": view.platform_home(name),
        "id": f"prices-{name}",
        "platform": name,
        "rates": rates,
        "heads": [SHORT.get(rate, rate_name(rate)) for rate in rates],
        "wide": any(region != "global" for region, _tier, _when in offers),
        "rows": [_offer(bindings, model, name, key, found, rates) for key, found in offers.items()],
        "others": [_dated(edition, bindings, model, p, current=True) for p in current if (p.per, p.currency) != UNIT],
        "coming": [_dated(edition, bindings, model, p, current=False) for p in coming],
        "past": [_dated(edition, bindings, model, p, current=False) for p in past],
        "count": len(current),
    }


def _offer(
    bindings: Bindings, model: Model, platform: str, key: tuple[str, str, str | None], found: dict[str, Price],
    rates: Iterable[str],
) -> dict[str, Any]:  # fmt: skip
    """Return a row: one tier in one region on one condition, with a cell for each rate of the table."""
    region, tier, when = key
    row = [found.get(rate) for rate in rates]
    newest = _newest(found.values())
    return {
        "key": "/".join(part for part in key if part),
        "tier": TIERS.get(tier, tier.capitalize()),
        "region": priced_in(bindings.catalog, platform, next(iter(found.values())).model, region),
        "when": condition(when).words if when else "",
        "cells": [
            cells.of_price(bindings, model, price, current=True) if price else {"words": "not listed", "v": ""}
            for price in row
        ],
        "since": began(newest) if newest else None,
        "newest": newest.id if newest else "",
    }


def _newest(rows: Iterable[Price]) -> Price | None:
    """Return the one of some rates that holds since last; None if no day is recorded."""
    dated = [price for price in rows if price.since]
    return max(dated, key=lambda price: price.since or date.min, default=None)


def _dated(edition: Edition, bindings: Bindings, model: Model, price: Price, *, current: bool) -> dict[str, Any]:
    where = [TIERS.get(price.tier, price.tier.capitalize())] if price.tier != "standard" else []
    where += [region_words(edition.catalog, price.platform, price.region)] if price.region != "global" else []
    where += [condition(price.when).words] if price.when else []
    return {
        "rate": rate_name(price.rate),
        "where": ", ".join(where),
        "price": bindings.price_row(model, price, current=current),
        "per": price.per,
        "since": began(price),
        "ended": price.until is not None,
        "until": _ended(price, past=not current and not (price.since and price.since > edition.today)),
        "state": price_cards.price_state(price, edition.today, current=current),
        "current": current,
    }


def began(price: Price) -> str | dict[str, str] | None:
    """Return since when a rate holds: a day, between which copies it was seen, or None."""
    if price.since and price.last_unseen:
        return wording.seen(price.last_unseen, price.since, short=True)
    return view.day(price.since) if price.since else None


def _ended(price: Price, *, past: bool) -> str | dict[str, str] | None:
    """Return until when a rate held; of one that ended on no known day, when its source was last read."""
    if price.until and price.last_seen:
        return f"last seen {wording.short_day(price.last_seen)}"
    if past and not price.until:
        return f"last read {wording.short_day(price.checked_on)}"
    return view.day(price.until) if price.until else None
