"""Which rate of a model applies on a day, and which was the last one known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tokonomix.catalog import Catalog
from tokonomix.money.conditions import condition
from tokonomix.records import Model, Price

RATE_ORDER = (
    "text.input", "text.cache_read", "text.cache_write", "text.cache_write.1h", "text.cache_write.12h",
    "text.output", "text.reasoning",
    "audio.input", "audio.cache_read", "audio.output", "image.input", "image.cache_read", "image.output",
    "video.input", "video.output", "request",
)  # fmt: skip

RATE_NAMES = {
    "text.input": "Text input",
    "text.cache_read": "Text input, cached",
    "text.cache_write": "Cache write",
    "text.cache_write.1h": "Cache write, kept 1 hour",
    "text.output": "Text output",
    "text.reasoning": "Reasoning tokens",
    "audio.input": "Audio input",
    "audio.cache_read": "Audio input, cached",
    "audio.output": "Audio output",
    "image.input": "Image input",
    "image.cache_read": "Image input, cached",
    "image.output": "Image output",
    "video.input": "Video input",
    "video.output": "Video output",
    "request": "Request",
    "text.cache_write.12h": "Cache write, kept 12 hours",
    "text.character": "Text to speak",
    "text.message": "Message",
    "text.citation": "Citation tokens",
    "audio.session": "Session",
    "search.web": "Web search",
    "search.files": "File search",
}


@dataclass(frozen=True, slots=True)
class Rate:
    """A price as of a day; `current` is False if it is the last known one, with the model or the offer gone."""

    price: Price
    current: bool


def rate_name(rate: str) -> str:
    """Return the name of a rate for readers; a rate without a name is written as its key."""
    return RATE_NAMES.get(rate, rate.replace(".", " ").replace("_", " ").capitalize())


def rate_phrase(rate: str) -> str:
    """Return the name of a rate within a sentence, without a comma of its own: 'cached text input'."""
    name, _, how = rate_name(rate).lower().partition(", ")
    return f"{how} {name}" if how == "cached" else f"{name} {how}".strip()


def rate_rank(rate: str) -> tuple[int, str]:
    """Return a key that sorts rates as readers expect them."""
    return (RATE_ORDER.index(rate) if rate in RATE_ORDER else len(RATE_ORDER), rate)


def home_platform(catalog: Catalog, model: Model) -> str | None:
    """Return the platform on which a vendor sells its own models."""
    vendor = catalog.vendors.get(model.vendor)
    return vendor.platform if vendor else None


def platforms(catalog: Catalog, model: Model) -> list[str]:
    """Return the platforms with a price for a model, the vendor's own first."""
    found = {p.platform for p in catalog.prices_of(model.id)}
    home = home_platform(catalog, model)
    return sorted(found, key=lambda name: (name != home, name))


def priced_as(catalog: Catalog, model: Model, today: date) -> str:
    """Return the id whose price rows count: the model's own, else those of what it is a snapshot of or points to."""
    if catalog.prices_of(model.id):
        return model.id
    for other in (model.of, catalog.target(model.id, today)):
        if other and catalog.prices_of(other):
            return other
    return model.id


def seller(catalog: Catalog, model: Model, today: date) -> str | None:
    """Return the platform whose prices count for a model: its vendor's own, else the first by name that sells it today.

    Where nobody does any more, it is the first by name that did.
    """
    home = home_platform(catalog, model)
    rows = catalog.prices_of(priced_as(catalog, model, today))
    selling = {row.platform for row in rows if row.holds_on(today)}
    return min({row.platform for row in rows}, key=lambda name: (name != home, name not in selling, name), default=home)


def rates(
    catalog: Catalog, model: Model, today: date, *, platform: str | None = None, region: str = "global",
    tier: str = "standard", when: str | None = None,
) -> Mapping[str, Rate]:  # fmt: skip
    """Return the rates by name: those that hold on the day, else the last ones that did.

    `when` is the condition of the rates, as in the price file; None means those without one. Without a platform the one
    that `seller` names is meant. A model that its maker retired may still be sold by others.
    """
    platform = platform or seller(catalog, model, today)
    gone = model.state(today) == "retired" and platform == home_platform(catalog, model)
    found: dict[str, Rate] = {}
    for row in _rows(catalog, model, today, platform):
        if (row.region, row.tier, row.when) != (region, tier, when):
            continue
        if not _begun(row, today):
            continue
        found[row.rate] = Rate(row, row.holds_on(today) and not gone and row.status != "withdrawn")
    return dict(sorted(found.items(), key=lambda item: rate_rank(item[0])))


def others(catalog: Catalog, model: Model, today: date, *, platform: str | None = None) -> tuple[Price, ...]:
    """Return the rates in force besides those of `rates`: other tiers and regions, and rates on a condition."""
    return tuple(
        row
        for row in _rows(catalog, model, today, platform or seller(catalog, model, today))
        if (row.region, row.tier, row.when) != ("global", "standard", None)
        and _begun(row, today)
        and row.holds_on(today)
        and row.status != "withdrawn"
    )


def long_input(catalog: Catalog, model: Model, today: date, *, platform: str | None = None) -> tuple[Price, ...]:
    """Return the standard rates that hold above a number of input tokens."""
    return tuple(
        row
        for row in others(catalog, model, today, platform=platform)
        if (row.region, row.tier) == ("global", "standard") and condition(row.when or "").above
    )


def announced(catalog: Catalog, model: Model, today: date, *, platform: str | None = None) -> tuple[Price, ...]:
    """Return the standard, unconditional rates that are to hold from a later day, earliest first."""
    return tuple(
        row
        for row in _rows(catalog, model, today, platform or seller(catalog, model, today))
        if (row.region, row.tier, row.when) == ("global", "standard", None)
        and row.since
        and row.since > today
        and row.status != "cancelled"
    )


def _begun(row: Price, today: date) -> bool:
    """Tell whether a rate has ever been in force; an announced one is from its day on."""
    if row.status == "cancelled" or (row.status == "announced" and row.since is None):
        return False
    return row.since is None or row.since <= today


def _rows(catalog: Catalog, model: Model, today: date, platform: str | None) -> list[Price]:
    rows = (p for p in catalog.prices_of(priced_as(catalog, model, today)) if p.platform == platform)
    return sorted(rows, key=lambda p: p.since or date.min)


def steps(catalog: Catalog, model: Model, today: date) -> tuple[Price, ...]:
    """Return every recorded rate of a model at all platforms, tiers, regions and times, in reading order."""
    rows: Iterable[Price] = catalog.prices_of(priced_as(catalog, model, today))
    home = home_platform(catalog, model)
    return tuple(
        sorted(
            rows,
            key=lambda p: (
                p.platform != home, p.platform, p.region != "global", p.region, p.tier != "standard", p.tier,
                rate_rank(p.rate), p.when or "", p.since or date.min,
            ),
        )
    )  # fmt: skip


def blended(found: Mapping[str, Rate]) -> Decimal | None:
    """Return US$ per 1M tokens at three input tokens to one output token, of audio if the model has an audio price.

    None if a part is unknown, not per 1M tokens or not in US$.
    """
    for kind in ("audio", "text"):
        into, out = (_in_dollars(found.get(f"{kind}.{way}")) for way in ("input", "output"))
        if into is not None and out is not None:
            return (3 * into + out) / 4
    return None


def _in_dollars(rate: Rate | None) -> Decimal | None:
    price = rate.price if rate else None
    return price.amount if price and (price.per, price.currency) == ("1M tokens", "USD") else None
