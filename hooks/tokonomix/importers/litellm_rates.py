"""Reads the price fields of the litellm map: dollars a token, second, character or query, with what the name adds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby
from typing import Any

TOKENS = "1M tokens"

_FIELDS: Mapping[str, str] = {
    "input_cost_per_token": "text.input",
    "output_cost_per_token": "text.output",
    "output_cost_per_reasoning_token": "text.reasoning",
    "cache_read_input_token_cost": "text.cache_read",
    "cache_creation_input_token_cost": "text.cache_write",
    "citation_cost_per_token": "text.citation",
    "input_cost_per_audio_token": "audio.input",
    "output_cost_per_audio_token": "audio.output",
    "cache_read_input_audio_token_cost": "audio.cache_read",
    "input_cost_per_image_token": "image.input",
    "output_cost_per_image_token": "image.output",
    "cache_read_input_image_token_cost": "image.cache_read",
    "input_cost_per_video_token": "video.input",
    "output_cost_per_video_token": "video.output",
}
"""Prices of one token. `cache_creation_input_audio_token_cost` is left out: it repeats the price of reading."""

_NAME = re.compile(
    rf"(?P<field>{'|'.join(_FIELDS)})"
    r"(?:_above_(?P<hours>1|12)hr)?(?:_above_(?P<size>\d+)k_tokens)?(?:_(?P<tier>batches|flex|priority))?\Z"
)
_OTHERS = (
    "input_cost_per_second",
    "output_cost_per_second",
    "input_cost_per_video_per_second",
    "input_cost_per_character",
    "input_cost_per_text_message",
    "input_cost_per_request",
)
_TIERS = {"batches": "batch", "flex": "flex", "priority": "priority", None: "standard"}
_DEAREST = Decimal(1000)
"""Above so many dollars for a million tokens the source has mistaken the unit."""

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEK, _DAY = 7 * 1440, 1440


@dataclass(frozen=True)
class Rate:
    """One rate as the map has it today."""

    rate: str
    amount: Decimal
    per: str = TOKENS
    tier: str = "standard"
    when: str | None = None

    def times(self, factor: Decimal) -> Rate:
        """Return the rate where a surcharge applies."""
        return replace(self, amount=self.amount * factor)


def is_price(field: str) -> bool:
    """Tell whether a field is a price that we read."""
    return field in _OTHERS or _NAME.match(field) is not None


def rates(entry: Mapping[str, Any]) -> tuple[Rate, ...]:
    """Return the rates of an entry; none if one is beyond belief. A price of 0 is unknown, not free."""
    found = {(r.rate, r.tier, r.when): r for r in _all(entry) if r.amount > 0}
    if any(rate.per == TOKENS and rate.amount > _DEAREST for rate in found.values()):
        return ()
    return tuple(
        rate
        for (name, tier, when), rate in found.items()
        # Thinking that costs as much as any other output is no rate of its own.
        if name != "text.reasoning" or rate.amount != getattr(found.get(("text.output", tier, when)), "amount", None)
    )


def _all(entry: Mapping[str, Any]) -> Iterator[Rate]:
    plain = [rate for name, value in entry.items() if (rate := _token_rate(name, value))]
    off_peak = entry.get("off_peak_pricing")
    yield from _daily(plain, off_peak) if off_peak else plain
    yield from _tiered(entry.get("tiered_pricing") or ())
    yield from _other_units(entry)


def _token_rate(name: str, value: Any) -> Rate | None:
    match = _NAME.match(name)
    if not match or value is None:
        return None
    rate = _FIELDS[match["field"]] + (f".{match['hours']}h" if match["hours"] else "")
    when = f"input>{match['size']}k" if match["size"] else None
    return Rate(rate, _million(value), tier=_TIERS[match["tier"]], when=when)


def _million(value: float) -> Decimal:
    """Return the price of a million; the binary noise of a price for one is rounded away."""
    return Decimal(repr(value)) * 1_000_000


def _tiered(ranges: Any) -> Iterator[Rate]:
    """Yield the rates of ranges of input: the first is the plain one, the others begin above its end."""
    for part in ranges:
        start = Decimal(str(part["range"][0]))
        when = f"input>{int(start) // 1000}k" if start else None
        for name, value in part.items():
            if name != "range" and (rate := _token_rate(name, value)):
                yield replace(rate, when=when)


def _other_units(entry: Mapping[str, Any]) -> Iterator[Rate]:
    mode = entry.get("mode")
    second = entry.get("input_cost_per_second") or 0
    spoken = entry.get("output_cost_per_second") or 0
    if mode == "realtime" and second:
        yield _hourly("audio.session", second)
    elif mode == "audio_transcription" and (second or spoken):
        # Some entries write the one price of an hour of speech on the other side, or on both.
        yield _hourly("audio.input", second or spoken)
    elif mode == "audio_speech" and spoken:
        yield _hourly("audio.output", spoken)
    if film := entry.get("input_cost_per_video_per_second"):
        yield _hourly("video.input", film)
    if letters := entry.get("input_cost_per_character"):
        yield Rate("text.character", _million(letters), per="1M characters")
    if message := entry.get("input_cost_per_text_message"):
        yield Rate("text.message", Decimal(repr(message)) * 1000, per="1k requests")
    if request := entry.get("input_cost_per_request"):
        yield Rate("request", Decimal(repr(request)) * 1000, per="1k requests")
    searches = set((entry.get("search_context_cost_per_query") or {}).values())
    if len(searches) == 1:
        yield Rate("search.web", Decimal(repr(searches.pop())) * 1000, per="1k requests")


def _hourly(rate: str, second: float) -> Rate:
    return Rate(rate, (Decimal(repr(second)) * 3600).quantize(Decimal("0.0001")), per="hour")


def _daily(plain: list[Rate], off_peak: Mapping[str, Any]) -> Iterator[Rate]:
    """Yield the rates of most of the week as the plain ones, those of the rest of it with their window."""
    cheap = {rate.rate: rate for name, value in off_peak.items() if (rate := _token_rate(name, value))}
    minutes = _minutes(off_peak["windows"])
    mostly_cheap = len(minutes) * 2 > _WEEK
    windows = list(_windows(set(range(_WEEK)) - minutes if mostly_cheap else minutes))
    for rate in plain:
        other = cheap.get(rate.rate) if rate.tier == "standard" and rate.when is None else None
        usual, rare = (other, rate) if other and mostly_cheap else (rate, other)
        yield usual
        if rare:
            yield from (replace(rare, when=window) for window in windows)


def _minutes(windows: Any) -> set[int]:
    """Return the minutes of the week, from Monday at 00:00 UTC, within windows of hours and weekdays from 1."""
    found: set[int] = set()
    for window in windows:
        hours = window["hours_utc"]
        for text in [hours] if isinstance(hours, str) else hours:
            start, end = (int(part[:2]) * 60 + int(part[3:]) for part in text.split("-"))
            length = (end - start) % _DAY or _DAY
            for day in window.get("weekdays") or range(1, 8):
                begin = (day - 1) * _DAY + start
                found |= {minute % _WEEK for minute in range(begin, begin + length)}
    return found


def _windows(minutes: set[int]) -> Iterator[str]:
    """Yield windows in our words; neighbouring days with the same hours share one."""
    by_day = [_spans({m - day * _DAY for m in minutes if m // _DAY == day}) for day in range(7)]
    for spans, group in groupby(range(7), key=lambda day: by_day[day]):
        days = list(group)
        names = "" if len(days) == 7 else f" {_DAYS[days[0]]}" + (f"-{_DAYS[days[-1]]}" if len(days) > 1 else "")
        yield from (f"utc {_clock(start)}-{_clock(end)}{names}" for start, end in spans)


def _spans(minutes: set[int]) -> tuple[tuple[int, int], ...]:
    starts = sorted(m for m in minutes if m - 1 not in minutes)
    ends = sorted(m + 1 for m in minutes if m + 1 not in minutes)
    spans = list(zip(starts, ends, strict=True))
    if len(spans) > 1 and spans[0][0] == 0 and spans[-1][1] == _DAY:
        spans = [*spans[1:-1], (spans[-1][0], spans[0][1])]  # over midnight
    return tuple(spans)


def _clock(minute: int) -> str:
    return f"{minute % _DAY // 60:02}:{minute % 60:02}"
