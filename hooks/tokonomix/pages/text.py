"""Pages that are mainly text: about, policies, methodology and the like, with bindings resolved."""

from __future__ import annotations

from collections.abc import Iterator

from tokonomix.bindings import Bindings
from tokonomix.edition import Edition
from tokonomix.pages import view
from tokonomix.pages.made import Made, home_of
from tokonomix.problem import Place, Problem, SourceError
from tokonomix.prose.bind import Binder
from tokonomix.records import TextPage

ELSEWHERE = {
    "index": "home", "models/index": "models_index", "use-cases/index": "use_cases",
    "benchmarks/leaderboard/index": "boards", "benchmarks/methodology": "methodology", "benchmarks/speed": "speed",
    "pricing": "pricing", "compare": "compare", "live-test": "live_test", "data/index": "data",
    "shutdowns": "shutdowns", "vendors/index": "vendors", "about/forecasts": "forecasts",
}  # fmt: skip
"""Texts that another page kind surrounds with data, and which."""


def make(edition: Edition) -> Iterator[Made]:
    """Yield every text page that no other kind claims; raise SourceError with the faults of all of them."""
    return _pages(edition, claimed=False)


def every(edition: Edition) -> Iterator[Made]:
    """Yield all text pages, those that other kinds claim too, which is what a check of the sentences needs."""
    return _pages(edition, claimed=True)


def _pages(edition: Edition, *, claimed: bool) -> Iterator[Made]:
    problems: list[Problem] = []
    for name, page in edition.catalog.texts.items():
        if name in ELSEWHERE and not claimed:
            continue
        try:
            yield bound(edition, page, page.front.template or "text.html")
        except SourceError as error:
            problems += error.problems
    if problems:
        raise SourceError(problems)


def bound(edition: Edition, page: TextPage, template: str, **more: object) -> Made:
    """Return a text page with its bindings resolved; `more` joins its view."""
    uri = f"{page.id}.md"
    bindings = Bindings(edition, home_of(uri), Place(page.place.path))
    binder = Binder(page.page, bindings, None)
    text = binder.body().html
    binder.finish()
    shared = {"cites": view.citations(bindings, binder.cited), "cards": bindings.ledger.cards, **more}
    return Made(
        uri,
        page.front.title,
        page.front.description or "",
        template,
        shared,
        bindings.ledger,
        text,
        page.place.path,
    )
