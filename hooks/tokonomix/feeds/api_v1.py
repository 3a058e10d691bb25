"""The JSON API: `/api/v1/<name>.json`, a contract; decimals are strings, so that nothing is rounded on the way."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from tokonomix import residency
from tokonomix.boards import OVERALL
from tokonomix.catalog import Catalog
from tokonomix.disputes import Compared
from tokonomix.edition import Edition
from tokonomix.feeds.board_rows import rows
from tokonomix.pages.made import Made, Output
from tokonomix.records import Claim, Fact, Model, Offer, Price, Result
from tokonomix.residency import Served

OWN = "CC-BY-4.0"


def make(edition: Edition, made: Sequence[Made]) -> Iterator[Output]:  # noqa: ARG001 - part of the contract of feeds
    """Yield one file a kind of record, all in the same envelope."""
    catalog = edition.catalog
    files: dict[str, Iterable[Any]] = {
        "models": (_model(edition, model) for model in edition.models),
        "offers": (_offer(s) for model in edition.models for s in residency.offers(catalog, model.id)),
        "promises": _promises(catalog),
        "prices": (_row(price) for price in catalog.prices),
        "claims": (_compared(one) for _record, one in sorted(edition.compared.items())),
        "results": (_result(catalog, result) for result in catalog.results),
        "sources": ({"id": name, **_plain(source.model_dump())} for name, source in catalog.sources.items()),
        "boards": _boards(edition, [*catalog.categories, OVERALL]),
    }
    for name, items in files.items():
        yield Output(f"api/v1/{name}.json", envelope(edition, name, list(items)))


def envelope(edition: Edition, name: str, items: list[Any]) -> str:
    """Return items with the schema's name, the day and commit they stand for, and the licence."""
    return json.dumps(
        {
            "schema": f"tokonomix/{name}/v1",
            "as_of": edition.as_of.isoformat(),
            "built_from": edition.site.commit,
            "licence": {"own": OWN, "third_party": "as the source of each item states; see sources.json"},
            "items": items,
        },
        ensure_ascii=False, separators=(",", ":"), sort_keys=False,
    ) + "\n"  # fmt: skip


def _model(edition: Edition, model: Model) -> dict[str, Any]:
    return {
        "id": model.id,
        "name": model.name,
        "kind": model.kind,
        "of": model.of,
        "targets": [
            {"model": t, "from": _plain(since), "until": _plain(until)} for t, since, until in model.targets
        ],
        "vendor": model.vendor,
        "state": model.state(edition.today),
        "url": f"models/{model.id}/",
        "in_eu": None if model.state(edition.today) == "retired" else _in_europe(edition, model),
        "facts": {name: _fact(fact) for name, fact in model.facts.items()},
    }


def _in_europe(edition: Edition, model: Model) -> dict[str, Any]:
    """Return the best answer over the current offers of a model, and the offer that gives it."""
    found = residency.in_europe(edition.catalog, model, edition.today)
    return {"answer": found.answer, "offer": found.best.id if found.best else None, "of": len(found.offers)}


def _fact(fact: Fact) -> dict[str, Any]:
    found = {"value": _plain(fact.value), "source": fact.source, "read": fact.read.isoformat(), "url": fact.url}
    if fact.claims:
        found["claims"] = [_claim(claim) for claim in fact.claims]
    return found


def _row(record: Price | Offer | Result) -> dict[str, Any]:
    return {
        f.name if f.name != "since" else "from": _plain(getattr(record, f.name))
        for f in dataclasses.fields(record)
        if f.name != "row"
    }


def _result(catalog: Catalog, result: Result) -> dict[str, Any]:
    """Return a result with the day on which its benchmark's source was read."""
    return _row(result) | {"read": _plain(catalog.benchmarks[result.benchmark].card.read)}


def _compared(one: Compared) -> dict[str, Any]:
    """Return what sources say of one fact or rate beside each other, with our verdict and its reason."""
    return {
        "record": one.record, "model": one.model, "field" if one.per is None else "rate": one.name,
        "per": one.per, "currency": one.currency, "shown": one.shown, "ours": _claim(one.ours) if one.ours else None,
        "verdict": one.verdict, "differs": one.differs, "agreeing": one.agreeing, "why": one.why,
        "decided_on": _plain(one.dispute.on) if one.dispute else None,
        "claims": [_claim(claim) | {"agrees": one.agrees(claim)} for claim in one.others],
    }  # fmt: skip


def _claim(claim: Claim) -> dict[str, Any]:
    return {"value": _plain(claim.value), "source": claim.source, "read": claim.read.isoformat(), "note": claim.note}


def _offer(served: Served) -> dict[str, Any]:
    """Return an offer as its row has it, with what it promises in all, each with the record and page that says it.

    One that a platform's promise adds has no row: what stands in `said` is all that is known.
    """
    names = [f.name if f.name != "since" else "from" for f in dataclasses.fields(Offer) if f.name != "row"]
    lead = next((said for said in served.said.values() if said.place == served.place), None)
    bare = dict.fromkeys(names) | {
        "id": served.id, "model": served.model, "platform": served.platform, "region": served.region,
        "scope": served.scope, "from": _plain(served.since), "until": _plain(served.until),
        "source": lead.source if lead else None, "read": _plain(lead.read) if lead else None,
    }  # fmt: skip
    said = {
        name: {
            "value": str(s.value), "record": s.record, "source": s.source, "read": _plain(s.read),
            "evidence": s.evidence,
        }
        for name, s in served.said.items()
    }  # fmt: skip
    return (_row(served.offer) if served.offer else bare) | {"in_eu": served.in_eu, "said": said}


def _promises(catalog: Catalog) -> Iterator[dict[str, Any]]:
    """Yield what platforms promise of their offers, in the order in which it counts."""
    for platform in catalog.platforms:
        for record, promise in residency.promises(catalog, platform):
            yield {"id": record, "platform": platform, **_plain(promise.model_dump())}


def _boards(edition: Edition, categories: Sequence[str]) -> Iterator[dict[str, Any]]:
    boards = edition.boards
    for category in categories:
        board, found = boards.board(category), rows(edition, category)
        summary = next((row.figure.origin for row in found if row.part == "summary"), {})
        origins = {(r.entry.model, r.entry.effort): r.figure.origin for r in found if r.entry and r.part == "score"}
        yield {
            "category": category,
            "record": boards.record(category),
            "digest": board.digest[:12],
            "resolution_floor": _plain(board.resolution_floor),
            "tests": board.tests,
            "newest": _plain(board.newest),
            **summary,
            "entries": [_plain(dataclasses.asdict(e)) | origins[e.model, e.effort] for e in board.entries],
        }


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal | float):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, tuple | list) else value
