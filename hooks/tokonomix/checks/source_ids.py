"""Every record names a source that exists."""

from __future__ import annotations

from collections.abc import Iterator

from tokonomix.catalog import Catalog, Offer, Price, Result
from tokonomix.problem import Place, Problem, mend_name


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield a problem for each source id that is not in sources.yml."""
    for source, place in _named(catalog):
        if source not in catalog.sources and source not in catalog.broken:
            what = f"source '{source}' does not exist"
            yield Problem(
                place,
                what,
                mend_name(source, catalog.sources, "Add it to data/sources.yml"),
            )


def _named(catalog: Catalog) -> Iterator[tuple[str, Place]]:
    records: tuple[Price | Offer | Result, ...] = (
        *catalog.prices,
        *catalog.offers,
        *catalog.results,
    )
    for record in records:
        yield record.source, record.row.place("source")
    for alias in catalog.aliases:
        yield alias.source, alias.row.place("source")
    for model in catalog.models.values():
        seen = set()
        for fact in model.facts.values():
            for source in (fact.source, *(claim.source for claim in fact.claims)):
                if source not in seen:
                    seen.add(source)
                    yield source, fact.place
    for benchmark in catalog.benchmarks.values():
        yield benchmark.card.source, benchmark.place
    for name, platform in catalog.platforms.items():
        if platform.source:
            yield platform.source, catalog.registries["platforms"].place(name, "source")
    for review in catalog.reviews.values():
        for part in ("strengths", "weaknesses", "cases"):
            for index, point in enumerate(getattr(review.front, part)):
                if point.cite:
                    yield point.cite, review.page.front.place(part, index, "cite")
    for use_case in catalog.use_cases.values():
        for index, flag in enumerate(use_case.front.flags):
            yield flag.cite, use_case.page.front.place("flags", index, "cite")
