"""How values are written for readers: money, counts, days, ranges, in British English."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

NARROW = "\u202f"
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DAY_IN_WORDS = re.compile(
    r"(?:(?<=\b(?:on|of) )|(?<=\band )|(?<=\bbetween ))\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b"
)


def amount(value: Decimal | float | str, least: int = 2) -> str:
    """Return a decimal with at least `least` places and no further trailing zeros: 0.6 as '0.60', 0.075 as '0.075'."""
    number = Decimal(str(value)).normalize()
    exponent = number.as_tuple().exponent
    places = max(least, -int(exponent) if isinstance(exponent, int) else least)
    return f"{number:,.{places}f}"


def money(value: Decimal | float | str, currency: str = "USD") -> str:
    """Return an amount with its currency: 'US$ 0.60'."""
    sign = {"USD": "US$", "EUR": "€", "GBP": "£"}.get(currency, currency)
    return f"{sign}\u00a0{amount(value)}"


def count(value: int) -> str:
    """Return a whole number with commas: '128,000'."""
    return f"{value:,}"


def day(value: date) -> str:
    """Return a day as '5 May 2026'."""
    return f"{value.day}\u00a0{_MONTHS[value.month - 1]} {value.year}"


def days_written(text: str) -> str:
    """Return a remark of a record with its days as readers write them: 'on 2026-04-22' as 'on 22 April 2026'."""

    def written(found: re.Match[str]) -> str:
        try:
            return day(date.fromisoformat(found[0]))
        except ValueError:  # no day of any calendar: leave it as it stands
            return found[0]

    return _DAY_IN_WORDS.sub(written, text)


def partial_day(value: str) -> str:
    """Return a day, month or year as exact as it is known: '2023-10' as 'October 2023'."""
    parts = [int(part) for part in value.split("-")]
    if len(parts) == 3:
        return day(date(*parts))
    return month(date(parts[0], parts[1], 1)) if len(parts) == 2 else str(parts[0])


def short_day(value: date) -> str:
    """Return a day for dense tables: '5 May 2026' with a three-letter month."""
    return f"{value.day}\u00a0{_MONTHS[value.month - 1][:3]}\u00a0{value.year}"


def seen(after: date, by: date, short: bool = False) -> str:
    """Return when a change was seen in dated copies: 'seen between 30 April and 30 June 2026'."""
    written = short_day if short else day
    year = ("\u00a0" if short else " ") + str(after.year)
    first = written(after).removesuffix(year) if after.year == by.year else written(after)
    return f"seen between {first} and {written(by)}"


def month(value: date) -> str:
    """Return a month as 'May 2026'."""
    return f"{_MONTHS[value.month - 1]} {value.year}"


def percent(value: float, places: int = 0) -> str:
    """Return a percentage of 100 with the narrow space: '72 %'."""
    return f"{value:.{places}f}{NARROW}%"


def score(value: float) -> str:
    """Return a score of 0 to 100 as a whole number, since no board resolves less than a point."""
    return f"{value:.0f}"


def span(low: str, high: str) -> str:
    """Return a range with an en dash, or the one value if both ends read the same."""
    return low if low == high else f"{low}–{high}"


def kind(modality: str) -> str:
    """Return a kind of input or output as it is written in a sentence: 'text', 'PDF'."""
    return "PDF" if modality == "pdf" else modality


def listing(words: list[str] | tuple[str, ...], joint: str = "and") -> str:
    """Return 'a', 'a and b', 'a, b and c'."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joint} {words[-1]}"


def plural(number: int, one: str, many: str | None = None) -> str:
    """Return the number with the noun that fits: '1 test', '3 tests'."""
    return f"{count(number)} {one if number == 1 else many or one + 's'}"


_ORDINALS = ("first", "second", "third", "fourth")


def quartiles(low: int, high: int) -> str:
    """Return quarters of a list in words: 'the first quartile', 'the second or third quartile'."""
    if (low, high) == (1, 4):
        return "any of the four quartiles"
    joint = " or " if high - low == 1 else " to "
    return f"the {joint.join(dict.fromkeys((_ORDINALS[low - 1], _ORDINALS[high - 1])))} quartile"


_LONG = re.compile(r"(?<![\d.,])[1-9]\d{4,}(?![\d,])")
_RANGE = re.compile(r"(-?[\d.,]+)\s*[-–]\s*(-?[\d.,]+)")


def points(value: float) -> str:
    """Return a distance in points of a score: '12 points', '1 point', 'less than 1 point'."""
    return plural(round(value), "point") if round(value) else "less than 1 point"


def printed(published: str) -> str:
    """Return a number as its source printed it, with a true minus, and an en dash between the ends of a range.

    A zero that only fills a column goes: '07.6' is read as '7.6'. From five digits on they are grouped: '13,226'.
    """
    published = _LONG.sub(lambda match: f"{int(match[0]):,}", published)
    bare = re.sub(r"\A(-?)0+(?=\d)", r"\1", published.strip().rstrip("%").strip())
    ends = _RANGE.fullmatch(bare)
    return span(ends[1], ends[2]).replace("-", "\u2212") if ends else bare.replace("-", "\u2212")


def with_unit(number: str, unit: str) -> str:
    """Return a number with its unit: '72 %', '8 points', '1 point', '200–400 ms'; money has its sign before it.

    A place is an ordinal: '41st'.
    """
    if unit == "place" and number.isdecimal():
        return ordinal(int(number))
    if unit == "%":
        return f"{number}{NARROW}%"
    if unit in ("US$", "€", "£"):
        return f"{unit}\u00a0{number}"
    if unit == "points" and number == "1":
        return "1\u00a0point"
    return f"{number}\u00a0{unit}" if unit else number


def ordinal(place: int) -> str:
    """Return a place in a list: '1st', '12th', '43rd'."""
    teen = place % 100 in (11, 12, 13)
    return f"{count(place)}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(place % 10, 'th')}"


def ratio(value: Decimal) -> tuple[str, str]:
    """Return how an amount compares with another, and the word that follows: ('69 % less', 'than')."""
    if value == 1:
        return "the same", "as"
    if value >= 2:
        times = f"{value:.0f}" if value >= 10 else f"{value:.1f}".removesuffix(".0")
        return f"{times} times as much", "as"
    apart = 100 * abs(value - 1)
    share = f"{apart:.0f}" if 1 <= apart < Decimal("99.5") else f"{apart:.1f}"
    return f"{share}{NARROW}% {'less' if value < 1 else 'more'}", "than"
