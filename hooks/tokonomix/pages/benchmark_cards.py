"""The card of each benchmark as readers see it: what it asks, its tasks and metrics, who judges, what to beware of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from tokonomix import wording
from tokonomix.edition import Edition
from tokonomix.pages import view
from tokonomix.records import Benchmark, Result
from tokonomix.schema.registry import Metric

KINDS = {
    "correctness": "right or wrong answers",
    "judged": "grades of a language model; nothing is right or wrong",
    "preference": "votes, never correctness",
    "speed": "times",
    "voice": "speech heard and spoken",
    "cost": "costs",
}


def benchmark_cards(edition: Edition) -> list[dict[str, Any]]:
    """Return every benchmark's card, those that count for a category first, then by name."""
    results: dict[str, list[Result]] = {name: [] for name in edition.catalog.benchmarks}
    for result in edition.catalog.results:
        results[result.benchmark].append(result)
    cards = [_card(edition, known, results[name]) for name, known in edition.catalog.benchmarks.items()]
    return sorted(cards, key=lambda card: (not card["live"], card["name"].lower()))


def _card(edition: Edition, benchmark: Benchmark, results: list[Result]) -> dict[str, Any]:
    card = benchmark.card
    source = edition.catalog.sources[card.source]
    days = [day for r in results if (day := r.published_on or r.evaluated_on)]
    releases = sorted(set(days)) if card.releases == "by day" else []
    return {
        "id": f"benchmark-{benchmark.id}",
        "name": card.name,
        "asks": card.asks,
        "live": card.live,
        "grade": f"{source.grade}, preference" if card.kind == "preference" else source.grade,
        "facts": [
            (term, text)
            for term, text in (
                ("Figures are", KINDS[card.kind]),
                ("Weight", _weight(edition, benchmark)),
                ("Why", card.weight_reason),
                ("Judge", card.judge),
                ("Harness", card.harness or "not stated"),
                ("Renewed", card.cadence or "not stated"),
                ("Contamination", card.contamination or "not known"),
                *_cutoffs(edition, benchmark, results),
                ("Interval", card.interval or "none published"),
                ("Its own total", card.aggregate),
                ("Releases held", wording.listing([wording.short_day(day) for day in releases])),
            )
            if text
        ],
        "counts": _counts_for(edition, benchmark),
        "held": _held(edition, benchmark, results),
        "newest": view.day(max(days)) if days else None,
        "metrics": [_metric(card.kind, metric) for metric in card.metrics.values()],
        "tasks": _tasks(edition, benchmark, results),
        "pitfalls": card.pitfalls,
        "source": {
            "name": source.name, "url": source.url, "publisher": source.publisher, "licence": source.licence,
            "read": view.day(source.read), "version": source.version,
        },
        "row": edition.site.row(benchmark.place.path, benchmark.place.line),
        "path": benchmark.place.path,
    }  # fmt: skip


def _held(edition: Edition, benchmark: Benchmark, results: list[Result]) -> str:
    """Return how much is recorded, and how much of it is of models of ours."""
    licence = edition.catalog.sources[benchmark.card.source].licence
    if not results:
        left_out = licence in edition.site.exclude_licences
        return f"no figures here, for their licence, {licence}" if left_out else "no figures"
    mapped = [r for r in results if r.model]
    models = len({r.model for r in mapped})
    return (
        f"{wording.plural(len(results), 'figure')}, {wording.count(len(mapped))} of them of "
        f"{wording.plural(models, 'model')} of ours"
    )


def _counts_for(edition: Edition, benchmark: Benchmark) -> str:
    named = [
        edition.catalog.categories[name].name
        for name in edition.catalog.categories
        if any(name in task.categories for task in [*benchmark.card.tasks.values(), benchmark.card.whole] if task)
    ]
    if not named:
        return "no category; shown only"
    words = wording.listing(named)
    if benchmark.card.kind in ("preference", "judged"):
        return f"no score; shown under {words}"
    if edition.catalog.sources[benchmark.card.source].grade not in ("measured", "published"):
        return f"no score; shown under {words}"
    return words if benchmark.card.live else f"{words}; no longer live"


def _weight(edition: Edition, benchmark: Benchmark) -> str:
    """Return its share of the score of each category in which it has one today."""
    shares = []
    for name, category in edition.catalog.categories.items():
        board = edition.boards.board(name)
        share = sum(test.weight for test in board.live_tests if test.benchmark == benchmark.id)
        if share and edition.boards.listed(name):
            shares.append(f"{wording.percent(100 * share)} of the score in {category.name.lower()}")
    return wording.listing(shares) or "in no score"


def _cutoffs(edition: Edition, benchmark: Benchmark, results: Sequence[Result]) -> list[tuple[str, str]]:
    """Return, a release at a time, how its day stands to the cutoffs of the models that have results of it.

    Items are older than the first result on them, so a model whose knowledge reaches that day may have seen them all.
    One whose knowledge ends before may have seen none; whether items are newer than it, the day alone does not prove.
    """
    if benchmark.card.kind not in ("correctness", "voice"):
        return []
    days: dict[date | None, list[Result]] = {}
    dated = [(day, r) for r in results if r.model and (day := r.published_on or r.evaluated_on)]
    for day, result in dated:
        days.setdefault(day if benchmark.card.releases == "by day" else None, []).append(result)
    return [
        (
            f"Items of {wording.short_day(release)}" if release else "Age of its items",
            _cutoff_words(edition, release or min(r[0] for r in dated), own),
        )
        for release, own in sorted(days.items(), key=lambda pair: pair[0] or date.min, reverse=True)
    ]


def _cutoff_words(edition: Edition, day: date, results: Sequence[Result]) -> str:
    models = {r.model for r in results if r.model}
    facts = [edition.catalog.models[model].facts.get("knowledge.reliable") for model in models]
    cutoffs = [str(fact.value) for fact in facts if fact is not None and fact.value]
    older = sum(cutoff < day.isoformat()[: len(cutoff)] for cutoff in cutoffs)
    before, after, unknown = (wording.count(n) for n in (older, len(cutoffs) - older, len(models) - len(cutoffs)))
    return (
        f"Out by {wording.day(day)}. Of {wording.plural(len(models), 'model')} with results, the stated knowledge of "
        f"{before} ends before, so items may be newer; that of {after} reaches that day, so all items may be in it; "
        f"{unknown} state none."
    )


def _metric(kind: str, metric: Metric) -> dict[str, Any]:
    low, high = (str(end) if end is not None else "none" for end in (metric.floor, metric.ceiling))
    return {
        "name": metric.name,
        "unit": metric.unit,
        "better": metric.better,
        "range": f"{low} to {high}" if (low, high) != ("none", "none") else "open",
        "use": "may rank"
        if metric.ranks and (metric.kind or kind) == "correctness"
        else KINDS[metric.kind or kind]
        if (metric.kind or kind) != "correctness"
        else "shown only",
    }


def _tasks(edition: Edition, benchmark: Benchmark, results: list[Result]) -> list[dict[str, Any]]:
    found = []
    for name, task in [*benchmark.card.tasks.items(), (None, benchmark.card.whole)]:
        if task is None:
            continue
        own = [r for r in results if r.task == name]
        items = sorted({r.n for r in own if r.n}) or ([task.n] if task.n else [])
        found.append(
            {
                "name": task.name,
                "group": task.group or "",
                "categories": wording.listing([edition.catalog.categories[c].name for c in task.categories])
                or "shown only",
                "n": "not stated" if not items else wording.span(wording.count(items[0]), wording.count(items[-1])),
                "results": wording.count(len(own)),
            }
        )
    return found
