"""Text output costs no less than text input."""

from __future__ import annotations

from collections.abc import Iterator
from operator import lt

from tokonomix.catalog import Catalog
from tokonomix.checks.same_day import breaches, unless_true
from tokonomix.problem import Problem

NAME = "output_prices"


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield a problem for each price of text output below that of the same model's text input."""
    for out, into in breaches(catalog, NAME, "rate", {"text.output": "text.input"}.get, lt):
        what = f"text.output costs {out.amount}, less than text.input at {into.amount}"
        yield Problem(out.row.place("amount"), what, unless_true(NAME))
