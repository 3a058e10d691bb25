"""A percentage or a multiple follows from the amounts beside it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from tokonomix.problem import Problem
from tokonomix.prose.numbers import MONEY, Number, numbers
from tokonomix.prose.script import Script, Sentence
from tokonomix.rules.words import words

_LESS = words("less", "cheaper", "sav(?:es?|ing)", "cuts?", "lower", r"reduc\w+", "discount", "half")
_MORE = words("more", "dearer", "higher", r"increas\w+", "surcharge", "as much")
_ROUNDING = 1.0
"""Points by which a rounded percentage may differ from what its operands give."""
_IN_WORDS = 5.0
"""The same of a share in words, which is rounded to the next simple fraction."""


def check(script: Script) -> Iterator[Problem]:
    """Yield a problem for each typed change that no two of the sentence's amounts in one currency give."""
    for sentence in script.sentences:
        less, more = bool(_LESS.search(sentence.plain)), bool(_MORE.search(sentence.plain))
        if not less and not more:
            continue
        typed = [*numbers(sentence.plain)]
        amounts = [*_amounts(sentence, typed)]
        pairs = [(one, other) for (one, here), (other, there) in permutations(amounts, 2) if here == there]
        for number in typed if pairs else ():
            if number.unit not in ("%", "times", "of 1") or number.low is None:
                continue
            given = [
                one / other if number.unit == "times" else 100 * abs(one - other) / other
                for one, other in pairs
                # What is saved is a share of the greater amount, what is added one of the lesser.
                if number.unit == "times" or (less and other >= one) or (more and other <= one)
            ]
            left: list[float] = []
            low, high = number.low or 0.0, number.high or 0.0
            near = _ROUNDING if number.unit == "%" else 0.05 * high
            if number.unit == "of 1":
                # A share in words is rounded more, and may be what is left: 'a third of the price'.
                low, high, near = 100 * low, 100 * high, _IN_WORDS
                left = [100 * min(one, other) / max(one, other) for one, other in pairs]
            if given and not any(low - near <= value <= high + near for value in (*given, *left)):
                nearest = min(given, key=lambda value: abs(value - low))
                unit = " times" if number.unit == "times" else "\u202f%"
                what = f"'{number.text}', but the amounts beside it give {nearest:.0f}{unit}"
                mend = "Let price_gap(…) compute it, or mend the amounts"
                yield sentence.problem(number.start, what, mend)


def _amounts(sentence: Sentence, typed: list[Number]) -> Iterator[tuple[float, str]]:
    """Yield the amounts of money of a sentence, typed and bound, each with its currency."""
    for number in typed:
        if number.unit in MONEY:
            yield from ((value, number.unit) for value in {number.low, number.high} if value)
    for one in sentence.said:
        if one.name in ("price", "cost") and one.bound:
            # The text of a binding is ours: its first number is the amount as it is shown, with its currency.
            yield from ((n.low, n.unit) for n in [*numbers(one.bound.text)][:1] if n.low and n.unit in MONEY)
