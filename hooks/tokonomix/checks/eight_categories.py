"""The eight categories are fixed; each benchmark a category lists has a card."""

from __future__ import annotations

from collections.abc import Iterator

from tokonomix.catalog import Catalog
from tokonomix.problem import Place, Problem, mend_name

EIGHT = (
    "reasoning",
    "coding",
    "multilingual",
    "creative",
    "factual",
    "healthcare",
    "legal",
    "government",
)


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield a problem for each category that is missing or new, and for each benchmark without a card."""
    document = catalog.registries.get("categories")
    if document is None:
        return
    known = set(catalog.categories) | catalog.broken
    for name in EIGHT:
        if name not in known:
            yield Problem(
                Place(document.path),
                f"category '{name}' is missing",
                f"Add '{name}' with its fields",
            )
    for name, category in catalog.categories.items():
        if name not in EIGHT:
            what = f"category '{name}' is not one of the eight"
            yield Problem(document.place(name), what, mend_name(name, EIGHT, "Remove it"))
        for index, benchmark in enumerate(category.benchmarks):
            if benchmark not in catalog.benchmarks and benchmark not in catalog.broken:
                mend = mend_name(
                    benchmark,
                    catalog.benchmarks,
                    f"Add data/benchmarks/{benchmark}.yml",
                )
                what = f"benchmark '{benchmark}' has no card"
                yield Problem(document.place(name, "benchmarks", index), what, mend)
