"""A price of zero is told only of what its seller calls free or included."""

from __future__ import annotations

from collections.abc import Iterator

from tokonomix.problem import Problem
from tokonomix.prose.numbers import MONEY, numbers
from tokonomix.prose.script import Script
from tokonomix.rules.words import words

_FREE = words(
    "free of (?:any )?(?:charge|cost)", "for free", "(?:at|there is) (?:no|zero) (?:extra |additional )?c(?:ost|harge)",
    "without (?:any )?(?:cost|charge|fee|payment)", "free to use", "costs? (?:you )?nothing",
    "(?:pay(?:s|ing)?|paid) nothing", "nothing to pay", "zero-cost", "complimentary", "gratis",
    "(?<!-)free (?:access|usage)",
    "(?:is|are|remains?|stays?|comes?) (?:entirely |completely |totally )?free(?=,| and|[.;!]|$)",
)  # fmt: skip


def check(script: Script) -> Iterator[Problem]:
    """Yield a problem for each amount of zero that somebody typed: a binding says 'free' where a record does.

    Of a review the words for it as well, unless a record of its model calls some rate free or included.
    """
    for text in script.texts:
        for number in numbers(text.plain):
            if number.unit in MONEY and number.low == 0:
                free = _free(script)
                otherwise = "Write the price that is recorded; a gap is not zero"
                mend = f'Write {{{{ price("{free}") }}}}' if free else otherwise
                yield text.problem(number.start, f"'{number.text}' is a price that no record calls free", mend)
        for match in _FREE.finditer(text.plain) if script.review and not _free(script) else ():
            what = f"'{match[0]}' is a price that no record calls free"
            yield text.problem(match.start(), what, "Write the price that is recorded; a gap is not zero")


def _free(script: Script) -> str | None:
    if script.subject is None:
        return None
    rates = script.edition.rates(script.subject.id)
    return next((name for name, rate in rates.items() if rate.price.status in ("free", "included")), None)
