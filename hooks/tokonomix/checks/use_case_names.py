"""The categories, benchmarks, models and workload a use case names exist."""

from __future__ import annotations

from collections.abc import Iterator

from tokonomix.catalog import Catalog
from tokonomix.problem import Problem, mend_name


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield a problem for each unknown name in the front matter of a use case."""
    for use_case in catalog.use_cases.values():
        front, place = use_case.front, use_case.page.front.place
        named = [
            *((n, catalog.categories, place("weights", n), "category") for n in front.weights),
            *((n, catalog.benchmarks, place("tests", i), "benchmark") for i, n in enumerate(front.tests)),
            *((n, catalog.models, place("models", i), "model") for i, n in enumerate(front.models)),
            *([(front.workload, catalog.workloads, place("workload"), "workload")] if front.workload else []),
        ]
        for name, known, where, kind in named:
            if name not in known and name not in catalog.broken:
                yield Problem(
                    where,
                    f"{kind} '{name}' does not exist",
                    mend_name(name, known, "Remove it"),
                )
