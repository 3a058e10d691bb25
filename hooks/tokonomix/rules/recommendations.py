"""Which models a review recommends, and where it says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tokonomix.problem import Place
from tokonomix.prose.scanner import place_at
from tokonomix.prose.script import Script, Text
from tokonomix.records import Model
from tokonomix.rules.sections import RECOMMENDING, sections
from tokonomix.rules.words import words
from tokonomix.schema.content import Switch

FIELDS = ("verdict", "shortlist", "switch")
"""Fields of the front matter in which a model that is named is recommended."""
_AGAINST = words(
    "skip", "avoid", r"(?:do|does|should|must|would) not", "never", "than", "instead of", "unlike", "rather than",
    "predecessors?", r"replac(?:es|ed|ing)", "followed", "succeed(?:s|ed)", "against", "behind", "older",
)  # fmt: skip
"""Words before a name, in the same clause, that recommend another model or none."""
_CLAUSES = re.compile(r"[,;:.!?()–—]|\n[ \t]*(?:\n|[-*+|#])")


@dataclass(frozen=True)
class Recommended:
    """A model that a review tells readers to take, where it stands, and the condition if it is one of `switch`."""

    model: Model
    place: Place
    switch: Switch | None = None


def recommended(script: Script) -> Iterator[Recommended]:
    """Yield the models of `switch`, and those bound where a review recommends, but for the subject itself.

    That is in the verdict, the shortlist and the switches, and in the sections that say the verdict in the body.
    """
    models = script.catalog.models
    for index, switch in enumerate(script.review.switch if script.review else ()):
        for number, name in enumerate(switch.to):
            if name in models:
                yield Recommended(models[name], script.page.front.place("switch", index, "to", number), switch)
    for text, start, end in passages(script):
        for one in text.said:
            model = models.get(str(one.arguments.get("name"))) if one.name == "model" else None
            if model and model != script.subject and start <= one.start < end and not _is_against(text, one.start):
                yield Recommended(model, place_at(text.page.path, text.page.text, text.offsets[one.start]))


def passages(script: Script) -> Iterator[tuple[Text, int, int]]:
    """Yield each text, or part of a text from start to end, in which a review recommends."""
    for text in script.texts if script.review else ():
        if text.keys and text.keys[0] in FIELDS:
            yield text, 0, len(text.text) + 1
        elif not text.keys:
            yield from ((text, start, end) for heading, start, end in sections(text) if heading in RECOMMENDING)


def _is_against(text: Text, at: int) -> bool:
    clause = _CLAUSES.split(text.plain[max(0, at - 300) : at])[-1]
    return bool(_AGAINST.search(clause))
