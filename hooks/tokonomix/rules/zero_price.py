"""A price of zero is told only of what its seller calls free or included."""

from __future__ import annotations

from collections.abc import Iterator

from tokonomix.problem import Problem
from tokonomix.prose.numbers import numbers
from tokonomix.prose.script import Script


def check(script: Script) -> Iterator[Problem]:
    """Yield a problem for each amount of zero that somebody typed: a binding says 'free' where a record does."""
    for text in script.texts:
        for number in numbers(text.plain):
            if number.unit in ("US$", "€") and number.low == 0:
                free = _free(script)
                otherwise = "Write the price that is recorded; a gap is not zero"
                mend = f'Write {{{{ price("{free}") }}}}' if free else otherwise
                yield text.problem(number.start, f"'{number.text}' is a price that no record calls free", mend)


def _free(script: Script) -> str | None:
    if script.subject is None:
        return None
    rates = script.edition.rates(script.subject.id)
    return next((name for name, rate in rates.items() if rate.price.status in ("free", "included")), None)
