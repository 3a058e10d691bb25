"""Tables of published figures that rank nothing: a run a row, what was measured in columns, a card to each number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tokonomix import cards, settings, wording
from tokonomix.bindings import Bindings
from tokonomix.boards import RANKING_GRADES, effort_words
from tokonomix.edition import Edition
from tokonomix.pages import view
from tokonomix.reads import Bound, Card, Line, anchor
from tokonomix.records import Benchmark, Result

HISTORIC = 365
"""Days after which a figure of a service says nothing of it today."""
REMARKS = {"custom submission": "custom"}
"""Words of a note that a row must tell beside its name, in short; the whole note stands on the card of each figure."""
PLACES = {"ms": 0, "s": 2, "tokens/s": 1, "times": 0}
"""Decimals shown of a unit; others are shown as published."""
SHARES = {"of 1": "%", "turns": "% of n (turns)"}
"""Units of figures that are shown as shares in percent, and the words under their heading."""


@dataclass(frozen=True)
class Column:
    """A figure of each row: a metric, of one task where the benchmark has several.

    A task that ends in a slash stands for all that begin with it; what follows the slash then tells rows apart.
    """

    metric: str
    task: str | None = None
    head: str | None = None
    """Heading; else the metric's name."""

    def holds(self, result: Result) -> bool:
        """Tell whether a result stands in this column."""
        if result.metric != self.metric:
            return False
        if self.task and self.task.endswith("/"):
            return (result.task or "").startswith(self.task)
        return result.task == self.task

    def under(self, result: Result) -> str:
        """Return what tells rows of one name apart: the conditions in the task."""
        return (result.task or "")[len(self.task) :] if self.task and self.task.endswith("/") else ""


@dataclass(frozen=True)
class Shown:
    """One table: a benchmark, its columns with the one that sorts first, and what a reader must know of it."""

    benchmark: str
    title: str
    columns: tuple[Column, ...]
    note: str
    under: str = ""
    """Heading over what tells rows of one name apart."""
    places: int | None = None
    """Decimals of its percentages; as published if it does not say."""


def stands_in(result: Result, wanted: Iterable[Shown]) -> bool:
    """Tell whether a result is a figure of one of some tables."""
    return any(one.benchmark == result.benchmark and any(c.holds(result) for c in one.columns) for one in wanted)


def table(edition: Edition, bindings: Bindings, shown: Shown) -> dict[str, Any] | None:
    """Return a table, the best of its first column first; None if there is no figure for it."""
    benchmark = edition.catalog.benchmarks.get(shown.benchmark)
    if benchmark is None:
        return None
    runs: dict[tuple[str, str, str, date], dict[int, Result]] = {}
    for result in edition.catalog.results:
        if result.benchmark != shown.benchmark or result.value is None:
            continue
        if edition.catalog.grade(result) not in RANKING_GRADES:
            continue
        day = result.evaluated_on or result.published_on or date.min
        for index, column in enumerate(shown.columns):
            if column.holds(result):
                run = runs.setdefault((result.published_as, result.variant, column.under(result), day), {})
                run[index] = result
    if not runs:
        return None
    card = _card(edition, bindings, benchmark, shown, len(runs))
    rows = [_row(edition, bindings, shown, card, key[2], runs[key]) for key in sorted(runs)]
    first = benchmark.card.metrics[shown.columns[0].metric]
    sign = 1 if first.better == "lower" else -1
    rows.sort(key=lambda row: (row["sort"] is None, sign * (row["sort"] or 0), row["name"], row["setting"]))
    days = sorted(row["iso"] for row in rows if row["iso"])
    return {
        "id": anchor("t", shown.benchmark, shown.title).removeprefix("r-"),
        "title": shown.title,
        "benchmark": benchmark.card.name,
        "href": f"benchmarks/methodology/#benchmark-{shown.benchmark}",
        "note": shown.note,
        "under": shown.under,
        "heads": [_head(benchmark, column) for column in shown.columns],
        "dir": "ascending" if first.better == "lower" else "descending",
        "rows": rows,
        "count": bindings.ledger.bind(wording.count(len(rows)), len(rows), card),
        "newest": max(rows, key=lambda row: row["iso"])["day"] if days else None,
        "historic": all(row["historic"] for row in rows),
        **{key: any(row[key] for row in rows) for key in ("provider", "region", "n")},
    }


def _head(benchmark: Benchmark, column: Column) -> dict[str, str]:
    metric = benchmark.card.metrics[column.metric]
    first = "ascending" if metric.better == "lower" else "descending"
    return {"text": column.head or metric.name, "sub": SHARES.get(metric.unit, metric.unit), "first": first}


def _row(
    edition: Edition, bindings: Bindings, shown: Shown, card: Card, under: str, cells: dict[int, Result]
) -> dict[str, Any]:
    one = next(iter(cells.values()))
    setting = dict(part.split("=", 1) for part in one.variant.split() if "=" in part)
    provider, region = setting.get("provider", ""), setting.get("region", "")
    model = edition.catalog.models[one.model] if one.model else None
    effort = effort_words(one.effort)
    further = settings.words(
        " ".join(f"{key}={value}" for key, value in setting.items() if key in ("mode", "tools", "format"))
    )
    told = ", ".join(filter(None, (effort, further)))
    days = [day for r in cells.values() if (day := r.evaluated_on or r.published_on)]
    sizes = {r.n for r in cells.values() if r.n}
    first = cells.get(0)
    return {
        "link": {**view.model_link(edition, model), "variant": told} if model else None,
        "name": one.published_as,
        "setting": "" if model else told,
        "provider": _provider(edition, provider),
        "region": edition.catalog.benchmarks[one.benchmark].card.regions.get(region, region and f"region {region}"),
        "under": _conditions(edition, one) if under else "",
        "cells": [_cell(edition, bindings, shown, card, cells.get(i)) for i in range(len(shown.columns))],
        "sort": first.value if first else None,
        "n": wording.span(wording.count(min(sizes)), wording.count(max(sizes))) if sizes else "",
        "day": view.day(max(days)) if days else None,
        "iso": max(days).isoformat() if days else "",
        "historic": not days or (edition.as_of - max(days)).days > HISTORIC,
        "notes": [short for words, short in REMARKS.items() if any(words in (r.note or "") for r in cells.values())],
    }


def _conditions(edition: Edition, result: Result) -> str:
    """Return the conditions in the task of a result, as the card words them, without the word of the head."""
    task = edition.catalog.benchmarks[result.benchmark].task(result.task)
    return ((task.group if task else None) or result.task or "").removeprefix("customer ")


def _cell(
    edition: Edition, bindings: Bindings, shown: Shown, card: Card, result: Result | None
) -> dict[str, Any] | None:
    """Return a figure; its card stands on the page of its model, else the table's own serves."""
    if result is None or result.value is None:
        return None
    unit = edition.catalog.benchmarks[result.benchmark].card.metrics[result.metric].unit
    text, sort = _text(result, unit, shown.places if unit == "%" else PLACES.get(unit))
    if result.model:
        found = bindings.result(result)
        bound = found if isinstance(found, Bound) else None
    else:
        bindings.ledger.note(result.id, "published", result.published)
        bound = bindings.ledger.bind(text, result.value, card)
    flag = result.note if result.note and "its own columns" in result.note else None
    return {"bound": bound, "text": text, "sort": sort, "flag": flag}


def _text(result: Result, unit: str, places: int | None) -> tuple[str, float]:
    """Return a figure as a table shows it, and the number it sorts by: counted turns by their share of n."""
    value = result.value or 0.0
    if unit == "of 1":
        return f"{100 * value:.0f}", value
    if unit == "turns" and result.n:
        return f"{100 * value / result.n:.1f} ({value:,.0f})", value / result.n
    text = wording.printed(result.published or "") if places is None else f"{value:,.{places}f}"
    return (f"{value:.2f}" if places is None and len(text) > len(f"{value:.2f}") else text), value


def _provider(edition: Edition, name: str) -> str:
    words = settings.provider(name)
    known = edition.catalog.platforms.get(words)
    return known.name if known else words


def _card(edition: Edition, bindings: Bindings, benchmark: Benchmark, shown: Shown, count: int) -> Card:
    """Return the card of a table: where it comes from, for its count and for rows that have no page here."""
    bindings.ledger.note(f"results/{benchmark.id}", shown.title, count)
    return Card(
        anchor("table", benchmark.id, shown.title), bindings.ledger.home,
        f"{benchmark.card.name}: {shown.title.lower()}", wording.plural(count, "row"),
        (
            Line("Asked", benchmark.card.asks),
            Line("Judge", benchmark.card.judge),
            Line("Rows without a page", "names that are no model of ours; figures as the source printed them"),
            *cards.source_lines(edition.catalog, benchmark.card.source, benchmark.card.read, None),
            Line("Record", f"results/{benchmark.id}", f"benchmarks/methodology/#benchmark-{benchmark.id}"),
        ),
        edition.catalog.sources[benchmark.card.source].grade,
    )  # fmt: skip


def tables(edition: Edition, bindings: Bindings, wanted: Iterable[Shown]) -> Sequence[dict[str, Any]]:
    """Return the tables that have figures, in their order."""
    return [found for shown in wanted if (found := table(edition, bindings, shown))]
