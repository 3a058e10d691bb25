"""When a conditional rate applies, read from the `when` of its row."""

from __future__ import annotations

from dataclasses import dataclass

from tokonomix import wording
from tokonomix.schema.billing import ABOVE, THOUSANDS, WINDOW

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
    if match := ABOVE.match(when):
        tokens = int(match[1]) * THOUSANDS[match[2] or ""]
        return Condition(f"above {wording.count(tokens)} tokens of input", tokens)
    if match := WINDOW.match(when):
        first, last = _WEEKDAYS.get(match[3] or ""), _WEEKDAYS.get(match[4] or "")
        days = f", {first} to {last}" if first and last else f", {first}" if first else ""
        return Condition(f"{match[1]} to {match[2]} UTC{days}")
    return Condition(when)
