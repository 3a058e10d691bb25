"""A result is of a benchmark with a card, and of a model of ours or of none."""

from __future__ import annotations

from collections.abc import Iterator

from tokonomix.catalog import Catalog
from tokonomix.checks.price_models import unknown_model
from tokonomix.problem import Problem, mend_name


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield a problem for each unknown model, task or metric, and for results or aliases without a home."""
    for result in catalog.results:
        yield from unknown_model(catalog, result.model, result.row)
        benchmark = catalog.benchmarks.get(result.benchmark)
        if benchmark is None:
            if result.row.line == 2 and result.benchmark not in catalog.broken:
                mend = mend_name(
                    result.benchmark,
                    catalog.benchmarks,
                    f"Add data/benchmarks/{result.benchmark}.yml",
                )
                yield Problem(
                    result.row.place(),
                    f"benchmark '{result.benchmark}' has no card",
                    mend,
                )
            continue
        if result.metric not in benchmark.card.metrics:
            what = f"metric '{result.metric}' is not on the card of {benchmark.id}"
            mend = mend_name(result.metric, benchmark.card.metrics, "Add it to the card")
            yield Problem(result.row.place("metric"), what, mend)
        if benchmark.task(result.task) is None:
            what = f"task '{result.task or ''}' is not on the card of {benchmark.id}"
            tasks = benchmark.card.tasks
            mend = (
                mend_name(result.task, tasks, "Add it to the card")
                if result.task
                else "Name a task, or add 'whole'"
            )
            yield Problem(result.row.place("task"), what, mend)
    for alias in catalog.aliases:
        yield from unknown_model(catalog, alias.model, alias.row)
