"""What changed and why: versions of the method, new results by month, withdrawn records, moved ids."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from tokonomix import wording
from tokonomix.bindings import Bindings
from tokonomix.boards import OVERALL, day_of
from tokonomix.cards import model_home
from tokonomix.edition import Edition
from tokonomix.months import first_of
from tokonomix.pages import view
from tokonomix.pages.boards import home_in, name_of
from tokonomix.pages.framed import frame
from tokonomix.pages.made import Made
from tokonomix.reads import Card, Line, anchor
from tokonomix.records import Result
from tokonomix.tombstones import Tombstone, tombstones

NAME = "benchmarks/changes"
FEED = f"{NAME}.xml"


def make(edition: Edition) -> Iterator[Made]:
    """Yield the page."""
    page = frame(edition, NAME, "Changes", "What changed on the boards and why: method, results, withdrawn records.")
    yield page.made(
        "changes.html",
        {
            "feed": FEED,
            "versions": versions(),
            "months": [_month(edition, page.bindings, news) for news in by_month(edition)],
            "tombs": [tomb_view(edition, tomb) for tomb in tombstones(edition.catalog)],
            "moved": [
                {"old": m.old, "new": view.model_link(edition, edition.catalog.models[m.new]), "day": view.day(m.on),
                 "note": m.note, "href": model_home(m.old)}
                for m in sorted(edition.catalog.moved, key=lambda m: (-m.on.toordinal(), m.old))
            ],
        },
    )  # fmt: skip


def versions() -> list[dict[str, Any]]:
    """Return the versions of the method for a list of dated notes, newest first."""
    from tokonomix.scores import VERSIONS  # takes a moment to import, which a check need not

    return [{"day": view.day(v.since), "head": f"Version {v.number}. ", "text": v.says} for v in reversed(VERSIONS)]


@dataclass(frozen=True)
class News:
    """The results that were published in a month, by benchmark."""

    month: date
    results: dict[str, list[Result]]

    @property
    def count(self) -> int:
        """How many they are."""
        return sum(map(len, self.results.values()))


def by_month(edition: Edition) -> list[News]:
    """Return the results of every month by the day from which they count, newest month first."""
    found: dict[date, dict[str, list[Result]]] = {}
    for result in edition.catalog.results:
        day = day_of(edition.catalog, result)
        if day <= edition.as_of:
            found.setdefault(first_of(day), {}).setdefault(result.benchmark, []).append(result)
    return [News(month, found[month]) for month in sorted(found, reverse=True)]


def _month(edition: Edition, bindings: Bindings, news: News) -> dict[str, Any]:
    record, words = f"results@{news.month:%Y-%m}", wording.month(news.month)
    card = Card(
        anchor("results", f"{news.month:%Y-%m}"),
        bindings.ledger.home,
        f"Results published in {words}",
        wording.plural(news.count, "result"),
        (
            Line("Counted", "every recorded figure, those that rank nothing too, by the day of its publication"),
            Line("Without a day", "a figure of which nobody states one is counted on the day on which we read it"),
            Line("Computed on", wording.day(edition.as_of)),
            Line("Record", record, "data/"),
        ),
    )
    rows = []
    for name in sorted(news.results, key=lambda n: edition.catalog.benchmarks[n].card.name.lower()):
        results, benchmark = news.results[name], edition.catalog.benchmarks[name]
        bindings.ledger.note(record, name, len(results))
        categories = {c for r in results if (task := benchmark.task(r.task)) for c in task.categories}
        rows.append({
            "name": benchmark.card.name,
            "href": f"benchmarks/methodology/#benchmark-{name}",
            "count": bindings.ledger.bind(wording.count(len(results)), len(results), card),
            "models": len({r.published_as for r in results}),
            "newest": view.day(max(day_of(edition.catalog, r) for r in results)),
            "categories": [known.name for c, known in edition.catalog.categories.items() if c in categories],
        })  # fmt: skip
    boards = [
        (name_of(edition, board), home_in(board, news.month))
        for board in (OVERALL, *edition.catalog.categories)
        if news.month in edition.months.news.get(board, ())
    ]
    return {"id": f"month-{news.month:%Y-%m}", "name": words, "rows": rows, "boards": boards}


def tomb_view(edition: Edition, tomb: Tombstone) -> dict[str, Any]:
    """Return a tombstone for a template."""
    return {
        "id": tomb.anchor, "record": tomb.record, "field": tomb.field, "value": tomb.value, "day": view.day(tomb.on),
        "reason": tomb.reason,
        "link": view.model_link(edition, edition.catalog.models[tomb.model]) if tomb.model else None,
    }  # fmt: skip
