"""A price that had ended although its model is still sold, told without a day as if it were asked today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tokonomix import wording
from tokonomix.problem import Problem
from tokonomix.prose.past_prices import past_of
from tokonomix.prose.scanner import place_at
from tokonomix.prose.script import Said, Script, Text
from tokonomix.records import Price


def check(script: Script) -> Iterator[Problem]:
    """Yield a problem where a price had ended by the day of the review.

    A page without a review has no day of its own: of it, and of what ended since, `due` tells.
    """
    if script.review is None:
        return
    for text, one in _bound(script):
        if found := _past(script, one, script.written):
            yield text.problem(one.start, *_told(one, *found))


def due(script: Script) -> Iterator[Problem]:
    """Yield a finding where a price ended since: the sentence says until when it held."""
    for text, one in _bound(script):
        found = _past(script, one, script.edition.today)
        if found is None or (script.review and _past(script, one, script.written)):
            continue
        place = place_at(text.page.path, text.page.text, text.offsets[one.start])
        yield Problem(place, *_told(one, *found), due=True, records=(found[0].id,))


def _bound(script: Script) -> Iterator[tuple[Text, Said]]:
    return ((text, one) for text in script.texts for one in text.said if one.name)


def _past(script: Script, one: Said, day: date) -> tuple[Price, date] | None:
    found = past_of(script.edition, script.subject, one.name, one.arguments, day)
    return (found[1].price, found[2]) if found else None


def _told(one: Said, price: Price, last: date) -> tuple[str, str]:
    when = f" when '{price.when}'" if price.when else ""
    whose = f"'{price.rate}'{when} of {price.model} on {price.platform}"
    what = f"the price {whose} held until {wording.day(last)} and is asked no more"
    history = f', or add day="{last}" and say that it was so' if one.name == "price" else ""
    return what, f"Write a price in force{history}"
