"""What can be billed, and the grammar of `when`, the condition on which a rate applies: each spelled in one way."""

from __future__ import annotations

import re

RATES = (
    *(f"{kind}.{way}" for kind in ("text", "audio", "image", "video") for way in (
        "input", "cache_read", "cache_write", "cache_write.5m", "cache_write.1h", "cache_write.12h", "output",
        "reasoning",
    )),
    "text.citation", "text.character", "text.message", "audio.session", "document.page", "document.page.annotated",
    "search.web", "search.files", "search.social", "code.execution", "rerank", "request",
)  # fmt: skip
"""What can be billed: input and output by modality, cached parts with the time they are kept, tools, requests."""

ABOVE = re.compile(r"input>(\d+)(k|m)?\Z")
"""More tokens of input than so many in one request: `input>272k`."""
WINDOW = re.compile(r"utc (\d\d:\d\d)-(\d\d:\d\d)(?: ([a-z]{3})(?:-([a-z]{3}))?)?\Z")
"""A daily window, on some weekdays perhaps: `utc 01:00-04:00 mon-fri`; one that ends earlier ends on the next day."""
THOUSANDS = {"": 1, "k": 1_000, "m": 1_000_000}
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d\Z")
_FORMS = "Write it as input>272k, or as utc 01:00-04:00 mon-fri"


def misspelt(when: str) -> tuple[str, str] | None:
    """Return what is wrong with a condition and how to mend it; None if it is written as it should be."""
    if match := ABOVE.match(when):
        tokens = int(match[1]) * THOUSANDS[match[2] or ""]
        if not tokens:
            return f"when is '{when}', which is every request", "Leave it empty, or write the number of tokens"
        proper = f"input>{_short(tokens)}"
        return None if when == proper else (f"when is '{when}', spelled another way", f"Write it as '{proper}'")
    if match := WINDOW.match(when):
        return _misspelt_window(when, *match.groups())
    return f"when is '{when}', no condition that is known", _FORMS


def _misspelt_window(when: str, start: str, end: str, *days: str | None) -> tuple[str, str] | None:
    for time in (start, end):
        if not _TIME.match(time):
            return f"when has '{time}', no time of the day", "Write hours from 00 to 23 and minutes from 00 to 59"
    for day in days:
        if day and day not in WEEKDAYS:
            return f"when has '{day}', no day of the week", f"Write one of {', '.join(WEEKDAYS)}"
    if start == end:
        return f"when is '{when}', a window without length", "Write its end, or leave 'when' empty"
    return None


def _short(tokens: int) -> str:
    for sign in ("m", "k"):
        if tokens % THOUSANDS[sign] == 0:
            return f"{tokens // THOUSANDS[sign]}{sign}"
    return str(tokens)
