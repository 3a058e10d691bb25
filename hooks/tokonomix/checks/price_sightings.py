"""What copies showed of a price has both of its days, in order, and an amount."""

from __future__ import annotations

from collections.abc import Iterator

from tokonomix.catalog import Catalog
from tokonomix.problem import Problem


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield a problem for each sighting without the day that it bounds, or after it."""
    for price in catalog.prices:
        if not (price.last_unseen or price.last_seen):
            continue
        values = price.row.values
        for column, bound in (("last_unseen", "from"), ("last_seen", "until")):
            if column not in values:
                continue
            if bound not in values:
                what = f"{column} is {values[column]} but {bound} is empty"
                yield Problem(price.row.place(column), what, f"Write the day of the next copy into '{bound}'")
            elif values[column] >= values[bound]:
                what = f"{column} {values[column]} is not before {bound} {values[bound]}"
                yield Problem(price.row.place(column), what, "Swap or mend the days of the copies")
