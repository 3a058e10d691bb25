"""The live test is offered only for a model that it can call."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tokonomix.peers import TEXT_ENDPOINTS
from tokonomix.problem import Problem
from tokonomix.prose.script import Script

_OFFER = re.compile(r"\]\([^)]*live-test[^)]*\)|\blive test\b|/live-test", re.IGNORECASE)


def check(script: Script) -> Iterator[Problem]:
    """Yield a problem where the review of a retired model, or of one without a text endpoint, offers the live test."""
    model = script.subject
    if model is None or script.review is None:
        return
    gone = model.state(script.written) == "retired"
    deaf = bool(model.endpoints) and not set(model.endpoints) & TEXT_ENDPOINTS
    if not (gone or deaf):
        return
    why = "is retired" if gone else f"answers on {' and '.join(model.endpoints)} only"
    for text in script.texts:
        if match := _OFFER.search(text.text):
            what = f"the live test is offered, but {model.name} {why}"
            yield text.problem(match.start(), what, "Remove the offer, or link the live test with another model")
