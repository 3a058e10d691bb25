"""modeldeprecations.dev: when models were announced, deprecated and shut down at the makers' own services."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from tokonomix.importers import naming
from tokonomix.importers.records import Files, Importer, Known, ModelRecord, Records, refuse
from tokonomix.schema.dated_names import dated_day, too_early

PROVIDERS: Mapping[str, str] = {
    "alibaba": "alibaba",
    "anthropic": "anthropic",
    "cohere": "cohere",
    "deepseek": "deepseek",
    "google": "google",
    "minimax": "minimax",
    "mistral": "mistral",
    "moonshot": "moonshotai",
    "openai": "openai",
    "xai": "xai",
    "xiaomi": "xiaomi",
    "z-ai": "zai",
}
"""Providers that are makers, and our vendor; Bedrock and Vertex keep dates of their own and are left out."""

STATUS = {"active": "current", "deprecated": "deprecated", "retired": "retired"}
END = ("deprecated_on", "shutdown_on", "replacement", "status")
"""Fields that say how a model ends."""
DAYS = ("released_on", "deprecated_on", "shutdown_on", "earliest_shutdown_on", "last_verified")


def parse(files: Files) -> list[dict[str, Any]]:
    """Return the entries of the makers; refuse if a field that we use has another shape."""
    ((name, text),) = files.items()
    try:
        entries = json.loads(text)
    except ValueError as error:
        raise refuse(name, f"not valid JSON: {error}") from None
    if isinstance(entries, dict):
        entries = entries.get("models")  # as it is published; the list alone as it is stored
    if not isinstance(entries, list):
        raise refuse(name, "the file is not a list of models")
    for index, entry in enumerate(entries):
        _check(name, index, entry)
    return [entry for entry in entries if entry["provider"] in PROVIDERS]


def _check(name: str, index: int, entry: Any) -> None:
    if not isinstance(entry, dict):
        raise refuse(name, f"entry {index} is not a mapping")
    for field in ("provider", "model", "status"):
        if not isinstance(entry.get(field), str):
            raise refuse(name, f"entry {index}: '{field}' is missing")
    if entry["status"] not in STATUS:
        raise refuse(name, f"{entry['model']}: 'status' is '{entry['status']}'")
    for field in DAYS:
        try:
            date.fromisoformat(entry.get(field) or "2000-01-01")
        except (TypeError, ValueError):
            raise refuse(name, f"{entry['model']}: '{field}' is {entry[field]!r}, not a day") from None
    for field in ("aliases", "replacements", "sources"):
        if not isinstance(entry.get(field) or [], list):
            raise refuse(name, f"{entry['model']}: '{field}' is not a list")


def translate(parsed: list[dict[str, Any]], known: Known) -> Records:
    """Return the lifecycle of models that have a file, and a file for each moving name with a stated target."""
    found: dict[str, ModelRecord] = {}
    for entry in parsed:
        name = _name(entry["model"], known)
        vendor = PROVIDERS[entry["provider"]]
        if name is None or known.models.get(name, {}).get("vendor", vendor) != vendor:
            continue
        fields = _lifecycle(entry, name, known)
        url = next((s.get("url") for s in entry.get("sources") or ()), None)
        if mapped := entry["model"] in known.aliases and name == naming.slug(entry["model"]):
            # The source knows it best: a model that only this one lists, taken by hand.
            fields |= {"name": entry["model"], "kind": "model", "vendor": vendor}
        found[name] = ModelRecord(name, vendor, fields, url, creates=mapped)
        for other in sorted(naming.slug(alias) for alias in entry.get("aliases") or ()):
            if other.endswith("-latest"):
                if name in known.models and naming.is_ours(other):
                    found[other] = _alias(other, name, vendor, url)
            elif other in known.models:
                # The source folds the names of one model into one entry.
                own = fields | {"released": _released(entry, other)}
                found.setdefault(other, ModelRecord(other, vendor, own, url, creates=False))
    for record in _families(found, known):
        found.setdefault(record.id, record)
    return Records(tuple(found.values()))


def _name(published: str, known: Known) -> str | None:
    if published in known.aliases:
        return known.aliases[published][0]
    return naming.slug(published)


def _lifecycle(entry: Mapping[str, Any], name: str, known: Known) -> dict[str, Any]:
    return {
        "released": _released(entry, name),
        "deprecated_on": entry.get("deprecated_on"),
        "shutdown_on": entry.get("shutdown_on"),
        "earliest_shutdown_on": entry.get("earliest_shutdown_on"),
        "replacement": _replacement(entry, known),
        "status": STATUS[entry["status"]],
    }


def _released(entry: Mapping[str, Any], name: str) -> str | None:
    """Return the day of release of one of the names of an entry, unless the name says that it is none.

    It is not before the date in the name; and of Anthropic's models the source repeats the date in the name, which is
    that of the snapshot.
    """
    dates = {dated_day(naming.slug(other)) for other in (entry["model"], *(entry.get("aliases") or ()))}
    stated = entry.get("released_on")
    repeated = entry["provider"] == "anthropic" and stated in dates
    return None if not stated or repeated or too_early(name, stated) else stated


def _replacement(entry: Mapping[str, Any], known: Known) -> str | None:
    """Return the model the maker recommends, if we know it."""
    offered = sorted(entry.get("replacements") or (), key=lambda r: not r.get("recommended"))
    names = [_name(offer["model"], known) for offer in offered if offer.get("model")]
    return next(
        (name for name in names if name in known.models and name != _name(entry["model"], known)), None
    )


def _alias(name: str, target: str, vendor: str, url: str | None) -> ModelRecord:
    fields = {"name": name, "kind": "alias", "vendor": vendor, "targets": [{"model": target}]}
    return ModelRecord(name, vendor, fields, url)


def _families(found: Mapping[str, ModelRecord], known: Known) -> Iterator[ModelRecord]:
    """Yield the end of a model all of whose dated snapshots have one, and of snapshots the source is silent about.

    A model ends with the last of its snapshots; a snapshot no later than its model, unless another source says when.
    """
    snapshots: dict[str, list[str]] = {}
    for name, file in known.models.items():
        if file.get("of"):
            snapshots.setdefault(str(file["of"]), []).append(name)
    for base, names in sorted(snapshots.items()):
        ends = [found[name] for name in names if name in found and found[name].fields.get("shutdown_on")]
        whole = found.get(base)
        for name in names if whole and whole.fields.get("shutdown_on") else ():
            if whole and name not in found and not _ends(known.models[name]):
                yield ModelRecord(name, whole.vendor, {key: whole.fields[key] for key in END}, whole.url, creates=False)
        if base in found or base not in known.models or len(ends) < len(names):
            continue
        last = max(ends, key=lambda record: (record.fields["shutdown_on"], record.id))
        yield ModelRecord(base, last.vendor, {key: last.fields[key] for key in END}, last.url, creates=False)


def _ends(file: Mapping[str, Any]) -> bool:
    return "shutdown_on" in file or "shutdown_on" in (file.get("claims") or {})


IMPORTER = Importer(
    "model-deprecations", ("deprecations.json",), parse, translate,
    live="https://modeldeprecations.dev/api/v1/models.json",
)  # fmt: skip
