"""The review on a model's page: its front matter and its body, bound in reading order."""

from __future__ import annotations

from typing import Any

from tokonomix import wording
from tokonomix.bindings import Bindings
from tokonomix.charts import scores
from tokonomix.edition import Edition
from tokonomix.pages import model_lists, part_bills, part_tables, view
from tokonomix.peers import peers
from tokonomix.problem import Place, Problem, mend_name
from tokonomix.prose.bind import Binder, BoundText
from tokonomix.prose.script import Script
from tokonomix.prose.shelf_life import RECOMMENDED, Aged, Shelf
from tokonomix.records import Model, Review
from tokonomix.rules.recommendations import recommended
from tokonomix.schema.content import Case, Forecast, Switch

LISTS = ("cases", "shortlist", "switch", "forecasts")
"""Lists of the front matter that the body places with a part."""
OUTCOMES = {"open": "Open", "hit": "Came true", "miss": "Did not come true", "void": "Not judged"}


def of_review(
    edition: Edition, review: Review, bindings: Bindings, data: dict[str, Any]
) -> tuple[dict[str, Any], str]:
    """Return what a review adds to the view of its model's page (`data`), and its body as Markdown; raise SourceError.

    Header first, then the body, each list where its part stands, so that sources are numbered in reading order.
    """
    model, front = edition.catalog.models[review.id], review.front
    binder = Binder(review.page, bindings, model)
    shelf = Shelf(bindings, review)
    binder.shown, binder.draft = shelf.phrase, front.status == "draft"
    verdict = binder.field("verdict")
    shared: dict[str, Any] = {
        "review": True,
        "verdict": verdict.html,
        "verdict_plain": verdict.plain,
        "said": {"verdict": verdict},
        "status": _standing(edition, model, review),
        "strengths": [_point(binder, "strengths", i) for i in range(len(front.strengths))],
        "weaknesses": [_point(binder, "weaknesses", i) for i in range(len(front.weaknesses))],
    }

    def place(name: str) -> None:
        if name in LISTS:
            shared[name] = _listed(edition, binder, review, name)

    body = shared["said"]["body"] = binder.body(place)
    for name in LISTS:
        if name not in binder.placed and getattr(front, name):
            shared[name] = _listed(edition, binder, review, name)
            what, mend = f"no part of the body shows '{name}'", f'Add a line {{{{ part("{name}") }}}} to the body'
            binder.problems.append(Problem(review.page.front.key_place(name), what, mend))
    script = Script(edition, review.page, tuple(binder.texts), model, front)
    places: dict[str, Place] = {}
    for one in recommended(script):
        places.setdefault(f'state("{one.model.id}")', one.place)
    watched = [binder.watch("state()", review.page.front.place("verdict"))]
    watched += [binder.watch(written, place) for written, place in places.items()]
    binder.finish()
    shared |= {"not_run": _not_run(edition, review), **_figures(edition, model, bindings, binder.placed, data)}
    if "bills" in binder.placed:
        against = binder.against or peers(edition, model).models
        shared["bills"] = part_bills.table(edition, model, against, bindings)
    tables = {name: part_tables.tables(data | shared, name) for name in binder.placed if name not in LISTS}
    aged = shelf.aged(binder.texts, watched, tables)
    shared |= {
        "aged": aged,
        "since": _since(edition, model, aged),
        "successor": _successor(edition, model),
        "signed": {
            "author": front.author, "assistance": front.assistance, "reviewed_by": front.reviewed_by,
            "day": view.day(front.technical_review), "text": edition.site.text_of(review.id, review.place.path),
        },
        "cycle": bindings.cycle_standing(front.cycle) if front.cycle and front.cycle in edition.catalog.cycles else (),
        "cites": view.citations(bindings, binder.cited),
    }  # fmt: skip
    return shared, body.html


def _figures(
    edition: Edition, model: Model, bindings: Bindings, placed: tuple[str, ...], data: dict[str, Any]
) -> dict[str, Any]:
    """Return the charts that the text places, each with what stands in its place where no record draws it.

    A price history that the text places does not stand above the prices as well.
    """
    figures = {}
    if "scores" in placed:
        drawn = scores.of_model(edition, bindings, model)
        figures["scores"] = {"figure": drawn, "silent": "No category scores this model."}
    if "price-history" not in placed:
        return {"figures": figures}
    silent = "No list price of this model has changed on record."
    figures["price-history"] = {"figure": data["price_history"], "silent": silent}
    return {"figures": figures, "price_history": None}


def _point(binder: Binder, part: str, index: int) -> dict[str, Any]:
    found = binder.page.front.value[part][index]
    said = {"text": binder.field(part, index, "text")}
    if found.get("cite"):
        said["cite"] = binder.cite(part, index, "cite")
    return {**_shown(said, "text", "cite"), "grade": found["grade"]}


def _shown(said: dict[str, BoundText], *names: str) -> dict[str, Any]:
    """Return the HTML of texts by their names, and under `said` the texts themselves, of which feeds are made."""
    return {name: said[name].html if name in said else "" for name in names} | {"said": said}


def _listed(edition: Edition, binder: Binder, review: Review, name: str) -> list[Any]:
    front = review.front
    if name == "cases":
        return [_case(edition, binder, i, case) for i, case in enumerate(front.cases)]
    if name == "switch":
        return [_switch(edition, binder, i, switch) for i, switch in enumerate(front.switch)]
    if name == "forecasts":
        return [_forecast(edition, binder, i, forecast) for i, forecast in enumerate(front.forecasts)]
    return [_shown({"text": binder.field("shortlist", i)}, "text") for i in range(len(front.shortlist))]


def _case(edition: Edition, binder: Binder, index: int, case: Case) -> dict[str, Any]:
    said = {"text": binder.field("cases", index, "text")}
    if case.cite:
        said["cite"] = binder.cite("cases", index, "cite")
    said["limits"] = binder.field("cases", index, "limits")
    return {
        "sector": case.sector,
        **_shown(said, "text", "cite", "limits"),
        "said_by": case.said_by,
        "grade": case.grade,
        "flags": _flags(edition, binder, index, case),
    }


def _flags(edition: Edition, binder: Binder, index: int, case: Case) -> list[dict[str, str]]:
    """Return the legal flags of a case, each with the use case that explains it."""
    known = {
        flag.id: {"law": flag.law, "href": f"use-cases/{name}/"}
        for name, use_case in sorted(edition.catalog.use_cases.items(), reverse=True)
        for flag in use_case.front.flags
    }
    found = []
    for number, name in enumerate(case.flags):
        if name in known:
            found.append(known[name])
            continue
        if edition.catalog.flags_are_unread:
            continue
        place = binder.page.front.place("cases", index, "flags", number)
        mend = mend_name(name, known, "Add it to the flags of a use case")
        binder.problems.append(Problem(place, f"'{name}' is no legal flag of a use case", mend))
    return found


def _switch(edition: Edition, binder: Binder, index: int, switch: Switch) -> dict[str, Any]:
    models = edition.catalog.models
    said = {"when": binder.field("switch", index, "when")}
    if switch.otherwise:
        said["otherwise"] = binder.field("switch", index, "otherwise")
    to = [view.model_link(edition, models[name]) for name in switch.to if name in models]
    return {**_shown(said, "when", "otherwise"), "to": to}


def _forecast(edition: Edition, binder: Binder, index: int, forecast: Forecast) -> dict[str, Any]:
    said = {
        "statement": binder.field("forecasts", index, "statement"),
        "judged": binder.field("forecasts", index, "judged_by"),
    }
    return {
        **_shown(said, "statement", "judged"),
        "made": view.day(forecast.made_on),
        "due": view.day(forecast.due_by),
        "outcome": forecast.outcome,
        "outcome_text": "Open, past its day" if overdue(edition, forecast) else OUTCOMES[forecast.outcome],
    }


def overdue(edition: Edition, forecast: Forecast) -> bool:
    """Tell whether a forecast is past its day without an outcome."""
    return forecast.outcome == "open" and forecast.due_by < edition.as_of


def _not_run(edition: Edition, review: Review) -> list[dict[str, str]]:
    categories = edition.catalog.categories
    skipped = review.front.not_run.items()
    return [{"category": categories[name].name, "why": why} for name, why in skipped if name in categories]


def _standing(edition: Edition, model: Model, review: Review) -> str:
    """Return the status of a review: the end of its model supersedes the verdict, whatever the front matter says."""
    ended = model.state(edition.today) in ("deprecated", "retired") or model.value("replacement")
    return "superseded" if ended and review.front.status != "draft" else review.front.status


def _successor(edition: Edition, model: Model) -> dict[str, Any] | None:
    """Return the model that its maker names instead, following substitutes that are gone themselves."""
    seen, known = {model.id}, edition.catalog.models.get(model.value("replacement") or "")
    while known and known.id not in seen and known.state(edition.today) == "retired" and known.value("replacement"):
        seen.add(known.id)
        known = edition.catalog.models.get(known.value("replacement"))
    return view.model_link(edition, known) if known and known.id not in seen else None


def _since(edition: Edition, model: Model, aged: Aged) -> dict[str, Any] | None:
    """Return what the note above a review says that is older than its data, None if nothing happened."""
    found = []
    for name, words in model_lists.EVENTS[1:]:
        day = model.value(name)
        if day and aged.reviewed < day <= edition.today:
            found.append(f"{words.lower()} on {wording.day(day)}")
    changed = [change for change in aged.changes if change.turn != RECOMMENDED]
    if count := len({change.binding for change in changed if not change.table}):
        found.append(f"{wording.plural(count, 'value')} in the text changed, each marked where it stands")
    if cells := sum(1 for change in changed if change.table):
        found.append(f"{wording.plural(cells, 'cell')} of its tables and charts changed")
    prices = edition.catalog.prices_of(model.id)
    if not changed and any(p.since and aged.reviewed < p.since <= edition.today for p in prices):
        found.append("a price changed")
    turns = list(dict.fromkeys(change.turned for change in aged.changes if change.turned))
    return {"events": found, "turns": wording.listing(turns)} if found or turns else None
