"""The offers of the API: rows and what platforms add to them, each promise with its record and page."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tokonomix.edition import Edition
from tokonomix.feeds import api_v1
from tokonomix.load import load

PAGE = "https://acme.invalid/regions"


@pytest.fixture
def items(small: Path) -> Callable[[str], list[dict[str, Any]]]:
    """Return a function that gives the items of a file of the API where Acme also sells in the EU."""
    promise = f"{{region: eu, scope: zone, serves: true, processing: EU, evidence: '{PAGE}', source: acme-docs, read: 2026-11-20}}"
    (small / "data/platforms.yml").write_text(
        f"acme:\n  name: Acme API\n  vendor: acme\n  promises:\n    eu: {promise}\n", "utf-8"
    )
    edition = Edition(load(small), date(2026, 11, 22))
    files = {output.uri: json.loads(output.content) for output in api_v1.make(edition, [])}

    def of(name: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = files[f"api/v1/{name}.json"]["items"]
        return found

    return of


def test_an_offer_without_a_row_has_the_same_fields_and_names_what_adds_it(items):
    sold, added = items("offers")
    assert set(sold) == set(added)
    assert (sold["id"], sold["in_eu"], sold["said"]) == ("offers/acme#acme-large@global", "unknown", {})
    assert (added["id"], added["in_eu"], added["source"]) == ("offers/acme#acme-large@eu/zone", "yes", "acme-docs")
    assert added["said"]["processing"] == {
        "value": "EU", "record": "platforms/acme#promises.eu", "source": "acme-docs", "read": "2026-11-20",
        "evidence": PAGE,
    }  # fmt: skip


def test_the_record_that_an_offer_names_is_served_as_well(items):
    (promise,) = items("promises")
    assert (promise["id"], promise["evidence"]) == ("platforms/acme#promises.eu", PAGE)
