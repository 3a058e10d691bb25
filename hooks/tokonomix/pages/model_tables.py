"""Tables of a model page: key facts, category strip, results, prices, tier peers."""

from __future__ import annotations

from typing import Any

from tokonomix import cards, settings, wording
from tokonomix.bindings import Absent, Bindings
from tokonomix.boards import OVERALL, effort_words
from tokonomix.edition import Edition
from tokonomix.money.rates import Rate, priced_as
from tokonomix.pages import view
from tokonomix.pages.model_claims import disagreement, is_open, price_disagreement
from tokonomix.peers import Peers
from tokonomix.records import Model, Price, Result

SET = 5
"""So many rows on average have setting, version and day in common before these become a heading of theirs."""
LONG = 100
"""Of a benchmark with more figures the page shows those that rank; all of them stand among the records."""
MOST = 300
"""And of these the newest."""
FEW = 12
"""So many figures stand open; of more, each benchmark is one line that opens."""
KEY_FACTS = (
    "limits.max_input", "knowledge.reliable", "knowledge.training", "endpoints", "weights.open", "weights.licence",
    "released", "family",
)  # fmt: skip


def facts(edition: Edition, model: Model, bindings: Bindings) -> list[dict[str, Any]]:
    """Return the key facts for the header: prices, limits, knowledge, endpoints, weights."""
    found = [_price_fact(edition, model, bindings, kind) for kind in ("audio", "text")]
    rows = [row for row in found if row] or [{"term": "Price", "parts": [Absent("no list price read")]}]
    context = _context(bindings, model)
    limit = context if isinstance(context[0], Absent) else [context[0], " tokens", *context[1:]]
    most_out = bindings.fact(model, "limits.max_output")
    if not isinstance(most_out, Absent):
        limit += [", ", most_out, " out"]
    rows.append({"term": "Context", "parts": limit, "warn": disagreement(edition, model, "limits.context")})
    rows += _rate_limits(bindings, model)
    for field in KEY_FACTS:
        shown = bindings.fact(model, field)
        if not isinstance(shown, Absent):
            rows.append(
                {"term": cards.FIELD_NAMES[field], "parts": [shown], "warn": disagreement(edition, model, field)}
            )
    return rows


def _rate_limits(bindings: Bindings, model: Model) -> list[dict[str, Any]]:
    """Return the row of what the service takes a minute, with what the source leaves out."""
    parts: list[Any] = []
    for field, words in (("requests", " requests"), ("tokens", " tokens")):
        shown = bindings.fact(model, f"rate_limits.{field}_per_minute")
        if not isinstance(shown, Absent):
            parts += [", "] if parts else []
            parts += [shown, words]
    return [{"term": "A minute", "parts": parts, "note": "for which kind of account is not stated"}] if parts else []


def _price_fact(edition: Edition, model: Model, bindings: Bindings, kind: str) -> dict[str, Any] | None:
    found = edition.rates(model.id)
    parts: list[Any] = []
    shown: list[tuple[str, Price]] = []
    for rate, word in ((f"{kind}.input", "in"), (f"{kind}.output", "out"), (f"{kind}.cache_read", "cached")):
        if rate in found:
            parts += [", "] if parts else []
            parts += [bindings.price_row(model, found[rate].price, current=found[rate].current), f" {word}"]
            shown.append((word, found[rate].price))
    if not parts:
        return None
    first = next(rate for name, rate in found.items() if name.startswith(kind))
    words = f"per {first.price.per}"
    if not first.current:
        words = f"last listed, {words}, read {wording.short_day(first.price.checked_on)}"
    if first.price.platform != edition.catalog.vendors[model.vendor].platform:
        words += f", at {edition.catalog.platforms[first.price.platform].name}"
    if priced_as(edition.catalog, model, edition.today) != model.id:
        words += f"; priced as {edition.name_of(first.price.model)}"
    warn = price_disagreement(edition, model, shown)
    return {"term": f"{kind.capitalize()} price", "parts": parts, "note": words, "warn": warn}


def strip(edition: Edition, model: Model, bindings: Bindings) -> list[dict[str, Any]]:
    """Return the eight cells; a category without a score says why."""
    cells = []
    for name, category in edition.catalog.categories.items():
        scored = edition.boards.find(name, model.id)
        cell: dict[str, Any] = {"name": category.name, "href": f"benchmarks/leaderboard/{name}/"}
        if scored is None:
            cells.append(cell | {"score": None, "reason": _why(edition, name, model)})
            continue
        entry = scored.entry
        suites = wording.plural(entry.blocks_taken, "suite")
        effort = effort_words(entry.effort)
        words = f"{wording.plural(entry.metrics_taken, 'test')} in {suites}{f', {effort}' if effort else ''}"
        cells.append(
            cell | {
                "score": bindings.score(model, name, entry.effort), "lo": entry.low, "mid": entry.score,
                "hi": entry.high, "rank_low": entry.rank_low, "rank_high": entry.rank_high, "of": entry.of,
                "group": entry.group, "groups": entry.groups,
                "note": words if entry.rank_low else f"{words}; not ranked",
                "label": f"95 % interval {entry.low:.0f} to {entry.high:.0f}",
            }
        )  # fmt: skip
    return cells


def _why(edition: Edition, category: str, model: Model) -> str:
    """Return why a category has no score: what its tests lack, what exists instead, or what the review says."""
    if edition.boards.entries(category, model.id):
        return edition.boards.why(category, model.id)
    if (category, edition.catalog.pooled(model.id)) in edition.boards.voted:
        return "Votes only, no test with a right answer"
    review = edition.reviews.get(model.id)
    if review and category in review.front.not_run:
        return f"Not run, because {review.front.not_run[category]}"
    for result in edition.catalog.results_of(model.id):
        task = edition.catalog.benchmarks[result.benchmark].task(result.task)
        if task and category in task.categories:
            return f"A {edition.catalog.grade(result)} figure only, which never ranks"
    return "No result recorded"


def snapshot(edition: Edition, model: Model, bindings: Bindings) -> dict[str, Any]:
    """Return scores by category and setting, then every recorded result of the model by benchmark."""
    scores = []
    for name in (*edition.catalog.categories, OVERALL):
        for scored in edition.boards.entries(name, model.id):
            if scored.entry.score is None:
                continue
            entry = scored.entry
            heading = "Overall" if name == OVERALL else edition.catalog.categories[name].name
            scores.append(
                {
                    "key": f"{name}/{entry.effort}",
                    "category": heading,
                    "href": f"benchmarks/leaderboard/{'' if name == OVERALL else name + '/'}",
                    "effort": effort_words(entry.effort) or "default",
                    "score": bindings.score(model, name, entry.effort),
                    "lo": entry.low, "mid": entry.score, "hi": entry.high,
                    "rank": bindings.rank(model, name, entry.effort),
                    "group": f"{entry.group} of {entry.groups}" if entry.group else "",
                    "tests": f"{entry.metrics_taken} of {entry.metrics_live}",
                }
            )  # fmt: skip
    groups = _benchmarks(edition, model, bindings)
    return {"scores": scores, "benchmarks": groups, "few": sum(len(group["rows"]) for group in groups) <= FEW}


def _benchmarks(edition: Edition, model: Model, bindings: Bindings) -> list[dict[str, Any]]:
    """Return recorded results of the model and of its snapshots, grouped by benchmark, newest first."""
    ids = [model.id, *(s.id for s in edition.catalog.snapshots_of(model.id))]
    by_benchmark: dict[str, list[Result]] = {}
    for name in ids:
        for result in edition.catalog.results_of(name):
            by_benchmark.setdefault(result.benchmark, []).append(result)
    groups = []
    for name, results in sorted(by_benchmark.items()):
        card = edition.catalog.benchmarks[name].card
        results.sort(
            key=lambda r: (r.published_on or r.evaluated_on or edition.today, r.published_as), reverse=True
        )
        grades = {edition.catalog.grade(r) for r in results}
        every = [_result_row(edition, r, bindings) for r in results]
        rows = _shown(every)
        groups.append(
            {
                "id": name, "name": card.name, "asks": card.asks, "by_edition": card.releases == "by day",
                "grade": "reported" if "reported" in grades else min(grades),
                "kind": card.kind, "rows": rows, "summary": _summary(every, by_edition=card.releases == "by day"),
                "more": _more(edition, every, rows),
                "href": f"benchmarks/methodology/#benchmark-{name}",
                "settings": any(row["setting"] for row in rows), "snapshots": len({r.model for r in results}) > 1,
                "sets": _sets(rows),
            }
        )  # fmt: skip
    return groups


def _shown(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows that the page of a model shows of a benchmark, newest first."""
    if len(rows) <= LONG:
        return rows
    return ([row for row in rows if row["ranks"]] or rows)[:MOST]


def _more(edition: Edition, every: list[dict[str, Any]], shown: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Return how many figures only the records hold, and where these stand; None if the page shows all."""
    if len(every) == len(shown):
        return None
    versions = list(dict.fromkeys(row["snapshot"] for row in every))
    return {
        "words": f"{wording.plural(len(every) - len(shown), 'more figure')} of this benchmark",
        "links": [
            {"name": edition.name_of(name), "href": cards.results_home(edition.catalog, name)} for name in versions
        ],
    }


def _sets(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return rows under the setting, version and day that they have in common; [] where too few share one."""
    sets: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
    for row in rows:
        sets.setdefault((row["setting"], row["snapshot"], row["day"]["text"] if row["day"] else ""), []).append(row)
    if len(rows) < SET * len(sets):
        return []
    return [
        {"setting": setting or "default", "snapshot": snapshot, "day": found[0]["day"], "rows": found}
        for (setting, snapshot, _day), found in sets.items()
    ]


def _summary(rows: list[dict[str, Any]], *, by_edition: bool) -> str:
    """Return what a benchmark holds in a line: how many figures of how many tasks, settings and editions."""
    tasks, settings = {row["task"] for row in rows}, {(row["setting"], row["snapshot"]) for row in rows}
    days = sorted({row["day"]["iso"]: row["day"]["text"] for row in rows if row["day"]}.items())
    told = [wording.plural(len(rows), "figure")]
    told += [f"in {wording.plural(len(tasks), 'task')}"] if len(tasks) > 1 else []
    told += [f"of {wording.plural(len(settings), 'setting')}"] if len(settings) > 1 else []
    told += [f"of {wording.plural(len(days), 'edition')}"] if by_edition and len(days) > 1 else []
    newest = f", newest of {days[-1][1]}" if days else ""
    return f"{' '.join(told)}{newest}"


def _result_row(edition: Edition, result: Result, bindings: Bindings) -> dict[str, Any]:
    benchmark = edition.catalog.benchmarks[result.benchmark]
    metric, task = benchmark.card.metrics[result.metric], benchmark.task(result.task)
    published = result.published_on or result.evaluated_on
    return {
        "id": result.id.removeprefix("results/"),
        "task": task.name if task else result.task or "whole",
        "metric": metric.name,
        # The card stands once, with the results of the version that was tested.
        "figure": bindings.result(result),
        "interval": f"{result.low:g}–{result.high:g}"
        if result.low is not None and result.high is not None
        else "",
        "n": wording.count(result.n) if result.n else "not stated",
        "setting": settings.words(result.variant),
        "snapshot": result.model,
        "day": view.day(published) if published else None,
        "ranks": metric.ranks,
    }


def peer_table(edition: Edition, model: Model, chosen: Peers, bindings: Bindings) -> dict[str, Any]:
    """Return the model and its tier peers in one unit, with the rule that chose them."""
    audio = any(rate.startswith("audio") for rate in edition.rates(model.id))
    rates = ("audio.input", "audio.output", "text.input", "text.cache_read", "text.output") if audio else (
        "text.input", "text.cache_read", "text.output")  # fmt: skip
    rows = []
    for other in (model, *chosen.models):
        found = edition.rates(other.id)
        rows.append(
            {
                "me": other is model,
                "link": view.model_link(edition, other),
                "prices": [_peer_price(bindings, other, found.get(rate)) for rate in rates],
                "context": _context(bindings, other),
                "context_open": _context_open(edition, other),
                "score": bindings.score(other, edition.yardstick or OVERALL),
            }
        )
    heads = [
        {"rate": rate, "text": rate.split(".")[0].capitalize(), "sub": _SHORT[rate.split(".", 1)[1]]}
        for rate in rates
    ]
    board = edition.yardstick or OVERALL
    score = "Overall" if board == OVERALL else edition.catalog.categories[board].name
    return {"rule": chosen.rule, "heads": heads, "rows": rows, "any": bool(chosen.models), "score": score}


def _context(bindings: Bindings, model: Model) -> list[Any]:
    """Return the context, or the most input where no source states the context."""
    context, most = bindings.fact(model, "limits.context"), bindings.fact(model, "limits.max_input")
    return [most, " in"] if isinstance(context, Absent) and not isinstance(most, Absent) else [context]


def _context_open(edition: Edition, model: Model) -> bool:
    """Tell whether the context of a model is disputed and nobody has decided."""
    fact = model.facts.get("limits.context")
    one = edition.compared.get(fact.id) if fact else None
    return one is not None and one.verdict == "open"


_SHORT = {"input": "in", "output": "out", "cache_read": "cached"}


def _peer_price(bindings: Bindings, model: Model, rate: Rate | None) -> dict[str, Any]:
    if rate is None:
        return {"bound": Absent("not listed"), "current": True}
    return {
        "bound": bindings.price_row(model, rate.price, current=rate.current), "current": rate.current,
        "open": is_open(bindings.edition, rate.price),
    }  # fmt: skip
