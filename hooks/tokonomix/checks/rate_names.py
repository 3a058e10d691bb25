"""Rates are named from the closed list, and their conditions are spelled in one way."""

from __future__ import annotations

from collections.abc import Iterator

from tokonomix.catalog import Catalog
from tokonomix.problem import Problem, mend_name
from tokonomix.records import Price, PriceClaim
from tokonomix.schema.billing import RATES, misspelt

_KNOWN = frozenset(RATES)


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield a problem for each rate that is not on the list, and each condition that is misspelt."""
    records: tuple[Price | PriceClaim, ...] = (*catalog.prices, *catalog.claims)
    spelled: dict[str | None, tuple[str, str] | None] = {None: None}
    for record in records:
        if record.rate not in _KNOWN:
            yield Problem(record.row.place("rate"), f"rate '{record.rate}' is not known", _mend(record.rate))
        if record.when not in spelled:
            spelled[record.when] = misspelt(str(record.when))
        if fault := spelled[record.when]:
            yield Problem(record.row.place("when"), *fault)
    document = catalog.registries.get("workloads")
    for name, workload in catalog.workloads.items() if document else ():
        for rate in workload.uses:
            if document and rate not in _KNOWN:
                yield Problem(document.key_place(name, "uses", rate), f"rate '{rate}' is not known", _mend(rate))


def _mend(rate: str) -> str:
    return mend_name(rate, RATES, "Add it to RATES in hooks/tokonomix/schema/billing.py")
