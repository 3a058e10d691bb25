"""The cycle and the categories a review names exist."""

from __future__ import annotations

from collections.abc import Iterator

from tokonomix.catalog import Catalog
from tokonomix.problem import Problem, mend_name


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield a problem for each unknown cycle or category in the front matter of a review."""
    for review in catalog.reviews.values():
        cycle = review.front.cycle
        if cycle and cycle not in catalog.cycles and cycle not in catalog.broken:
            mend = mend_name(cycle, catalog.cycles, "Add it to data/cycles.yml")
            yield Problem(review.page.front.place("cycle"), f"cycle '{cycle}' does not exist", mend)
        for name in review.front.not_run:
            if name not in catalog.categories and name not in catalog.broken:
                mend = mend_name(name, catalog.categories, "Remove it")
                yield Problem(
                    review.page.front.place("not_run", name),
                    f"category '{name}' does not exist",
                    mend,
                )
