"""A forecast is made before its day, by the day of the review, and of something that was still open."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date

from tokonomix import wording
from tokonomix.problem import Problem
from tokonomix.prose.numbers import MONTHS, numbers
from tokonomix.prose.script import Script, Text
from tokonomix.schema.content import Forecast

_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
_QUARTER = re.compile(r"\b(?:Q([1-4])|(first|second|third|fourth|last) quarter of) (\d{4})", re.IGNORECASE)
_MONTH = re.compile(rf"\b(?:(\d{{1,2}})\s)?({'|'.join(MONTHS)})\s(\d{{4}})")


def check(script: Script) -> Iterator[Problem]:
    """Yield a problem for each forecast that its own day, a record or the calendar had overtaken when it was made.

    One with an outcome is history, and may be told with what was wrong about it; its days must be in order too.
    """
    for index, forecast in enumerate(script.review.forecasts if script.review else ()):
        place = script.page.front.place
        if forecast.due_by <= forecast.made_on:
            what = f"due by {forecast.due_by}, which is not after {forecast.made_on}, when it was made"
            yield Problem(place("forecasts", index, "due_by"), what, "Set the day by which it can be judged")
        if script.review and forecast.made_on > script.review.technical_review:
            what = f"made on {forecast.made_on}, after the technical review of {script.review.technical_review}"
            yield Problem(place("forecasts", index, "made_on"), what, "Check the review anew, and set technical_review")
        for text in script.texts:
            if text.keys == ("forecasts", index, "statement") and forecast.outcome == "open":
                yield from _overtaken(script, text, forecast)


def _overtaken(script: Script, text: Text, forecast: Forecast) -> Iterator[Problem]:
    for start, end in _ends(text.plain):
        if end <= forecast.made_on:
            what = f"it speaks of {wording.day(end)} or before, and was made on {wording.day(forecast.made_on)}"
            yield text.problem(start, what, "Judge it with an outcome, or forecast a day to come")
    named = [m for one in text.said if one.name == "model" and (m := script.model(one, "name"))]
    for model in named or ([script.subject] if script.subject else []):
        if model.state(forecast.made_on) == "retired":
            what = f"{model.name} was retired on {wording.day(forecast.made_on)}, when this was forecast"
            yield text.problem(0, what, "Judge it with an outcome, or remove it")
    context = script.subject.value("limits.context") if script.subject else None
    for number in numbers(text.plain):
        if context and not named and number.unit == "tokens" and number.low == context:
            what = f"'{number.text}' was the record already when this was forecast"
            yield text.problem(number.start, what, "Judge it with an outcome, or remove it")


def _ends(plain: str) -> Iterator[tuple[int, date]]:
    """Yield where a period is named and its last day."""
    for match in _QUARTER.finditer(plain):
        month = 3 * int(match[1] or _QUARTERS[match[2].lower()])
        yield match.start(), date(int(match[3]), month, calendar.monthrange(int(match[3]), month)[1])
    for match in _MONTH.finditer(plain):
        year, month = int(match[3]), MONTHS.index(match[2]) + 1
        last = calendar.monthrange(year, month)[1]
        yield match.start(), date(year, month, min(int(match[1] or last), last))
