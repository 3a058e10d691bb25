"""Every record names a source that exists."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from tokonomix.catalog import Catalog
from tokonomix.problem import Place, Problem, mend_name
from tokonomix.records import Alias, Offer, Price, PriceClaim, Result


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield a problem for each source id that is not in sources.yml."""
    if "sources" not in catalog.registries:
        return  # the list itself could not be read, which is said already
    known = set(catalog.sources) | catalog.broken
    for source, place in (*_in_rows(catalog, known), *_in_files(catalog), *_in_content(catalog)):
        if source not in known:
            what = f"source '{source}' does not exist"
            yield Problem(place, what, mend_name(source, catalog.sources, "Add it to data/sources.yml"))


def _in_rows(catalog: Catalog, known: set[str]) -> Iterator[tuple[str, Place]]:
    """Yield only unknown sources, because the place of a cell takes longer to find than the row to read."""
    records: tuple[Price | PriceClaim | Offer | Result | Alias, ...] = (
        *catalog.prices, *catalog.claims, *catalog.offers, *catalog.results, *catalog.aliases,
    )  # fmt: skip
    for record in records:
        if record.source not in known:
            yield record.source, record.row.place("source")
    for dispute in catalog.disputes:
        if dispute.source and dispute.source not in known:
            yield dispute.source, dispute.row.place("source")


def _in_files(catalog: Catalog) -> Iterator[tuple[str, Place]]:
    for model in catalog.models.values():
        named: dict[str, Place] = {}
        for fact in model.facts.values():
            for source in (fact.source, *(claim.source for claim in fact.claims)):
                named.setdefault(source, fact.place)
        yield from named.items()
    for name, listed in catalog.sources.items():
        if listed.copy_of:
            yield listed.copy_of, catalog.registries["sources"].place(name, "copy_of")
    for benchmark in catalog.benchmarks.values():
        yield benchmark.card.source, benchmark.place
    for name, platform in catalog.platforms.items():
        if platform.source:
            yield platform.source, catalog.registries["platforms"].place(name, "source")
        if platform.region_names_source:
            yield platform.region_names_source, catalog.registries["platforms"].place(name, "region_names_source")
        for key, promise in platform.promises.items():
            place = partial(catalog.registries["platforms"].place, name, "promises", key)
            yield promise.source, place("source")
            for index, other in enumerate(promise.others):
                yield other.source, place("others", index, "source")


def _in_content(catalog: Catalog) -> Iterator[tuple[str, Place]]:
    for review in catalog.reviews.values():
        for part in ("strengths", "weaknesses", "cases"):
            for index, point in enumerate(getattr(review.front, part)):
                if point.cite:
                    yield point.cite, review.page.front.place(part, index, "cite")
    for use_case in catalog.use_cases.values():
        for index, flag in enumerate(use_case.front.flags):
            yield flag.cite, use_case.page.front.place("flags", index, "cite")
