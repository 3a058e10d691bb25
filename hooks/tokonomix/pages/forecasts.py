"""The ledger of forecasts: what reviews foretold, when, how it is judged, and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from tokonomix import wording
from tokonomix.bindings import Bindings
from tokonomix.edition import Edition
from tokonomix.pages import view
from tokonomix.pages.framed import frame
from tokonomix.pages.made import Made
from tokonomix.pages.review import OUTCOMES, overdue
from tokonomix.prose.bind import Binder
from tokonomix.records import Review
from tokonomix.schema.content import Forecast

COUNTED = {"hit": "came true", "miss": "did not come true", "void": "not judged", "open": "open"}


def make(edition: Edition) -> Iterator[Made]:
    """Yield the ledger: forecasts still open first, soonest due first, then the judged ones, newest first."""
    page = frame(edition, "about/forecasts", "Forecasts", "What our reviews foretold, and what came of it.")
    cited: list[str] = []
    found = [
        (forecast, _entry(edition, page.bindings, review, index, cited))
        for review in sorted(edition.reviews.values(), key=lambda review: review.id)
        for index, forecast in enumerate(review.front.forecasts)
    ]
    waiting = sorted((item for item in found if item[0].outcome == "open"), key=lambda item: item[0].due_by)
    judged = sorted(
        (item for item in found if item[0].outcome != "open"), key=lambda item: item[0].due_by, reverse=True
    )
    yield page.made(
        "forecasts.html",
        {
            "summary": _summary(edition, [forecast for forecast, _entry in found]),
            "open": [entry for _forecast, entry in waiting],
            "judged": [entry for _forecast, entry in judged],
            "cites": [*page.cites, *view.citations(page.bindings, cited)],
        },
    )


def _entry(edition: Edition, bindings: Bindings, review: Review, index: int, cited: list[str]) -> dict[str, Any]:
    forecast, model = review.front.forecasts[index], edition.catalog.models[review.id]
    binder = Binder(review.page, bindings, model, cited=cited)
    late = overdue(edition, forecast)
    return {
        "link": view.model_link(edition, model),
        "statement": binder.field("forecasts", index, "statement").html,
        "made": view.day(forecast.made_on),
        "due": view.day(forecast.due_by),
        "judged": binder.field("forecasts", index, "judged_by").html,
        "outcome": forecast.outcome,
        "outcome_text": "Open, past its day" if late else OUTCOMES[forecast.outcome],
        "late": late,
    }


def _summary(edition: Edition, forecasts: list[Forecast]) -> str:
    """Return the ledger in a sentence; it says so if there is none."""
    if not forecasts:
        return "No review has made a forecast yet."
    outcomes: Counter[str] = Counter(forecast.outcome for forecast in forecasts)
    parts = [f"{outcomes[name]} {words}" for name, words in COUNTED.items() if outcomes[name]]
    late = sum(overdue(edition, forecast) for forecast in forecasts)
    past = f" {wording.plural(late, 'open one is', 'open ones are')} past the day without an outcome." if late else ""
    return f"{wording.plural(len(forecasts), 'forecast')}: {wording.listing(parts)}.{past}"
