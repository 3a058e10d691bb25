"""What is said about residency names the page that says it, and a platform's promises are ones that count."""

from __future__ import annotations

from collections.abc import Iterator

from tokonomix.catalog import Catalog
from tokonomix.problem import Place, Problem
from tokonomix.records import Offer
from tokonomix.schema.registry import Promise

STATEMENTS = ("processing", "storage", "retention", "training", "agreement")
"""What needs evidence; a surcharge follows from prices, which have their source."""
SELECTORS = ("region", "scope", "within", "released_from")


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield a problem for each statement without evidence, and each promise that cannot hold or never counts."""
    for offer in catalog.offers:
        yield from _row(offer)
    for name, platform in catalog.platforms.items():
        earlier: list[tuple[str, Promise]] = []
        for key, promise in platform.promises.items():
            place = catalog.registries["platforms"].place(name, "promises", key)
            yield from _promise(key, promise, place, earlier)
            earlier.append((key, promise))


def _row(offer: Offer) -> Iterator[Problem]:
    stated = [name for name in STATEMENTS if getattr(offer, name) is not None]
    if stated and not offer.evidence:
        what = f"{stated[0]} is '{getattr(offer, stated[0])}' but no page is named that says so"
        yield Problem(offer.row.place(stated[0]), what, "Give its address under 'evidence', or leave the cell empty")


def _promise(key: str, promise: Promise, place: Place, earlier: list[tuple[str, Promise]]) -> Iterator[Problem]:
    stated = [n for n in (*STATEMENTS, "surcharge", "condition") if getattr(promise, n) is not None]
    if not stated:
        yield Problem(place, f"promise '{key}' states nothing", "State something, or remove it")
    if promise.serves and not promise.region:
        yield Problem(place, f"promise '{key}' serves models in no region", "Add 'region'")
    if promise.scope == "global" and promise.processing not in (None, "anywhere"):
        what = f"promise '{key}' is of a global scope but processing is '{promise.processing}'"
        yield Problem(place, what, "A global offer may process anywhere; where data rests belongs under 'storage'")
    for name in stated:
        for other, before in earlier:
            wider = all(getattr(before, s) in (None, getattr(promise, s)) for s in SELECTORS)
            if wider and getattr(before, name) is not None:
                what = f"{name} of promise '{key}' never counts, because '{other}' above fits every such offer"
                yield Problem(place, what, "Put the narrower promise first")
                break
