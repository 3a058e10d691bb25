"""The words for numbers: what an editor writes when a figure is not at hand, which is a figure all the same."""

from __future__ import annotations

import re

_DIGITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES = (
    {word: number for number, word in enumerate(_DIGITS, start=1)}
    | {word: number for number, word in enumerate(_TEENS, start=10)}
    | {word: 10 * number for number, word in enumerate(_TENS, start=2)}
)
_COMPOUND = rf"(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_DIGITS)})(?![\w-]))?"
_ABOVE_TEN = rf"(?:{_COMPOUND}|{'|'.join(_TEENS[1:])})\b"
CARDINAL = rf"(?:{_COMPOUND}|{'|'.join(_TEENS)}|{'|'.join(_DIGITS[1:])})\b"
TO = r"\s?[-–—]\s?|\s(?:to|and|or)\s"
"""What joins the two ends of a range."""
_ORDINAL = "second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
_PARTS = "halves|thirds?|quarters?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?|hundredths?"
_DENOMINATORS = ("half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "hundredth")
_QUARTILES = {"second": 2.0, "third": 3.0, "fourth": 4.0, "bottom": 4.0, "last": 4.0}
_SHORT = "milliseconds?|seconds?|minutes?|hours?"
_COIN = r"(?:us\s)?dollars?|cents?|euros?|pounds?|dimes?|nickels?|penn(?:y|ies)|pence|bucks?|quid"
_MEASURED = (
    rf"per\scent|percent|percentage\spoints?|points?|times|fold|{_SHORT}|days?|weeks?|months?|years?|decades?|tokens?|"
    rf"{_COIN}|parameters"
)
_SINGLE = r"per\scent|percent|percentage\spoint|second|millisecond|minute|hour|token|dollars?|cents?|euros?"
"""Units of which 'one', 'zero' and 'a single' are amounts; 'one day' and 'at one point' are none."""
_COUNTED = (
    "calls?|requests?|questions?|items?|languages?|models?|benchmarks?|tests?|categories|suites?|platforms?|regions?|"
    "turns|steps|facts|words|pages|stars|nines|countries|hosts|vendors|customers|users|gpus|servers"
)
"""What a number in words counts. 'Two models' are any two; 'three habits' are what the text itself then lists."""
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SCALE = f"hundred|{'|'.join(_SCALES)}"
_ENDS = r"(?=\s*(?:[^\w\s'’-]|\Z)|\s(?:{})\b)"
"""What follows a phrase that has ended: a sign, or one of some words."""
_AT_PLACE = _ENDS.format("on|in|among|behind|overall|only|here|there|by|after|for|at|with")
_AT_SPAN = _ENDS.format(
    r"to|for|on|at|when|after|from|but|per|with|if|in|by|is|of|than|before|until|later|more|less|each|as|while|once|"
    r"or\s(?:two|so|less|more)"
)
_BEST = "best|fastest|cheapest|slowest|dearest|quickest|strongest|weakest|worst|longest|largest|smallest|most|least"
_NTH = (
    "thought|look|opinion|chance|step|try|attempt|source|reason|reading|time|way|language|"
    "model|one|party|parties|option"
)
"""What stands after a part of an hour or of a whole where it is none: a second thought, a third party."""

IDIOM = rf"""
    \b(?:one|a\ssingle)\ssecond\s(?:{_NTH})\b
    |\ba\s(?:third|fourth|fifth|sixth)[\s-](?:{_NTH})\b
    |\b\w+er\shalf\sof\s(?:the|a|your|each|every)\s(?:day|night|week)\b
    |\bread\s(?:too\s)?(?:much|little|anything|nothing)\sinto\s(?:a\s)?(?:few|couple\sof)\s(?:percentage\s)?points\b
    |\b(?:check|read|review|sample|test|compare|look\sat)\s(?:at\sleast\s)?one\s\w+\sin\s(?:{CARDINAL}|\d+\b)
    |\bone\s\w+\sin\s(?:{CARDINAL}|\d+)\s(?:by\shand|by\seye|at\srandom)\b
    |\bhalf-(?!(?:a|price|size|milli\w+|second|minute|hour|day|year|million|billion|cent|per|point)\b)\w+
"""
"""A verbose pattern of words for numbers that tell none: 'one second thought', 'half-finished', 'check one in ten'."""

RANK = (
    rf"(?:(?:first|{_ORDINAL})\s(?:out\s)?of\s(?:zero|one|{CARDINAL}|\d+)\b"
    rf"|(?:rank(?:s|ed)?|plac(?:es|ed)|finish(?:es|ed))\s(?:first|{_ORDINAL})\b|(?:comes?|came)\s(?:{_ORDINAL})\b"
    rf"|(?:is|was|stays?|sits?|stands?|remains?)\s(?:{_ORDINAL}){_AT_PLACE}"
    rf"|(?:first|{_ORDINAL})[\s-](?:place|rank|{_BEST})\b|number\sone\b|out\sof\s{CARDINAL}|runners?-up\b"
    rf"|(?:position|spot)\s(?:one|{CARDINAL})|(?:rank|place)\s(?:one|{CARDINAL}){_AT_PLACE}"
    rf"|(?:top|bottom)[\s-]{CARDINAL}|all\sbut\s(?:one\b|{CARDINAL})"
    rf"|(?:upper|lower|middle|top|bottom)\s(?:half|third|quarter|fifth|tenth)\b)"
)
"""Words for a rank. 'Comes first' is none: safety does."""

PATTERN = rf"""
    \b(?:zero|one|a\ssingle)\s(?P<single>{_SINGLE})\b
    |\b(?P<scaled>(?:an?|one|half\sa|{CARDINAL})\s(?:{_SCALE})\b(?:\s(?:and\s)?(?:one|{CARDINAL}|{_SCALE})\b)*)
     (?:[\s-](?P<scaled_unit>{_MEASURED}|{_COUNTED})\b)?
    |\b(?:in|within|under|inside|below|than|about|around|over|after|nearly|almost|roughly|takes?|took|lasts?|needs?)
      \san?\s(?:millisecond|second|minute|hour){_AT_SPAN}
    |\b{CARDINAL}(?=\s(?-i:[A-Z]{{1,3}})\d{{2,4}}\w*)
    |\b(?:(?:a|several|some|many)\s)?(?:dozens?|(?:{_SCALE})s?)(?:\sof\s(?:{_SCALE})s)?\b
    |\b(?:(?:several|some|{CARDINAL})\sorders\sof\smagnitude\b
       |(?:an?|one)\sorder\sof\smagnitude(?=\s(?:more|less|better|worse|larger|smaller|\w+er)\b))
    |\b(?:(?:single|double|triple)[-\s](?:digits?|figures?)|(?:two|three)-(?:digits?|figures?)
       |(?:four|five|six|seven|eight|nine|ten)[-\s](?:digits?|figures?))\b
    |\b(?:twice|thrice|halves|halved|halving|half)\b
    |\b(?:double[sd]?(?!\sas\b|-(?:check|click|blind|sided|edged))|doubling|triple[sd]?|tripling|quadrupl\w+|quintupl\w+)\b
    |\b(?:{"|".join(_VALUES)}|hundred|thousand)-?fold\b
    |\b(?P<share_of>an?|one|{CARDINAL})[ -](?P<parts>{_PARTS})\b
    |\b(?P<quartile>first|second|third|fourth|top|bottom|last)\squartile\b
    |\b(?:first|second|third|fourth|top|bottom|last)\s(?:quarter|percentile|decile)\b
    |\b(?:(?:low|mid|high|lower|upper|early|late)[-\s](?:to[-\s](?:mid|high|upper|late)[-\s])?)?
       (?:twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b
    |\b(?:low|mid|high|lower|upper)[-\s]teens\b
    |\b(?:an?|(?:a\s)?few|a\scouple\sof|a\shandful\sof|several|some|many|(?:a\s)?fractions?\sof\san?)\s
       (?:{_COIN})\b
    |\b(?:pennies|dimes|nickels)\b
    |\b(?:(?:a\s)?few|several)\s(?:{_SHORT}|per\s?cent|(?:percentage\s)?points|tokens)\b
    |\b(?:a\s)?(?:couple|handful)\sof\s(?:\w+\s)??(?:{_MEASURED}|{_COUNTED})\b
    |\b(?:one|{CARDINAL})\sto\sone\b
    |\bevery\s(?:other|{_ORDINAL})\s(?:{_COUNTED})\b
    |\b(?:scor|solv)(?:es?|ed)\s{CARDINAL}(?!\s\w)
    |\b(?!two\s(?:\w+\s)?(?:{_COUNTED})\b)
      (?P<w1>{CARDINAL})(?:(?:{TO})(?P<w2>{CARDINAL}))?[ -]?(?:\w+\s)??(?P<counted>%|(?:{_MEASURED}|{_COUNTED})\b)
    |\b(?P<bare>{_ABOVE_TEN})
"""
"""A verbose pattern of the words for numbers.

From eleven on a word is a number wherever it stands; up to ten only before what it measures or counts.
"""


def read(match: re.Match[str]) -> tuple[float | None, float | None, str]:
    """Return the ends and the unit, as it is typed, of what PATTERN found; None and nothing of most words.

    A share of a whole has the unit 'of 1', a quartile 'of 4'.
    """
    low = high = None
    unit = ""
    if unit := match["single"] or match["counted"] or "":
        low = value(match["w1"]) if match["w1"] else float(not match[0].lower().startswith("zero"))
        high = value(match["w2"]) if match["w2"] else low
    elif match["scaled"]:
        low = high = value(match["scaled"])
        unit = match["scaled_unit"] or ""
    elif match["bare"]:
        low = high = value(match["bare"])
    elif match["quartile"]:
        low = high = _QUARTILES.get(match["quartile"].lower(), 1.0)
        unit = "of 4"
    elif match["parts"]:
        low = high = _share(match["share_of"], match["parts"])
        unit = "of 1"
    return low, high, unit


def value(words: str) -> float | None:
    """Return the value of words: 'twenty-three' is 23, 'half a million' 500,000; None above a thousand trillions."""
    total: float = 0
    last: float = 0
    for word in words.lower().replace("-", " ").split():
        if word in _SCALES:
            total = total + last * _SCALES[word] if last else total * _SCALES[word]
            last = 0
        elif word == "hundred":
            last = (last or 1) * 100
        elif word in ("a", "an"):
            last = last or 1
        elif word != "and":
            last += 0.5 if word == "half" else _VALUES[word]
        if total + last > 10**15:
            return None
    return float(total + last)


def _share(numerator: str, parts: str) -> float:
    part = "half" if parts.lower() == "halves" else parts.lower().removesuffix("s")
    of = 100 if part == "hundredth" else _DENOMINATORS.index(part) + 2
    return (1 if numerator.lower() in ("a", "an") else value(numerator) or 1) / of
