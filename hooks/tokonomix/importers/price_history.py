"""Observed price history: amounts that dated copies of a price list showed before the one we record, never a first day.

A copy says only "this was listed when I was taken", and copies lag behind the makers. So a change is kept as *seen*
between two copies, and kept at all only if nothing else can explain it: see `_plausible`, `_recorded` and `_renamed`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from itertools import pairwise

from tokonomix.importers import naming
from tokonomix.importers.periods import TOKENS
from tokonomix.importers.records import Files, Importer, Known, Records, refuse
from tokonomix.importers.writing import decimal

PROVIDERS: Mapping[str, str] = {
    "anthropic": "anthropic",
    "cohere": "cohere",
    "cohere_chat": "cohere",
    "dashscope": "alibaba",
    "deepseek": "deepseek",
    "gemini": "google",
    "meta_llama": "meta",
    "minimax": "minimax",
    "mistral": "mistral",
    "moonshot": "moonshotai",
    "openai": "openai",
    "perplexity": "perplexity",
    "xai": "xai",
    "zai": "zai",
}
"""Providers that are the maker's own service: our vendor, whose platform has the same id."""

RATES: Mapping[str, tuple[str, str]] = {
    "input_per_mtok": ("", "text.input"),
    "output_per_mtok": ("", "text.output"),
    "cache_read_per_mtok": ("", "text.cache_read"),
    "cache_write_per_mtok": ("", "text.cache_write"),
    "batch_input_per_mtok": ("batch", "text.input"),
    "batch_output_per_mtok": ("batch", "text.output"),
    "audio_input_per_mtok": ("", "audio.input"),
    "audio_output_per_mtok": ("", "audio.output"),
}
"""Column of the source to our tier and rate, all in US$ per 1M tokens."""

PAIR = ("text.input", "text.output")
"""Rates of which an entry is made: where one of them cannot be believed, the entry was mended, and none is."""

MODES = ("chat", "completion", "responses", "realtime")
"""Other modes were first priced as if they were chat and mended later (speech at 2.5 for 0.6)."""

MOST = 5
"""A fall by a larger factor was always a wrong amount that was mended (15 for 1, 0.35 for 3.5)."""

YOUNG = timedelta(days=90)
"""An entry that changes sooner after it came was hastily written and then mended, unless a day is stated for it."""

COLUMNS = ("key", "observed_on", "litellm_provider", "mode", *RATES)
_SNAPSHOT = re.compile(r"-(?:\d{3,4}|\d{8}|\d{2}-\d{4}|\d{4}-\d{2}-\d{2})\Z")


@dataclass(frozen=True)
class Sight:
    """The amounts of one key from the first copy on that showed them."""

    on: date
    amounts: Mapping[tuple[str, str], Decimal] = field(repr=False)


@dataclass(frozen=True)
class Copies:
    """What the copies showed of first-party keys, and for each copy the last day on which an older one was taken."""

    keys: Mapping[tuple[str, str], tuple[Sight, ...]] = field(repr=False)
    """By (vendor, key), oldest first."""
    before: Mapping[date, date] = field(repr=False)


@dataclass(frozen=True)
class Seen:
    """An amount with the day of the first copy that showed it."""

    on: date
    amount: Decimal


def parse(files: Files) -> Copies:
    """Return the copies; refuse if a field that we use has another shape."""
    name = "observed_prices.csv"
    table = csv.DictReader(files[name].splitlines())
    for column in COLUMNS:
        if column not in (table.fieldnames or ()):
            raise refuse(name, f"column '{column}' is missing")
    keys: dict[tuple[str, str], list[Sight]] = {}
    for row in table:
        vendor = PROVIDERS.get(row["litellm_provider"])
        if vendor and row["mode"] in MODES:
            on = _day(name, row["key"], row["observed_on"])
            amounts = {rate: found for column, rate in RATES.items() if (found := _amount(name, row, column))}
            keys.setdefault((vendor, row["key"]), []).append(Sight(on, amounts))
    before = _before(files["snapshots.csv"])
    for (_vendor, key), sights in keys.items():
        for sight in sights:
            if sight.on not in before:
                raise refuse(name, f"{key}: {sight.on} is no copy of snapshots.csv")
    ordered = {key: tuple(sorted(sights, key=lambda s: s.on)) for key, sights in keys.items()}
    return Copies(ordered, before)


def _before(text: str) -> dict[date, date]:
    """Return for each copy the day before which nothing can be said: a release may be older than the day it bears."""
    name = "snapshots.csv"
    table = csv.DictReader(text.splitlines())
    for column in ("observed_on", "source"):
        if column not in (table.fieldnames or ()):
            raise refuse(name, f"column '{column}' is missing")
    copies = sorted((_day(name, row["source"], row["observed_on"]), row["source"]) for row in table)
    taken = dict(copies)
    days = sorted(taken)
    found = {day: day for day in days[:1]}
    for index, day in enumerate(days[1:], start=1):
        exact = index == 1 or not taken[days[index - 1]].startswith("litellm==")
        found[day] = days[index - 1 if exact else index - 2]
    return found


def _day(name: str, what: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise refuse(name, f"{what}: 'observed_on' is '{text}', not a day") from None


def _amount(name: str, row: Mapping[str, str], column: str) -> Decimal | None:
    """Return an amount; None where it is empty or 0, which stands for unknown."""
    try:
        value = Decimal(row[column] or "0")
    except InvalidOperation:
        value = Decimal(-1)
    if not value.is_finite() or value < 0:
        raise refuse(name, f"{row['key']}: '{column}' is '{row[column]}', not an amount")
    return value or None


def translate(copies: Copies, known: Known) -> Records:
    """Return a row for each amount that was listed before the one we record, at the maker's own service."""
    rows: dict[str, list[Mapping[str, object]]] = {}
    for model, vendor, key in _models(copies, known):
        path = f"data/prices/{vendor}.csv"
        for row in _rows(copies, model, (vendor, key), known, path):
            rows.setdefault(path, []).append(row)
    return Records((), {path: tuple(found) for path, found in rows.items()})


def _models(copies: Copies, known: Known) -> Iterator[tuple[str, str, str]]:
    """Yield each model of ours that a maker's own entry names, with the entry that came first."""
    first: dict[tuple[str, str], tuple[date, str]] = {}
    for (vendor, key), sights in copies.keys.items():
        name = (naming.slug(key), vendor)
        first[name] = min(first.get(name, (date.max, "")), (sights[0].on, key))
    for (model, vendor), (_on, key) in sorted(first.items()):
        file = known.models.get(model, {})
        # A name that follows whatever is newest changes its price because the model behind it does.
        moving = model.endswith("-latest") or file.get("kind") == "alias"
        if file and file["vendor"] == vendor and not moving:
            yield model, vendor, key


def _rows(
    copies: Copies, model: str, key: tuple[str, str], known: Known, path: str
) -> Iterator[Mapping[str, object]]:
    end = known.models[model].get("shutdown_on")
    chains = {cell: _chain(copies.keys[key], cell) for cell in RATES.values()}
    for (tier, rate), chain in chains.items():
        pairs = [chains[cell] for cell in chains if cell[0] in ("", tier) and cell[1] in PAIR]
        recorded = _recorded(known, path, model, tier, rate)
        days = _stated(known, path, model)
        if len(chain) < 2 or chain[-1].amount != recorded:
            continue
        if not all(_plausible(other, copies.before, days) for other in (chain, *pairs)):
            continue
        # What is listed for a model after its end is the price of another to which its name leads.
        if end and chain[-1].on >= date.fromisoformat(str(end)):
            continue
        if not _renamed(copies, key, (tier, rate), chain):
            yield from _written(model, tier, rate, chain, copies.before, known.read)


def _chain(sights: Sequence[Sight], cell: tuple[str, str]) -> tuple[Seen, ...]:
    """Return the amounts of a rate as they followed each other; copies without it say nothing."""
    found: list[Seen] = []
    for sight in sights:
        amount = sight.amounts.get(cell)
        if amount and (not found or found[-1].amount != amount):
            found.append(Seen(sight.on, amount))
    return tuple(found)


def _plausible(chain: Sequence[Seen], before: Mapping[date, date], days: Collection[date]) -> bool:
    """Tell whether every step can be a change of price: a fall, by a credible factor, of an entry that had settled.

    Every rise in the copies was something else: a mended error, a peak price, the end of a promotion, a moved name.
    """
    return all(
        new.amount < old.amount <= MOST * new.amount
        and (new.on - chain[0].on >= YOUNG or any(before[new.on] <= day <= new.on for day in days))
        for old, new in pairwise(chain)
    )


def _stated(known: Known, path: str, model: str) -> set[date]:
    """Return the days on which, as others state, some rate of the model changed."""
    rows = known.rows.get(path, ())
    return {date.fromisoformat(row["from"]) for row in rows if row["model"] == model and "from" in row}


def _recorded(known: Known, path: str, model: str, tier: str, rate: str) -> Decimal | None:
    """Return the amount that others record without a first day; None if one of them dates it or a clock rules it.

    Where a source states a day, that is the history, and what copies showed adds nothing.
    """
    every = [row for row in known.rows.get(path, ()) if row["model"] == model]
    rows = [
        row for row in every
        if (row.get("region", "global"), row.get("tier", ""), row["rate"]) == ("global", tier, rate)
    ]  # fmt: skip
    plain = [row for row in rows if "when" not in row]
    dated = any("from" in row or "until" in row for row in rows)
    timed = any("utc " in row.get("when", "") for row in every)
    if len(plain) != 1 or dated or timed or "status" in plain[0] or "currency" in plain[0]:
        return None
    return Decimal(plain[0]["amount"]) if "amount" in plain[0] else None


def _renamed(
    copies: Copies, key: tuple[str, str], cell: tuple[str, str], chain: Sequence[Seen]
) -> bool:
    """Tell whether the name moved to a dated snapshot that was listed at the new amount from its first day on."""
    vendor, name = key
    siblings = [
        sights for (maker, other), sights in copies.keys.items()
        if maker == vendor and _SNAPSHOT.sub("", other) == name != other
    ]  # fmt: skip
    return any(
        sights[0].amounts.get(cell) == after.amount and sights[0].on <= after.on
        for after in chain[1:]
        for sights in siblings
    )


def _written(
    model: str, tier: str, rate: str, chain: Sequence[Seen], before: Mapping[date, date], read: date
) -> Iterator[Mapping[str, object]]:
    """Yield the amounts that are over; the one that holds has its row from another source."""
    for index, (old, new) in enumerate(pairwise(chain)):
        yield {
            "model": model,
            "region": "global",
            "tier": tier or None,
            "rate": rate,
            "amount": decimal(old.amount),
            "per": TOKENS,
            # The first copy that knew an entry is no day of a price: it tells when the copy learnt of it.
            "from": old.on if index else None,
            "until": new.on,
            "checked_on": read,
            "last_unseen": before[old.on] if index else None,
            "last_seen": before[new.on],
        }


IMPORTER = Importer(
    "price-history", ("observed_prices.csv", "snapshots.csv"), parse, translate, folder="price-history-derived"
)
