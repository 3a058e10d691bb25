"""The prices and limits of 43 models that were looked up in seven lists on 22 November 2026, verdict by verdict.

`verdicts.csv` is our transcription: the record, whether the lists agreed, were resolved or stay open, and the value where
it is decided. A name that moves on stands for what it pointed to; a model that only hosts sell has a record at each host.
"""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tokonomix import disputes
from tokonomix.bindings import Bindings
from tokonomix.catalog import Catalog
from tokonomix.edition import Edition
from tokonomix.problem import Place
from tokonomix.reads import Bound

TODAY = date(2026, 11, 22)
with (Path(__file__).parent / "verdicts.csv").open(encoding="utf-8", newline="") as file:
    VERDICTS = tuple(csv.DictReader(file))


def shown(catalog: Catalog, record: str) -> Any:
    """Return the value that our records show today for a fact or rate."""
    if record.startswith("models/"):
        model, field = record.removeprefix("models/").split("#")
        fact = catalog.models[model].facts.get(field)
        return fact.value if fact else None
    row = disputes.row_on([p for p in catalog.prices_of(model_of(record)) if p.rate_id == record], TODAY)
    return row.amount if row else None


def model_of(record: str) -> str:
    before, _, after = record.partition("#")
    return before.removeprefix("models/") if record.startswith("models/") else after.partition("@")[0]


def test_every_verdict_is_transcribed_once() -> None:
    assert len({row["record"] for row in VERDICTS}) == len(VERDICTS) == 172
    assert Counter(row["verdict"] for row in VERDICTS) == {"agreed": 115, "resolved": 27, "open": 30}


@pytest.mark.parametrize("row", [r for r in VERDICTS if r["verdict"] != "open"], ids=lambda r: r["record"])
def test_what_is_agreed_or_resolved_is_shown_and_not_as_open(row: dict[str, str], edition: Edition) -> None:
    assert shown(edition.catalog, row["record"]) == Decimal(row["value"])
    compared = edition.compared.get(row["record"])
    assert compared is None or compared.verdict != "open"


@pytest.mark.parametrize("row", [r for r in VERDICTS if r["verdict"] == "open"], ids=lambda r: r["record"])
def test_what_is_open_is_listed_as_open_with_its_reason(row: dict[str, str], edition: Edition) -> None:
    record = row["record"]
    compared = disputes.by_record(edition.catalog, TODAY)[record]
    assert compared.verdict == "open"
    assert compared.why != disputes.UNDECIDED
    assert compared in disputes.alarm(edition.catalog, TODAY)
    if record.startswith("models/") or compared.shown:
        assert "Disputed" in card(edition, record)


def card(edition: Edition, record: str) -> set[str]:
    """Return the terms on the card of a fact, or of the rate in force."""
    catalog, model = edition.catalog, edition.catalog.models[model_of(record)]
    bindings = Bindings(edition, f"models/{model.id}/", Place("test.md"))
    if record.startswith("models/"):
        value = bindings.fact(model, record.split("#")[1])
    else:
        row = disputes.row_on([p for p in catalog.prices_of(model.id) if p.rate_id == record], TODAY)
        assert row
        value = bindings.price_row(model, row, current=True)
    assert isinstance(value, Bound)
    return {term for term, _, _ in value.rows}
