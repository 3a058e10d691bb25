"""Finds the numbers that somebody typed into a text: digits, money, percent, days, fractions, and words for numbers."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from tokonomix.prose import number_words

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
MONEY = frozenset({"US$", "€", "£", "¥", "₹", "CHF", "cents"})
"""The units that are money."""
_MONTH = "|".join(MONTHS) + r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
_BEFORE_MONTH = (
    "in", "since", "until", "till", "by", "before", "after", "from", "between", "of", "during", "through", "last",
    "next", "this", "early", "mid", "late",
)  # fmt: skip
_AFTER_WORD = "|".join(rf"(?<=\b{word}[\s-])" for word in _BEFORE_MONTH)
_LONE_MONTH = rf"(?:{_AFTER_WORD})(?-i:{'|'.join(MONTHS)})\b(?!\s\d)"
"""A month without a year, known by the word before it and its capital: 'may' and 'march' are words too."""
_CURRENCY = r"(?:U\.?S\.?\s?)?dollars?\b|USD\b|euros?\b|EUR\b|(?:GBP|CNY|CHF)\b|cents?\b|ct\b|US\$|[€£¥₹$¢]"
_SIGN = r"(?:US\$|[$€£¥₹]|\b(?:USD|EUR|GBP|CNY|CHF))\s?"
_POWER = r"\d+(?:\.\d+)?e[-+]?\d+(?!\w)|\d+\^-?\d+|10[⁰¹²³⁴-⁹]+"
_GROUPED = r"\d{1,3}(?:[, \u2009\u202f\u00a0'’]\d{3})+(?!\d)(?:\.\d+)?"
_PLAIN = rf"{_POWER}|{_GROUPED}|\d+,\d{{1,2}}(?!\d)|\d+(?:\.\d+)*|(?<!\w)\.\d+"
_SCALE = r"(?:[kKMBT](?![\w])|[ \u00a0]k(?![\w])|[ \u00a0]?(?:thousand|million|billion|trillion|bn)\b)?"
_ONE = rf"(?:{_PLAIN}){_SCALE}"
_TO = number_words.TO
_FEW = rf"(?:zero|one|{number_words.CARDINAL}|(?<![\w.-])\d+)"
_UNIT = (
    r"%|per\s+cent\b|percent(?:age\spoints?)?\b|pct\b|pp\b|points?\b|ms\b|milliseconds?\b|s\b|seconds?\b|minutes?\b|hours?\b|days?\b|"
    r"weeks?\b|months?\b|years?\b|tokens?\b|times\b|x\b|×|(?<=\d)(?:st|nd|rd|th)\b"
)
_UNIT += rf"|{_CURRENCY}|parameters\b"
_NUMBER = re.compile(
    rf"""
    (?P<idiom>{number_words.IDIOM})
    |(?P<day>\b(?:\d{{4}}-\d\d(?:-\d\d)?\b|\d{{1,2}}\s(?:{_MONTH})(?:\s\d{{4}})?\b|(?:{_MONTH})\s\d{{1,2}},\s\d{{4}}\b
       |(?:{_MONTH})\s\d{{4}}\b|[QH][1-4]\s\d{{4}}\b|\d{{1,2}}(?P<dot>[./])\d{{1,2}}(?P=dot)\d{{4}}\b|(?:19|20)\d0s\b)
       |{_LONE_MONTH})
    |(?P<clock>\b\d{{1,2}}:\d\d\b(?:(?:{_TO})\d{{1,2}}:\d\d\b)?)
    |(?P<money>(?P<sign>{_SIGN})(?P<m1>{_ONE})(?:(?:{_TO})(?:(?P=sign))?(?P<m2>{_ONE}))?)
    |(?P<share>\b{_FEW}\s(?:in|(?:out\s)?of(?:\severy)?)\s(?:every\s)?{_FEW}\b
       |\b(?!one\b){_FEW}\s(?:out\s)?of\s(?:all\s)?(?:the|its|our|these|those)\s{_FEW}\b|\b{number_words.RANK})
    |(?P<fraction>[¼-¾⅐-ↈ①-⓿]|\b\d+[/:]\d+\b)
    |(?P<digits>(?P<d1>{_ONE})(?:(?:{_TO})(?P<d2>{_ONE}))?(?:[ \u00a0\u202f-]?(?P<unit>{_UNIT}))?)
    |(?P<words>{number_words.PATTERN})
    """,
    re.VERBOSE | re.IGNORECASE,
)
_MAGNITUDES = {
    "k": 10**3, "thousand": 10**3, "m": 10**6, "million": 10**6, "b": 10**9, "bn": 10**9, "billion": 10**9,
    "t": 10**12, "trillion": 10**12,
}  # fmt: skip
_UNITS = {
    "percent": "%", "pct": "%", "per cent": "%", "pp": "points", "percentage point": "points",
    "percentage points": "points", "point": "points",
    "millisecond": "ms", "milliseconds": "ms", "s": "seconds", "second": "seconds", "minute": "minutes",
    "hour": "hours", "day": "days", "token": "tokens", "x": "times", "×": "times", "usd": "US$", "us$": "US$",
    "$": "US$", "dollar": "US$", "dollars": "US$", "us dollar": "US$", "us dollars": "US$", "eur": "€", "euro": "€",
    "euros": "€", "gbp": "£", "cny": "¥", "chf": "CHF", "cent": "cents", "ct": "cents", "¢": "cents",
    "st": "", "nd": "", "rd": "", "th": "",
}  # fmt: skip
_NO_NAME = frozenset(
    {"sub", "near", "mid", "pre", "top", "under", "over", "plus", "post", "to", "about", "early", "late", "since", "no",
     "ca", "approx", "circa", "x"}
)  # fmt: skip
"""What may stand before a hyphen or a point and a number without making a name of it: 'sub-200 ms' is a number, 'GPT-4'
a name."""
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_DATED = re.compile(
    r"\b(?:since|in|until|till|by|before|after|from|during|through|of|early|mid|late|end|year|spring|summer|autumn|winter)"
    r"[\s-]\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Number:
    """A typed number from `start` to `end`; `low` and `high` are its ends, None of a day and of most words."""

    start: int
    end: int
    text: str
    low: float | None = None
    high: float | None = None
    unit: str = ""
    """'%', 'points', 'ms', 'tokens', 'US$', 'day', …; empty for a bare number. Words of a share have 'of 1', of a
    quartile 'of 4'."""


def numbers(plain: str) -> Iterator[Number]:
    """Yield the numbers of a text in reading order.

    Digits that are part of a name (GPT-4o, UTF-8, p95) are none, and neither is what has two points, a version (1.2.3).
    """
    position = 0
    while match := _NUMBER.search(plain, position):
        position = match.end()
        if match["idiom"]:
            continue
        if match["digits"] and (end := _name(plain, match.start("digits"))):
            position = max(end, match.start() + 1)
            continue
        if match["digits"] and _is_version(match["d1"]):
            position = match.end("d1")
            continue
        yield _number(match, plain)


def amount(text: str) -> float | None:
    """Return the value of a typed number: 128,000, 128 000, 128k and 1.28e5 alike; None if it is none."""
    found = re.fullmatch(rf"(?:{_SIGN})?({_PLAIN})[ \u00a0]?(\w*)", text.strip(), re.IGNORECASE)
    if found is None or found[1].count(".") > 1:
        return None
    try:
        value = _read(found[1]) * _MAGNITUDES.get(found[2].lower(), 1)
    except (OverflowError, ValueError):
        return None
    return value if math.isfinite(value) else None


def unit_of(text: str) -> str:
    """Return the one name of a unit."""
    bare = " ".join(text.lower().replace("u.s.", "us").split())
    return _UNITS.get(bare, bare)


def _read(digits: str) -> float:
    if raised := re.fullmatch(r"(\d+)(?:\^(-?\d+)|([⁰¹²³⁴-⁹]+))", digits):
        power = raised[2] or raised[3].translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789"))
        return math.pow(float(raised[1]), float(power))
    if re.fullmatch(r"\d+,\d{1,2}", digits):
        return float(digits.replace(",", "."))
    return float(re.sub(r"[, \u2009\u202f\u00a0'’]", "", digits))


def _number(match: re.Match[str], plain: str) -> Number:
    text = match[0].rstrip()
    start = match.start()
    unit, low, high = "", None, None
    if match["clock"] or match["day"]:
        unit = "day" if match["day"] else "time of day"
    elif match["digits"] and _YEAR.match(text) and _DATED.search(plain[max(0, start - 8) : start]):
        unit = "day"
    elif first := match["m1"] or match["d1"]:
        second = match["m2"] or match["d2"] or first
        low, high = _ends(first, second)
        unit = unit_of(match["sign"] or match["unit"] or "")
    elif match["words"]:
        low, high, unit = number_words.read(match)
        unit = unit_of(unit)
    return Number(start, start + len(text), text, low, high, unit)


def _ends(first: str, second: str) -> tuple[float | None, float | None]:
    """Return the ends of a range, of which the first may leave its scale to the second: 1–2 million."""
    low, high = amount(first), amount(second)
    bare, scaled = first.strip(), re.search(r"[^\W\d]+\Z", second.strip())
    if low is not None and high is not None and scaled and bare[-1:].isdigit() and low < 1000:
        raised = low * _MAGNITUDES.get(scaled[0].lower(), 1)
        low = raised if raised <= high else low
    return low, high


def _is_version(digits: str) -> bool:
    """Tell whether digits have points that are neither that of a decimal nor those between thousands."""
    head, *groups = digits.split(".")
    return len(groups) > 1 and not (len(head) <= 3 and all(re.match(r"\d{3}(?!\d)", group) for group in groups))


def _name(plain: str, start: int) -> int | None:
    """Return the end of the name of which the digits at `start` are a part, None if they are a number."""
    before = re.search(r"([A-Za-zÀ-ɏ][\w.]*?)?[-_.]?$", plain[max(0, start - 40) : start])
    prefix = before[1] if before else None
    if not prefix or prefix.lower() in _NO_NAME:
        return None
    rest = re.match(r"[\w.-]*\w", plain[start:])
    return start + (rest.end() if rest else 1)
