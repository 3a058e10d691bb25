"""A moved id is gone and its new id exists."""

from __future__ import annotations

from collections.abc import Iterator

from tokonomix.catalog import Catalog
from tokonomix.problem import Problem, mend_name


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield a problem for each redirect from an id still in use or to one that does not exist."""
    for moved in catalog.moved:
        if moved.old in catalog.models:
            what = f"'{moved.old}' is moved but still has a file"
            yield Problem(moved.row.place("from"), what, "Remove its file, or this line")
        if moved.new not in catalog.models and moved.new not in catalog.broken:
            mend = mend_name(moved.new, catalog.models, "Add its file under data/models/")
            yield Problem(moved.row.place("to"), f"'{moved.new}' is no model of ours", mend)
