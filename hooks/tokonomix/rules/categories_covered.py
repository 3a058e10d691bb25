"""A review that shows a test cycle says of every category its figure, or why it was not run."""

from __future__ import annotations

from collections.abc import Iterator

from tokonomix.problem import Problem
from tokonomix.prose.script import Script


def check(script: Script) -> Iterator[Problem]:
    """Yield a problem for each category without a figure of the cycle and without a reason, and for each with both."""
    review, model, catalog = script.review, script.subject, script.catalog
    cycle = catalog.cycles.get(review.cycle) if review and review.cycle else None
    benchmark = catalog.benchmarks.get(cycle.benchmark) if cycle and cycle.benchmark else None
    if review is None or model is None or benchmark is None:
        return
    tested = {
        category
        for result in catalog.results_of(model.id)
        if result.benchmark == benchmark.id and (task := benchmark.task(result.task))
        for category in task.categories
    }
    place = script.page.front.place
    for name in catalog.categories:
        if name not in tested and name not in review.not_run:
            what = f"category '{name}' has no figure in cycle '{review.cycle}' and no reason"
            yield Problem(place("cycle"), what, f"Add '{name}' with the reason under 'not_run'")
        elif name in tested and name in review.not_run:
            what = f"category '{name}' has a figure in cycle '{review.cycle}'"
            yield Problem(place("not_run", name), what, "Remove it from 'not_run'")
