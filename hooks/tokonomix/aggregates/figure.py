"""Printed numbers and what is computed from them, each with how far rounding in print may have moved it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from tokonomix.records import Result


@dataclass(frozen=True)
class Number:
    """An exact number and its `slack`: what it was printed from lay at most so far away."""

    value: Fraction
    slack: Fraction = Fraction(0)

    def rounded(self, places: int) -> str:
        """Return the number with so many decimals, half up."""
        exact = Decimal(self.value.numerator) / Decimal(self.value.denominator)
        return f"{exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"


@dataclass(frozen=True)
class Figure:
    """One figure by a benchmark's own rule, in the unit in which the benchmark prints it."""

    model: str
    """Name under which the source published it."""
    metric: str
    value: Number
    places: int
    """Decimals in which we print it: the source's own, where it prints it."""
    published: str = ""
    """What the source printed; empty if it printed nothing or our copy of it was left out."""

    @property
    def agrees(self) -> bool | None:
        """Tell whether the printed figure is ours within rounding, of itself and of its parts; None if none is."""
        if not self.published:
            return None
        printed = number(self.published)
        return abs(printed.value - self.value.value) <= printed.slack + self.value.slack


def number(printed: str) -> Number:
    """Return a printed number; it was rounded to its last digit, so its slack is half of that digit."""
    exact = Decimal(printed.rstrip("%"))
    exponent = exact.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) else 0
    return Number(Fraction(exact), Fraction(1, 2) / 10 ** max(places, 0))


def mean(parts: Sequence[Number]) -> Number:
    """Return the plain mean of at least one number."""
    return weighted([(Fraction(1, len(parts)), part) for part in parts])


def weighted(parts: Iterable[tuple[Fraction, Number]]) -> Number:
    """Return the sum of weight times number."""
    pairs = list(parts)
    value = sum((weight * part.value for weight, part in pairs), Fraction(0))
    return Number(value, sum((abs(weight) * part.slack for weight, part in pairs), Fraction(0)))


def by_model(results: Iterable[Result]) -> dict[str, dict[tuple[str, str], Result]]:
    """Return the results that hold a number, by published name in order, then by task ('' = the whole) and metric."""
    found: dict[str, dict[tuple[str, str], Result]] = {}
    for result in sorted(results, key=lambda r: r.published_as):
        if result.published and result.value is not None:
            found.setdefault(result.published_as, {})[result.task or "", result.metric] = result
    return found


def printed(cells: dict[tuple[str, str], Result], task: str, metric: str) -> str:
    """Return a cell as published; '' if there is none."""
    result = cells.get((task, metric))
    return (result.published or "") if result else ""
