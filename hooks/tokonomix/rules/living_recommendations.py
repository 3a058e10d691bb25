"""A model that a review recommends was sold on the day of the review."""

from __future__ import annotations

from collections.abc import Iterator

from tokonomix import wording
from tokonomix.problem import Problem
from tokonomix.prose.script import Script
from tokonomix.records import Model
from tokonomix.rules.recommendations import recommended
from tokonomix.rules.subject import own_ids


def check(script: Script) -> Iterator[Problem]:
    """Yield a problem for each recommended model that was retired, or not yet released, when the review was checked."""
    for one in recommended(script):
        model, day = one.model, script.written
        if model.state(day) == "retired":
            ended = model.value("shutdown_on")
            since = f" since {wording.day(ended)}" if ended and ended <= day else ""
            following = _living(script, model)
            mend = f"Take '{following}', which replaced it, if it fits" if following else "Name a living model, or none"
            yield Problem(one.place, f"'{model.id}' is recommended and has been retired{since}", mend)
        elif model.released and model.released > day:
            what = f"'{model.id}' is recommended and was released on {wording.day(model.released)}, after the review"
            yield Problem(one.place, what, "Check the review anew, and set technical_review")


def _living(script: Script, model: Model) -> str | None:
    """Return the first living model that replaced another, or what replaced that; None where it is the page's own."""
    own = own_ids(script.subject) if script.subject else set()
    passed, following = {model.id}, model.value("replacement")
    while following in script.catalog.models and following not in passed:
        known = script.catalog.models[following]
        if known.state(script.written) != "retired":
            return known.id if known.id not in own else None
        passed.add(known.id)
        following = known.value("replacement")
    return None
