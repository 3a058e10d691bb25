"""Which rate of a model applies on a day, and which was the last one known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tokonomix.catalog import Catalog, Model, Price

RATE_ORDER = (
    "text.input", "text.cache_read", "text.cache_write", "text.cache_write.1h", "text.output", "text.reasoning",
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
}


@dataclass(frozen=True, slots=True)
class Rate:
    """A price as of a day; `current` is False if it is the last known one, with the model or the offer gone."""

    price: Price
    current: bool


def rate_name(rate: str) -> str:
    """Return the name of a rate for readers; a rate without a name is written as its key."""
    return RATE_NAMES.get(rate, rate.replace(".", " ").replace("_", " ").capitalize())


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


def rates(
    catalog: Catalog, model: Model, today: date, *, platform: str | None = None, region: str = "global",
    tier: str = "standard",
) -> Mapping[str, Rate]:  # fmt: skip
    """Return the unconditional rates by name: those that hold on the day, else the last ones that did.

    Without a platform the vendor's own is meant; if it has no price for the model, the first that has.
    """
    rows = catalog.prices_of(priced_as(catalog, model, today))
    if platform is None:
        home = home_platform(catalog, model)
        offered = sorted({p.platform for p in rows}, key=lambda name: (name != home, name))
        platform = offered[0] if offered else home
    gone = model.state(today) == "retired"
    found: dict[str, Rate] = {}
    for row in sorted(rows, key=lambda p: p.since or date.min):
        if (row.platform, row.region, row.tier) != (platform, region, tier) or row.when:
            continue
        if row.status in ("announced", "cancelled") or (row.since and row.since > today):
            continue
        found[row.rate] = Rate(row, row.holds_on(today) and not gone and row.status != "withdrawn")
    return dict(sorted(found.items(), key=lambda item: rate_rank(item[0])))


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
        parts = [found.get(f"{kind}.input"), found.get(f"{kind}.output")]
        if all(p and p.price.amount is not None and p.price.per == "1M tokens" for p in parts):
            if all(p and p.price.currency == "USD" for p in parts):
                into, out = (p.price.amount for p in parts if p and p.price.amount is not None)
                return (3 * into + out) / 4
    return None
