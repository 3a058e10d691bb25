"""A quantity that a page gives twice has one value."""

from __future__ import annotations

from collections.abc import Iterator

from tokonomix.problem import Problem
from tokonomix.prose.numbers import Number, numbers
from tokonomix.prose.script import Script, Sentence
from tokonomix.rules.words import SIZE_OF_CONTEXT, words

_LATENCY = words(
    "latenc(?:y|ies)", "response times?", "first (?:audio|sound|token)", "round-trip", "delays?", "lag", "turn-taking",
    "silence", "(?:answers?|responds?) (?:in|within|after)",
)
_QUANTITIES = (
    ("latency", _LATENCY, ("ms", "seconds")),
    ("context", words(SIZE_OF_CONTEXT), ("tokens",)),
    ("error rate", words("error rate", "errors?", "wrong answers"), ("%",)),
    ("accuracy", words("accuracy", "accurate", "solve[sd]?"), ("%",)),
    ("saving", words("saves?", "saving", "cuts? costs?", "cheaper"), ("%",)),
    ("distance", words(r"trail\w*", "behind", "below"), ("points",)),
    ("call", words("calls?"), ("minutes", "tokens")),
)
"""Quantities that a review speaks of, the words that tell them, and their units."""
_MEND = "Give it once, with its source, or say in one sentence what differs"


def check(script: Script) -> Iterator[Problem]:
    """Yield a problem where a typed quantity is given again with another value, unless one sentence says both.

    Bound numbers cannot differ: they read one record. The same words about two models, or on two tests, are two
    quantities: name the model or bind the test.
    """
    if script.review is None:
        return
    first: dict[tuple[str, str, frozenset[str]], tuple[Number, Sentence]] = {}
    for text in script.texts:
        if text.keys[:1] == ("forecasts",):
            continue
        for sentence in text.sentences:
            about = frozenset(one.arguments.get("name", "") for one in sentence.said if one.name == "model")
            about |= frozenset(_named(script, sentence))
            for name, told, units in _QUANTITIES:
                # Of several in one sentence the first is meant; the others are told apart from it there.
                for number in [*_given(sentence, units)][:1] if told.search(sentence.plain) else ():
                    before, where = first.setdefault((name, number.unit, about), (number, sentence))
                    if where is not sentence and (before.low, before.high) != (number.low, number.high):
                        what = f"{name} is '{number.text}' here and '{before.text}' above"
                        yield sentence.problem(number.start, what, _MEND)


def _given(sentence: Sentence, units: tuple[str, ...]) -> Iterator[Number]:
    return (number for number in numbers(sentence.plain) if number.unit in units and number.low is not None)


def _named(script: Script, sentence: Sentence) -> Iterator[str]:
    for model in script.others:
        if model.name in sentence.plain:
            yield model.id
