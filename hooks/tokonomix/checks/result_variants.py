"""Variants use the closed list of keys in their fixed order."""

from __future__ import annotations

from collections.abc import Iterator

from tokonomix.catalog import Catalog
from tokonomix.problem import Problem, mend_name
from tokonomix.records import Alias, Result
from tokonomix.schema.rows import VARIANT_KEYS
from tokonomix.source import Row


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield a problem for each variant that is not `key=value` pairs of known keys in order."""
    seen: set[str | None] = {None, "default"}
    records: tuple[Result | Alias, ...] = (*catalog.results, *catalog.aliases)
    for record in records:
        if record.variant not in seen:
            problems = list(_of_variant(str(record.variant), record.row))
            if not problems:
                seen.add(record.variant)
            yield from problems


def _of_variant(variant: str, row: Row) -> Iterator[Problem]:
    place = row.place("variant")
    keys = []
    for part in variant.split(" "):
        key, equals, value = part.partition("=")
        if not equals or not value:
            yield Problem(
                place,
                f"variant '{part}' is not key=value",
                "Write it as effort=high, or leave it empty",
            )
        elif key not in VARIANT_KEYS:
            mend = mend_name(key, VARIANT_KEYS, f"Use one of {', '.join(VARIANT_KEYS)}")
            yield Problem(place, f"variant key '{key}' is unknown", mend)
        else:
            keys.append(key)
    if keys != sorted(set(keys), key=VARIANT_KEYS.index):
        yield Problem(
            place,
            f"variant '{variant}' is out of order",
            f"Order the keys {', '.join(VARIANT_KEYS)}",
        )
