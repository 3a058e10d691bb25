"""A region or zone is no cheaper than the same service worldwide."""

from __future__ import annotations

from collections.abc import Iterator
from operator import lt

from tokonomix.catalog import Catalog
from tokonomix.checks.same_day import breaches, unless_true
from tokonomix.problem import Problem

NAME = "zone_prices"


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield a problem for each price of a region below the global one, and each surcharge below 1."""
    for there, anywhere in breaches(catalog, NAME, "region", _wider, lt):
        what = f"{there.rate} costs {there.amount} in {there.region}, less than {anywhere.amount} in global"
        yield Problem(there.row.place("amount"), what, unless_true(NAME))
    for offer in catalog.offers:
        if offer.surcharge is not None and offer.surcharge < 1 and not catalog.excepted(NAME, offer.id):
            what = f"surcharge is {offer.surcharge}, which makes {offer.region} cheaper than global"
            yield Problem(offer.row.place("surcharge"), what, unless_true(NAME))


def _wider(region: str) -> str | None:
    return "global" if region != "global" else None
