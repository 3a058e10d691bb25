"""genai-prices: dated prices with context tiers, daily windows and service tiers, and makers' newest models."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from tokonomix.importers import naming
from tokonomix.importers.genai_entries import Entry, read_entries
from tokonomix.importers.periods import Period, merged_steps, periods
from tokonomix.importers.records import Files, Importer, Known, ModelRecord, Records

FIRST_PARTY: Mapping[str, tuple[str, str]] = {
    "anthropic": ("anthropic", "anthropic"),
    "cohere": ("cohere", "cohere"),
    "deepseek": ("deepseek", "deepseek"),
    "google": ("google", "google"),
    "meta": ("meta", "meta"),
    "minimax": ("minimax", "minimax"),
    "mistral": ("mistral", "mistral"),
    "moonshotai": ("moonshotai", "moonshotai"),
    "openai": ("openai", "openai"),
    "perplexity": ("perplexity", "perplexity"),
    "x-ai": ("xai", "xai"),
    "zai": ("zai", "zai"),
}
"""Providers that are the maker's own service: our vendor and our platform."""

HOSTS: Mapping[str, str] = {
    "aws": "bedrock",
    "azure": "azure",
    "cerebras": "cerebras",
    "fireworks": "fireworks",
    "groq": "groq",
    "huggingface_publicai": "publicai",
    "novita": "novita",
    "ovhcloud": "ovhcloud",
    "together": "together",
}
"""Providers that sell other makers' models: our platform. Only names listed in `data/aliases.csv` are taken."""

_RESALE = re.compile(r"Imported from OpenRouter|Seen on OpenRouter|trusting open router", re.IGNORECASE)
_VERIFIED = re.compile(r"Verified against", re.IGNORECASE)
_FREE = re.compile(r"free of charge|\(free\)", re.IGNORECASE)
_PROMOTION = re.compile(r"introductory rates apply|launch promotion|launched at promotional", re.IGNORECASE)
_MOVED = re.compile(r"alias moved from (?P<old>[^:]+?) to (?P<new>[^:]+?) on (?P<day>\d{4}-\d{2}-\d{2})")
# Mistral names its models by year and month; the undated names move from one to the next.
_VERSION = re.compile(r"^open-|-2\d[01]\d\Z")
_LATELY = timedelta(days=180)


def parse(files: Files) -> dict[str, list[Entry]]:
    """Return the entries of each provider we follow; refuse if a field that we use has another shape."""
    return read_entries(files, {*FIRST_PARTY, *HOSTS})


def translate(parsed: dict[str, list[Entry]], known: Known) -> Records:
    """Return prices of every model an entry covers on its own platform, and files for the makers' newest models."""
    models: dict[str, ModelRecord] = {}
    rows: dict[str, list[Mapping[str, object]]] = {}
    for provider, (vendor, platform) in FIRST_PARTY.items():
        entries = [entry for entry in parsed.get(provider, ()) if _first_hand(entry)]
        for entry in entries:
            for record in _records(entry, vendor, known):
                models.setdefault(record.id, record)
        names = {
            n
            for n, file in known.models.items()
            if file["vendor"] == vendor and file.get("kind") != "alias"
        }
        aliases = {name for name, record in models.items() if record.fields.get("kind") == "alias"}
        names |= {name for name, record in models.items() if record.vendor == vendor}
        for name in sorted(names - aliases):
            if found := _pricing(entries, name, known):
                _add(rows, platform, name, name, found, known, _last_day(name, known))
                if known.models.get(name, {}).get("of") == naming.slug(found.id) and name not in models:
                    fields = {"limits.context": found.context}
                    models[name] = ModelRecord(name, vendor, fields, creates=False)
    for provider, platform in HOSTS.items():
        for hosted in parsed.get(provider, ()):
            ours = known.aliases.get(f"{provider}/{hosted.id}", (None, None))[0]
            if ours and (maker := naming.maker_of(ours)):
                _add(rows, platform, ours, hosted.id, hosted, known)
                models.setdefault(ours, _record(hosted, maker, ours, None, True, known.read))
    return Records(tuple(_told_apart(models)), {path: tuple(found) for path, found in rows.items()})


def _told_apart(models: Mapping[str, ModelRecord]) -> Iterator[ModelRecord]:
    """Yield the models; where the source gives several one name, it is kept by the one whose id says the same."""
    names = Counter(record.fields.get("name") for record in models.values())
    for record in models.values():
        name = str(record.fields.get("name"))
        if names[name] > 1 and naming.slug(name.replace(" ", "-")) != record.id:
            yield replace(record, fields={**record.fields, "name": record.id.replace("-", " ")})
        else:
            yield record


def _first_hand(entry: Entry) -> bool:
    return not _RESALE.search(entry.comments) or bool(_VERIFIED.search(entry.comments))


def _records(entry: Entry, vendor: str, known: Known) -> Iterator[ModelRecord]:
    """Yield a model and its dated snapshots for an entry that prices a maker's own text or speech model."""
    published = f"{entry.provider}/{entry.id}"
    if published in known.aliases:
        name = known.aliases[published][0]
        names = {name} if name else set()
    else:
        if moved := _MOVED.search(entry.comments):
            yield from _alias(entry, vendor, moved, known)
            return
        names = set(_own_names(entry, vendor))
    for name in sorted(names):
        base = naming.base_of(name, names | set(known.models))
        yield _record(entry, vendor, name, base, published in known.aliases, known.read)


def _alias(entry: Entry, vendor: str, moved: re.Match[str], known: Known) -> Iterator[ModelRecord]:
    """Yield a moving name with the day on which it moved, if both models are known by hand."""
    old, new = (known.aliases.get(moved[side], (None, None))[0] for side in ("old", "new"))
    if old and new:
        targets = [{"model": old, "until": moved["day"]}, {"model": new, "from": moved["day"]}]
        fields = {"name": entry.name, "kind": "alias", "vendor": vendor, "targets": targets}
        yield ModelRecord(naming.slug(entry.id), vendor, fields)


def _record(
    entry: Entry, vendor: str, name: str, base: str | None, mapped: bool, read: date
) -> ModelRecord:
    """Return what an entry says about one of its names; beyond its own name and snapshots that is only the price."""
    slug = naming.slug(entry.id)
    own = mapped or name in (slug, slug.removesuffix("-latest"), naming.base_of(slug, [name]))
    title = entry.name if own or slug in (base, name) else base or name
    fields: dict[str, Any] = {
        "name": naming.dated(title, name, base) if base else title,
        "kind": "snapshot" if base else "model",
        "of": base,
        "vendor": vendor,
        "released": naming.day_in(name),
        "limits.context": entry.context if own or base else None,
        "status": "deprecated" if entry.deprecated else "current" if _sold(entry, read) else None,
    }
    if any(rate.startswith("audio.") for step in entry.steps for rate in step.rates):
        fields |= _spoken(entry)
    return ModelRecord(name, vendor, fields)


def _sold(entry: Entry, read: date) -> bool:
    """Tell whether the source saw the price on the maker's page lately.

    Either the entry is younger than the source's list of checked days, or one of its prices began lately. That the
    entry exists says nothing: the source keeps the prices of retired models.
    """
    days = [step.since for steps in (entry.steps, *entry.variants.values()) for step in steps if step.since]
    return entry.new or any(read - _LATELY <= day <= read for day in days)


def _own_names(entry: Entry, vendor: str) -> Iterator[str]:
    """Yield the names in an entry that are models of the maker: its id, dated snapshots, versions named by date."""
    name = naming.slug(entry.id)
    if vendor == "anthropic":
        name = name.removesuffix("-latest")
    if not naming.is_ours(name) or (naming.maker_of(name) or vendor) != vendor or not entry.steps[-1].rates:
        return
    stated = {slug for other in entry.names() if naming.is_ours(slug := naming.slug(other))}
    yield from (other for other in stated if naming.base_of(other, stated | {name}) == name)
    if vendor == "mistral" and (versions := {n for n in stated if _VERSION.search(n)}):
        yield from versions
        return
    if name.startswith(("gpt-realtime", "gpt-audio")):
        yield from (other for other in stated if naming.base_of(other) is None)
    base = naming.base_of(name, stated)
    if base:
        yield base
    yield name


def _spoken(entry: Entry) -> dict[str, list[str]]:
    """Return the modalities that the rates imply: what is billed as input or output goes in or comes out."""
    rates = {rate for step in entry.steps for rate in step.rates}
    order = ("text", "image", "audio", "video")
    taken = [
        kind for kind in order if f"{kind}.input" in rates or (kind == "audio" and "audio.session" in rates)
    ]
    given = [
        kind for kind in order if f"{kind}.output" in rates or (kind == "audio" and "audio.session" in rates)
    ]
    return {"modalities.input": taken, "modalities.output": given} if taken and given else {}


def _pricing(entries: list[Entry], name: str, known: Known) -> Entry | None:
    """Return the entry that prices a name: one mapped to it by hand, else the first whose rule covers it."""
    for entry in entries:
        if known.aliases.get(f"{entry.provider}/{entry.id}", (None, None))[0] == name:
            return entry
    usable = [e for e in entries if known.aliases.get(f"{e.provider}/{e.id}", (e.id, None))[0] is not None]
    exact = [e for e in usable if name in {n.lower() for n in e.names()}]
    return next(iter(exact), None) or next((e for e in usable if e.covers(name)), None)


def _add(
    rows: dict[str, list[Mapping[str, object]]], platform: str, name: str, served_as: str, entry: Entry, known: Known,
    end: str | None = None,
) -> None:  # fmt: skip
    # An entry covers names by a rule, and its steps the newest of them: to one that had ended they are no price.
    prices = [row for row in _prices(entry, name, known.read) if not (end and str(row.get("from") or "") >= end)]
    if prices:
        offer = {"model": name, "served_as": served_as, "region": _region(entry), "read": known.read}
        rows.setdefault(f"data/prices/{platform}.csv", []).extend(prices)
        rows.setdefault(f"data/offers/{platform}.csv", []).append(offer)


def _last_day(name: str, known: Known) -> str | None:
    """Return the day on which the maker ended a model, by what others say of it."""
    day = known.models.get(name, {}).get("shutdown_on")
    return str(day) if day else None


def _region(entry: Entry) -> str:
    return "regional" if entry.id.startswith("regional.") else "global"


def _prices(entry: Entry, name: str, read: date) -> Iterator[Mapping[str, object]]:
    common = {"model": name, "region": _region(entry)}
    free = not any(step.rates for step in entry.steps) and _FREE.search(f"{entry.name} {entry.comments}")
    if free:
        note = "The source says that it is free of charge."
        for rate in ("text.input", "text.output"):
            row = {"rate": rate, "amount": "0", "per": "1M tokens", "status": "free", "note": note}
            yield common | row | {"checked_on": entry.checked or read}
    promised = _PROMOTION.search(entry.comments) is not None
    for period in _promoted(periods(entry.steps), promised):
        yield common | _cells(period, entry, read)
    for (region, tier), steps in entry.variants.items():
        for period in _promoted(periods(merged_steps(entry.steps, steps)), promised):
            yield common | {"region": region, "tier": tier} | _cells(period, entry, read)


def _promoted(found: Iterable[Period], promised: bool) -> Iterator[Period]:
    """Yield the periods; where the source says that a promotion ends, its first period has that status."""
    seen: set[tuple[str, str | None]] = set()
    for period in found:
        first = (period.rate, period.when) not in seen
        seen.add((period.rate, period.when))
        yield replace(period, status="promo") if promised and first and period.until else period


def _cells(period: Period, entry: Entry, read: date) -> dict[str, object]:
    checked = entry.checked or read
    if period.since and checked < period.since <= read:
        checked = read  # the source has written this step after the day it names
    stale = f"The source last compared it with the maker's page on {checked}." if (read - checked).days > 365 else None
    return period.cells(stale, read) | {"checked_on": checked}


IMPORTER = Importer("genai-prices", ("data.json", "prices_checked.csv"), parse, translate)
