"""Languages one by one: how many tests and models each has, who leads as far as the tests tell, and its own table.

Where a suite has tests in a language, an entry that took all of them stands there with their plain mean, and is level
with the best unless the best beats it test by test by more than tests differ. Where the suite prints only a rank score
of the language, that is shown: it has no interval, so nobody can say who is level with whom.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean, stdev
from typing import Any

from tokonomix import cards, wording
from tokonomix.bindings import Bindings
from tokonomix.boards import RANKING_GRADES
from tokonomix.edition import Edition
from tokonomix.pages import view
from tokonomix.reads import Bound, Card, Line, anchor
from tokonomix.records import Benchmark, Result

CATEGORY = "multilingual"
RANK = "rank"
"""Metric of a published rank score of a language."""
OWN = ("en",)
"""The site's own languages, which stand first; the others follow by name."""
SHOWN = 12
"""Rows of a language's own table; the leaders are all among them."""
SURE = (6.314, 2.920, 2.353, 2.132, 2.015, 1.943, 1.895, 1.860, 1.833, 1.812)
"""Student's t beyond which one is better with 95 %, by degrees of freedom: tests of the language less one."""


@dataclass(frozen=True)
class Standing:
    """An entry in a language: its results on the tests, in their order, and its published rank score."""

    model: str
    effort: str
    values: tuple[float, ...]
    rank: float | None
    newest: date = date.min
    """Day of the newest result behind it."""

    @property
    def mean(self) -> float | None:
        """Return the plain mean of the tests; None without any."""
        return fmean(self.values) if self.values else None


@dataclass(frozen=True)
class Language:
    """What a suite holds of one language: its tests, how many models have a figure, the entries, best first."""

    benchmark: Benchmark
    code: str
    name: str
    tests: tuple[str, ...]
    models: int
    newest: date
    standings: tuple[Standing, ...]

    @property
    def level(self) -> tuple[bool, ...]:
        """Return for each entry whether it is level with the best; nobody is where there are no tests."""
        return tuple(bool(self.tests) and is_level(self.standings[0], s) for s in self.standings)


def languages(edition: Edition, bindings: Bindings, category: str) -> dict[str, Any] | None:
    """Return a row for each language of the live suites of the multilingual board, the site's own first."""
    rows = [_view(edition, bindings, language) for language in in_order(edition, category)]
    return {"rows": rows, "shown": SHOWN} if rows else None


def in_order(edition: Edition, category: str) -> list[Language]:
    """Return the languages of the live suites of the multilingual board, the site's own first; other boards: none."""
    if category != CATEGORY or CATEGORY not in edition.catalog.categories:
        return []
    found = []
    for name in edition.catalog.categories[CATEGORY].benchmarks:
        benchmark = edition.catalog.benchmarks[name]
        if benchmark.card.live and benchmark.card.kind == "correctness" and RANK in benchmark.card.metrics:
            found += _of(edition, benchmark)
    return sorted(found, key=lambda language: (language.code not in OWN, language.name))


def _of(edition: Edition, benchmark: Benchmark) -> list[Language]:
    code = {task: t.language for task, t in benchmark.card.tasks.items() if t.language}
    held: dict[str, list[Result]] = {}
    for result in edition.catalog.results:
        if result.benchmark != benchmark.id or result.value is None or not result.model or result.task not in code:
            continue
        ranks = benchmark.card.metrics[result.metric].ranks or result.metric == RANK
        if ranks and edition.catalog.grade(result) in RANKING_GRADES:
            held.setdefault(code[result.task] or "", []).append(result)
    names = {c: min((t.name for t in benchmark.card.tasks.values() if t.language == c), key=len) for c in held}
    return [_language(edition, benchmark, c, names[c], results) for c, results in held.items()]


def _language(edition: Edition, benchmark: Benchmark, code: str, name: str, results: list[Result]) -> Language:
    tests = tuple(sorted({r.task or "" for r in results if r.metric != RANK}))
    models = len({edition.catalog.pooled(r.model) for r in results if r.model})
    newest = max(map(_day, results))
    return Language(benchmark, code, name, tests, models, newest, tuple(_standings(edition, results, tests)))


def _day(result: Result) -> date:
    return result.published_on or result.evaluated_on or date.min


def _view(edition: Edition, bindings: Bindings, language: Language) -> dict[str, Any]:
    """Return the row and the table of a language, with their card."""
    tests, standings, level = language.tests, language.standings, language.level
    code, models = language.code, language.models
    first = max((i + 1 for i, one in enumerate(level) if one), default=0)
    card = _card(edition, bindings, language)
    shown = standings[: max(first, SHOWN)]
    lead = [s for s, one in zip(standings, level, strict=True) if one] if tests else standings[:1]
    return {
        "code": code, "id": f"language-{code}", "name": language.name,
        "tests": _bound(bindings, card, str(len(tests))) if tests else None,
        "models": _bound(bindings, card, str(models)),
        "newest": view.day(language.newest),
        "level": bool(tests),
        "lead": [_link(edition, s) for s in lead],
        "best": None if tests or not standings or standings[0].rank is None
        else _bound(bindings, card, f"{standings[0].rank:.2f}"),
        "rows": [_row(edition, bindings, card, s, one) for s, one in zip(shown, level, strict=False)],
        "rest": len(standings) - len(shown),
    }  # fmt: skip


def _standings(edition: Edition, results: Sequence[Result], tests: Sequence[str]) -> list[Standing]:
    """Return the entries of a language, best first; with tests only those that took every one of them."""
    scores: dict[tuple[str, str], dict[str, list[float]]] = {}
    ranks: dict[tuple[str, str], list[float]] = {}
    newest: dict[tuple[str, str], date] = {}
    for r in results:
        entry = edition.catalog.pooled(r.model or ""), r.effort
        newest[entry] = max(_day(r), newest.get(entry, date.min))
        if r.metric == RANK:
            ranks.setdefault(entry, []).append(r.value or 0.0)
            continue
        scores.setdefault(entry, {}).setdefault(r.task or "", []).append(r.value or 0.0)
    found = []
    for entry in sorted(scores.keys() | ranks.keys() if not tests else scores.keys()):
        rank = sum(ranks[entry]) / len(ranks[entry]) if entry in ranks else None
        if not tests:
            found.append(Standing(*entry, (), rank, newest[entry]))
        elif len(scores[entry]) == len(tests):
            values = tuple(fmean(scores[entry][test]) for test in tests)
            found.append(Standing(*entry, values, rank, newest[entry]))
    return sorted(found, key=lambda s: (-(s.mean or 0.0), s.rank or math.inf, s.model, s.effort))


def is_level(best: Standing, other: Standing) -> bool:
    """Tell whether the best is not better than another with 95 %: a paired test over the tests of the language."""
    apart = [a - b for a, b in zip(best.values, other.values, strict=True)]
    if best is other or len(apart) < 2:
        return True
    needed = SURE[min(len(apart) - 1, len(SURE)) - 1]
    return fmean(apart) <= needed * stdev(apart) / math.sqrt(len(apart))


def _link(edition: Edition, s: Standing) -> dict[str, Any]:
    """Return the link of an entry without the stage of its model, which stands on the board above."""
    return view.model_link(edition, edition.catalog.models[s.model], s.effort) | {"status": None}


def _row(edition: Edition, bindings: Bindings, card: Card, s: Standing, level: bool) -> dict[str, Any]:
    return {
        "link": _link(edition, s),
        "mean": None if s.mean is None else _bound(bindings, card, f"{s.mean:.1f}"),
        "rank": None if s.rank is None else _bound(bindings, card, f"{s.rank:.2f}"),
        "level": level,
    }  # fmt: skip


def _bound(bindings: Bindings, card: Card, text: str) -> Bound:
    return bindings.ledger.bind(text, text, card)


def _card(edition: Edition, bindings: Bindings, language: Language) -> Card:
    benchmark, tests, newest = language.benchmark, language.tests, language.newest
    digest = f"{len(tests)} {language.models} {newest}"
    bindings.ledger.note(f"benchmarks/{benchmark.id}", f"language {language.code}", digest)
    named = [benchmark.card.tasks[t].name for t in tests]
    return Card(
        anchor("language", language.code), bindings.ledger.home, f"{benchmark.card.name}: {language.name}",
        wording.plural(language.models, "model"),
        (
            Line("Tests", wording.listing(named) or "none by name; the suite prints a rank score of the language"),
            Line("Mean", "plain mean of all tests of the language, of entries that took every one"),
            Line("Level with the best", "unless the best is better with 95 %, paired test by test"),
            Line("Rank score", "as published: 1 is best, without an interval"),
            Line("Newest", wording.day(newest)),
            *cards.source_lines(edition.catalog, benchmark.card.source, benchmark.card.read, None),
        ),
        "published",
    )  # fmt: skip
