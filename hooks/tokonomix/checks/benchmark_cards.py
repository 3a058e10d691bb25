"""The card of a benchmark names categories, and newer tasks, that exist."""

from __future__ import annotations

from collections.abc import Iterator

from tokonomix.catalog import Catalog
from tokonomix.problem import Problem, mend_name
from tokonomix.schema.registry import Task


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield a problem for each task whose category is unknown or does not list it, or whose newer task is unknown."""
    if "categories" not in catalog.registries:
        return  # the list itself could not be read, which is said already
    for benchmark in catalog.benchmarks.values():
        card = benchmark.card
        tasks: list[tuple[tuple[str, ...], Task]] = [(("tasks", name), task) for name, task in card.tasks.items()]
        if card.whole:
            tasks.append((("whole",), card.whole))
        for keys, task in tasks:
            running = [name for name, known in card.tasks.items() if not known.replaced_by]
            if task.replaced_by and task.replaced_by not in running:
                what = f"task '{keys[-1]}' is replaced by '{task.replaced_by}', which is no task that runs today"
                place = benchmark.document.place(*keys, "replaced_by")
                yield Problem(place, what, mend_name(task.replaced_by, running, "Leave it out"))
            for index, category in enumerate(task.categories):
                place = benchmark.document.place(*keys, "categories", index)
                if category not in catalog.categories and category not in catalog.broken:
                    what = f"task '{keys[-1]}' has category '{category}', not in categories.yml"
                    yield Problem(place, what, mend_name(category, catalog.categories, "Leave it out"))
                elif category in catalog.categories and benchmark.id not in catalog.categories[category].benchmarks:
                    what = f"task '{keys[-1]}' counts for {category}, which does not list '{benchmark.id}'"
                    mend = f"Add '{benchmark.id}' to the benchmarks of {category} in data/categories.yml"
                    yield Problem(place, what, mend)
