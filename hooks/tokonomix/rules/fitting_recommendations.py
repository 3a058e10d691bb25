"""A model that a review recommends for something has the modality, endpoint, context, licence and region it needs."""

from __future__ import annotations

from collections.abc import Iterator

from tokonomix.problem import Problem
from tokonomix.prose.script import Script
from tokonomix.records import Model
from tokonomix.residency import in_europe
from tokonomix.rules.needs import asked, asked_among
from tokonomix.rules.recommendations import recommended, taken
from tokonomix.schema.content import Fit


def check(script: Script) -> Iterator[Problem]:
    """Yield a problem for each recommended model that lacks, by the records, what its condition needs.

    In `switch` the needs that are written count, and where none are, the words of the condition say them. Elsewhere
    it is a sentence that both says what is needed and which model to take.
    """
    for one in recommended(script):
        if one.switch is None:
            continue
        declared = one.switch.needs
        for lack in _lacking(script, one.model, asked(one.switch.when) if declared is None else [declared], declared):
            mend = "Name a model that does, or write what the condition does need under 'needs'"
            yield Problem(one.place, f"'{one.model.id}' {lack}", mend)
    for told in taken(script):
        for lack in _lacking(script, told.model, asked_among(told.when)):
            yield Problem(told.place, f"'{told.model.id}' {lack}", "Name a model that does, or say for what else it is")


def _lacking(script: Script, model: Model, needs: list[Fit], declared: Fit | None = None) -> Iterator[str]:
    licence = str(model.value("weights.licence") or "").lower()
    lacks: dict[str, None] = {}
    for need in needs:
        # Words name a licence loosely; where none is on record, open weights are the least they ask for.
        loose = declared is None and (not licence or any(licence.startswith(name.lower()) for name in need.licence))
        fit = need.model_copy(update={"licence": []}) if loose else need
        lacks |= dict.fromkeys(_lacks(script, model, fit))
    yield from lacks


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
