"""What a platform promises of its offers: a table of places, where processing and rest are two columns, and terms."""

from __future__ import annotations

from typing import Any

from tokonomix.bindings import Absent, Bindings
from tokonomix.edition import Edition
from tokonomix.pages import view
from tokonomix.promise_cards import FIELD_NAMES, policy_words
from tokonomix.residency import Policy, policies

PLACES = ("processing", "storage", "surcharge")
"""Columns of the table; a promise that states none of them is one about terms."""
TERMS = ("retention", "training", "agreement")


def table(edition: Edition, bindings: Bindings, name: str) -> dict[str, Any]:
    """Return a platform's statement in a sentence, its promises about places, and its terms, each with its page."""
    catalog = edition.catalog
    platform = catalog.platforms[name]
    source = catalog.sources[platform.source] if platform.source else None
    every = policies(catalog, name)
    placed = [policy for policy in every if policy.said.keys() & {*PLACES, "condition"}]
    return {
        "name": platform.name,
        "id": name,
        "url": platform.url,
        "text": platform.residency,
        "source": f"{source.publisher}: {source.name}" if source else "",
        "source_url": source.url if source else None,
        "read": view.day(platform.read) if platform.read else None,
        "rows": [_row(edition, bindings, name, policy) for policy in placed],
        "terms": [_term(edition, bindings, name, every, field) for field in TERMS] if every else [],
    }


def _row(edition: Edition, bindings: Bindings, name: str, policy: Policy) -> dict[str, Any]:
    words = policy_words(policy.promise)
    return {
        "holds": words[:1].upper() + words[1:],
        "places": [bindings.policy(name, policy, field) for field in PLACES],
        "condition": bindings.policy(name, policy, "condition") if "condition" in policy.said else None,
        "note": policy.promise.note,
        **_page(edition, policy),
    }


def _term(edition: Edition, bindings: Bindings, name: str, every: tuple[Policy, ...], field: str) -> dict[str, Any]:
    """Return one of the terms with every promise that states it; that nobody states it is an answer."""
    told = [
        {"shown": bindings.policy(name, policy, field), "holds": policy_words(policy.promise), **_page(edition, policy)}
        for policy in every if field in policy.said
    ]  # fmt: skip
    return {"term": FIELD_NAMES[field], "told": told, "absent": Absent("not known", "no page that we read states it")}


def _page(edition: Edition, policy: Policy) -> dict[str, Any]:
    promise = policy.promise
    return {
        "page": edition.catalog.sources[promise.source].name, "page_url": promise.evidence,
        "read": view.day(promise.read),
    }  # fmt: skip
