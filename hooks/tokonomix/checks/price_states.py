"""A price of zero says why; an amount and its state agree."""

from __future__ import annotations

from collections.abc import Iterator

from tokonomix.catalog import Catalog
from tokonomix.problem import Problem

ZERO = ("free", "included")


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield a problem for each zero without state free or included, and each amount its state contradicts."""
    for price in catalog.prices:
        if price.amount == 0 and price.status not in ZERO:
            mend = "Leave it empty if unknown, or set status to 'free'"
            yield Problem(price.row.place("amount"), f"amount is 0 but status is '{price.status}'", mend)
        elif price.amount and price.status in (*ZERO, "unknown"):
            mend = "Set status to 'list', or mend the amount"
            yield Problem(price.row.place("amount"), f"amount is {price.amount} but status is '{price.status}'", mend)
        elif price.amount is None and price.status in ("list", "promo"):
            what = f"amount is empty but status is '{price.status}'"
            yield Problem(
                price.row.place("status"),
                what,
                "Write the amount, or set status to 'unknown'",
            )
