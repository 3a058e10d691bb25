"""Which models a review recommends, and where it says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tokonomix.problem import Place
from tokonomix.prose.scanner import place_at
from tokonomix.prose.script import Script
from tokonomix.records import Model
from tokonomix.schema.content import Switch


@dataclass(frozen=True)
class Recommended:
    """A model that a review tells readers to take, where it stands, and the condition if it is one of `switch`."""

    model: Model
    place: Place
    switch: Switch | None = None


def recommended(script: Script) -> Iterator[Recommended]:
    """Yield the models of `switch` and those that the verdict names, but for the subject itself."""
    models = script.catalog.models
    for index, switch in enumerate(script.review.switch if script.review else ()):
        for number, name in enumerate(switch.to):
            if name in models:
                yield Recommended(models[name], script.page.front.place("switch", index, "to", number), switch)
    for text in script.texts if script.review else ():
        for one in text.said if text.keys == ("verdict",) else ():
            model = models.get(one.arguments.get("name", "")) if one.name == "model" else None
            if model and model != script.subject:
                place = place_at(text.page.path, text.page.text, text.offsets[one.start])
                yield Recommended(model, place)
