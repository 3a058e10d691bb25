"""The part of a review that sets monthly bills side by side: a row for each workload, a column for each model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tokonomix import wording
from tokonomix.bindings import Bindings
from tokonomix.edition import Edition
from tokonomix.money.workloads import bill
from tokonomix.pages import view
from tokonomix.prose.tables import Table, row
from tokonomix.records import Model


def table(edition: Edition, model: Model, against: Sequence[Model], bindings: Bindings) -> dict[str, Any]:
    """Return the bills of a model beside those of others, for each workload that the model has every price for."""
    models = (model, *(other for other in against if other.id != model.id))
    rows, lacking = [], []
    for name, work in edition.catalog.workloads.items():
        due = {one.id: bill(work, edition.rates(one.id)) for one in models}
        if due[model.id].total is None:
            lacking.append(work.name)
            continue
        bills = [bindings.bill(one, name, due[one.id], bindings.ledger.home) for one in models]
        rows.append({"id": name, "work": work.name, "units": f"{wording.count(work.units)} a month", "bills": bills})
    left_out = f" Left out for lack of a price: {wording.listing(lacking)}." if rows and lacking else ""
    return {
        "models": [view.model_link(edition, one) for one in models],
        "rows": rows,
        "rule": f"At the list prices of {_sold(len(models))}, standard tier; each number leads to its parts.{left_out}",
    }


def _sold(count: int) -> str:
    return "its maker" if count == 1 else "their makers"


def tables(shown: Mapping[str, Any]) -> Iterator[Table]:
    """Yield the bills as text."""
    bills = shown["bills"]
    if not bills["rows"]:
        yield Table("No workload of ours has all its prices on record for this model.")
        return
    rows = tuple(row(r["id"], r["work"], f"{r['work']}, {r['units']}", *r["bills"]) for r in bills["rows"])
    names, ids = (tuple(link[key] for link in bills["models"]) for key in ("name", "id"))
    yield Table("Bills of a month", ("A month of", *names), ("work", *ids), rows)
    yield Table(bills["rule"])
