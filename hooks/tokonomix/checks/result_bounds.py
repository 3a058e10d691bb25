"""A result lies between the floor and the ceiling of its metric, inside its own interval, and can come from n items."""

from __future__ import annotations

from collections.abc import Iterator

from tokonomix.catalog import Catalog
from tokonomix.problem import Problem
from tokonomix.records import Result
from tokonomix.schema.registry import Metric


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield a problem for each impossible result."""
    for result in catalog.results:
        benchmark = catalog.benchmarks.get(result.benchmark)
        metric = benchmark.card.metrics.get(result.metric) if benchmark else None
        if metric is None:
            continue
        yield from _outside(result, metric)
        if result.low is not None and result.high is not None and result.low > result.high:
            what = f"low {result.low:g} is above high {result.high:g}"
            yield Problem(result.row.place("low"), what, "Swap the ends of the interval")


def _outside(result: Result, metric: Metric) -> Iterator[Problem]:
    values = result.bounds or ((result.value,) if result.value is not None else ())
    for value in values:
        floor = metric.floor if metric.lowest is None else metric.lowest
        if floor is not None and value < floor:
            what = f"{value:g} is below the floor {floor} of {metric.name}"
        elif metric.ceiling is not None and value > metric.ceiling:
            what = f"{value:g} is above the ceiling {metric.ceiling} of {metric.name}"
        else:
            continue
        mend = "Mend the number, or leave it empty if the source printed a sign for missing"
        yield Problem(result.row.place("published"), what, mend)
