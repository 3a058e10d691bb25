"""What an offer says about places fits together: its region, how far a request travels, where it is processed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tokonomix.catalog import Catalog
from tokonomix.problem import Problem
from tokonomix.records import Offer

OUTSIDE_EU = re.compile(
    r"(us|ca|mx|sa|ap|af|me|il|cn|uk|gb|ch|no|jp|in|au|br|kr|sg|asia|australia|africa|northamerica|southamerica)(-.*)?\Z"
    r"|.*(us|canada|brazil|mexico|chile|japan|korea|india|australia|asia|africa|uae|qatar|israel|indonesia|malaysia"
    r"|uk|switzerland|norway)(central|north|south|east|west)*\d*\Z"
    r"|.*us(\d|gov.*)?\Z|(central|north|south|east|west|northcentral|southcentral|westcentral)us.*"
    r"|eu-west-2\Z|eu-central-2\Z|europe-west2\Z|europe-west6\Z"
)
"""Regions outside the Union by their names at the large clouds; London and Zurich are among those named for Europe."""


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield a problem for each offer whose statements about places contradict each other."""
    for offer in catalog.offers:
        yield from _of_offer(offer)


def _of_offer(offer: Offer) -> Iterator[Problem]:
    place = offer.row.place
    if offer.scope == "global" and offer.processing not in (None, "anywhere"):
        what = f"scope is 'global', yet processing is '{offer.processing}'"
        mend = "Set processing to 'anywhere' or leave it empty, or mend the scope"
        yield Problem(place("processing"), what, mend)
    elif offer.scope in ("country", "region") and offer.processing == "anywhere":
        what = f"scope is '{offer.scope}', yet processing is 'anywhere'"
        yield Problem(place("processing"), what, "Name the country, leave it empty, or mend the scope")
    if offer.processing == "EU" and OUTSIDE_EU.match(offer.region.lower()):
        what = f"processing is 'EU', yet the region '{offer.region}' lies outside it"
        yield Problem(place("processing"), what, "Name the country of the region, or mend the region")
