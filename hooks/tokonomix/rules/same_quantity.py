"""A quantity that a page gives twice has one value."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from tokonomix.problem import Problem
from tokonomix.prose.naming import Named
from tokonomix.prose.numbers import Number, numbers
from tokonomix.prose.script import Script, Sentence
from tokonomix.rules.subject import typed_others
from tokonomix.rules.words import SIZE_OF_CONTEXT, words

_LATENCY = words(
    "latenc(?:y|ies)",
    "response times?",
    "first (?:audio|sound|token)",
    "round-trip",
    "delays?",
    "lag",
    "turn-taking",
    "silence",
    "(?:answers?|responds?) (?:in|within|after)",
    "(?:answers?|responses?|replies) (?:take|arrive|start|begin|come)s?",
    "waits?",
    "waiting",
)
_RIGHT = r"gets? (?:[\w.,–-]+ )?\S+[\s\u202f\u00a0]?% (?:of \w+ )?right|answers? [\d.–-]+[\s\u202f\u00a0]?% of"
_QUANTITIES = (
    ("latency", _LATENCY, ("ms", "seconds", "minutes")),
    ("context", words(SIZE_OF_CONTEXT), ("tokens",)),
    ("error rate", words("error rate", "errors?", "wrong answers"), ("%",)),
    ("accuracy", words("accuracy", "accurate", "solve[sd]?", _RIGHT), ("%",)),
    ("saving", words("saves?", "saving", "cuts? costs?", "cheaper"), ("%",)),
    ("distance", words(r"trail\w*", "behind", "below"), ("points",)),
    ("call", words("calls?"), ("minutes", "tokens")),
)
"""Quantities that a review speaks of, the words that tell them, and their units."""
_MILLISECONDS = {"ms": 1, "seconds": 1000, "minutes": 60_000}
_OF_WHAT = re.compile(r"\s?of (?:all |the |its )?(\w+)")
_MEND = "Give it once, with its source, or say in one sentence what differs"


def check(script: Script) -> Iterator[Problem]:
    """Yield a problem where a typed quantity is given again with another value, unless one sentence says both.

    Bound numbers cannot differ: they read one record. The same words about two models, or on two tests, are two
    quantities: name the model or bind the test.
    """
    if script.review is None:
        return
    told_before: dict[tuple[str, str, frozenset[str]], list[tuple[Number, Sentence, str]]] = {}
    for text in script.texts:
        if text.keys[:1] == ("forecasts",):
            continue
        for sentence in text.sentences:
            about = frozenset(one.arguments.get("name", "") for one in sentence.said if one.name == "model")
            about |= frozenset(typed for named in _others(script, sentence) for typed in named.models)
            for name, told, units in _QUANTITIES:
                # Of several in one sentence the first is meant; the others are told apart from it there.
                for number in [*_given(sentence, units)][:1] if told.search(sentence.plain) else ():
                    unit = "ms" if name == "latency" else number.unit
                    of_what = _OF_WHAT.match(sentence.plain, number.end)
                    whole = of_what[1].lower() if of_what else ""
                    before = told_before.setdefault((name, unit, about), [])
                    for other, where, other_whole in before:
                        # Shares of two things are two quantities: 60 % of the puzzles, 70 % of the calls.
                        alike = not whole or not other_whole or whole == other_whole
                        if alike and where is not sentence:
                            if not _is_same(number, other):
                                what = f"{name} is '{number.text}' here and '{other.text}' above"
                                yield sentence.problem(number.start, what, _MEND)
                            break
                    before.append((number, sentence, whole))


def _is_same(one: Number, other: Number) -> bool:
    return all(
        math.isclose((a or 0) * _MILLISECONDS.get(one.unit, 1), (b or 0) * _MILLISECONDS.get(other.unit, 1))
        for a, b in ((one.low, other.low), (one.high, other.high))
    )


def _given(sentence: Sentence, units: tuple[str, ...]) -> Iterator[Number]:
    return (number for number in numbers(sentence.plain) if number.unit in units and number.low is not None)


def _others(script: Script, sentence: Sentence) -> list[Named]:
    return typed_others(script, sentence, script.subject) if script.subject else []
