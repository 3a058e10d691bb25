"""The home page: search, the eight categories, price against quality, reviews, what changed, what ends soon."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from tokonomix import cards, wording
from tokonomix.bindings import Absent, Bindings
from tokonomix.charts import price_quality
from tokonomix.edition import Edition
from tokonomix.pages import view
from tokonomix.pages.board_figures import suite_words
from tokonomix.pages.made import Made
from tokonomix.pages.shutdowns import upcoming
from tokonomix.problem import Place
from tokonomix.prose.bind import Binder
from tokonomix.records import Model

LEADERS = 3
NAMED = 4
CHANGES = 8
ENDINGS = 8
SOON = timedelta(days=180)
RECENT = timedelta(days=120)


def make(edition: Edition) -> Iterator[Made]:
    """Yield the home page."""
    text = edition.catalog.texts["index"]
    bindings = Bindings(edition, "", Place(text.place.path))
    shown = {
        "tiles": _tiles(edition),
        "chart": price_quality.chart(edition, bindings),
        "reviews": list(_reviews(edition)),
        "changes": _changes(edition, bindings)[:CHANGES],
        "endings": _endings(edition, bindings)[:ENDINGS],
        "counts": _counts(edition),
        "sample": _sample(edition, bindings),
        "examples": _examples(edition),
    }
    shown["cards"] = bindings.ledger.cards
    yield Made(
        "index.md", text.front.title, text.front.description or "", "home.html", shown, bindings.ledger,
        source=text.place.path,
    )  # fmt: skip


def _tiles(edition: Edition) -> list[dict[str, Any]]:
    """Return a tile a category; of those led by the same votes each after the first says whose these are as well."""
    tiles = [_tile(edition, name) for name in edition.catalog.categories]
    first: dict[str, str] = {}
    for tile in tiles:
        known = first.setdefault(tile["votes"], tile["name"]) if tile.get("votes") else tile["name"]
        if known != tile["name"]:
            tile["note"] = f"The same votes as under {known}. {tile['note']}"
    return tiles


def _tile(edition: Edition, category: str) -> dict[str, Any]:
    """Return the leaders of a category by ability, else by votes, else the reason why there are none."""
    known = edition.catalog.categories[category]
    tile: dict[str, Any] = {"name": known.name, "href": f"benchmarks/leaderboard/{category}/"}
    board = edition.boards.board(category)
    scored = sorted(
        (entry for entry in board.entries if entry.score is not None and _lives(edition, entry.model)),
        key=lambda e: (-(e.score or 0), e.model, e.effort),
    )
    if scored:
        leaders = scored[:LEADERS]
        low, high = min(e.low or 0 for e in leaders), max(e.high or 0 for e in leaders)
        note = f"Highest of {len(scored)} scores of models sold today, tests with a right answer."
        if any(entry.rank_low is None for entry in leaders):
            note += " Without a rank: one test suite only."
        return tile | {
            "leaders": [_leader(edition, entry.model, entry.effort, entry.score, entry) for entry in leaders],
            "min": low - (high - low) / 10, "max": high + (high - low) / 10, "note": note,
        }  # fmt: skip
    votes = edition.boards.preference(category)
    if not votes:
        note = "" if board.tables else known.limits or ""
        return tile | {"leaders": [], "reason": _no_leader(edition, category), "note": note}
    board_of_votes = votes[0]
    known_rows = [row for row in board_of_votes.rows if row.model]
    rows = [row for row in known_rows if _lives(edition, row.model)][:LEADERS]
    low = min(row.low if row.low is not None else row.rating for row in rows)
    high = max(row.high if row.high is not None else row.rating for row in rows)
    task = edition.catalog.benchmarks[board_of_votes.benchmark].task(board_of_votes.task)
    return tile | {
        "votes": f"{board_of_votes.benchmark} {board_of_votes.task}",
        "leaders": [_leader(edition, row.model, row.effort, row.rating, row) for row in rows],
        "min": low - (high - low) / 10, "max": high + (high - low) / 10,
        "note": f"Votes, not correctness: {task.name if task else board_of_votes.task}, "
                f"{wording.day(board_of_votes.published_on)}. Models sold today; others may stand above them there.",
    }  # fmt: skip


def _no_leader(edition: Edition, category: str) -> str:
    """Return why a category names no leader: it has no result, or results that make no common score."""
    board = edition.boards.board(category)
    if not board.tables:
        return "No independent result is recorded yet."
    suites = wording.listing([suite_words(edition, table.block) for table in board.tables])
    models = wording.plural(len({entry.model for entry in board.entries}), "model")
    alone = "makes no score" if len(board.tables) == 1 else "make no common score; each stands by itself on the board"
    return f"{suites}, with {models}, {alone}."


def _lives(edition: Edition, model: str) -> bool:
    return edition.catalog.models[model].state(edition.today) in ("current", "preview")


def _leader(edition: Edition, model: str, effort: str, middle: float | None, row: Any) -> dict[str, Any]:
    link = view.model_link(edition, edition.catalog.models[model], effort)
    return {
        "id": model, "name": link["name"], "variant": link["variant"],
        "status": link["status"], "status_text": link["status_text"],
        "rank_low": row.rank_low, "rank_high": row.rank_high, "lo": row.low, "mid": middle, "hi": row.high,
    }  # fmt: skip


def _reviews(edition: Edition) -> Iterator[dict[str, Any]]:
    newest = sorted(edition.reviews.values(), key=lambda r: (r.front.technical_review, r.id), reverse=True)
    for review in newest[:3]:
        model = edition.catalog.models[review.id]
        plain = Bindings(edition, "", Place(review.place.path))
        state, words = view.status(edition, model)
        yield {
            **view.model_link(edition, model),
            "status": state,
            "status_text": words,
            "sentence": Binder(review.page, plain, model).field("verdict").plain,
            "modalities": view.kind_words(model),
            "facts": [f"Reviewed {wording.day(review.front.technical_review)}"],
        }


def _changes(edition: Edition, bindings: Bindings) -> list[dict[str, Any]]:
    """Return what happened in the world lately: releases, ends announced, shutdowns, prices that changed.

    What a maker did on one day is one entry, since makers retire and release by the dozen.
    """
    since = edition.as_of - RECENT
    events: dict[tuple[date, str, str], list[Model]] = {}
    found: list[tuple[date, str, dict[str, Any]]] = []
    for model in edition.models:
        if model.kind != "model":
            continue
        for words, day in (
            ("shut down", model.value("shutdown_on")),
            ("announced the end of", model.value("deprecated_on")),
            ("released", model.released),
        ):
            if day and since <= day <= edition.as_of:
                events.setdefault((day, model.vendor, words), []).append(model)
        found += _price_changes(edition, bindings, model, since)
    for (day, vendor, words), models in events.items():
        maker = edition.catalog.vendors[vendor].name
        names = [m.name for m in models]
        shown = names if len(names) <= NAMED else [*names[:NAMED], f"{len(names) - NAMED} more"]
        entry = {"head": maker, "href": f"vendors/{vendor}/", "text": f" {words} {wording.listing(shown)}."}
        found.append((day, f"{vendor} {words}", {**entry, "note": "Lifecycle"}))
    found.sort(key=lambda item: (item[0], item[1]), reverse=True)
    return [{"day": {"iso": day.isoformat(), "text": wording.short_day(day)}, **entry} for day, _id, entry in found]


def _price_changes(
    edition: Edition, bindings: Bindings, model: Model, since: date
) -> Iterator[tuple[date, str, dict[str, Any]]]:
    history: dict[tuple[str, ...], list[Any]] = {}
    for price in edition.catalog.prices_of(model.id):
        if price.tier == "standard" and price.region == "global" and not price.when and price.amount:
            history.setdefault((price.platform, price.rate), []).append(price)
    for (_platform, rate), rows in sorted(history.items()):
        rows.sort(key=lambda p: p.since or date.min)
        for before, after in pairwise(rows):
            if rate != "text.output" or not after.since or not since <= after.since <= edition.as_of:
                continue
            if before.amount == after.amount:
                continue
            old = bindings.price_row(model, before, current=False)
            new = bindings.price_row(model, after, current=True)
            when = f", {wording.seen(after.last_unseen, after.since)}" if after.last_unseen else ""
            text = [": text output from ", old, " to ", new, f" per 1M tokens{when}."]
            yield after.since, model.id, {
                "head": model.name, "href": cards.model_home(model.id), "text": text, "note": "Price",
            }  # fmt: skip


def _endings(edition: Edition, bindings: Bindings) -> list[dict[str, Any]]:
    """Return models that end within half a year, soonest first."""
    soon = [m for m in upcoming(edition, edition.models) if m.value("shutdown_on") <= edition.as_of + SOON]
    return [
        {
            "link": view.model_link(edition, model) | {"status": None},
            "day": bindings.fact(model, "shutdown_on"),
            "replacement": view.model_link(edition, known) | {"status": None}
            if (known := edition.catalog.models.get(model.value("replacement") or ""))
            else None,
        }
        for model in soon
        if model.kind == "model"
    ]


def _counts(edition: Edition) -> str:
    catalog = edition.catalog
    kinds = Counter(model.kind for model in catalog.models.values())
    return (
        f"{wording.plural(kinds['model'], 'model')} and {wording.plural(kinds['snapshot'], 'dated version')} of "
        f"{wording.plural(len({m.vendor for m in catalog.models.values()}), 'maker')}, "
        f"{wording.plural(len(catalog.prices), 'price')}, {wording.plural(len(catalog.results), 'result')}"
    )


def _examples(edition: Edition) -> list[tuple[str, str]]:
    """Return a few pages a reader may be looking for, as (text, address)."""
    found = [("Voice models", "benchmarks/leaderboard/voice/"), ("Bill for a workload", "pricing/")]
    newest = sorted(edition.reviews.values(), key=lambda r: (r.front.technical_review, r.id), reverse=True)
    found += [(edition.name_of(review.id), cards.model_home(review.id)) for review in newest[:1]]
    return found + [
        (case.front.title, f"use-cases/{name}/") for name, case in sorted(edition.catalog.use_cases.items())[:1]
    ]


def _sample(edition: Edition, bindings: Bindings) -> Any:
    """Return one bound price of a living model, to show readers what an underlined number does."""
    for name in sorted(edition.list_prices):
        model = edition.catalog.models[name]
        if model.state(edition.today) == "current":
            shown = bindings.price(model, "text.input")
            if not isinstance(shown, Absent):
                return shown
    return None
