"""Prices that ended although their model is still sold: which ones a binding reads, and until when they held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from tokonomix.edition import Edition
from tokonomix.money.rates import Rate, rates
from tokonomix.money.workloads import bill
from tokonomix.records import Model


def past(model: Model, found: Iterable[Rate], day: date) -> tuple[Rate, date] | None:
    """Return the rate of a model that ended first, with the last day on which it held; None if all hold on the day.

    None too of a model that is gone: its last known price is the one that readers look for.
    """
    ends = [(rate, rate.price.until - timedelta(days=1)) for rate in found if not rate.current and rate.price.until]
    return None if model.state(day) == "retired" else min(ends, key=lambda one: one[1], default=None)


def unborn(model: Model, rate: Rate, day: date) -> bool:
    """Tell whether a model had no price yet on a day: it came later, and its record names no earlier beginning."""
    price, came = rate.price, model.released
    begun = price.model == model.id and price.since is not None and price.since <= day
    return came is not None and day < came and not begun


def once_asked(edition: Edition, model: Model, rate: str, platforms: Iterable[str]) -> bool:
    """Tell whether one of these platforms ever asked for a rate in US$ per 1M tokens, worldwide, as standard."""
    for platform in platforms:
        found = rates(edition.catalog, model, edition.today, platform=platform).get(rate)
        price = found.price if found else None
        if price and price.amount is not None and (price.per, price.currency) == ("1M tokens", "USD"):
            return True
    return False


def billed(edition: Edition, model: Model, workload: str, day: date) -> tuple[Rate, ...]:
    """Return the rates at which the bill of a workload is computed."""
    found = rates(edition.catalog, model, day)
    used = {part.price.id for part in bill(edition.catalog.workloads[workload], found).parts}
    return tuple(rate for rate in found.values() if rate.price.id in used)


def read_by(
    edition: Edition, subject: Model | None, function: str, arguments: Mapping[str, Any], day: date
) -> Iterator[tuple[Model, Rate]]:
    """Yield the rates that a binding without a day of its own reads, each with its model, as of a day."""
    catalog = edition.catalog
    named = arguments.get("model")
    model = catalog.models.get(named) if named else subject
    if model is None or arguments.get("day"):
        return
    if function == "cost":
        yield from ((model, rate) for rate in billed(edition, model, arguments["workload"], day))
        return
    asked = [(model, arguments.get("platform"))] if function in ("price", "price_gap") else []
    if function == "price_gap":
        asked.append((catalog.models[arguments["other"]], arguments.get("other_platform")))
    how = {name: arguments[name] for name in ("region", "tier", "when") if name in arguments}
    for one, platform in asked:
        rate = rates(catalog, one, day, platform=platform, **how).get(arguments["rate"])
        if rate is not None:
            yield one, rate


def past_of(
    edition: Edition, subject: Model | None, function: str, arguments: Mapping[str, Any], day: date
) -> tuple[Model, Rate, date] | None:
    """Return the first price of a binding that had ended by a day though its model was sold, with its last day."""
    for model, rate in read_by(edition, subject, function, arguments, day):
        if found := past(model, [rate], day):
            return model, *found
    return None
