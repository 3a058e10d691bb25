"""What the log of a run says, the same for every harness, and strict reading of the JSON it is written in."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from tokonomix.importers.records import refuse
from tokonomix.problem import SourceError

SHARE = (Decimal(0), Decimal(1))
"""Ends of a share of items."""
MOST_DIGITS = 15
"""No figure or count of a run has as many before its point."""
MOST_WORDS = 300
"""Characters kept of a name or a list of settings."""


@dataclass(frozen=True)
class Figure:
    """One number of a run, as the harness computed it."""

    task: str
    metric: str
    value: Decimal
    names: tuple[str, ...] = ()
    """Narrower names, for where the metric stands more than once: with its filter, scorer or reducer."""
    ends: tuple[Decimal, Decimal] | None = None
    """Least and greatest possible value, None where the log does not say."""
    stderr: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    """95 % interval."""
    n: int | None = None
    """Items behind it, not answers: an item that was asked four times is one."""
    better: str | None = None
    """higher or lower, None where the log does not say."""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Log:
    """A finished run, or the record of a figure that somebody published (`run` is False)."""

    what: str
    model: str
    day: date
    harness: str
    figures: tuple[Figure, ...] = field(repr=False)
    commit: str | None = None
    settings: str | None = None
    notes: tuple[str, ...] = ()
    parts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Tasks that a group is made of, by the group."""
    run: bool = True
    why_no_run: str = ""


def parse(name: str, raw: bytes) -> dict[str, Any]:
    """Return a JSON object with every number as a Decimal; refuse what is not one or gives a key twice."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in pairs:
            if key in found:
                raise refuse(name, f"key '{key}' is given twice", "Keep the log as the harness wrote it")
            found[key] = value
        return found

    try:
        text = raw.decode("utf-8-sig")
        # Python's own readers lose digits of a float and refuse an integer of 4,301 digits.
        log = json.loads(text, parse_float=Decimal, parse_int=Decimal, parse_constant=Decimal, object_pairs_hook=once)
    except UnicodeDecodeError:
        raise refuse(name, "not UTF-8 text", "Give the log as the harness wrote it") from None
    except json.JSONDecodeError as error:
        what = f"not JSON: {error.msg.lower()} on line {error.lineno}"
        raise refuse(name, what, "Give the log as the harness wrote it") from None
    except ArithmeticError:
        raise refuse(name, "holds an impossible exponent", "Give the log as the harness wrote it") from None
    except RecursionError:
        raise refuse(name, "nested too deep to be read", "Give the log as the harness wrote it") from None
    if not isinstance(log, dict):
        raise refuse(name, "not a JSON object", "Give the log of one run")
    return log


def at(value: Any, *keys: str) -> Any:
    """Return what stands below some keys, None where it does not."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def text(name: str, log: Any, *keys: str) -> str:
    """Return a text that every log has; refuse one without it."""
    found = words(at(log, *keys))
    if found is None:
        raise refuse(name, f"'{'.'.join(keys)}' is missing or no text", "Give the log as the harness wrote it")
    return found


def words(value: Any) -> str | None:
    """Return a text in one line; None for what is no text or holds control characters."""
    found = " ".join(value.split()) if isinstance(value, str) else ""
    return found if found and found.isprintable() and len(found) <= MOST_WORDS else None


def number(name: str, value: Any, what: str) -> Decimal:
    """Return a finite number; refuse anything else, for a run without a score has no zero either."""
    if not isinstance(value, Decimal):
        said = "missing" if value is None else f"'{value}'"
        raise _without_score(name, f"{what} is {said}, not a number")
    if not _usable(value):
        raise _without_score(name, f"{what} is {str(value)[:20]}")
    return value


def _usable(value: Decimal) -> bool:
    # Compared by its exponent, for arithmetic with an absurd one raises or fills the memory.
    return value.is_finite() and (value.is_zero() or -MOST_DIGITS <= value.adjusted() < MOST_DIGITS)


def _without_score(name: str, what: str) -> SourceError:
    return refuse(name, what, "Score the run again; a run without a score is not recorded")


def known(value: Any) -> Decimal | None:
    """Return a number where there is one: 'N/A', NaN and null are none."""
    return value if isinstance(value, Decimal) and _usable(value) else None


def count(value: Any) -> int | None:
    """Return a number of items; None where there is none or it is no positive whole number."""
    found = known(value)
    return int(found) if found is not None and found > 0 and found == found.to_integral_value() else None


def error_of(value: Any) -> tuple[Decimal | None, tuple[str, ...]]:
    """Return a standard error, and a note where the log's is 0: all items scored alike, so it could not be told."""
    found = known(value)
    if found is not None and not found:
        return None, ("the log's standard error is 0, because all items scored alike",)
    return (found, ()) if found is None or found > 0 else (None, ())


def direction(value: Any, *, high: bool) -> str | None:
    """Return which way is better, of a truth that says that higher is, or with `high` False that lower is."""
    if not isinstance(value, bool):
        return None
    return "higher" if value is high else "lower"


def day_of(name: str, stamp: Any, what: str) -> date:
    """Return the day of an ISO time as its clock showed it, or of seconds since 1970, in UTC."""
    seconds = stamp if isinstance(stamp, Decimal) else None
    try:
        if seconds is None and isinstance(stamp, str) and stamp.replace(".", "", 1).isdigit():
            seconds = Decimal(stamp)
        if seconds is not None:
            return datetime.fromtimestamp(float(seconds), UTC).date()
        return datetime.fromisoformat(str(stamp)).date()
    except (ValueError, ArithmeticError, OSError):
        said = "missing" if stamp is None else f"'{str(stamp)[:40]}'"
        raise refuse(name, f"{what} is {said}, not a time", "Give the log as the harness wrote it") from None


def said(pairs: Sequence[tuple[str, Any]]) -> str | None:
    """Return settings that a log states as 'temperature 0.5, max tokens 2048'; None without any."""
    found = [(name.replace("_", " "), _setting(value)) for name, value in pairs]
    return words(", ".join(f"{name} {value}" for name, value in found if value))


def _setting(value: Any) -> str | None:
    return f"{value.normalize():f}" if isinstance(value, Decimal) and _usable(value) else words(value)
