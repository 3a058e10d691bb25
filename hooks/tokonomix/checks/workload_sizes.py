"""The sizes of a workload account for no more tokens than the workload uses."""

from __future__ import annotations

from collections.abc import Iterator

from tokonomix.catalog import Catalog
from tokonomix.problem import Problem, mend_name


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield a problem for each size of a rate the workload does not use, or of more tokens than it uses."""
    document = catalog.registries.get("workloads")
    if document is None:
        return
    for name, workload in catalog.workloads.items():
        left = dict(workload.uses)
        for size_name, size in workload.sizes.items():
            for rate, tokens in size.per.items():
                place = document.place(name, "sizes", size_name, "per", rate)
                if rate not in left:
                    mend = mend_name(rate, left, f"Add '{rate}' to 'uses'")
                    yield Problem(place, f"rate '{rate}' is not among those the workload uses", mend)
                    continue
                left[rate] -= size.value * tokens
                if left[rate] < 0:
                    what = f"{size.value} × {tokens} tokens exceed the {workload.uses[rate]} that a unit uses"
                    yield Problem(place, what, "Mend the tokens, or 'uses'")
