"""Turns price steps and daily windows of a source into half-open periods, one rate each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tokonomix.importers.records import refuse
from tokonomix.importers.writing import decimal

TOKENS = "1M tokens"
RATES: Mapping[str, tuple[str, str]] = {
    "input_mtok": ("text.input", TOKENS),
    "output_mtok": ("text.output", TOKENS),
    "cache_read_mtok": ("text.cache_read", TOKENS),
    "cache_write_mtok": ("text.cache_write", TOKENS),
    "cache_write_1h_mtok": ("text.cache_write.1h", TOKENS),
    "output_reasoning_mtok": ("text.reasoning", TOKENS),
    "output_citation_mtok": ("text.citation", TOKENS),
    "input_audio_mtok": ("audio.input", TOKENS),
    "output_audio_mtok": ("audio.output", TOKENS),
    "cache_audio_read_mtok": ("audio.cache_read", TOKENS),
    "input_image_mtok": ("image.input", TOKENS),
    "output_image_mtok": ("image.output", TOKENS),
    "cache_image_read_mtok": ("image.cache_read", TOKENS),
    "input_video_mtok": ("video.input", TOKENS),
    "output_video_mtok": ("video.output", TOKENS),
    "audio_hours": ("audio.session", "hour"),
    "input_audio_hours": ("audio.input", "hour"),
    "requests_kcount": ("request", "1k requests"),
    "web_searches_kcount": ("search.web", "1k requests"),
    "storage_searches_kcount": ("search.files", "1k requests"),
    "input_text_messages_kcount": ("text.message", "1k requests"),
    "input_document_kpages": ("document.page", "1k pages"),
    "input_annotated_document_kpages": ("document.page.annotated", "1k pages"),
    "input_mchars": ("text.character", "1M characters"),
}
"""Key of genai-prices to our rate and unit."""

Rates = Mapping[str, tuple[tuple[str | None, str, str], ...]]
"""For each rate its (condition, amount, unit), the unconditional one first."""


@dataclass(frozen=True)
class Step:
    """Rates from a day on, or within a daily window (start, end, days) in UTC."""

    since: date | None
    window: tuple[str, str, str] | None
    rates: Rates


@dataclass(frozen=True)
class Period:
    """One rate during a half-open period."""

    rate: str
    amount: str
    per: str
    when: str | None
    since: date | None
    until: date | None
    note: str | None = None
    status: str = "list"

    def cells(self, note: str | None, read: date) -> dict[str, object]:
        """Return the cells of a price row; a period that begins after the day of reading is announced."""
        ahead = self.since is not None and self.since > read
        return {
            "rate": self.rate,
            "amount": self.amount,
            "per": self.per,
            "from": self.since,
            "until": self.until,
            "status": "announced" if ahead else self.status,
            "when": self.when,
            "note": " ".join(part for part in (self.note, note) if part) or None,
        }


def rates_on(file: str, where: str, prices: Mapping[str, Any]) -> Rates:
    """Return the rates of one price set; refuse a key or a value whose meaning is not known."""
    found = {}
    for key, value in prices.items():
        if key not in RATES:
            raise refuse(
                file, f"'{where}.prices.{key}' is a unit that is not known", "Add the unit to periods.py"
            )
        rate, per = RATES[key]
        if key == "audio_hours" and prices.get("input_audio_hours") == value:
            continue  # the same charge under its older, wider name
        found[rate] = tuple(_conditions(file, f"{where}.prices.{key}", value, per))
    return found


def _conditions(file: str, where: str, value: Any, per: str) -> Iterator[tuple[str | None, str, str]]:
    if isinstance(value, int | float) and not isinstance(value, bool):
        yield None, _amount(file, where, value), per
        return
    if not isinstance(value, dict) or "base" not in value or not isinstance(value.get("tiers"), list):
        raise refuse(file, f"'{where}' is neither a number nor a base with tiers")
    yield None, _amount(file, where, value["base"]), per
    for tier in value["tiers"]:
        if not isinstance(tier, dict) or "start" not in tier or "price" not in tier:
            raise refuse(file, f"'{where}.tiers[]' lacks 'start' or 'price'")
        start = tier["start"]
        size = f"{start // 1000}k" if start % 1000 == 0 else str(start)
        yield f"input>{size}", _amount(file, where, tier["price"]), per


def _amount(file: str, where: str, value: Any) -> str:
    if not isinstance(value, int | float) or value <= 0:
        raise refuse(file, f"'{where}' is {value!r}: a price must be above 0")
    return decimal(value)


def merged_steps(base: Sequence[Step], variant: Sequence[Step]) -> tuple[Step, ...]:
    """Return the steps of a variant, in which keys it does not set are inherited from the base on the same day.

    Only rates by the token are inherited: a service tier says nothing about searches and tools.
    """
    plain = [step for step in base if not step.window]
    own = sorted((step for step in variant if not step.window), key=lambda s: s.since or date.min)
    first = own[0].since if own else None
    days = {step.since for step in own} | {s.since for s in plain if s.since and first and s.since > first}
    steps = []
    for day in sorted(days, key=lambda d: d or date.min):
        inherited = {rate: found for rate, found in _on(plain, day).items() if found[0][2] == TOKENS}
        steps.append(Step(day, None, inherited | dict(_on(own, day))))
    return tuple(steps)


def _on(steps: Sequence[Step], day: date | None) -> Rates:
    """Return the rates that hold on a day: of those that have begun, the last."""
    begun = [s for s in steps if s.since is None or (day is not None and s.since <= day)]
    return max(begun, key=lambda s: s.since or date.min).rates if begun else {}


def periods(steps: Sequence[Step]) -> Iterator[Period]:
    """Yield every rate with its period: steps end where the next begins, equal neighbours are one."""
    dated = sorted((step for step in steps if not step.window), key=lambda s: s.since or date.min)
    windows = [step for step in steps if step.window]
    if len(windows) == len(dated) == 1 and sum(_minutes(s.window) for s in windows if s.window) >= 720:
        dated, windows = _turned(dated[0], windows)
    yield from _stepwise(dated)
    for step in windows:
        start, end, days = step.window or ("", "", "")
        since = dated[-1].since if dated else None
        note = (
            "The source cannot give a window a first day: taken to begin with the newest step."
            if since
            else None
        )
        for rate, found in step.rates.items():
            for condition, amount, per in found:
                when = " ".join(part for part in (condition, f"utc {start}-{end}{days}") if part)
                yield Period(rate, amount, per, when, since, None, note)


def _turned(plain: Step, windows: list[Step]) -> tuple[list[Step], list[Step]]:
    """Return steps in which the price of most of the day is the plain one, and the rest of the day the window."""
    (window,) = windows
    start, end, days = window.window or ("", "", "")
    return [Step(plain.since, None, window.rates)], [Step(None, (end, start, days), plain.rates)]


def _minutes(window: tuple[str, str, str]) -> int:
    start, end = ((int(text[:2]) * 60 + int(text[3:])) for text in window[:2])
    return (end - start) % 1440


def _stepwise(dated: Sequence[Step]) -> Iterator[Period]:
    cells = sorted(
        {(rate, c[0]) for step in dated for rate, found in step.rates.items() for c in found}, key=str
    )
    for rate, condition in cells:
        open_: Period | None = None
        for step in dated:
            now = next((c for c in step.rates.get(rate, ()) if c[0] == condition), None)
            if open_ and (now is None or (now[1], now[2]) != (open_.amount, open_.per)):
                yield Period(rate, open_.amount, open_.per, condition, open_.since, step.since)
                open_ = None
            if now and not open_:
                open_ = Period(rate, now[1], now[2], condition, step.since, None)
        if open_:
            yield open_
