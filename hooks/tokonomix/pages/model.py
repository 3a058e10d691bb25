"""The page of a model: its facts and figures, and around them its review if there is one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from tokonomix import wording
from tokonomix.bindings import Bindings
from tokonomix.cards import model_home
from tokonomix.charts import price_history
from tokonomix.edition import Edition
from tokonomix.pages import model_claims, model_lists, model_prices, model_served, model_tables, view
from tokonomix.pages.changes import tomb_view
from tokonomix.pages.made import Made
from tokonomix.pages.review import of_review
from tokonomix.peers import peers
from tokonomix.problem import Place, Problem, SourceError
from tokonomix.records import Model, Review
from tokonomix.tombstones import of_model


def make(edition: Edition) -> Iterator[Made]:
    """Yield a page for every model, snapshot and alias; raise SourceError with the faults of all reviews."""
    return _pages(edition, edition.models)


def reviewed(edition: Edition, paths: Collection[str] | None = None) -> Iterator[Made]:
    """Yield only the pages with a review, or with one at `paths`: all that a check of the sentences needs."""
    asked = [name for name, review in edition.reviews.items() if paths is None or review.place.path in paths]
    return _pages(edition, [edition.catalog.models[name] for name in asked])


def plain(edition: Edition, models: Iterable[Model]) -> Iterator[Made]:
    """Yield the pages of some models that have no review."""
    return _pages(edition, models)


def _pages(edition: Edition, models: Iterable[Model]) -> Iterator[Made]:
    problems: list[Problem] = []
    for model in models:
        try:
            yield _page(edition, model, edition.reviews.get(model.id))
        except SourceError as error:
            problems += error.problems
    if problems:
        raise SourceError(problems)


def _page(edition: Edition, model: Model, review: Review | None) -> Made:
    home = model_home(model.id)
    place = review.place if review else model.place
    bindings = Bindings(edition, home, Place(place.path))
    shared = _data(edition, model, bindings)
    shared |= {"review": False, "cites": [], "cycle": (), "figures": {}}
    text = ""
    if review:
        added, text = of_review(edition, review, bindings, shared)
        shared |= added
    shared["cards"] = bindings.ledger.cards
    return Made(
        uri=f"models/{model.id}.md",
        title=model.name,
        description=shared["verdict_plain"] if review else _summary(edition, model),
        template="model.html",
        view=shared,
        ledger=bindings.ledger,
        text=text,
        source=place.path,
    )


def _data(edition: Edition, model: Model, bindings: Bindings) -> dict[str, Any]:
    """Return what every model page shows, in the order in which the cards should stand."""
    state, words = view.status(edition, model)
    chosen = peers(edition, model)
    vendor = edition.catalog.vendors[model.vendor]
    return {
        "model": model,
        "state": state,
        "state_text": words,
        "vendor": vendor.name,
        "vendor_href": f"vendors/{model.vendor}/",
        "kind": view.kind_words(model),
        "relation": model_lists.relation(edition, model, bindings),
        "summary": _summary(edition, model),
        "band": model_lists.band(edition, model, bindings),
        "facts": model_tables.facts(edition, model, bindings),
        "strip": model_tables.strip(edition, model, bindings),
        "snapshot": model_tables.snapshot(edition, model, bindings),
        "price_history": price_history.of_model(edition, bindings, model),
        "prices": model_prices.prices(edition, model, bindings),
        "lifecycle": model_lists.lifecycle(edition, model, bindings),
        "peers": model_tables.peer_table(edition, model, chosen, bindings),
        "claims": model_claims.claims(edition, model, bindings),
        "residency": model_served.residency(edition, model, bindings),
        "use_cases": [
            {"title": case.front.title, "href": f"use-cases/{name}/"}
            for name, case in sorted(edition.catalog.use_cases.items())
            if model.id in case.front.models or (model.of or "") in case.front.models
        ],
        "tombs": [tomb_view(edition, tomb) for tomb in of_model(edition.catalog, model.id)],
        "live_test": model_lists.live_test(edition, model, chosen),
    }


def _summary(edition: Edition, model: Model) -> str:
    """Return one sentence from the data for a model without a review; numbers stay in the tables."""
    vendor = edition.catalog.vendors[model.vendor].name
    kind = {"snapshot": "A dated version", "alias": "A name that points to a version", "model": "A model"}[
        model.kind
    ]
    of = f" of {edition.name_of(model.of)}" if model.of and model.of in edition.catalog.models else ""
    scored = [
        c.name.lower() for n, c in edition.catalog.categories.items() if edition.boards.find(n, model.id)
    ]
    results = f"; scored in {wording.listing(scored)}" if scored else "; not yet scored in any category"
    takes = f", {view.kind_words(model)}" if model.inputs or model.outputs else ""
    return f"{kind}{of} by {vendor}{takes}{results}."
