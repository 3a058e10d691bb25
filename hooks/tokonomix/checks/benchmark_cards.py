"""The card of a benchmark names categories that exist."""

from __future__ import annotations

from collections.abc import Iterator

from tokonomix.catalog import Catalog
from tokonomix.problem import Problem, mend_name
from tokonomix.schema.registry import Task


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield a problem for each task whose category is unknown or does not list the benchmark."""
    if "categories" not in catalog.registries:
        return  # the list itself could not be read, which is said already
    for benchmark in catalog.benchmarks.values():
        card = benchmark.card
        tasks: list[tuple[tuple[str, ...], Task]] = [(("tasks", name), task) for name, task in card.tasks.items()]
        if card.whole:
            tasks.append((("whole",), card.whole))
        for keys, task in tasks:
            for index, category in enumerate(task.categories):
                place = benchmark.document.place(*keys, "categories", index)
                if category not in catalog.categories and category not in catalog.broken:
                    what = f"task '{keys[-1]}' has category '{category}', not in categories.yml"
                    yield Problem(place, what, mend_name(category, catalog.categories, "Leave it out"))
                elif category in catalog.categories and benchmark.id not in catalog.categories[category].benchmarks:
                    what = f"task '{keys[-1]}' counts for {category}, which does not list '{benchmark.id}'"
                    mend = f"Add '{benchmark.id}' to the benchmarks of {category} in data/categories.yml"
                    yield Problem(place, what, mend)
