"""What a customer waits longer for, batch and flex, costs no more than standard."""

from __future__ import annotations

from collections.abc import Iterator
from operator import gt

from tokonomix.catalog import Catalog
from tokonomix.checks.same_day import breaches, unless_true
from tokonomix.problem import Problem

NAME = "batch_prices"


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield a problem for each price of the batch or flex tier above the standard one."""
    for slow, standard in breaches(catalog, NAME, "tier", {"batch": "standard", "flex": "standard"}.get, gt):
        what = f"{slow.rate} costs {slow.amount} as {slow.tier}, more than {standard.amount} as standard"
        yield Problem(slow.row.place("amount"), what, unless_true(NAME))
