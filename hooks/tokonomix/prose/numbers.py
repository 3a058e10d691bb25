"""Finds the numbers that somebody typed into a text: digits, money, percent, days, fractions, and words for numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTH = "|".join(MONTHS)
_SMALL = (
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_CARDINALS = {word: number for number, word in enumerate(_SMALL, start=2)} | {
    word: 10 * number for number, word in enumerate(_TENS, start=2)
}
_CARDINAL = "|".join(_CARDINALS)
_FEW = rf"(?:zero|one|{_CARDINAL}|(?<![\w.-])\d+)"
_ORDINAL = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
_PARTS = "halves|thirds?|quarters?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?|hundredths?"
_MEASURED = (
    r"per cent|percent|percentage points?|points?|times|fold|milliseconds?|seconds?|minutes?|hours?|days?|weeks?|"
    r"months?|years?|tokens?|dollars?|cents?|euros?|parameters"
)
_SINGLE = "per cent|percent|percentage point|second|millisecond|minute|hour|token|dollars?|cents?|euros?"
"""Units of which 'one', 'zero' and 'a single' are amounts; 'one day' and 'at one point' are none."""
_CURRENCY = r"(?:U\.?S\.?\s?)?dollars?\b|USD\b|euros?\b|EUR\b"
_COUNTED = (
    r"calls?|requests?|questions?|items?|languages?|models?|benchmarks?|tests?|categories|suites?|platforms?|regions?|"
    r"turns|steps|facts|words|pages"
)
"""What a number in words counts. 'Two models' are any two; 'three habits' are what the text itself then lists."""
_PLAIN = r"\d{1,3}(?:[,\u202f\u00a0]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)*|\.\d+"
_SCALE = r"(?:[kKMB](?![\w])|[ \u00a0]?(?:thousand|million|billion|trillion|bn)\b)?"
_ONE = rf"(?:{_PLAIN}){_SCALE}"
_TO = r"\s?[-–—]\s?|\s(?:to|and|or)\s"
_UNIT = (
    r"%|per\s+cent\b|percent(?:age\spoints?)?\b|points?\b|ms\b|milliseconds?\b|s\b|seconds?\b|minutes?\b|hours?\b|days?\b|"
    r"weeks?\b|months?\b|years?\b|tokens?\b|times\b|x\b|×"
)
_UNIT += rf"|{_CURRENCY}|parameters\b"
_NUMBER = re.compile(
    rf"""
    (?P<day>\b(?:\d{{4}}-\d\d(?:-\d\d)?\b|\d{{1,2}}\s(?:{_MONTH})(?:\s\d{{4}})?\b|(?:{_MONTH})\s\d{{1,2}},\s\d{{4}}\b
       |(?:{_MONTH})\s\d{{4}}\b|Q[1-4]\s\d{{4}}\b))
    |(?P<clock>\b\d{{1,2}}:\d\d\b(?:(?:{_TO})\d{{1,2}}:\d\d\b)?)
    |(?P<money>(?:US\$|[$€£])\s?(?P<m1>{_ONE})(?:(?:{_TO})(?:US\$|[$€£])?\s?(?P<m2>{_ONE}))?)
    |(?P<share>\b{_FEW}\s(?:in|(?:out\s)?of(?:\severy)?)\s(?:every\s)?{_FEW}\b
       |\b(?:{_ORDINAL})\s(?:out\s)?of\s{_FEW}\b
       |\b(?:rank(?:s|ed)?|plac(?:es|ed)|finish(?:es|ed))\s(?:{_ORDINAL})\b
       |\b(?:{_ORDINAL})\s(?:place|rank|best|fastest|cheapest)\b)
    |(?P<fraction>[½⅓⅔¼¾]|\b\d+/\d+\b)
    |(?P<digits>(?P<d1>{_ONE})(?:(?:{_TO})(?P<d2>{_ONE}))?(?:[ \u00a0\u202f-]?(?P<unit>{_UNIT}))?)
    |(?P<words>\b(?:zero|one|a\ssingle)\s(?P<single>{_SINGLE})\b
       |\b(?:{_CARDINAL})\s(?:hundred|thousand|million|billion|trillion)\b(?:\s(?:{_MEASURED}|{_COUNTED})\b)?
       |\b(?:(?:a|several|some|many)\s)?(?:dozens?|hundreds?|thousands?|millions?|billions?|trillions?)\b
       |\b(?:twice|thrice|half|halves|halved|halving|double[sd]?|doubling|triple[sd]?|tenfold)\b
       |\b(?:a|one|{_CARDINAL})[ -](?:{_PARTS})\b
       |\b(?:second|third|fourth|first|top|bottom|last)\s(?:quarter|quartile|percentile|decile)\b
       |\b(?!two\s(?:\w+\s)?(?:{_COUNTED}))
        (?P<w1>{_CARDINAL})(?:(?:{_TO})(?:{_CARDINAL}))?[ -]?(?:\w+\s)?(?P<counted>{_MEASURED}|{_COUNTED})\b)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_MAGNITUDES = {
    "k": 10**3, "thousand": 10**3, "m": 10**6, "million": 10**6, "b": 10**9, "bn": 10**9, "billion": 10**9,
    "trillion": 10**12,
}  # fmt: skip
_UNITS = {
    "percent": "%", "per cent": "%", "percentage point": "points", "percentage points": "points", "point": "points",
    "millisecond": "ms", "milliseconds": "ms", "s": "seconds", "second": "seconds", "minute": "minutes",
    "hour": "hours", "day": "days", "token": "tokens", "x": "times", "×": "times", "usd": "US$", "dollar": "US$",
    "dollars": "US$", "us dollar": "US$", "us dollars": "US$", "eur": "€", "euro": "€", "euros": "€",
}  # fmt: skip
_NO_NAME = frozenset({"sub", "near", "mid", "pre", "top", "under", "over", "plus", "post", "to", "about"})
"""What may stand before a hyphen and a number without making a name of it: 'sub-200 ms' is a number, 'GPT-4' a name."""


@dataclass(frozen=True, slots=True)
class Number:
    """A typed number from `start` to `end`; `low` and `high` are its ends, None of a day and of most words."""

    start: int
    end: int
    text: str
    low: float | None = None
    high: float | None = None
    unit: str = ""
    """'%', 'points', 'ms', 'tokens', 'US$', 'day', …; empty for a bare number."""


def numbers(plain: str) -> Iterator[Number]:
    """Yield the numbers of a text in reading order; digits that are part of a name (GPT-4o, UTF-8, p95) are none."""
    position = 0
    while match := _NUMBER.search(plain, position):
        position = match.end()
        if match["digits"] and (end := _name(plain, match.start("digits"))):
            position = max(end, match.start() + 1)
            continue
        yield _number(match)


def amount(text: str) -> float | None:
    """Return the value of a typed number: 128,000 and 128k alike; None if it is none."""
    found = re.fullmatch(rf"(?:US\$|[$€£])?\s?({_PLAIN})[ \u00a0]?(\w*)", text.strip())
    if found is None or found[1].count(".") > 1:
        return None
    return float(re.sub(r"[,\u202f\u00a0]", "", found[1])) * _MAGNITUDES.get(found[2].lower(), 1)


def unit_of(text: str) -> str:
    """Return the one name of a unit."""
    bare = " ".join(text.lower().replace("u.s.", "us").split())
    return _UNITS.get(bare, bare)


def _number(match: re.Match[str]) -> Number:
    text = match[0].rstrip()
    start, end = match.start(), match.start() + len(text)
    if match["clock"] or match["day"]:
        return Number(start, end, text, unit="day" if match["day"] else "time of day")
    if match["money"]:
        low = amount(match["m1"])
        return Number(start, end, text, low, amount(match["m2"]) if match["m2"] else low, "€" if "€" in text else "US$")
    if match["digits"]:
        low = amount(match["d1"])
        return Number(start, end, text, low, amount(match["d2"]) if match["d2"] else low, unit_of(match["unit"] or ""))
    if counted := match["single"] or match["counted"]:
        value = float(_CARDINALS[match["w1"].lower()] if match["w1"] else not text.lower().startswith("zero"))
        return Number(start, end, text, value, value, unit_of(counted))
    return Number(start, end, text)


def _name(plain: str, start: int) -> int | None:
    """Return the end of the name of which the digits at `start` are a part, None if they are a number."""
    before = re.search(r"([A-Za-zÀ-ɏ][\w.]*?)?[-_.]?$", plain[max(0, start - 40) : start])
    prefix = before[1] if before else None
    if not prefix or prefix.lower() in _NO_NAME:
        return None
    rest = re.match(r"[\w.-]*\w", plain[start:])
    return start + (rest.end() if rest else 1)
