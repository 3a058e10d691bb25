"""A percentage or a multiple follows from the amounts beside it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from tokonomix.problem import Problem
from tokonomix.prose.numbers import Number, numbers
from tokonomix.prose.script import Script, Sentence
from tokonomix.rules.words import words

_LESS = words("less", "cheaper", "sav(?:es?|ing)", "cuts?", "lower", r"reduc\w+", "discount", "half")
_MORE = words("more", "dearer", "higher", r"increas\w+", "surcharge", "as much")
_ROUNDING = 1.0
"""Points by which a rounded percentage may differ from what its operands give."""


def check(script: Script) -> Iterator[Problem]:
    """Yield a problem for each typed change that no two of the sentence's amounts of money give."""
    for sentence in script.sentences:
        less, more = bool(_LESS.search(sentence.plain)), bool(_MORE.search(sentence.plain))
        if not less and not more:
            continue
        typed = [*numbers(sentence.plain)]
        amounts = sorted(_amounts(sentence, typed))
        changes = [n for n in typed if n.unit in ("%", "times") and n.low is not None]
        if len(amounts) < 2 or not changes:
            continue
        for number in changes:
            pairs = [(one, other) for one, other in permutations(amounts, 2) if one and other]
            given = [
                one / other if number.unit == "times" else 100 * abs(one - other) / other
                for one, other in pairs
                # What is saved is a share of the greater amount, what is added one of the lesser.
                if number.unit == "times" or (less and other >= one) or (more and other <= one)
            ]
            low, high = number.low or 0.0, number.high or 0.0
            near = _ROUNDING if number.unit == "%" else 0.05 * high
            if given and not any(low - near <= value <= high + near for value in given):
                nearest = min(given, key=lambda value: abs(value - low))
                unit = "\u202f%" if number.unit == "%" else " times"
                what = f"'{number.text}', but the amounts beside it give {nearest:.0f}{unit}"
                mend = "Let price_gap(…) compute it, or mend the amounts"
                yield sentence.problem(number.start, what, mend)


def _amounts(sentence: Sentence, typed: list[Number]) -> Iterator[float]:
    for number in typed:
        if number.unit in ("US$", "€") and number.low is not None and number.high is not None:
            yield from {number.low, number.high}
    for one in sentence.said:
        if one.name in ("price", "cost") and one.bound and one.bound.value:
            yield float(one.bound.value)

