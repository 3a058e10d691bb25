"""A review whose subject or recommendation was deprecated, retired or replaced since."""

from __future__ import annotations

from collections.abc import Iterator

from tokonomix import wording
from tokonomix.problem import Problem
from tokonomix.prose.script import Script
from tokonomix.records import Model
from tokonomix.rules.recommendations import recommended

_EVENTS = {"deprecated_on": "end was announced", "shutdown_on": "last day passed"}


def due(script: Script) -> Iterator[Problem]:
    """Yield a finding for each event in the life of the subject and of every recommended model since the review.

    A review that is superseded says so of its subject itself. Where the technical review recorded a model's stage, a
    turn of it is told as a change of what was seen, and only who replaced it is told here.
    """
    review, subject = script.review, script.subject
    if review is None or subject is None:
        return
    seen = {row.binding for row in script.catalog.seen_of(subject.id)}
    named = [(one.model, one.place, "recommended") for one in recommended(script)]
    if review.status != "superseded":
        named.insert(0, (subject, script.page.front.key_place("technical_review"), "reviewed"))
    for model, place, role in named:
        stage = "state()" if model is subject else f'state("{model.id}")'
        for what, records in _since(script, model, stage_seen=stage in seen):
            mend = "Review it anew, or set status: superseded"
            mend = "Recommend another, or say why it stands" if role == "recommended" else mend
            yield Problem(place, f"the {role} model '{model.id}' {what}", mend, due=True, records=records)


def _since(script: Script, model: Model, *, stage_seen: bool) -> Iterator[tuple[str, tuple[str, ...]]]:
    for field, words in () if stage_seen else _EVENTS.items():
        day = model.value(field)
        if day and script.written < day <= script.edition.today:
            other = model.value("replacement")
            instead = f"; its maker names '{other}' instead" if other else ""
            yield f"ended since: its {words} on {wording.day(day)}{instead}", (model.facts[field].id,)
    for name, later in script.catalog.models.items():
        begun = later.released
        if model.value("replacement") == name and begun and script.written < begun <= script.edition.today:
            yield f"was replaced since: '{name}' came on {wording.day(begun)}", (model.facts["replacement"].id,)
