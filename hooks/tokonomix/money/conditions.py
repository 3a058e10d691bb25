"""When a conditional rate applies, read from the `when` of its row."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tokonomix import wording

_ABOVE = re.compile(r"input>(\d+)(k|m)?\Z")
_WINDOW = re.compile(r"utc (\d\d:\d\d)-(\d\d:\d\d)(?: ([a-z]{3})(?:-([a-z]{3}))?)?\Z")
_THOUSANDS = {"k": 1_000, "m": 1_000_000}
_WEEKDAYS = {
    "mon": "Monday", "tue": "Tuesday", "wed": "Wednesday", "thu": "Thursday", "fri": "Friday", "sat": "Saturday",
    "sun": "Sunday",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition in words; `above` is how many tokens of input one request must exceed, if that is the condition."""

    words: str
    above: int | None = None


def condition(when: str) -> Condition:
    """Return the condition that a row states: 'input>272k', 'utc 01:00-04:00 mon-fri'; any other as it is written."""
    if match := _ABOVE.match(when):
        tokens = int(match[1]) * _THOUSANDS.get(match[2] or "", 1)
        return Condition(f"above {wording.count(tokens)} tokens of input", tokens)
    if match := _WINDOW.match(when):
        first, last = _WEEKDAYS.get(match[3] or ""), _WEEKDAYS.get(match[4] or "")
        days = f", {first} to {last}" if first and last else f", {first}" if first else ""
        return Condition(f"{match[1]} to {match[2]} UTC{days}")
    return Condition(when)
