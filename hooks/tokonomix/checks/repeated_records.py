"""No two rows are the same record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tokonomix.catalog import Catalog
from tokonomix.problem import Problem
from tokonomix.records import Offer, Price, Result
from tokonomix.source import Row


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield a problem for each record whose natural key another row already has."""
    seen: dict[str, Row] = {}
    records: tuple[Price | Offer | Result, ...] = (
        *catalog.prices,
        *catalog.offers,
        *catalog.results,
    )
    for record in records:
        # An unmapped result is told apart by the name under which it was published.
        key = f"{record.id} {record.published_as}" if isinstance(record, Result) else record.id
        if first := seen.get(key):
            what = f"the same record as line {first.line}: {record.id}"
            yield Problem(
                record.row.place(),
                what,
                "Keep one; close the older period with 'until' if the value changed",
            )
        seen.setdefault(key, record.row)
    yield from _twice(((f"{c.source} of {c.rate_id}", c.row, "source") for c in catalog.claims), "claim")
    yield from _twice(((d.record, d.row, "record") for d in catalog.disputes), "verdict")
    yield from _twice(((f"{e.record} from {e.check}", e.row, "record") for e in catalog.exceptions), "exception")
    names: dict[tuple[str, str], Row] = {}
    for alias in catalog.aliases:
        known = names.setdefault((alias.source, alias.published_as), alias.row)
        if known is not alias.row:
            what = f"'{alias.published_as}' of {alias.source} stands on line {known.line} already"
            yield Problem(alias.row.place("published_as"), what, "Keep one of the two lines")


def _twice(keys: Iterable[tuple[str, Row, str]], what: str) -> Iterator[Problem]:
    seen: dict[str, Row] = {}
    for key, row, column in keys:
        first = seen.setdefault(key, row)
        if first is not row:
            said = f"the same {what} as on line {first.line}: {key}"
            yield Problem(row.place(column), said, "Keep one of the two lines")
