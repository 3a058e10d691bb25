"""Reads the price entries of genai-prices: rules for names, steps by day, daily windows, service tiers."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tokonomix.importers.periods import Step, rates_on
from tokonomix.importers.records import Files, refuse

_WEEKEND_OFF_PEAK = re.compile(r"off-peak all day", re.IGNORECASE)
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
    """Day on which the source says it compared the entry with the maker's page."""
    new: bool
    """Whether the list of those days does not know the entry yet."""

    def covers(self, name: str) -> bool:
        """Tell whether the entry prices a name, by the rules of the source."""
        return _covers(self.match, name)

    def names(self) -> Iterator[str]:
        """Yield every name the entry states in full, its id first."""
        yield self.id
        yield from _equals(self.match)


def read_entries(files: Files, wanted: Collection[str]) -> dict[str, list[Entry]]:
    """Return the entries of each wanted provider in their order; refuse if a field that we use has another shape."""
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
        if key in wanted:
            found[key] = [_entry(name, key, model, checked) for model in provider["models"]]
    return found


def _checked(files: Files) -> dict[tuple[str, str], date | None]:
    name = next((name for name in files if name.endswith(".csv")), None)
    if name is None:
        return {}
    rows = csv.DictReader(files[name].splitlines())
    for column in ("provider", "model", "prices_checked"):
        if column not in (rows.fieldnames or ()):
            raise refuse(name, f"column '{column}' is missing")
    found: dict[tuple[str, str], date | None] = {}
    for row in rows:
        day = row["prices_checked"]
        found[row["provider"], row["model"]] = _day(name, "prices_checked", day) if day else None
    return found


def _entry(file: str, provider: str, model: Any, checked: Mapping[tuple[str, str], date | None]) -> Entry:
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
        new=bool(checked) and (provider, model["id"]) not in checked,
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
        raise refuse(file, f"'{where}.constraint' has an unknown key '{min(stray)}'")
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
