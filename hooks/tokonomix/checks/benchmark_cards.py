"""The card of a benchmark names categories that exist."""

from __future__ import annotations

from collections.abc import Iterator

from tokonomix.catalog import Catalog
from tokonomix.problem import Problem, mend_name


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield a problem for each task whose category is unknown or does not list the benchmark."""
    for benchmark in catalog.benchmarks.values():
        path = benchmark.place
        tasks = {
            **benchmark.card.tasks,
            **({"whole": benchmark.card.whole} if benchmark.card.whole else {}),
        }
        for name, task in tasks.items():
            for category in task.categories:
                if category not in catalog.categories and category not in catalog.broken:
                    what = f"task '{name}' has category '{category}', not in categories.yml"
                    yield Problem(
                        path,
                        what,
                        mend_name(category, catalog.categories, "Leave it out"),
                    )
                elif (
                    category in catalog.categories
                    and benchmark.id not in catalog.categories[category].benchmarks
                ):
                    what = f"task '{name}' counts for {category}, which does not list '{benchmark.id}'"
                    mend = f"Add '{benchmark.id}' to the benchmarks of {category} in data/categories.yml"
                    yield Problem(path, what, mend)
