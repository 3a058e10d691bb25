"""Tombstones: records that were withdrawn whole keep their address and say when and why they went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tokonomix.catalog import Catalog
from tokonomix.reads import anchor
from tokonomix.records import Withdrawn

HOME = "benchmarks/changes/"


@dataclass(frozen=True)
class Tombstone:
    """A withdrawn record: `anchor` is where its card stood, `model` whose page that was, None if nobody's."""

    record: str
    anchor: str
    model: str | None
    field: str | None
    value: str | None
    on: date
    reason: str


def tombstones(catalog: Catalog) -> tuple[Tombstone, ...]:
    """Return all tombstones, newest first."""
    found = [_tombstone(catalog, row) for row in catalog.withdrawn]
    return tuple(sorted(found, key=lambda tomb: (-tomb.on.toordinal(), tomb.record, tomb.field or "")))


def of_model(catalog: Catalog, model: str) -> tuple[Tombstone, ...]:
    """Return the tombstones of a model's records that were withdrawn whole."""
    return tuple(tomb for tomb in tombstones(catalog) if tomb.model == model and not tomb.field)


def _tombstone(catalog: Catalog, row: Withdrawn) -> Tombstone:
    kind, _, key = row.record.partition("/")
    subject = key.partition("#")[2].split("/")[0].split("@")[0] if kind != "models" else key.partition("#")[0]
    model = subject if subject in catalog.models else None
    return Tombstone(row.record, _anchor(row.record, row.field), model, row.field, row.value, row.on, row.reason)


def _anchor(record: str, field: str | None) -> str:
    """Return where the card of a result stood; a field that was corrected keeps its card, so its tombstone has another.

    Cards of other records are named by shorter anchors, which they may share with the record that came in their place.
    """
    kind, *parts = record.split("/")
    return anchor(*parts) if kind == "results" and not field else anchor("withdrawn", kind, *parts, field or "")
