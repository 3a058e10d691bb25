"""A region of a price, a claim or an offer is one that its platform knows."""

from __future__ import annotations

from collections.abc import Iterator

from tokonomix.catalog import Catalog
from tokonomix.problem import Problem, mend_name
from tokonomix.records import Offer, Price, PriceClaim
from tokonomix.schema.registry import Platform

UNNAMED = ("global", "regional")
"""Wherever the platform chooses, and any one region of which the source does not say which."""


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield a problem for each region that a platform does not know, at the first row of a table that names it."""
    told: set[tuple[str, str]] = set()
    records: tuple[Price | PriceClaim | Offer, ...] = (*catalog.prices, *catalog.claims, *catalog.offers)
    known = {name: known_regions(platform) for name, platform in catalog.platforms.items()}
    for record in records:
        named = (record.row.place().path, record.region)
        if record.platform not in known or record.region in known[record.platform] or named in told:
            continue
        told.add(named)
        what = f"region '{record.region}' is none of {record.platform}"
        mend = f"Add where it lies to 'regions' of {record.platform} in data/platforms.yml"
        yield Problem(record.row.place("region"), what, mend_name(record.region, known[record.platform], mend))


def known_regions(platform: Platform) -> frozenset[str]:
    """Return the regions of which a platform's record says where they lie or what is promised there."""
    promised = (promise.region for promise in platform.promises.values() if promise.region)
    return frozenset((*UNNAMED, *platform.regions, *promised))
