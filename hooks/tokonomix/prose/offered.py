"""What may be written of one model: every expression whose record is there, with the text that it gives today."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from tokonomix import cards
from tokonomix.bindings import Absent, Bindings
from tokonomix.catalog import Catalog
from tokonomix.edition import Edition
from tokonomix.money.rates import platforms, priced_as, seller
from tokonomix.peers import peers, sibling
from tokonomix.problem import Place
from tokonomix.prose.lookup import BindingError, result_of
from tokonomix.prose.past_prices import past_of
from tokonomix.prose.phrase import Phrase
from tokonomix.prose.sentence import Sentence
from tokonomix.prose.told import told
from tokonomix.prose.vocabulary import PARTS, VOCABULARY, Entry
from tokonomix.reads import Bound
from tokonomix.records import Model, Price, Result

Arguments = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Offered:
    """An expression as it is written, braces included, and the text that a reader of the model's page sees today."""

    function: str
    write: str
    read: str
    under: str = ""
    """The head it stands under among those of its function: a benchmark, a seller, another model; may be ''."""
    about: str = ""
    """What it is in words: task, setting, n and day of a result, or why there is no score; may be ''."""

    def holds(self, words: Iterable[str]) -> bool:
        """Tell whether every word, in lower case, stands somewhere in it."""
        whole = f"{self.function} {self.write} {self.read} {self.under} {self.about}".lower()
        return all(word in whole for word in words)


def offered(edition: Edition, model: Model) -> Iterator[Offered]:
    """Yield what may be written on the page of a model, in the order of the vocabulary.

    Only what has a value is told, so no bill that lacks a price; of a score or rank that is not there, why; of a price
    that ended, the last day. Functions
    that speak of no model in particular (`models`, `cite`, `todo`) give nothing.
    """
    sentence = Sentence(Bindings(edition, cards.model_home(model.id), Place("")), model, PARTS)
    for entry in VOCABULARY:
        call = getattr(sentence, entry.name)
        seen = set()
        for arguments in _ARGUMENTS[entry.name](edition, model):
            if past_of(edition, model, entry.name, arguments, edition.today):
                continue  # an ended price is offered with its last day
            phrase = _phrase(call, arguments)
            if phrase is None or not _worth(entry, phrase, arguments):
                continue
            write = written(entry, arguments)
            if write not in seen:
                seen.add(write)
                read = PARTS[arguments["name"]] if entry.name == "part" else phrase.plain()
                under, about = told(edition, model, entry.name, arguments)
                why = "; ".join(piece.why for piece in phrase.pieces if isinstance(piece, Absent) and piece.why)
                about = ": ".join(part for part in (about, why) if part)
                yield Offered(entry.name, write, _plain(read), under, _plain(about))


def _plain(text: str) -> str:
    """Return a text whose spaces are those of a keyboard."""
    return " ".join(text.split())


def written(entry: Entry, arguments: Arguments) -> str:
    """Return a call as an editor writes it: arguments by place as far as nothing is left out, the others by name."""
    parts, by_place = [], True
    for parameter in inspect.signature(getattr(Sentence, entry.name)).parameters.values():
        if parameter.name == "self":
            continue
        if parameter.name not in arguments or parameter.kind is parameter.KEYWORD_ONLY:
            by_place = False
        if parameter.name in arguments:
            value = arguments[parameter.name]
            said = json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)
            parts.append(said if by_place else f"{parameter.name}={said}")
    return f"{{{{ {entry.name}({', '.join(parts)}) }}}}"


def _phrase(call: Callable[..., Phrase], arguments: Arguments) -> Phrase | None:
    try:
        return call(**arguments)
    except BindingError:
        return None


def _worth(entry: Entry, phrase: Phrase, arguments: Arguments) -> bool:
    """Tell whether a phrase shows a value, or says in words what is not recorded, once."""
    if any(isinstance(piece, Bound) for piece in phrase.pieces):
        return True
    return entry.name in _WORDS and "interval" not in arguments


_WORDS = ("ends", "hosts", "model", "part", "rank", "residency", "score", "state")
"""Functions that say in words what is not recorded; of all others only values are told."""


def _prices(edition: Edition, model: Model) -> Iterator[Arguments]:
    own = seller(edition.catalog, model, edition.today)
    rows = edition.catalog.prices_of(priced_as(edition.catalog, model, edition.today))
    for row in sorted(rows, key=lambda one: (one.platform != own, one.platform)):
        named = _named(row, own)
        yield named
        if row.until and row.until <= edition.today:
            yield named | {"day": (row.until - timedelta(days=1)).isoformat()}


def _named(row: Price, own: str | None) -> dict[str, Any]:
    usual = {"platform": own, "region": "global", "tier": "standard", "when": None}
    said = {name: getattr(row, name) for name in usual}
    return {"rate": row.rate} | {name: value for name, value in said.items() if value != usual[name]}


def _others(edition: Edition, model: Model) -> list[Model]:
    """Return the models to compare with: the tier peers, then the newest sibling."""
    kin = sibling(edition, model)
    near = peers(edition, model).models
    return [*near, kin] if kin and kin not in near else [*near]


def _price_gaps(edition: Edition, model: Model) -> Iterator[Arguments]:
    listed = [rate for rate in edition.rates(model.id) if rate.endswith((".input", ".output"))]
    for rate in listed:
        yield from ({"other": other.id, "rate": rate} for other in _others(edition, model))
    own = seller(edition.catalog, model, edition.today)
    for where in platforms(edition.catalog, model):
        if where != own:
            yield from ({"other": model.id, "rate": rate, "platform": where} for rate in listed)


def _disputed(edition: Edition, model: Model) -> Iterator[Arguments]:
    yield from ({"name": name} for name in (*model.facts, *edition.rates(model.id)))


def _residency(edition: Edition, model: Model) -> Iterator[Arguments]:
    yield {}
    offers = edition.catalog.offers_of(model.id)
    yield from ({"platform": name} for name in dict.fromkeys(offer.platform for offer in offers))


def _scores(edition: Edition, _model: Model) -> Iterator[Arguments]:
    for category in (*edition.catalog.categories, "overall"):
        yield {"category": category}
        yield {"category": category, "interval": True}


def _categories(edition: Edition, _model: Model) -> Iterator[Arguments]:
    yield from ({"category": category} for category in (*edition.catalog.categories, "overall"))


def _gaps(edition: Edition, model: Model) -> Iterator[Arguments]:
    for other in _others(edition, model):
        for arguments in _categories(edition, model):
            yield {"other": other.id, **arguments}


def _results(kind: Callable[[str], bool]) -> Callable[[Edition, Model], Iterator[Arguments]]:
    def found(edition: Edition, model: Model) -> Iterator[Arguments]:
        catalog = edition.catalog
        rows = [r for r in catalog.results_of(model.id) if kind(catalog.benchmarks[r.benchmark].kind(r.metric))]
        for key in dict.fromkeys((r.metric, r.task, r.benchmark, r.variant) for r in rows):
            yield _shortest(catalog, model, *key)

    return found


def _shortest(
    catalog: Catalog, model: Model, metric: str, task: str | None, benchmark: str, setting: str
) -> Arguments:
    """Return the fewest arguments that name one result: benchmark and setting only where several are meant."""
    wanted = _result(catalog, model, metric, task, benchmark, setting)
    least = {"metric": metric} | ({"task": task} if task else {})
    for named, set_ in ((None, None), (benchmark, None), (None, setting)):
        if _result(catalog, model, metric, task, named, set_) == wanted:
            return least | ({"benchmark": named} if named else {}) | ({"setting": set_} if set_ else {})
    return least | {"benchmark": benchmark, "setting": setting}


def _result(
    catalog: Catalog, model: Model, metric: str, task: str | None, benchmark: str | None, setting: str | None
) -> str | None:
    try:
        return result_of(catalog, model, metric, task, benchmark, setting).id
    except BindingError:
        return None


def _hosts(edition: Edition, model: Model) -> Iterator[Arguments]:
    yield {}
    yield from ({"rate": rate} for rate in edition.rates(model.id))


_ARGUMENTS: Mapping[str, Callable[[Edition, Model], Iterator[Arguments]]] = {
    "price": _prices,
    "price_gap": _price_gaps,
    "hosts": _hosts,
    "cost": lambda edition, _model: ({"workload": name} for name in edition.catalog.workloads),
    "fact": lambda _edition, model: ({"name": name} for name in cards.FIELD_NAMES if name in model.facts),
    "disputed": _disputed,
    "residency": _residency,
    "state": lambda _edition, _model: iter(({},)),
    "ends": lambda _edition, _model: iter(({},)),
    "models": lambda _edition, _model: iter(()),
    "score": _scores,
    "rank": _categories,
    "quartile": _categories,
    "gap": _gaps,
    "reported": _results(lambda kind: kind != "speed"),
    "items": _results(lambda _kind: True),
    "speed": _results(lambda kind: kind == "speed"),
    "cycle": lambda edition, _model: iter(({},)) if edition.catalog.cycles else iter(()),
    "model": lambda edition, model: ({"name": one.id} for one in (model, *_others(edition, model))),
    "cite": lambda _edition, _model: iter(()),
    "todo": lambda _edition, _model: iter(()),
    "part": lambda _edition, _model: ({"name": name} for name in PARTS),
}
"""What each function of the vocabulary may be asked of a model; a test holds the names to the vocabulary."""


def sources(edition: Edition, model: Model) -> list[str]:
    """Return the ids of the sources that the records of a model name, in alphabetical order."""
    catalog = edition.catalog
    rows: list[Price | Result] = [*catalog.prices_of(model.id), *catalog.results_of(model.id)]
    said = {row.source for row in rows} | {offer.source for offer in catalog.offers_of(model.id)}
    return sorted(said | {fact.source for fact in model.facts.values() if fact.value is not None})


WIDEST = 78
READ_WIDEST = 32
"""Characters after which what follows an expression, or its text, no longer stands in line with the others."""


def listed(chosen: Iterable[Offered]) -> Iterator[str]:
    """Yield the lines that show expressions of one function: expression, text of today, what it is, under their heads.

    Expressions of one head stand together, in the order in which the heads come first.
    """
    heads: dict[str, list[Offered]] = {}
    for one in chosen:
        heads.setdefault(one.under, []).append(one)
    every = [one for group in heads.values() for one in group]
    write = min(max(len(one.write) for one in every), WIDEST)
    read = min(max(len(one.read) for one in every), READ_WIDEST) if any(one.about for one in every) else 0
    for under, group in heads.items():
        indent = "    " if under else "  "
        if under:
            yield f"  {under}"
        for one in group:
            yield f"{indent}{one.write:<{write}}  {one.read:<{read}}  {one.about}".rstrip()
