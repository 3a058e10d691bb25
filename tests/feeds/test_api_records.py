"""The API as a whole: every record of our own data names a source that is served as well, and a day."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from tokonomix.edition import Edition
from tokonomix.feeds import api_v1

DAYS = ("read", "checked_on")


@pytest.fixture(scope="module")
def files(edition: Edition) -> dict[str, list[dict[str, Any]]]:
    """Return the items of every file of the API by its name."""
    made = {output.uri: output.content for output in api_v1.make(edition, [])}
    return {uri.split("/")[-1].removesuffix(".json"): json.loads(text)["items"] for uri, text in made.items()}


def records(name: str, item: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what an item states, each with what it says of its origin."""
    said = item.get("id") or item.get("record")
    if name == "models":
        yield from ((f"{said} {field}", fact) for field, fact in item["facts"].items() if fact["value"] is not None)
        yield from ((f"{said} {field}", c) for field, fact in item["facts"].items() for c in fact.get("claims", ()))
    elif name == "claims":
        yield from ((f"{said} claim", claim) for claim in [*filter(None, [item["ours"]]), *item["claims"]])
    else:
        yield str(said), item
    if name == "offers":
        yield from ((f"{said} {field}", promise) for field, promise in item["said"].items())


@pytest.mark.parametrize("name", ["models", "offers", "promises", "prices", "claims", "results"])
def test_every_record_names_a_source_that_is_served_and_a_day(files: dict[str, list[dict[str, Any]]], name: str) -> None:
    sources = {source["id"] for source in files["sources"]}
    checked = 0
    for item in files[name]:
        for what, origin in records(name, item):
            assert origin["source"] in sources, what
            day = next((origin[field] for field in DAYS if origin.get(field)), None)
            assert day, f"{what} has no day"
            date.fromisoformat(day)
            checked += 1
    assert checked >= len(files[name]) // 2 > 0, "the walk must not be empty"


def test_a_verdict_stands_with_what_each_source_says(files: dict[str, list[dict[str, Any]]], edition: Edition) -> None:
    served = {item["record"]: item for item in files["claims"]}
    assert set(served) == set(edition.compared)
    for dispute in edition.catalog.disputes:
        if dispute.record in served:
            item = served[dispute.record]
            assert item["decided_on"] == dispute.on.isoformat()
            assert item["why"] == dispute.why
    for item in served.values():
        assert item["verdict"] == "agreed" or item["why"], item["record"]
