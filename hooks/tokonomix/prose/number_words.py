"""The words for numbers: what an editor writes when a figure is not at hand, which is a figure all the same."""

from __future__ import annotations

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
    "turns|steps|facts|words|pages|stars|nines"
)
"""What a number in words counts. 'Two models' are any two; 'three habits' are what the text itself then lists."""
_SCALE = "hundred|thousand|million|billion|trillion"

RANK = (
    rf"(?:(?:first|{_ORDINAL})\s(?:out\s)?of\s(?:zero|one|{CARDINAL}|\d+)\b"
    rf"|(?:rank(?:s|ed)?|plac(?:es|ed)|finish(?:es|ed))\s(?:first|{_ORDINAL})\b|(?:comes?|came)\s(?:{_ORDINAL})\b"
    rf"|(?:first|{_ORDINAL})\s(?:place|rank|best|fastest|cheapest)\b|number\sone\b|out\sof\s{CARDINAL}|runners?-up\b)"
)
"""Words for a rank. 'Comes first' is none: safety does."""

PATTERN = rf"""
    \b(?:zero|one|a\ssingle)\s(?P<single>{_SINGLE})\b
    |\b(?:an?|one|half\sa|{CARDINAL})\s(?:{_SCALE})\b(?:\s(?:and\s)?(?:one|{CARDINAL}|{_SCALE})\b)*
     (?:\s(?:{_MEASURED}|{_COUNTED})\b)?
    |\b(?:(?:a|several|some|many)\s)?(?:dozens?|(?:{_SCALE})s?)(?:\sof\s(?:{_SCALE})s)?\b
    |\b(?:(?:several|some|{CARDINAL})\sorders\sof\smagnitude\b
       |(?:an?|one)\sorder\sof\smagnitude(?=\s(?:more|less|better|worse|larger|smaller|\w+er)\b))
    |\b(?:(?:single|double|triple)[-\s](?:digits?|figures?)|(?:two|three)-(?:digits?|figures?)
       |(?:four|five|six|seven|eight|nine|ten)[-\s](?:digits?|figures?))\b
    |\b(?:twice|thrice|halves|halved|halving|half(?!-(?:duplex|hearted|baked)))\b
    |\b(?:double[sd]?(?!\sas\b|-(?:check|click|blind|sided|edged))|doubling|triple[sd]?|tripling|quadrupl\w+|quintupl\w+)\b
    |\b(?:{"|".join(_VALUES)}|hundred|thousand)-?fold\b
    |\b(?:an?|one|{CARDINAL})[ -](?:{_PARTS})\b
    |\b(?:first|second|third|fourth|top|bottom|last)\s(?:quarter|quartile|percentile|decile)\b
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
      (?P<w1>{CARDINAL})(?:(?:{TO})(?P<w2>{CARDINAL}))?[ -]?(?:\w+\s)??(?P<counted>{_MEASURED}|{_COUNTED})\b
    |\b(?P<bare>{_ABOVE_TEN})
"""
"""A verbose pattern of the words for numbers, with the groups `single`, `counted`, `w1`, `w2` and `bare`.

From eleven on a word is a number wherever it stands; up to ten only before what it measures or counts.
"""


def value(words: str) -> int:
    """Return the value of a word below a hundred: 'twenty-three' is 23."""
    return sum(_VALUES[word] for word in words.lower().replace("-", " ").split())
