"""When two sources say the same: the one definition of rounding, for imports, claims and the disagreement alarm."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

ROUNDING = Decimal("0.005")
"""Share of the larger number by which two numbers may differ and still be one number, rounded by somebody.

One half percent: 65,535 is 65,536 and 0.0833 is 0.083333, but 1,000,000 is not 1,047,576.
"""


_UNITS = ((1024, 1000), (1024 * 1024, 1_000_000))


def agree(one: object, other: object) -> bool:
    """Tell whether two values of a field are the same as far as both are exact.

    Numbers agree within ROUNDING; a month agrees with each of its days; anything else has to be equal.
    """
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, int | float | Decimal) and isinstance(other, int | float | Decimal):
        first, second = Decimal(str(one)), Decimal(str(other))
        return abs(first - second) <= ROUNDING * max(abs(first), abs(second))
    if isinstance(one, str | date) and isinstance(other, str | date):
        first_text, second_text = str(one), str(other)
        length = min(len(first_text), len(second_text))
        return first_text[:length] == second_text[:length] if _dated(first_text, second_text) else one == other
    return one == other


def counted_finer(one: object, other: object) -> bool:
    """Tell whether two limits are one count, the first in units of 1,024, the other in thousands: 131,072 and 128,000.

    Who writes 128K as 128,000 may have read no more than that; who writes 131,072 has read that number.
    """
    if not isinstance(one, int) or not isinstance(other, int):
        return False
    return any(one % fine == 0 and one // fine * round_ == other for fine, round_ in _UNITS)


def one_count(one: object, other: object) -> bool:
    """Tell whether two limits agree, or are one count in two units."""
    return agree(one, other) or counted_finer(one, other) or counted_finer(other, one)


def _dated(*texts: str) -> bool:
    return all(text[:4].isdigit() and text[4:].replace("-", "").isdigit() | (len(text) == 4) for text in texts)
