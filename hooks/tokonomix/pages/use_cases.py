"""Use cases: needs, weights, legal flags, and a shortlist made from data."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tokonomix import wording
from tokonomix.bindings import Bindings
from tokonomix.boards import Scored, effort_words
from tokonomix.edition import Edition
from tokonomix.money.workloads import Bill, bill
from tokonomix.pages import boards, view, voice_tables
from tokonomix.pages.made import Made
from tokonomix.problem import Place, Problem, SourceError
from tokonomix.prose.bind import Binder
from tokonomix.reads import Bound, Card, Line, anchor
from tokonomix.records import Model, UseCase
from tokonomix.schema.registry import Workload

SHORTLIST = 10


@dataclass(frozen=True)
class Candidate:
    """A model that meets the hard conditions, with its best scored entries in the categories that count."""

    model: Model
    scored: tuple[Scored, ...]
    missing: tuple[str, ...]
    weighted: float | None
    """Weighted mean of the scores it has, over the categories that have a board; None without any."""
    tested: bool
    """Whether a benchmark of this work has a figure of it."""


def make(edition: Edition) -> Iterator[Made]:
    """Yield the index and a page for every use case; raise SourceError with the faults of all of them."""
    cases = sorted(edition.catalog.use_cases.values(), key=lambda case: case.front.title)
    yield _index(edition, cases)
    yield from _pages(edition, cases)


def written(edition: Edition, paths: Collection[str]) -> Iterator[Made]:
    """Yield only the pages whose text stands at one of these paths."""
    return _pages(edition, [case for case in edition.catalog.use_cases.values() if case.place.path in paths])


def _pages(edition: Edition, cases: Iterable[UseCase]) -> Iterator[Made]:
    problems: list[Problem] = []
    for case in cases:
        try:
            yield _page(edition, case)
        except SourceError as error:
            problems += error.problems
    if problems:
        raise SourceError(problems)


def candidates(edition: Edition, case: UseCase) -> list[Candidate]:
    """Return the models that meet the hard conditions, best weighted score first; unscored ones by name after them."""
    scorable = _scorable(edition, case)
    found = []
    tested = _tested(edition, case)
    for model in edition.models:
        if model.kind != "model" or model.state(edition.today) not in ("current", "preview"):
            continue
        if not _fits(model, case, model.id in tested):
            continue
        hits = [edition.boards.find(name, model.id) for name in scorable]
        scored = tuple(hit for hit in hits if hit)
        missing = tuple(name for name, hit in zip(scorable, hits, strict=True) if not hit)
        weighted = _weighted(case, scored) if not missing else None
        found.append(Candidate(model, scored, missing, weighted, model.id in tested))
    found.sort(key=lambda c: (c.weighted is None, -(c.weighted or 0), c.model.name))
    return found


def _scorable(edition: Edition, case: UseCase) -> list[str]:
    """Return the categories of the use case in which any model has a score."""
    boards = {name: edition.boards.board(name) for name in case.front.weights}
    return [name for name, board in boards.items() if any(entry.score is not None for entry in board.entries)]


def _weighted(case: UseCase, scored: tuple[Scored, ...]) -> float | None:
    parts = [(float(case.front.weights[s.category]), s.entry.score or 0.0) for s in scored]
    total = sum(weight for weight, _ in parts)
    return sum(weight * score for weight, score in parts) / total if total else None


def _tested(edition: Edition, case: UseCase) -> frozenset[str]:
    """Return the models with a figure, of their own or of a snapshot, on a benchmark of this work."""
    catalog = edition.catalog
    return frozenset(catalog.pooled(r.model) for r in catalog.results if r.benchmark in case.front.tests and r.model)


def _fits(model: Model, case: UseCase, tested: bool) -> bool:
    """Tell whether a model meets the needs; a test of the work shows tools that no source states."""
    needs = case.front.needs
    context = model.value("limits.context")
    return (
        set(needs.input) <= set(model.inputs)
        and set(needs.output) <= set(model.outputs)
        and (not needs.endpoints or not model.endpoints or bool(set(needs.endpoints) & set(model.endpoints)))
        and (not needs.tools or model.value("tools") is True or (tested and model.value("tools") is None))
        and (needs.context is None or (context is not None and context >= needs.context))
    )


def _page(edition: Edition, case: UseCase) -> Made:
    home = f"use-cases/{case.id}/"
    bindings = Bindings(edition, home, Place(case.place.path))
    binder = Binder(case.page, bindings, None)
    front, catalog = case.front, edition.catalog
    text = binder.body().html
    flags = [
        {"law": flag.law, "text": flag.text, "cite": binder.cite("flags", i, "cite").html, "id": flag.id}
        for i, flag in enumerate(front.flags)
    ]
    binder.finish()
    fitting = candidates(edition, case)
    scored = [c for c in fitting if c.weighted is not None]
    work = catalog.workloads[front.workload] if front.workload else None
    total = sum(front.weights.values(), Decimal(0))
    scorable = _scorable(edition, case)
    heads = scorable if scored else []
    listed = scored[:SHORTLIST] or _by_bill(edition, fitting, work)
    shown: dict[str, Any] = {
        "summary": front.summary,
        "needs": _needs(case),
        "weights": [
            {
                "name": catalog.categories[name].name,
                "href": f"benchmarks/leaderboard/{name}/",
                "share": wording.percent(float(100 * weight / total)) if total else "",
                "note": "" if name in scorable else "no test with a right answer, so it does not count below",
            }
            for name, weight in front.weights.items()
        ],
        "heads": [catalog.categories[name].name for name in heads],
        "ranked": any(edition.boards.board(name).ranked for name in scorable),
        "work": {"name": work.name, "note": work.note, "units": f"{wording.count(work.units)} a month: {work.unit}"}
        if work
        else None,
        "rows": [_row(edition, bindings, c, heads, case) for c in listed],
        "fitting": wording.plural(len(fitting), "model"),
        "scored": len(scored),
        "lacking": wording.listing([catalog.categories[name].name for name in front.weights]),
        "weighted": len(heads) > 1,
        "tested": len([c for c in fitting if c.tested]),
        "tests": [_test(edition, name) for name in front.tests],
        "flags": flags,
        "reviews": [
            view.model_link(edition, catalog.models[name]) for name in front.models if name in edition.reviews
        ],
        "cites": view.citations(bindings, binder.cited),
    }
    shown["cards"] = bindings.ledger.cards
    return Made(
        f"use-cases/{case.id}.md", front.title, front.summary, "use_case.html", shown, bindings.ledger, text,
        case.place.path,
    )  # fmt: skip


def _by_bill(edition: Edition, fitting: list[Candidate], work: Workload | None) -> list[Candidate]:
    """Return the candidates by their bill, the cheapest first and those without a known one last."""

    def cost(candidate: Candidate) -> tuple[bool, Decimal, str]:
        total = bill(work, edition.rates(candidate.model.id)).total if work else None
        return total is None, total or Decimal(0), candidate.model.name

    return sorted(fitting, key=cost)


def _row(
    edition: Edition, bindings: Bindings, candidate: Candidate, scorable: list[str], case: UseCase
) -> dict[str, Any]:
    model = candidate.model
    work = edition.catalog.workloads[case.front.workload] if case.front.workload else None
    cost = bill(work, edition.rates(model.id)) if work else None
    return {
        "link": view.model_link(edition, model),
        "weighted": _weighted_score(edition, bindings, candidate, case) if len(scorable) > 1 else None,
        "scores": [
            {
                "bound": bindings.score(model, name),
                "rank": bindings.rank(model, name),
                "effort": _effort(edition, name, model),
            }
            for name in scorable
        ],
        "bill": _bill(bindings, model, cost, case) if cost else None,
        "context": bindings.fact(model, "limits.context"),
        "weights": bindings.fact(model, "weights.open"),
    }


def _weighted_score(edition: Edition, bindings: Bindings, candidate: Candidate, case: UseCase) -> Bound:
    """Return the weighted mean that orders the list, with the scores and shares it is made of on its card."""
    weights = case.front.weights
    total = float(sum(weights[s.category] for s in candidate.scored))
    lines = [
        Line(
            edition.catalog.categories[s.category].name,
            f"{wording.score(s.entry.score or 0)}, counted {wording.percent(float(weights[s.category]) / total * 100)}",
        )
        for s in candidate.scored
    ]
    model, home = candidate.model, f"use-cases/{case.id}/"
    record = f"weighted/{case.id}#{model.id}@{edition.as_of.isoformat()}"
    bindings.ledger.note(record, "mean", candidate.weighted)
    text = wording.score(candidate.weighted or 0)
    label = f"{model.name}: weighted score for {case.front.title[0].lower()}{case.front.title[1:]}"
    lines += [Line("Computed on", wording.day(edition.as_of)), Line("Record", record)]
    card = Card(anchor("weighted", model.id), home, label, text, tuple(lines))
    return bindings.ledger.bind(text, f"{candidate.weighted:.3f}", card)


def _test(edition: Edition, name: str) -> dict[str, str]:
    """Return the name of a benchmark and where its figures stand."""
    voice = {shown.benchmark for shown in voice_tables.TABLES}
    home = boards.home_of(boards.VOICE) if name in voice else f"benchmarks/methodology/#benchmark-{name}"
    return {"name": edition.catalog.benchmarks[name].card.name, "href": home}


def _effort(edition: Edition, category: str, model: Model) -> str:
    scored = edition.boards.find(category, model.id)
    return effort_words(scored.entry.effort) if scored else ""


def _bill(bindings: Bindings, model: Model, cost: Bill, case: UseCase) -> Any:
    """Return the monthly bill as a bound value of this page, or which price is missing."""
    return bindings.bill(model, case.front.workload or "", cost, f"use-cases/{case.id}/")


def _needs(case: UseCase) -> list[str]:
    needs, words = case.front.needs, []
    if needs.input:
        words.append(f"takes {wording.listing(needs.input)}")
    if needs.output:
        words.append(f"gives {wording.listing(needs.output)}")
    if needs.endpoints:
        words.append(f"answers on {wording.listing(needs.endpoints, 'or')}")
    if needs.tools:
        words.append("calls tools")
    if needs.context:
        words.append(f"holds at least {wording.count(needs.context)} tokens")
    return words


def _index(edition: Edition, cases: list[UseCase]) -> Made:
    text = edition.catalog.texts.get("use-cases/index")
    path = text.place.path if text else "content/use-cases"
    bindings = Bindings(edition, "use-cases/", Place(path))
    shown = {
        "cases": [{"title": c.front.title, "summary": c.front.summary, "href": f"use-cases/{c.id}/"} for c in cases],
        "cards": bindings.ledger.cards,
    }
    title = text.front.title if text else "Use cases"
    return Made(
        "use-cases/index.md", title, (text.front.description if text else "") or "", "use_cases.html", shown,
        bindings.ledger, source=path,
    )  # fmt: skip


