"""Source cards of prices and of bills made from them, and the words readers see for a price's state."""

from __future__ import annotations

from datetime import date, timedelta

from tokonomix import wording
from tokonomix.cards import compared_lines, model_home, record_lines, source_lines
from tokonomix.edition import Edition
from tokonomix.money.conditions import condition
from tokonomix.money.rates import Rate, others, rate_name
from tokonomix.money.workloads import Bill
from tokonomix.reads import Card, Line, anchor
from tokonomix.records import Model, Price
from tokonomix.residency import region_words

PRICE_STATES = {
    "list": "list price",
    "promo": "promotional price",
    "announced": "announced, not yet in force",
    "cancelled": "announced, then cancelled",
    "free": "free",
    "included": "included in another price",
    "variable": "varies",
    "unknown": "not known",
    "withdrawn": "withdrawn",
}


def price_card(edition: Edition, model: Model, price: Price, *, current: bool) -> Card:
    """Return the card of one rate; `model` is the one whose page carries it."""
    platform = edition.catalog.platforms[price.platform].name
    own = edition.catalog.vendors[model.vendor].platform == price.platform
    state = price_state(price, edition.today, current=current)
    lines = [
        Line("State", f"{state} on {wording.day(edition.as_of)}" if current else state),
        Line("Sold by", f"{platform}, the maker's own service" if own else platform),
    ]
    if price.region != "global":
        lines.append(Line("Region", region_words(edition.catalog, price.platform, price.region)))
    if price.tier != "standard":
        lines.append(Line("Tier", price.tier))
    if price.when:
        lines.append(Line("Only", condition(price.when).words))
    if price.model != model.id:
        lines.append(Line("Priced as", edition.catalog.models[price.model].name))
    lines.append(Line("Since", _since(edition, price)))
    if price.until and price.last_seen:
        lines.append(Line("Until", f"not stated; another amount was {wording.seen(price.last_seen, price.until)}"))
    elif price.until and price.ended_by:
        gone, by = "model" if own else "offer", edition.catalog.sources[price.ended_by].name
        lines.append(Line("Until", f"{wording.day(price.until)}, with the {gone} ({by})"))
    elif price.until:
        lines.append(Line("Until", wording.day(price.until)))
    lines += source_lines(edition.catalog, price.source, price.checked_on, None)
    if (compared := edition.compared.get(price.rate_id)) and compared.shown == price.id:
        lines = compared_lines(edition.catalog, compared, lines)
    if price.note:
        lines.append(Line("Note", price.note))
    lines += record_lines(edition.site, price.id, price.row.place("amount"))
    shown = (
        f"{wording.money(price.amount, price.currency)} per {price.per}"
        if price.amount
        else price_words(price)
    )
    return Card(
        price_anchor(price), model_home(model.id),
        f"{model.name}: {rate_name(price.rate).lower()}", shown, tuple(lines),
        edition.catalog.sources[price.source].grade,
    )  # fmt: skip


def _since(edition: Edition, price: Price) -> str:
    if not price.since:
        return "day not recorded"
    if not (price.last_unseen and price.seen_by):
        return wording.day(price.since)
    by = edition.catalog.sources[price.seen_by].name
    return f"day not stated; {wording.seen(price.last_unseen, price.since)} ({by}), which can be later than it began"


def price_anchor(price: Price) -> str:
    """Return the anchor of a rate's card on the page of its model."""
    return anchor(*price.id.split("#")[0].split("/"), price.id.split("@")[1], price.when or "")


def price_words(price: Price) -> str:
    """Return the amount, or the state in words where there is none."""
    if price.amount:
        return wording.money(price.amount, price.currency)
    return PRICE_STATES[price.status]


def price_state(price: Price, today: date, *, current: bool) -> str:
    """Return the state of a price in words, with the day where it is not in force."""
    state = PRICE_STATES[price.status]
    if current:
        return PRICE_STATES["list"] if price.status == "announced" else state
    if price.since and price.since > today:
        return f"{state}, from {wording.day(price.since)}"
    if price.last_seen and price.until and price.until <= today:
        return f"{state}, last seen {wording.day(price.last_seen)}"
    if price.until and price.until <= today:
        return f"{state} until {wording.day(price.until - timedelta(days=1))}"
    return f"last {state}; no longer sold by this seller"


def bill_card(edition: Edition, model: Model, workload: str, cost: Bill, home: str) -> Card:
    """Return the card of a monthly bill with its parts, on the page at `home`."""
    known = edition.catalog.workloads[workload]
    parts = [
        Line(rate_name(part.rate), f"{wording.count(int(part.tokens))} tokens, {wording.money(part.cost.normalize())}")
        for part in cost.parts
    ]
    lines = (
        Line("Workload", f"{known.name}: {wording.count(known.units)} × {known.unit} a month"),
        *parts,
        Line("Assumes", known.note),
        Line("Prices", f"list prices, on the page of {model.name}", model_home(model.id)),
        *_not_counted(edition, model, cost),
        Line("Computed on", wording.day(edition.as_of)),
        Line("Record", f"bill/{workload}#{model.id}"),
    )
    shown = f"{wording.money(cost.total or 0)} a month"
    label = f"{model.name}: {known.name.lower()}"
    return Card(anchor("bill", workload, model.id), home, label, shown, lines, "published")


def _not_counted(edition: Edition, model: Model, cost: Bill) -> list[Line]:
    """Return when other prices hold than those of a bill: at some hours, since workloads stay below long input."""
    billed = {(part.price.platform, part.rate) for part in cost.parts}
    rows = [row for where in sorted({platform for platform, _rate in billed})
            for row in others(edition.catalog, model, edition.today, platform=where)]  # fmt: skip
    hours = dict.fromkeys(
        condition(row.when).words for row in rows
        if row.when and not condition(row.when).above and (row.platform, row.rate) in billed
        and (row.region, row.tier) == ("global", "standard")
    )  # fmt: skip
    return [Line("Not counted", f"other prices hold from {'; '.join(sorted(hours))}")] if hours else []


def price_gap_card(
    edition: Edition, mine: tuple[Model, Rate], theirs: tuple[Model, Rate], shown: str, home: str
) -> Card:
    """Return the card of a comparison of one rate of two models, on the page at `home`."""
    prices = [
        Line(
            term,
            f"{model.name}{_at(edition, model, rate)}: {price_words(rate.price)} per {rate.price.per}, "
            f"{price_state(rate.price, edition.today, current=rate.current)}",
            f"{model_home(model.id)}#{price_anchor(rate.price)}",
        )
        for term, (model, rate) in (("The one", mine), ("The other", theirs))
    ]
    rate = mine[1].price.rate
    records = f"{mine[1].price.id}, {theirs[1].price.id}"
    lines = (*prices, Line("Computed on", wording.day(edition.as_of)), Line("Records", records))
    label = f"{mine[0].name} against {theirs[0].name}: {rate_name(rate).lower()}"
    sold = "" if all(_at_home(edition, *one) for one in (mine, theirs)) else (
        f"{mine[1].price.platform}-{theirs[1].price.platform}")  # fmt: skip
    return Card(anchor("price-gap", rate, mine[0].id, theirs[0].id, sold), home, label, shown, lines, "published")


def _at_home(edition: Edition, model: Model, rate: Rate) -> bool:
    return rate.price.platform == edition.catalog.vendors[model.vendor].platform


def _at(edition: Edition, model: Model, rate: Rate) -> str:
    platform = rate.price.platform
    return "" if _at_home(edition, model, rate) else f" at {edition.catalog.platforms[platform].name}"
