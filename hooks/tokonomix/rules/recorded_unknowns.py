"""What is on record is not said to be unknown."""

from __future__ import annotations

from collections.abc import Iterator

from tokonomix.cards import value_text
from tokonomix.problem import Problem
from tokonomix.prose.script import Script
from tokonomix.rules.subject import of_another
from tokonomix.rules.words import SIZE_OF_CONTEXT, words

_HIDDEN = words(
    "undisclosed", r"not (?:\w+ )?(?:disclosed|published|stated|documented|known|confirmed)", "unknown",
    r"no (?:\w+ )?(?:rate card|price list|list price)", "under negotiation", r"placeholder pric\w+",
    "(?:is|are|remains) (?:only )?a? ?placeholder",
)  # fmt: skip
_TOPICS = (
    ("limits.context", words(SIZE_OF_CONTEXT)),
    ("knowledge.reliable", words("knowledge", "cut-?off")),
    ("released", words("(?:released|launched) (?:in|on)", "release date")),
    ("shutdown_on", words("shutdown", "shut down", "switched off", "retires", "last day")),
)
_PRICE = words("pric(?:e|es|ing)", "rate card")


def check(script: Script) -> Iterator[Problem]:
    """Yield a problem for each fact and price of the page's own model that is on record and said to be unknown.

    A forecast speaks of another day.
    """
    model = script.subject
    if model is None:
        return
    listed = next((name for name, rate in script.edition.rates(model.id).items() if rate.price.amount), None)
    for sentence in script.sentences:
        said = _HIDDEN.search(sentence.plain)
        if not said or sentence.text.keys[:1] == ("forecasts",) or of_another(script, sentence, model):
            continue
        for field, topic in _TOPICS:
            if topic.search(sentence.plain) and model.value(field) is not None:
                what = f"'{said[0]}', but it is on record: {value_text(field, model.value(field))}"
                yield sentence.problem(said.start(), what, f'Write {{{{ fact("{field}") }}}}')
        if _PRICE.search(sentence.plain) and listed and not any(one.name == "price" for one in sentence.said):
            what = f"'{said[0]}', but a price is on record"
            yield sentence.problem(said.start(), what, f'Write {{{{ price("{listed}") }}}}')
