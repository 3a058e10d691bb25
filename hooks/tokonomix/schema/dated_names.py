"""The date that a maker writes into the name of a model: what it says of the day of release."""

from __future__ import annotations

import re


def dated_day(name: str) -> str | None:
    """Return the day or month in a name, None if there is no year in it.

    Full dates, month and year (command-r-08-2024), and year and month (mistral-large-2411); OpenAI's and xAI's four
    digits are month and day.
    """
    if found := re.search(r"-(20\d{2})-?(\d{2})-?(\d{2})\Z", name):
        return "-".join(found.groups())
    if found := re.search(r"-(0[1-9]|1[0-2])-(20\d{2})\Z", name):
        return f"{found[2]}-{found[1]}"
    if found := re.search(r"-(2[3-6])(0[1-9]|1[0-2])\Z", name):
        return f"20{found[1]}-{found[2]}"
    return None


def too_early(name: str, released: str) -> bool:
    """Tell whether a day or month of release is before the date in the name."""
    dated = dated_day(name)
    length = min(len(dated), len(released)) if dated else 0
    return dated is not None and released[:length] < dated[:length]
