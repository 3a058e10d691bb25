"""A price, or what others say of it, is of a model and on a platform that exist."""

from __future__ import annotations

from collections.abc import Iterator

from tokonomix.catalog import Catalog
from tokonomix.problem import Problem, mend_name
from tokonomix.records import Price, PriceClaim
from tokonomix.source import Row


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield a problem for each price of an unknown model or platform."""
    records: tuple[Price | PriceClaim, ...] = (*catalog.prices, *catalog.claims)
    for price in records:
        yield from unknown_model(catalog, price.model, price.row)
        yield from unknown_platform(catalog, price.platform, price.row)


def unknown_model(catalog: Catalog, model: str | None, row: Row) -> Iterator[Problem]:
    """Yield a problem at the row's model if it is given and not one of ours."""
    if model and model not in catalog.models and model not in catalog.broken:
        what = f"model '{model}' does not exist"
        yield Problem(
            row.place("model"),
            what,
            mend_name(model, catalog.models, "Add its file under data/models/"),
        )


def unknown_platform(catalog: Catalog, platform: str, row: Row) -> Iterator[Problem]:
    """Yield a problem once, at the first row of a file whose name is no platform."""
    readable = "platforms" in catalog.registries
    if readable and row.line == 2 and platform not in catalog.platforms and platform not in catalog.broken:
        mend = mend_name(platform, catalog.platforms, "Add it to data/platforms.yml")
        yield Problem(row.place(), f"the file name '{platform}' is no platform", mend)
