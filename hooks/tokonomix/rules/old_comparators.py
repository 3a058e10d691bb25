"""A review all of whose comparators are a year old."""

from __future__ import annotations

from collections.abc import Iterator

from tokonomix import wording
from tokonomix.problem import Problem
from tokonomix.prose.script import Script
from tokonomix.rules.recommendations import recommended

YEAR = 365


def due(script: Script) -> Iterator[Problem]:
    """Yield a finding if the newest model that a review compares with was released more than a year ago."""
    review = script.review
    if review is None:
        return
    named = {one.model.id: one.model for one in recommended(script)}
    for text in script.texts:
        for one in text.said:
            for argument in ("other", "name", "model"):
                model = script.catalog.models.get(one.arguments.get(argument, ""))
                if model and model != script.subject:
                    named[model.id] = model
    days = sorted((model.released, name) for name, model in named.items() if model.released)
    if days and (script.edition.today - days[-1][0]).days > YEAR:
        newest, name = days[-1]
        what = f"the newest model it compares with, '{name}', is of {wording.day(newest)}"
        mend = "Compare with what is sold today, such as its tier peers"
        place = script.page.front.key_place("switch")
        yield Problem(place, what, mend, due=True, records=tuple(f"models/{name}#released" for _day, name in days))
