"""The speed page: recorded times as what they are, and what a figure needs before it may stand on a board."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tokonomix import cards, wording
from tokonomix.bindings import Bindings
from tokonomix.boards import RANKING_GRADES, effort_words
from tokonomix.catalog import Result
from tokonomix.edition import Edition
from tokonomix.pages import boards, view
from tokonomix.pages.framed import frame
from tokonomix.pages.made import Made

HISTORIC = 365
"""Days after which a time says nothing of today's service."""
MEASURES = (
    ("First token", "From the request to the first token of the answer", "ms"),
    ("Throughput", "Tokens of the answer a second, after the first", "tokens/s"),
    ("Whole answer", "From the request to the last token, for an answer of a stated length", "s"),
    ("Voice response", "From the end of speech to the first sound of the reply", "ms"),
)
NEEDED = ("p50", "p95", "max", "n", "error rate", "provider", "region", "day")


def make(edition: Edition) -> Iterator[Made]:
    """Yield the speed page."""
    framed = frame(edition, "benchmarks/speed", "Speed", "Recorded times, and what is not measured yet.")
    bindings = framed.bindings
    yield framed.made(
        "speed.html",
        {
            "as_of": view.day(edition.as_of),
            "measures": [{"name": name, "what": what, "unit": unit} for name, what, unit in MEASURES],
            "needed": wording.listing(NEEDED),
            "recorded": _recorded(edition, bindings),
            "reported": _reported(edition, bindings),
        },
    )


def _recorded(edition: Edition, bindings: Bindings) -> list[dict[str, Any]]:
    """Return the published times by benchmark and metric, the fastest first."""
    groups: dict[tuple[str, str], list[Result]] = {}
    for result in edition.catalog.results:
        if result.value is not None and timed(edition, result) and _grade(edition, result) in RANKING_GRADES:
            groups.setdefault((result.benchmark, result.metric), []).append(result)
    found = []
    for (name, metric), results in sorted(groups.items()):
        benchmark = edition.catalog.benchmarks[name]
        known = benchmark.card.metrics[metric]
        results.sort(key=lambda r: (r.value if known.better == "lower" else -(r.value or 0), r.published_as))
        found.append(
            {
                "id": f"{name}-{metric}".replace("_", "-"),
                "benchmark": benchmark.card.name,
                "href": f"benchmarks/methodology/#benchmark-{name}",
                "metric": known.name,
                "unit": known.unit,
                "dir": "ascending" if known.better == "lower" else "descending",
                "asks": benchmark.card.asks,
                "rows": [_row(edition, bindings, result) for result in results],
                "historic": all(_age(edition, r) > HISTORIC for r in results),
            }
        )
    return found


def _row(edition: Edition, bindings: Bindings, result: Result) -> dict[str, Any]:
    pooled = edition.catalog.models[edition.catalog.pooled(result.model)] if result.model else None
    home = cards.model_home(pooled.id) if pooled else bindings.ledger.home
    day = result.evaluated_on or result.published_on
    return {
        "link": view.model_link(edition, edition.catalog.models[result.model], result.effort) if result.model else None,
        "name": result.published_as,
        "variant": effort_words(result.effort),
        "figure": bindings.result(result, home),
        "text": f"{result.value:.1f}",
        "sort": result.value,
        "n": wording.count(result.n) if result.n else "n not stated",
        "day": view.day(day) if day else None,
        "iso": day.isoformat() if day else "",
    }


def _reported(edition: Edition, bindings: Bindings) -> list[dict[str, Any]]:
    """Return times that were asserted without a run record."""
    return [
        boards.reported_row(edition, bindings, result)
        for result in edition.catalog.results
        if timed(edition, result) and _grade(edition, result) not in RANKING_GRADES
    ]


def timed(edition: Edition, result: Result) -> bool:
    """Tell whether a result is a time or a rate of answers."""
    return edition.catalog.benchmarks[result.benchmark].kind(result.metric) == "speed"


def _grade(edition: Edition, result: Result) -> str:
    return edition.catalog.grade(result)


def _age(edition: Edition, result: Result) -> int:
    day = result.evaluated_on or result.published_on
    return (edition.as_of - day).days if day else HISTORIC + 1
