"""The records behind the results of a model that has many of them, so that its own page stays light."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tokonomix import cards, wording
from tokonomix.bindings import Bindings
from tokonomix.edition import Edition
from tokonomix.pages.changes import tomb_view
from tokonomix.pages.made import Made
from tokonomix.problem import Place
from tokonomix.reads import Bound, Card, Line
from tokonomix.records import Model
from tokonomix.tombstones import of_model

TESTED = ("Benchmark", "Setting", "Published as", "Run on", "Published on", "Edition of", "Source")
"""Cards that say the same of these stand together."""
ONES_OWN = ("Record", "Wrong?")


@dataclass(frozen=True)
class Batch:
    """Cards that were published together: the lines and the grade that all share, and each with the rest of its own."""

    id: str
    title: str
    lines: tuple[Line, ...]
    grade: str | None
    cards: tuple[Bound, ...]

    @property
    def rows(self) -> tuple[tuple[str, str, str | None], ...]:
        """Return the shared lines as (term, text, address or None)."""
        return tuple((line.term, line.text, line.url) for line in self.lines)


def make(edition: Edition) -> Iterator[Made]:
    """Yield a page for every model whose results are too many for its own."""
    for model in edition.models:
        home = cards.results_home(edition.catalog, model.id)
        if home != cards.model_home(model.id):
            yield _page(edition, model, home)


def _page(edition: Edition, model: Model, home: str) -> Made:
    bindings = Bindings(edition, home, Place(model.place.path))
    results = edition.catalog.results_of(model.id)
    for result in sorted(results, key=lambda r: (r.benchmark, -_day(r.published_on, r.evaluated_on), r.published_as)):
        bindings.result(result)
    bound = bindings.ledger.cards
    told = f"{wording.plural(len(bound), 'result')} of {model.name}, each with its source, its day and its row."
    return Made(
        uri=f"{home.rstrip('/')}.md",
        title=f"{model.name}: results",
        description=told,
        template="model_results.html",
        view={
            "model": model.name, "home": cards.model_home(model.id), "lede": told,
            "vendor": edition.catalog.vendors[model.vendor].name, "vendor_href": f"vendors/{model.vendor}/",
            "batches": batches(bound),
            "tombs": [
                {**tomb_view(edition, tomb), "id": cards.anchor_among_results(tomb.record, model.id)}
                for tomb in of_model(edition.catalog, model.id) if tomb.record.startswith("results/")
            ],
        },
        ledger=bindings.ledger,
        source=model.place.path,
    )  # fmt: skip


def _day(published: date | None, evaluated: date | None) -> int:
    return (published or evaluated or date.min).toordinal()


def batches(bound: Iterable[Bound]) -> list[Batch]:
    """Return cards in batches of what was published together, in their order; what all of a batch say is said once."""
    groups: dict[tuple[object, ...], list[Bound]] = {}
    for one in bound:
        key = (one.grade, *(line for line in one.card.lines if line.term in TESTED))
        groups.setdefault(key, []).append(one)
    return [_batch(f"batch-{number}", group) for number, group in enumerate(groups.values(), 1)]


def _batch(name: str, group: list[Bound]) -> Batch:
    first = group[0].card
    shared = tuple(
        line for line in first.lines if line.term not in ONES_OWN and all(line in one.card.lines for one in group)
    )
    said = {line.term: line.text for line in shared}
    setting = said["Setting"].replace("=", " ") if said["Setting"] != "default" else ""
    day = said.get("Published on") or said.get("Edition of") or said.get("Run on")
    own = [_own(one.card, shared) for one in group]
    return Batch(
        name, ", ".join(part for part in (said["Benchmark"], setting, day) if part), shared, first.grade,
        tuple(Bound(card.value, card.value, card, local=True) for card in own),
    )  # fmt: skip


def _own(card: Card, shared: Sequence[Line]) -> Card:
    """Return a card with what it does not share; its task, by which readers tell it from its neighbours, heads it."""
    lines = [line for line in card.lines if line not in shared]
    task = next((line for line in lines if line.term == "Task"), None)
    return replace(
        card, label=task.text if task else card.label, grade=None, lines=tuple(line for line in lines if line != task)
    )
