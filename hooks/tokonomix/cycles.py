"""Cycles: the rhythm we declared for scores; which one runs on a day, and which was the last."""

from __future__ import annotations

from datetime import date, timedelta

from tokonomix.catalog import Catalog


def newest(catalog: Catalog, day: date) -> str | None:
    """Return the id of the cycle that began last, on a day or before; None if none had begun."""
    begun = [(cycle.since, name) for name, cycle in catalog.cycles.items() if cycle.since <= day]
    return max(begun)[1] if begun else None


def is_over(catalog: Catalog, name: str, day: date) -> bool:
    """Tell whether a cycle has ended by a day."""
    return catalog.cycles[name].until <= day


def last_day(catalog: Catalog, name: str) -> date:
    """Return the last day of a cycle; `until` in the record is the first day after it."""
    return catalog.cycles[name].until - timedelta(days=1)
