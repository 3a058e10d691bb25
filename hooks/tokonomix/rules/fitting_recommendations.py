"""A model that a review recommends on a condition has the modality, endpoint, context, licence and region it needs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tokonomix.problem import Problem
from tokonomix.prose.script import Script
from tokonomix.records import Model
from tokonomix.residency import in_europe
from tokonomix.rules.recommendations import recommended
from tokonomix.rules.words import is_denied, words
from tokonomix.schema.content import Fit

_CALLS = r"(?<!tool )(?<!function )(?<!API )calls?(?! (?:tools?|functions?|to|for)\b)"
"""Calls by phone; those of a tool or an API are other calls."""
_HEARS = Fit(input=["audio"])
_ASKS: tuple[tuple[re.Pattern[str], Fit], ...] = (
    (words("EU", "European Union", "EU-only", "Schrems", "data residency"), Fit(processing="EU")),
    (words("open weights", "self-host\\w*", "own (?:servers?|hardware)", "open licen[cs]e"), Fit(weights="open")),
    (words("speech", "spoken", "voice", r"phones?", r"callers?", _CALLS), _HEARS),
    (words("pictures?", "photos?", "images?", "scans?"), Fit(input=["image"])),
)
"""Words of a condition, and what they ask of a model."""


def check(script: Script) -> Iterator[Problem]:
    """Yield a problem for each recommended model that lacks, by the records, what its condition needs.

    The needs that are written count; where none are, the words of the condition say them.
    """
    for one in recommended(script):
        if one.switch is None:
            continue
        declared, when = one.switch.needs, one.switch.when
        for need in _asked(when) if declared is None else [declared]:
            for lack in _lacks(script, one.model, need):
                mend = "Name a model that does, or write what the condition does need under 'needs'"
                yield Problem(one.place, f"'{one.model.id}' {lack}", mend)


def _asked(when: str) -> list[Fit]:
    """Return what the words of a condition ask for; 'no images' ask for none."""
    return [fit for asks, fit in _ASKS if any(not is_denied(when, *match.span()) for match in asks.finditer(when))]


def _lacks(script: Script, model: Model, needs: Fit) -> Iterator[str]:
    for kinds, has, verb in ((needs.input, model.inputs, "take"), (needs.output, model.outputs, "give")):
        if missing := sorted(set(kinds) - set(has)):
            yield f"does not {verb} {' and '.join(missing)}"
    if needs.endpoints and not set(needs.endpoints) & set(model.endpoints):
        yield f"does not answer on {' or '.join(needs.endpoints)}"
    if needs.tools and model.value("tools") is not True:
        yield "is not known to call tools"
    context = model.value("limits.context")
    if needs.context is not None and (context is None or context < needs.context):
        yield f"holds {context or 'an unknown number of'} tokens, not {needs.context}"
    if needs.weights == "open" and model.value("weights.open") is not True:
        yield "has no open weights on record"
    if needs.licence and model.value("weights.licence") not in needs.licence:
        yield f"is under '{model.value('weights.licence') or 'no licence on record'}', not {' or '.join(needs.licence)}"
    if needs.processing == "EU" and in_europe(script.catalog, model, script.written).answer != "yes":
        yield "is not promised to be processed in the EU by any record"
