"""models.dev: facts of models, and the makers' prices where no source with dated prices has them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tokonomix.importers import naming
from tokonomix.importers.records import Files, Importer, Known, ModelRecord, Records, refuse
from tokonomix.importers.writing import decimal
from tokonomix.schema.dated_names import dated_day

FIRST_PARTY: Mapping[str, tuple[str, str]] = {
    "alibaba": ("alibaba", "alibaba"),
    "amazon-bedrock": ("amazon", "bedrock"),
    "anthropic": ("anthropic", "anthropic"),
    "cohere": ("cohere", "cohere"),
    "deepseek": ("deepseek", "deepseek"),
    "google": ("google", "google"),
    "inception": ("inception", "inception"),
    "minimax": ("minimax", "minimax"),
    "mistral": ("mistral", "mistral"),
    "moonshotai": ("moonshotai", "moonshotai"),
    "nvidia": ("nvidia", "nvidia"),
    "openai": ("openai", "openai"),
    "perplexity": ("perplexity", "perplexity"),
    "sakana": ("sakana", "sakana"),
    "stepfun": ("stepfun", "stepfun"),
    "upstage": ("upstage", "upstage"),
    "xai": ("xai", "xai"),
    "xiaomi": ("xiaomi", "xiaomi"),
    "zai": ("zai", "zai"),
}
"""Providers that are the maker's own service: our vendor and our platform."""

SELLERS_OF_MANY: Mapping[str, str] = {"amazon-bedrock": "amazon.", "nvidia": "nvidia/"}
"""Of these only the names with the prefix are the maker's own."""

HOSTS: Mapping[str, str | None] = {
    "amazon-bedrock": "bedrock",
    "azure": "azure",
    "groq": "groq",
    "togetherai": "together",
    "openrouter": None,
    "poe": None,
    "github-models": None,
    "llmgateway": None,
    "huggingface": None,
    "kilo": None,
    "nano-gpt": None,
    "alibaba-cn": None,
    "nvidia": None,
    "nebius": "nebius",
    "ovhcloud": "ovhcloud",
    "scaleway": "scaleway",
    "stackit": "stackit",
    "cortecs": "cortecs",
    "berget": "berget",
    "evroc": "evroc",
    "regolo-ai": "regolo-ai",
    "cloudferro-sherlock": "cloudferro-sherlock",
    "privatemode-ai": "privatemode-ai",
}
"""Providers that sell other makers' models: our platform, None where only facts are taken.

Only names listed in `data/aliases.csv` are taken.
"""

EUROPEAN = (
    "nebius", "ovhcloud", "scaleway", "stackit", "cortecs", "berget", "evroc", "regolo-ai", "cloudferro-sherlock",
    "privatemode-ai",
)  # fmt: skip
"""Hosts of which the offer counts, priced or not: their limits are those of their own endpoints, no model's."""

LISTING_DAYS = ("alibaba-cn", "nano-gpt", *EUROPEAN)
"""Of these the day of release is often that on which the host listed the model, so it is left out.

So is any host's day after the month in the name: mistral-large-2407 was listed by a router in November 2024.
"""

MAKERS: Mapping[str, str] = {
    "alibaba": "alibaba",
    "anthropic": "anthropic",
    "cohere": "cohere",
    "deepseek": "deepseek",
    "google": "google",
    "meta": "meta",
    "mistral": "mistral",
    "nvidia": "nvidia",
    "openai": "openai",
    "sarvam": "sarvam",
    "stepfun": "stepfun",
    "tencent": "tencent",
    "zhipuai": "zai",
}
"""Folders of the provider-independent models, and our vendor."""


@dataclass(frozen=True)
class Listing:
    """One listing of a model of ours; `platform` None where the source does not sell it."""

    model: str
    vendor: str
    platform: str | None
    key: str
    entry: Mapping[str, Any]


RATES: Mapping[str, str] = {
    "input": "text.input",
    "output": "text.output",
    "reasoning": "text.reasoning",
    "cache_read": "text.cache_read",
    "cache_write": "text.cache_write",
    "input_audio": "audio.input",
    "output_audio": "audio.output",
}
STATUS = {"alpha": "preview", "beta": "preview", "deprecated": "deprecated"}
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?\Z")


def parse(files: Files) -> dict[str, dict[str, Any]]:
    """Return the providers and the models; refuse if a field that we use has another shape."""
    ((name, text),) = files.items()
    try:
        data = json.loads(text)
    except ValueError as error:
        raise refuse(name, f"not valid JSON: {error}") from None
    for part in ("providers", "models"):
        if not isinstance(data, dict) or not isinstance(data.get(part), dict):
            raise refuse(name, f"'{part}' is not a mapping")
    for provider in (*FIRST_PARTY, *HOSTS):
        listed = data["providers"].get(provider)
        if listed is None:
            continue
        if not isinstance(listed, dict) or not isinstance(listed.get("models"), dict):
            raise refuse(name, f"'providers.{provider}.models' is not a mapping")
        for key, entry in listed["models"].items():
            _check(name, f"providers.{provider}.models.{key}", entry)
    for key, entry in data["models"].items():
        _check(name, f"models.{key}", entry)
    return {"providers": data["providers"], "models": data["models"]}


def _check(name: str, where: str, entry: Any) -> None:
    shapes = {
        "name": str,
        "limit": dict,
        "modalities": dict,
        "cost": dict,
        "release_date": str,
        "knowledge": str,
    }
    if not isinstance(entry, dict):
        raise refuse(name, f"'{where}' is not a mapping")
    for field in ("name", "limit", "modalities"):
        if field not in entry:
            raise refuse(name, f"'{where}.{field}' is missing")
    for field, shape in shapes.items():
        if field in entry and entry[field] is not None and not isinstance(entry[field], shape):
            raise refuse(name, f"'{where}.{field}' is {entry[field]!r}")
    for part in ("limit", "cost"):
        for key, value in (entry.get(part) or {}).items():
            # `context_over_200k` says of some tiers once more what `tiers` says of all.
            if key not in ("tiers", "context_over_200k") and not isinstance(value, int | float):
                raise refuse(name, f"'{where}.{part}.{key}' is {value!r}, not a number")


def translate(parsed: dict[str, dict[str, Any]], known: Known) -> Records:
    """Return the facts of every model of the makers we follow, and prices on their own platforms."""
    listings = list(_listings(parsed, known))
    first: dict[str, Listing] = {}
    for listing in listings:
        first.setdefault(listing.model, listing)
    models = [_record(listing, first) for listing in first.values()]
    models += _bases(models)
    rows: dict[str, list[Mapping[str, object]]] = {}
    for listing in listings:
        prices = list(_prices(listing.model, listing.entry, known.read)) if listing.platform else []
        served = bool(prices) or (listing.platform and (_by_time(listing.entry) or listing.platform in EUROPEAN))
        offers = rows.setdefault(f"data/offers/{listing.platform}.csv", []) if served else []
        if served and not any(offer["model"] == listing.model for offer in offers):
            if prices:
                rows.setdefault(f"data/prices/{listing.platform}.csv", []).extend(prices)
            offer = {"model": listing.model, "served_as": listing.key, "region": "global", "read": known.read}
            offers.append(offer)
    return Records(tuple(models), {path: tuple(found) for path, found in rows.items()})


def _listings(parsed: dict[str, dict[str, Any]], known: Known) -> Iterator[Listing]:
    """Yield what the source lists of our models: the makers' own services, then the models in general, then hosts."""
    for provider, (vendor, platform) in FIRST_PARTY.items():
        for key, entry in _offered(parsed, provider):
            if key.startswith(SELLERS_OF_MANY.get(provider, "")):
                yield from _listing(f"{provider}/{key}", vendor, platform, entry, known)
    for key, entry in parsed["models"].items():
        if maker := MAKERS.get(key.split("/")[0]):
            yield from _listing(f"models/{key}", maker, None, entry, known)
    for provider, host in HOSTS.items():
        for key, entry in _offered(parsed, provider):
            name = known.aliases.get(f"{provider}/{key}", (None, None))[0]
            if name and (maker := naming.maker_of(name)):
                yield Listing(name, maker, host, key, _of_host(provider, name, entry))


def _of_host(provider: str, name: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a host's entry says of the model itself; its stage is that of the offer."""
    dated, released = dated_day(name) or "", entry.get("release_date") or ""
    listed = provider in LISTING_DAYS or (len(dated) == len("2024-07") and released[:7] > dated)
    out = ("status", "release_date") if listed else ("status",)
    said = {key: value for key, value in entry.items() if key not in out}
    return said | {"limit": {}} if provider in EUROPEAN else said


def _offered(parsed: dict[str, dict[str, Any]], provider: str) -> Iterable[tuple[str, dict[str, Any]]]:
    found: dict[str, dict[str, Any]] = parsed["providers"].get(provider, {}).get("models", {})
    return found.items()


def _listing(
    published: str, vendor: str, platform: str | None, entry: dict[str, Any], known: Known
) -> Iterator[Listing]:
    key = published.partition("/")[2]
    name, ours = _name(published, key, known)
    if name and (ours or _answers(entry)):
        yield Listing(name, vendor, platform, key, entry)


def _name(published: str, key: str, known: Known) -> tuple[str | None, bool]:
    if published in known.aliases:
        return known.aliases[published][0], True
    name = naming.slug(key)
    return (name if naming.is_ours(name) and not naming.moves(name) else None), False


def _answers(entry: Mapping[str, Any]) -> bool:
    """Tell whether a model gives text or speech and takes text or speech, and is not older than 2023."""
    modalities = entry["modalities"]
    output, taken = set(modalities.get("output") or ()), set(modalities.get("input") or ())
    spoken = "text" in output or output == {"audio"}
    return spoken and bool(taken & {"text", "audio"}) and (entry.get("release_date") or "9999") >= "2023"


def _record(listing: Listing, names: Iterable[str]) -> ModelRecord:
    name, vendor, entry = listing.model, listing.vendor, listing.entry
    base = naming.base_of(name, names)
    limit, modalities = entry["limit"], entry["modalities"]
    weights = entry.get("weights") or [{}]
    title = re.sub(r" \(latest\)\Z", "", entry["name"].strip())
    month = re.search(r"-(\d{2}-20\d{2})\Z", name)
    if month and month[1][-4:] not in title:
        title = f"{title} ({month[1]})"  # Cohere's names of different models differ in the month alone
    fields = {
        "name": naming.dated(title, name, base) if base else title,
        "kind": "snapshot" if base else "model",
        "of": base,
        "vendor": vendor,
        "family": entry.get("family"),
        "released": naming.day_of(name, _day(entry.get("release_date"))),
        "status": STATUS.get(entry.get("status") or ""),
        "modalities.input": _modalities(modalities.get("input")),
        "modalities.output": _modalities(modalities.get("output")),
        "limits.context": _limit(limit, "context"),
        "limits.max_input": _limit(limit, "input"),
        "limits.max_output": _limit(limit, "output"),
        "knowledge.reliable": _day(entry.get("knowledge")),
        "weights.open": entry.get("open_weights"),
        "weights.licence": entry.get("license"),
        "weights.url": weights[0].get("url"),
        "reasoning": entry.get("reasoning"),
        "tools": entry.get("tool_call"),
    }
    return ModelRecord(name, vendor, fields)


def _bases(models: list[ModelRecord]) -> Iterator[ModelRecord]:
    """Yield a model for snapshots whose undated model the source does not list: facts of its newest snapshot."""
    names = {model.id for model in models}
    missing: dict[str, list[ModelRecord]] = {}
    for model in models:
        base = model.fields["of"]
        if base and base not in names:
            missing.setdefault(str(base), []).append(model)
    for base, snapshots in missing.items():
        ordered = sorted(snapshots, key=lambda m: (m.fields["released"] or "", m.id))
        newest = ordered[-1]
        note = f"The source lists only dated snapshots; facts are those of {newest.id}."
        own = {"kind": "model", "of": None, "released": ordered[0].fields["released"], "note": note}
        title = str(newest.fields["name"])
        for mark in (r" \([\d-]+\)\Z", r" (?:v2|\(new\)|\d{4}|\d{4}-\d{2}-\d{2}|\d{8})\Z"):
            title = re.sub(mark, "", title)
        yield ModelRecord(base, newest.vendor, dict(newest.fields) | own | {"name": title})


def _limit(limit: Mapping[str, Any], name: str) -> int | None:
    # The source's schema demands a number, so it writes 0 for what it does not know. A context that does not even hold
    # the output is something else.
    value = int(limit.get(name) or 0) or None
    if name == "context" and value and value * 1.05 < int(limit.get("output") or 0):
        return None
    return None if name == "input" and value == limit.get("context") else value


def _day(text: str | None) -> str | None:
    return text if text and _DAY.match(text) else None


def _modalities(found: list[str] | None) -> list[str]:
    return [name for name in ("text", "image", "audio", "video", "pdf") if name in (found or ())]


def _prices(name: str, entry: Mapping[str, Any], read: date) -> Iterator[Mapping[str, object]]:
    cost = entry.get("cost") or {}
    if not (cost.get("input") or cost.get("output")):
        # Both 0 stands for free, for a subscription and for unknown alike: nothing is known.
        return
    if _by_time(entry):
        return
    for key, rate in RATES.items():
        if amount := cost.get(key):
            yield _price(name, rate, amount, read, None)
    for tier in cost.get("tiers") or ():
        size = (tier.get("tier") or {}).get("size")
        for key, rate in RATES.items():
            if size and (amount := tier.get(key)):
                yield _price(name, rate, amount, read, f"input>{_thousands(size)}")


def _by_time(entry: Mapping[str, Any]) -> bool:
    """Tell whether the amounts are those of minutes or seconds, for which the source has no field.

    It lists them as if per million tokens: of models that take sound alone, and where a model that gives no sound has
    a price for sound.
    """
    modalities = entry["modalities"]
    silent = "audio" not in (modalities.get("output") or ())
    return modalities.get("input") == ["audio"] or bool(silent and (entry.get("cost") or {}).get("output_audio"))


def _price(name: str, rate: str, amount: float, read: date, when: str | None) -> Mapping[str, object]:
    return {
        "model": name,
        "region": "global",
        "rate": rate,
        "amount": decimal(amount),
        "per": "1M tokens",
        "checked_on": read,
        "when": when,
    }


def _thousands(size: int) -> str:
    return f"{size // 1000}k" if size % 1000 == 0 else str(size)


IMPORTER = Importer(
    "models-dev", ("models-dev.json",), parse, translate, live="https://models.dev/catalog.json"
)
