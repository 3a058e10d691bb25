"""Cached input costs no more than input that is read anew."""

from __future__ import annotations

from collections.abc import Iterator
from operator import gt

from tokonomix.catalog import Catalog
from tokonomix.checks.same_day import breaches, unless_true
from tokonomix.problem import Problem

NAME = "cached_prices"


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield a problem for each price of a cached rate above that of the same input uncached."""
    for cached, plain in breaches(catalog, NAME, "rate", _uncached, gt):
        what = f"{cached.rate} costs {cached.amount}, more than {plain.rate} at {plain.amount}"
        yield Problem(cached.row.place("amount"), what, unless_true(NAME))


def _uncached(rate: str) -> str | None:
    return rate.replace(".cache_read", ".input") if rate.endswith(".cache_read") else None
