"""A withdrawn record is on file: its row stays where it was, so that its tombstone can be checked for ever."""

from __future__ import annotations

from collections.abc import Iterator

from tokonomix.catalog import Catalog
from tokonomix.problem import Problem, mend_name


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield a problem for each line whose record is none that the repository holds."""
    known: set[str] | None = None
    for tomb in catalog.withdrawn:
        if tomb.held:
            continue
        known = known or {r.id for r in catalog.results} | {p.id for p in catalog.prices}
        mend = mend_name(tomb.record, known, "Leave the row in its file: this line takes it out")
        yield Problem(tomb.row.place("record"), f"no record '{tomb.record}' is on file", mend)
