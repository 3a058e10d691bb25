"""genai-prices: dated prices with context tiers, daily windows and service tiers, and makers' newest models."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tokonomix.importers import naming
from tokonomix.importers.periods import Step, merged_steps, periods, rates_on
from tokonomix.importers.records import Files, Importer, Known, ModelRecord, Records, refuse

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
    "novita": "novita",
    "ovhcloud": "ovhcloud",
    "together": "together",
}
"""Providers that sell other makers' models: our platform. Only names listed in `data/aliases.csv` are taken."""

_RESALE = re.compile(r"Imported from OpenRouter|Seen on OpenRouter|trusting open router", re.I)
_VERIFIED = re.compile(r"Verified against", re.I)
# Mistral names its models by year and month; the undated names move from one to the next.
_VERSION = re.compile(r"^open-|-2\d[01]\d\Z")
_WEEKEND_OFF_PEAK = re.compile(r"off-peak all day", re.I)
_TESTS: Mapping[str, Callable[[str, str], bool]] = {
    "equals": lambda name, value: name == value,
    "starts_with": lambda name, value: name.startswith(value),
    "ends_with": lambda name, value: name.endswith(value),
    "contains": lambda name, value: value in name,
    "regex": lambda name, value: re.search(value, name) is not None,
}
_TESTERS = {*_TESTS, "or", "and"}


@dataclass(frozen=True)
class Entry:
    """One price entry of a provider: `steps` by first day, `variants` by (region, tier)."""

    provider: str
    id: str
    name: str
    match: Mapping[str, Any]
    context: int | None
    comments: str
    deprecated: bool
    steps: tuple[Step, ...]
    variants: Mapping[tuple[str, str], tuple[Step, ...]]
    checked: date | None

    def covers(self, name: str) -> bool:
        """Tell whether the entry prices a name, by the rules of the source."""
        return _covers(self.match, name)

    def names(self) -> Iterator[str]:
        """Yield every name the entry states in full, its id first."""
        yield self.id
        yield from _equals(self.match)


def parse(files: Files) -> dict[str, list[Entry]]:
    """Return the entries of each provider in their order; refuse if a field that we use has another shape."""
    name = next(name for name in files if name.endswith(".json"))
    try:
        providers = json.loads(files[name])
    except ValueError as error:
        raise refuse(name, f"not valid JSON: {error}") from None
    if not isinstance(providers, list):
        raise refuse(name, "the file is not a list of providers")
    checked = _checked(files)
    found: dict[str, list[Entry]] = {}
    for provider in providers:
        if not isinstance(provider, dict) or not isinstance(provider.get("models"), list):
            raise refuse(name, "'models' of a provider is not a list")
        key = str(provider.get("id"))
        if key in FIRST_PARTY or key in HOSTS:
            found[key] = [_entry(name, key, model, checked) for model in provider["models"]]
    return found


def _checked(files: Files) -> dict[tuple[str, str], date]:
    name = next((name for name in files if name.endswith(".csv")), None)
    if name is None:
        return {}
    rows = csv.DictReader(files[name].splitlines())
    for column in ("provider", "model", "prices_checked"):
        if column not in (rows.fieldnames or ()):
            raise refuse(name, f"column '{column}' is missing")
    found = {}
    for row in rows:
        if row["prices_checked"]:
            found[row["provider"], row["model"]] = _day(name, "prices_checked", row["prices_checked"])
    return found


def _entry(file: str, provider: str, model: Any, checked: Mapping[tuple[str, str], date]) -> Entry:
    if not isinstance(model, dict) or not isinstance(model.get("id"), str):
        raise refuse(file, f"'{provider}': a model without 'id'")
    where = f"{provider}.{model['id']}"
    for field in ("match", "prices"):
        if field not in model:
            raise refuse(file, f"'{where}.{field}' is missing")
    _check_match(file, where, model["match"])
    comments = model.get("price_comments") or ""
    return Entry(
        provider=provider,
        id=model["id"],
        name=model.get("name") or model["id"],
        match=model["match"],
        context=model.get("context_window"),
        comments=comments,
        deprecated=bool(model.get("deprecated")),
        steps=tuple(_steps(file, where, model["prices"], bool(_WEEKEND_OFF_PEAK.search(comments)))),
        variants=_variants(file, where, model.get("price_variants") or []),
        checked=checked.get((provider, model["id"])),
    )


def _check_match(file: str, where: str, rule: Any) -> None:
    if not isinstance(rule, dict) or len(rule) != 1 or next(iter(rule)) not in _TESTERS:
        raise refuse(file, f"'{where}.match' has a rule that is not known: {str(rule)[:80]}")
    ((kind, value),) = rule.items()
    for part in value if kind in ("or", "and") else ():
        _check_match(file, where, part)


def _steps(file: str, where: str, prices: Any, weekdays: bool) -> Iterator[Step]:
    if isinstance(prices, dict):
        yield Step(None, None, rates_on(file, where, prices))
        return
    if not isinstance(prices, list):
        raise refuse(file, f"'{where}.prices' is neither a mapping nor a list")
    for part in prices:
        if not isinstance(part, dict) or not isinstance(part.get("prices"), dict):
            raise refuse(file, f"'{where}.prices[].prices' is missing")
        yield _step(file, where, part, part["prices"], weekdays)


def _step(file: str, where: str, part: Mapping[str, Any], prices: Any, weekdays: bool) -> Step:
    constraint = part.get("constraint") or {}
    if stray := set(constraint) - {"start_date", "start_time", "end_time"}:
        raise refuse(file, f"'{where}.constraint' has an unknown key '{sorted(stray)[0]}'")
    start, window = constraint.get("start_date"), None
    if "start_time" in constraint:
        window = (constraint["start_time"][:5], constraint["end_time"][:5], " mon-fri" if weekdays else "")
    since = _day(file, f"{where}.start_date", start) if start else None
    return Step(since, window, rates_on(file, where, prices))


def _variants(file: str, where: str, variants: list[Any]) -> dict[tuple[str, str], tuple[Step, ...]]:
    found: dict[tuple[str, str], list[Step]] = {}
    for part in variants:
        if not isinstance(part, dict) or not isinstance(part.get("when"), dict) or "prices" not in part:
            raise refuse(file, f"'{where}.price_variants[]' lacks 'when' or 'prices'")
        if place := _variant(part["when"]):
            found.setdefault(place, []).append(_step(file, where, part, part["prices"], False))
    return {place: tuple(steps) for place, steps in found.items()}


def _variant(when: Mapping[str, str]) -> tuple[str, str] | None:
    """Return (region, tier) of a variant; None for what is standard or has no word of ours."""
    tier = when.get("processing") or when.get("service_tier") or when.get("speed")
    if tier in ("batch", "flex", "priority", "fast") and len(when) == 1:
        return "global", tier
    if list(when) == ["route"] and when["route"].endswith("/eu"):
        return "eu", "standard"
    return None


def _day(file: str, field: str, text: Any) -> date:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        raise refuse(file, f"'{field}' is '{text}', not a day") from None


def _covers(rule: Mapping[str, Any], name: str) -> bool:
    ((kind, value),) = rule.items()
    if kind in ("or", "and"):
        found = [_covers(part, name) for part in value]
        return any(found) if kind == "or" else all(found)
    return _TESTS[kind](name, value if kind == "regex" else value.lower())


def _equals(rule: Mapping[str, Any]) -> Iterator[str]:
    ((kind, value),) = rule.items()
    if kind == "equals":
        yield value
    elif kind in ("or", "and"):
        for part in value:
            yield from _equals(part)


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
        names |= {name for name, record in models.items() if record.vendor == vendor}
        for name in sorted(names):
            if found := _pricing(entries, name, known):
                _add(rows, platform, name, name, found, known)
                if known.models.get(name, {}).get("of") == naming.slug(found.id) and name not in models:
                    fields = {"limits.context": found.context}
                    models[name] = ModelRecord(name, vendor, fields, creates=False)
    for provider, platform in HOSTS.items():
        for hosted in parsed.get(provider, ()):
            ours = known.aliases.get(f"{provider}/{hosted.id}", (None, None))[0]
            if ours and (maker := naming.maker_of(ours)):
                _add(rows, platform, ours, hosted.id, hosted, known)
                models.setdefault(ours, _record(hosted, maker, ours, None, True))
    return Records(tuple(models.values()), {path: tuple(found) for path, found in rows.items()})


def _first_hand(entry: Entry) -> bool:
    return not _RESALE.search(entry.comments) or bool(_VERIFIED.search(entry.comments))


def _records(entry: Entry, vendor: str, known: Known) -> Iterator[ModelRecord]:
    """Yield a model and its dated snapshots for an entry that prices a maker's own text or speech model."""
    published = f"{entry.provider}/{entry.id}"
    if published in known.aliases:
        name = known.aliases[published][0]
        names = {name} if name else set()
    else:
        names = set(_own_names(entry, vendor))
    for name in sorted(names):
        yield _record(entry, vendor, name, naming.base_of(name, names | set(known.models)), published in known.aliases)


def _record(entry: Entry, vendor: str, name: str, base: str | None, mapped: bool) -> ModelRecord:
    """Return what an entry says about one of its names; beyond its own name and snapshots that is only the price."""
    own = mapped or name in (naming.slug(entry.id), naming.slug(entry.id).removesuffix("-latest"))
    fields: dict[str, Any] = {
        "name": entry.name if own else f"{entry.name} ({name.removeprefix(f'{base}-')})" if base else name,
        "kind": "snapshot" if base else "model",
        "of": base,
        "vendor": vendor,
        "limits.context": entry.context if own or base else None,
        "status": "deprecated" if entry.deprecated else None,
    }
    if any(rate.startswith("audio.") for step in entry.steps for rate in step.rates):
        fields |= _spoken(entry)
    return ModelRecord(name, vendor, fields)


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
    rows: dict[str, list[Mapping[str, object]]],
    platform: str,
    name: str,
    served_as: str,
    entry: Entry,
    known: Known,
) -> None:
    prices = list(_prices(entry, name, known.read))
    if not prices:
        return
    region = _region(entry)
    rows.setdefault(f"data/prices/{platform}.csv", []).extend(prices)
    offer = {"model": name, "served_as": served_as, "region": region, "read": known.read}
    rows.setdefault(f"data/offers/{platform}.csv", []).append(offer)


def _region(entry: Entry) -> str:
    return "regional" if entry.id.startswith("regional.") else "global"


def _prices(entry: Entry, name: str, read: date) -> Iterator[Mapping[str, object]]:
    checked = entry.checked or read
    stale = (
        f"The source last compared it with the maker's page on {checked}."
        if (read - checked).days > 365
        else None
    )
    common = {"model": name, "checked_on": checked}
    for period in periods(entry.steps):
        yield common | {"region": _region(entry)} | period.cells(stale, read)
    for (region, tier), steps in entry.variants.items():
        for period in periods(merged_steps(entry.steps, steps)):
            yield common | {"region": region, "tier": tier} | period.cells(stale, read)


IMPORTER = Importer("genai-prices", ("data.json", "prices_checked.csv"), parse, translate)
