"""A word beside a binding that the binding itself brings: 'It is is level with', 'costs 5 % less than it than'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tokonomix.problem import Problem
from tokonomix.prose.script import Said, Script, Sentence

_VERBS = (
    "am|is|are|was|were|be|been|being|has|have|had|do|does|did|will|would|shall|should|can|could|may|might|must|cannot|"
    r"\w+n['’]t|not|leads?|led|trails?|trailed|ends?|ended"
)
_ADVERB = "(?: +(?:now|still|also|today|currently|already|then|again|clearly|never))?"
_BEFORE: Mapping[str, tuple[str, str]] = {
    "gap": (_VERBS, "it brings its verb, such as 'is level with'"),
    "ends": (_VERBS, "it brings its verb, such as 'ends on'"),
    "price_gap": ("less|more|cheaper|dearer|than|as", "it brings 'less than' or 'as much as'"),
    "residency": ("processed", "it brings 'processed'"),
    "quartile": ("in|in the|the", "it brings 'in the'"),
    "price": (r"US\$|[$€£]|USD|EUR|dollars?|euros?", "it brings its currency"),
    "cost": (r"US\$|[$€£]|USD|dollars?", "it brings its currency"),
}
"""Words before a function that it brings itself, whatever the records say on a day, and what it brings."""
_AFTER: Mapping[str, tuple[str, str]] = {
    "gap": ("by|points?|than|with", "it ends with the other model, or with the distance in points"),
    "ends": ("on", "it brings 'on' and the day"),
    "price_gap": ("than|more|less|cheaper|dearer", "it brings 'less than' or 'as much as'"),
    "price": (r"US\$|[$€£]|USD|EUR|dollars?|euros?", "it brings its currency"),
    "cost": (r"US\$|[$€£]|USD|dollars?|euros?", "it brings its currency"),
}
_PER = ("per|an?", "unit=True brings what the price is for")


def check(script: Script) -> Iterator[Problem]:
    """Yield a problem where a word stands right before or behind a binding that brings it."""
    for sentence in script.sentences:
        for one in sentence.said:
            yield from _doubled(sentence, one)


def _doubled(sentence: Sentence, one: Said) -> Iterator[Problem]:
    start, end = one.start - sentence.start, one.end - sentence.start
    if one.name in _BEFORE:
        alternatives, why = _BEFORE[one.name]
        adverb = _ADVERB if alternatives is _VERBS else ""
        pattern = rf"(?<![\w'’])({alternatives}){adverb} *$"
        if found := re.search(pattern, sentence.plain[:start], re.IGNORECASE):
            yield _problem(sentence, found, 0, f"before {one.name}()", why)
    behind = [_AFTER[one.name]] if one.name in _AFTER else []
    for alternatives, why in [*behind, *([_PER] if one.arguments.get("unit") else [])]:
        if found := re.match(rf" *({alternatives})(?!\w)", sentence.plain[end:], re.IGNORECASE):
            nameless = one.arguments.get("name") is False
            mend = "Leave name=False out, and it says than whom" if nameless else "Leave it out"
            yield _problem(sentence, found, end, f"behind {one.name}()", why, mend)


def _problem(
    sentence: Sentence, found: re.Match[str], begin: int, where: str, why: str, mend: str = "Leave it out"
) -> Problem:
    return sentence.problem(begin + found.start(1), f"'{found[1]}' {where} is one word too many: {why}", mend)
