"""What the calculator of the pricing page computes with in the browser: `/assets/data/bills.json`, no contract."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from tokonomix import wording
from tokonomix.boards import Scored
from tokonomix.edition import Edition
from tokonomix.money.conditions import condition
from tokonomix.money.workloads import billed
from tokonomix.pages import bills, cells, view
from tokonomix.pages.made import Made, Output
from tokonomix.price_cards import price_anchor
from tokonomix.reads import anchor
from tokonomix.records import Price


def make(edition: Edition, made: Sequence[Made]) -> Iterator[Output]:  # noqa: ARG001 - part of the contract of feeds
    """Yield the file."""
    whole = {"workloads": _workloads(edition), "models": _models(edition)}
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    yield Output("assets/data/bills.json", text + "\n")


def _workloads(edition: Edition) -> list[dict[str, Any]]:
    every = bills.offers(edition)
    return [
        {
            "id": name, "name": work.name, "unit": work.unit, "units": work.units, "requests": work.requests,
            "uses": {rate: bills.plain(tokens) for rate, tokens in work.uses.items()},
            "sizes": [
                {**field, "per": {rate: bills.plain(tokens) for rate, tokens in work.sizes[field["id"]].per.items()}}
                for field in bills.fields(work)[1:]
            ],
            "step": bills.fields(work)[0]["step"],
            "heads": [[h["text"], h["role"]] for h in bills.heads(work)],
            "note": work.note,
            "left": bills.beneath(edition, every, work),
        }
        for name, work in edition.catalog.workloads.items()
    ]  # fmt: skip


def _models(edition: Edition) -> list[dict[str, Any]]:
    works = list(edition.catalog.workloads.values())
    asked = {rate for work in works for rate in work.uses}
    asked |= {rate.replace(".cache_read", ".input") for rate in asked}
    board = next((name for name, _words in cells.score_boards(edition)), "")
    found = []
    for offer in bills.offers(edition):
        fits = [index for index, work in enumerate(works) if offer.fits(work)]
        if not fits:
            continue
        link = view.model_link(edition, offer.model)
        scored = edition.boards.find(board, offer.model.id) if board else None
        found.append(
            {
                "id": offer.model.id, "name": link["name"], "vendor": link["vendor"],
                "score": _score(scored),
                "mark": [link["status"], link["status_text"]] if link["status"] else None, "fits": fits,
                "staged": bills.staged(edition, offer),
                "rates": {name: _rate(r.price) for name, r in offer.rates.items() if name in asked},
                "long": [[condition(p.when or "").above, p.rate, *_rate(p)] for p in offer.long if p.rate in asked],
            }
        )  # fmt: skip
    return found


def _score(scored: Scored | None) -> list[str] | None:
    """Return a score, its interval and the anchor of its record on the model's page."""
    if scored is None or scored.entry.score is None:
        return None
    entry = scored.entry
    low, high = (wording.score(end) if end is not None else "" for end in (entry.low, entry.high))
    return [wording.score(scored.entry.score), wording.span(low, high), anchor("score", scored.category, entry.effort)]


def _rate(price: Price) -> list[str]:
    """Return US$ per 1M tokens, '' where that is not known, and the anchor of the record on the model's page."""
    amount = billed(price)
    return ["" if amount is None else bills.plain(amount), price_anchor(price)]
