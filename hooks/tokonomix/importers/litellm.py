"""litellm: facts of models, their last days, and what makers, clouds and named hosts charge today, region by region."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from tokonomix.importers import litellm_names as names
from tokonomix.importers import litellm_rates, naming
from tokonomix.importers.litellm_rates import TOKENS, Rate
from tokonomix.importers.records import Files, Importer, Known, ModelRecord, Records, refuse
from tokonomix.importers.writing import decimal

MODES = ("chat", "completion", "responses", "realtime", "audio_transcription", "audio_speech")
"""What answers in text or speech; the other modes are outside our catalogue."""

_ENDPOINTS = {
    "/v1/chat/completions": "chat",
    "/v1/completions": "completions",
    "/v1/responses": "responses",
    "/v1/realtime": "realtime",
    "/v1/audio/speech": "speech",
    "/v1/audio/transcriptions": "transcription",
}
_SPOKEN = {"realtime": "realtime", "audio_speech": "speech", "audio_transcription": "transcription"}
_BY_MODE = {
    "audio_speech": (["text"], ["audio"]),
    "audio_transcription": (["audio"], ["text"]),
    "realtime": (["text", "audio"], ["text", "audio"]),
}
_KINDS = ("text", "image", "audio", "video", "pdf")
_UPLIFTS = {
    "regional_processing_uplift_multiplier_eu": "eu",
    "regional_processing_uplift_multiplier_us": "us",
    "regional_endpoint_uplift_multiplier": "regional",
}
"""Factors on the list price of a pinned region; `regional` is any endpoint but the global one."""
_OWN = {"azure": "microsoft", "bedrock": "amazon"}
"""Clouds that sell their own models there."""
_REPRICED = frozenset({"xai"})
"""Makers whose retired names the map prices as what they lead to now."""
_MAKERS = frozenset(platform for platform, _prefix in names.FIRST_PARTY.values())
_WORDS = {"gpt": "GPT", "tts": "TTS", "hd": "HD", "glm": "GLM", "api": "API", "er": "ER", "xs": "XS"}


@dataclass(frozen=True)
class Listing:
    """One key of the map that sells a model of ours; `maker` if the seller is its maker."""

    model: str
    place: names.Place
    entry: Mapping[str, Any]
    maker: str | None


def parse(files: Files) -> dict[str, dict[str, Any]]:
    """Return the entries by key; refuse if a field that we use has another shape."""
    ((name, text),) = files.items()
    try:
        data = json.loads(text)
    except ValueError as error:
        raise refuse(name, f"not valid JSON: {error}") from None
    if not isinstance(data, dict):
        raise refuse(name, "the file is not a mapping of models")
    entries = {}
    for key, entry in data.items():
        if not isinstance(entry, dict):
            raise refuse(name, f"'{key}' is not a mapping")
        # `sample_spec` explains the fields; what other providers write is not our business.
        if key != "sample_spec" and entry.get("mode") in MODES and names.place(key, entry):
            _check(name, key, entry)
            entries[key] = entry
    if not entries:
        raise refuse(name, "no entry has a 'litellm_provider' and a 'mode' that we know")
    return entries


def _check(name: str, key: str, entry: Mapping[str, Any]) -> None:
    for field, value in entry.items():
        if value is None:
            continue
        number = isinstance(value, int | float) and not isinstance(value, bool)
        counted = field in ("max_input_tokens", "max_output_tokens", "rpm", "tpm") or field in _UPLIFTS
        if (counted or litellm_rates.is_price(field)) and not number:
            raise refuse(name, f"'{key}.{field}' is {value!r}, not a number")
        if field in ("tiered_pricing", "supported_modalities", "supported_endpoints") and not isinstance(value, list):
            raise refuse(name, f"'{key}.{field}' is not a list")
    try:
        date.fromisoformat(entry.get("deprecation_date") or "2000-01-01")
    except (TypeError, ValueError):
        raise refuse(name, f"'{key}.deprecation_date' is {entry['deprecation_date']!r}, not a day") from None
    for part in entry.get("tiered_pricing") or ():
        if not isinstance(part, dict) or not isinstance(part.get("range"), list):
            raise refuse(name, f"'{key}.tiered_pricing[].range' is missing")
    off_peak = entry.get("off_peak_pricing")
    if off_peak is not None and not (isinstance(off_peak, dict) and isinstance(off_peak.get("windows"), list)):
        raise refuse(name, f"'{key}.off_peak_pricing.windows' is missing")


def translate(parsed: dict[str, dict[str, Any]], known: Known) -> Records:
    """Return what makers say of their models, and the offers and prices of everyone we follow."""
    makers = [found for key, entry in parsed.items() if (found := _made(key, entry, known))]
    ours = {listing.model for listing in makers} | {name for name, file in known.models.items() if "name" in file}
    sold = [found for key, entry in parsed.items() if (found := _hosted(key, entry, known, ours))]
    rows: dict[str, list[Mapping[str, object]]] = {}
    taken: set[tuple[str, str, str]] = set()
    for listing in sorted([*makers, *sold], key=lambda listing: listing.place.rank):
        for region in _regions(listing):
            _add(rows, region, taken, known)
    # Of a model that only hosts sell, the first one mapped by hand says what it is.
    hosted = [listing for listing in sold if listing.model not in ours]
    models = {listing.model: listing for listing in reversed([*makers, *hosted])}
    records = [_record(listing, models, known) for listing in models.values()]
    return Records(tuple(records), {path: tuple(found) for path, found in rows.items()})


def _made(key: str, entry: Mapping[str, Any], known: Known) -> Listing | None:
    """Return the listing of a maker's own service, None if it is not or not of a model of ours."""
    provider = str(entry.get("litellm_provider"))
    place = names.place(key, entry)
    if place is None or not (provider in names.FIRST_PARTY or provider in names.SPEECH):
        return None
    name, mapped = _name(place, known)
    if name is None or not (mapped or provider in names.FIRST_PARTY):
        return None
    if not mapped and (naming.maker_of(name) or place.platform) != place.platform:
        return None
    if known.models.get(name, {}).get("vendor", place.platform) != place.platform or _alias(name, known):
        return None
    if name not in known.models and not (mapped or litellm_rates.rates(entry)):
        return None
    return Listing(name, place, entry, place.platform)


def _hosted(key: str, entry: Mapping[str, Any], known: Known, ours: Iterable[str]) -> Listing | None:
    """Return the listing of a model that another maker's service or a host sells, if we know the model."""
    place = names.place(key, entry)
    if place is None or _made(key, entry, known):
        return None
    name, mapped = _name(place, known)
    if name is None or _alias(name, known) or place.platform in names.SPEECH.values():
        return None
    if name not in ours and not (mapped and naming.maker_of(name)):
        return None
    maker = naming.maker_of(name)
    return Listing(name, place, entry, maker if maker and _OWN.get(place.platform) == maker else None)


def _name(place: names.Place, known: Known) -> tuple[str | None, bool]:
    """Return our id of what a key sells and whether it is mapped by hand, as `<platform>/<name>`."""
    published = f"{place.platform}/{place.name}"
    if published in known.aliases:
        return known.aliases[published][0], True
    name = naming.slug(place.name)
    return (name if naming.is_ours(name) and not naming.moves(name) else None), False


def _alias(name: str, known: Known) -> bool:
    return known.models.get(name, {}).get("kind") == "alias"


def _record(listing: Listing, models: Iterable[str], known: Known) -> ModelRecord:
    """Return what the map says of a model; where a host lists it, only what holds wherever it is sold."""
    name, entry = listing.model, listing.entry
    vendor = listing.maker or str(naming.maker_of(name))
    base = naming.base_of(name, {*models, *known.models})
    title = _title(base or name)
    given, taken = _modalities(entry)
    fields: dict[str, Any] = {
        "name": naming.dated(title, name, base) if base else title,
        "kind": "snapshot" if base else "model",
        "of": base,
        "vendor": vendor,
        "released": naming.day_in(name),
        "modalities.input": taken,
        "modalities.output": given,
        "reasoning": True if entry.get("supports_reasoning") else None,
        "tools": True if entry.get("supports_function_calling") else None,
    }
    own = _own(listing, known.read) if listing.maker else {}
    return ModelRecord(name, vendor, fields | _limits(entry, known.models.get(name, {})) | own)


def _own(listing: Listing, read: date) -> dict[str, Any]:
    """Return what only the key of the maker's own service tells: rate limits, last day, stage, endpoints."""
    entry, mode = listing.entry, listing.entry.get("mode")
    endpoints = [_ENDPOINTS[e] for e in entry.get("supported_endpoints") or () if e in _ENDPOINTS]
    ended = (entry.get("deprecation_date") or "9999") <= read.isoformat()
    sold = not ended and litellm_rates.rates(entry)
    return {
        # The map does not say for which kind of account these hold.
        "rate_limits.requests_per_minute": int(entry.get("rpm") or 0) or None,
        "rate_limits.tokens_per_minute": int(entry.get("tpm") or 0) or None,
        "shutdown_on": entry.get("deprecation_date"),
        # The map drops what is shut down.
        "status": ("preview" if "preview" in listing.model else "current") if sold else None,
        # Only OpenAI's endpoints are the maker's own; for the others the map says what litellm offers.
        "endpoints": endpoints if listing.maker == "openai" else [_SPOKEN[mode]] if mode in _SPOKEN else [],
    }


def _limits(entry: Mapping[str, Any], others: Mapping[str, Any]) -> dict[str, Any]:
    """Return the limits.

    The most input is no context. Where it exceeds the context that others give it cannot be the most input either: then
    it is this source's opinion of the context, as it is of a realtime session, which has one window. Where the most
    output repeats the most input, it is not stated.
    """
    most, out = int(entry.get("max_input_tokens") or 0) or None, int(entry.get("max_output_tokens") or 0) or None
    context = (others.get("limits") or {}).get("context")
    session = entry.get("mode") == "realtime"
    field = "limits.context" if session or (most and context and most > context) else "limits.max_input"
    return {field: most, "limits.max_output": None if out == most else out}


def _modalities(entry: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """Return what comes out and what goes in: as stated, else as the mode and the flags imply."""
    mode = str(entry.get("mode"))
    taken, given = _BY_MODE.get(mode, (["text"], ["text"]))
    if mode not in _BY_MODE:
        flags = {"image": "supports_vision", "audio": "supports_audio_input", "video": "supports_video_input"}
        taken = taken + [kind for kind, flag in flags.items() if entry.get(flag)]
    stated = {str(kind) for kind in entry.get("supported_modalities") or taken}
    out = {str(kind) for kind in entry.get("supported_output_modalities") or given}
    if entry.get("supports_pdf_input"):
        stated.add("pdf")
    return [kind for kind in _KINDS if kind in out], [kind for kind in _KINDS if kind in stated]


def _title(name: str) -> str:
    """Return a name for people where only this source knows the model: nova-2-5-sonic as Nova 2.5 Sonic."""
    name = re.sub(r"(?<=-)(\d)-(\d)(?=-|\Z)", r"\1.\2", name)
    return " ".join(_WORDS.get(part, part if part[:1].isdigit() else part.capitalize()) for part in name.split("-"))


def _regions(listing: Listing) -> Iterator[tuple[Listing, tuple[Rate, ...], Decimal | None]]:
    """Yield a listing with its rates, then each pinned region that costs a factor more.

    There only the plain tier is written out; the factor stands in the offer for the others.
    """
    found = litellm_rates.rates(listing.entry)
    yield listing, found, None
    factors = {region: listing.entry[field] for field, region in _UPLIFTS.items() if listing.entry.get(field)}
    if listing.maker == "anthropic" and (us := (listing.entry.get("provider_specific_entry") or {}).get("us")):
        factors["us"] = us
    for region, value in factors.items():
        factor = Decimal(str(value))
        place = replace(listing.place, region=region, scope="country" if region == "us" else None)
        plain = tuple(rate.times(factor) for rate in found if rate.per == TOKENS and rate.tier == "standard")
        yield replace(listing, place=place), plain, factor


def _add(
    rows: dict[str, list[Mapping[str, object]]],
    sold: tuple[Listing, tuple[Rate, ...], Decimal | None],
    taken: set[tuple[str, str, str]],
    known: Known,
) -> None:
    listing, found, factor = sold
    place, name = listing.place, listing.model
    ground = (place.platform, name, place.region)
    repriced = place.platform in _REPRICED and _retired(known.models.get(name, {}), known.read)
    if not found or ground in taken or repriced:
        return
    taken.add(ground)
    common: dict[str, object] = {"model": name, "region": place.region}
    offer = common | {"served_as": place.served_as, "scope": place.scope, "read": known.read}
    offer |= {"surcharge": decimal(factor) if factor else None, "until": _gone_on(listing, known)}
    rows.setdefault(f"data/offers/{place.platform}.csv", []).append(offer)
    note = f"{decimal(factor)} times the global price." if factor else None
    for rate in found:
        cells = common | {"tier": rate.tier, "rate": rate.rate, "when": rate.when}
        cells |= {"amount": decimal(rate.amount), "per": rate.per, "checked_on": known.read, "note": note}
        rows.setdefault(f"data/prices/{place.platform}.csv", []).append(cells)


def _gone_on(listing: Listing, known: Known) -> str | None:
    """Return the day on which a cloud or host ends what it sells; a maker's own end is that of the model itself.

    Some hosts repeat the maker's promise not to end a model before a day, which is no end.
    """
    if listing.place.platform in _MAKERS:
        return None
    file = known.models.get(listing.model, {})
    day = listing.entry.get("deprecation_date")
    promised = str(file.get("earliest_shutdown_on")) if file.get("earliest_shutdown_on") else None
    return None if day == promised and day != str(file.get("shutdown_on")) else day


def _retired(file: Mapping[str, Any], read: date) -> bool:
    return file.get("status") == "retired" or str(file.get("shutdown_on") or "9999") <= read.isoformat()


IMPORTER = Importer(
    "litellm", ("model_prices_and_context_window.json",), parse, translate,
    live="https://raw.githubusercontent.com/BerriAI/litellm/main/model_prices_and_context_window.json",
)  # fmt: skip
