"""A result that names a run is of an own source, and of the benchmark, model and day of that run."""

from __future__ import annotations

from collections.abc import Iterator

from tokonomix.catalog import Catalog
from tokonomix.problem import Problem, mend_name
from tokonomix.records import Result
from tokonomix.schema.registry import RunFile


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield a problem for each result whose run is not there or is another's, and for runs of no benchmark."""
    for result in catalog.results:
        if result.run is None or result.run in catalog.broken:
            continue
        run = catalog.runs.get(result.run)
        if run is None:
            mend = mend_name(result.run, catalog.runs, f"Add data/runs/{result.run}.yml")
            yield Problem(result.row.place("run"), f"run '{result.run}' does not exist", mend)
        else:
            yield from _misfit(catalog, result, run)


def _misfit(catalog: Catalog, result: Result, run: RunFile) -> Iterator[Problem]:
    for what, ours, theirs, column in (
        ("benchmark", result.benchmark, run.benchmark, "run"),
        ("model", result.published_as, run.published_as, "published_as"),
        ("day", result.evaluated_on, run.on, "evaluated_on"),
    ):
        if ours != theirs:
            said = f"the result is of {what} '{ours or ''}', its run of '{theirs}'"
            yield Problem(result.row.place(column), said, f"Name the run of this {what}, or mend the {what}")
    source = catalog.sources.get(result.source)
    if source and source.grade != "measured":
        said = f"source '{result.source}' is graded {source.grade}, yet the row names a run of our own"
        measured = [name for name, known in catalog.sources.items() if known.grade == "measured"]
        mend = f"Write {' or '.join(measured) or 'a source graded measured'}, or leave 'run' empty"
        yield Problem(result.row.place("source"), said, mend)
