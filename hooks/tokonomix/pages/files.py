"""The files of the data for download: what each holds, from which sources, and its text."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import yaml

from tokonomix import residency
from tokonomix.catalog import Catalog
from tokonomix.edition import Edition
from tokonomix.money.history import changes
from tokonomix.records import Fact, Model, Offer, Price, Result
from tokonomix.schema import documents
from tokonomix.schema.registry import Promise

CHANGED = ("text.input", "text.cache_read", "text.output", "audio.input", "audio.output")
MODEL_FIELDS = (
    "family", "released", "deprecated_on", "shutdown_on", "earliest_shutdown_on", "replacement", "modalities.input",
    "modalities.output", "limits.context", "limits.max_input", "limits.max_output", "rate_limits.requests_per_minute",
    "rate_limits.tokens_per_minute", "knowledge.reliable", "knowledge.training",
    "weights.open", "weights.licence", "endpoints", "reasoning", "tools",
)  # fmt: skip


@dataclass(frozen=True)
class File:
    """One file: its address below the root of the site, what it holds, how many records of which source."""

    uri: str
    what: str
    group: str
    rows: int
    sources: Mapping[str, int]
    write: Callable[[], str] = field(repr=False)
    schema: str = ""


def files(edition: Edition) -> list[File]:
    """Return every file, those that hold most first; records of sources left out of this build are in none."""
    return [*_whole(edition), *_recorded(edition.catalog), *_lists(edition.catalog)]


def schemas() -> dict[str, str]:
    """Return the JSON Schemas by address: 'data/schema/price.json'."""
    return {path: text for path, text in documents.generated().items() if path.endswith(".json")}


def usable(edition: Edition, source: str) -> bool:
    """Tell whether the records of a source may be passed on in this build."""
    return edition.catalog.license_of(source) not in edition.site.exclude_licences


def facts(edition: Edition) -> list[tuple[Model, Fact]]:
    """Return the facts of every model that come from a source we may pass on."""
    return [(m, f) for m in edition.models for f in m.facts.values() if usable(edition, f.source)]


def _whole(edition: Edition) -> Iterator[File]:
    """Yield the files that gather all records of a kind."""
    catalog = edition.catalog
    known = facts(edition)
    yield File(
        "data/models.csv", "One row a model, snapshot or alias, with the facts we use", "Gathered", len(edition.models),
        Counter(f.source for _m, f in known), lambda: _csv(_model_rows(edition)),
    )  # fmt: skip
    yield File(
        "data/facts.csv", "One row a fact or a claim, with its source and the day it was read", "Gathered",
        sum(1 + len(f.claims) for _m, f in known), Counter(f.source for _m, f in known),
        lambda: _csv(_fact_rows(edition, known)),
    )  # fmt: skip
    yield File(
        "data/prices.csv", "Every rate of every platform, past, present and announced", "Gathered", len(catalog.prices),
        _by_source(catalog.prices), lambda: _csv(_gathered(catalog.prices)),
    )  # fmt: skip
    every = list(changes(catalog, edition.models, CHANGED))
    yield File(
        "data/price-changes.csv", "One row a day on which a maker changed a list price", "Gathered", len(every),
        Counter(c.after.source for c in every), lambda: _csv(_change_rows(edition)),
    )  # fmt: skip
    yield File(
        "data/offers.csv", "Who serves which model, in which region", "Gathered", len(catalog.offers),
        _by_source(catalog.offers), lambda: _csv(_gathered(catalog.offers)),
    )  # fmt: skip
    promised = [
        (platform, record, promise) for platform in catalog.platforms
        for record, promise in residency.promises(catalog, platform) if usable(edition, promise.source)
    ]  # fmt: skip
    yield File(
        "data/promises.csv", "What platforms promise of their offers: processing, rest, retention, training",
        "Gathered", sum(1 + len(p.others) for _name, _record, p in promised),
        Counter(p.source for _name, _record, p in promised), lambda: _csv(_promise_rows(promised)),
    )  # fmt: skip
    yield File(
        "data/sources.csv", "Every source with its licence and the day we read it", "Gathered",
        len(catalog.sources), {}, lambda: _csv(_source_rows(catalog)),
    )  # fmt: skip


def _recorded(catalog: Catalog) -> Iterator[File]:
    """Yield the CSV files as they are recorded, row by row, without rows of sources that are left out."""
    benchmarks = {name: benchmark.card.name for name, benchmark in catalog.benchmarks.items()}
    platforms = {name: platform.name for name, platform in catalog.platforms.items()}
    kinds: tuple[tuple[str, str, Sequence[Any], str, Mapping[str, str], str], ...] = (
        ("results", "Published numbers", catalog.results, "benchmark", benchmarks, "result"),
        ("prices", "Rates", catalog.prices, "platform", platforms, "price"),
        ("offers", "Offers", catalog.offers, "platform", platforms, "offer"),
        ("claims", "What other sources say of rates", catalog.claims, "platform", platforms, "claim"),
    )
    for folder, what, records, part, names, schema in kinds:
        groups: dict[str, list[Any]] = {}
        for record in records:
            groups.setdefault(getattr(record, part), []).append(record)
        for name, group in sorted(groups.items()):
            said = f"{what}: {names.get(name, name)}"
            write = partial(_written, group)
            yield File(f"data/{folder}/{name}.csv", said, what, len(group), _by_source(group), write, schema)
    tables: tuple[tuple[str, str, Sequence[Any], tuple[str, ...], str], ...] = (
        ("aliases", "What sources call our models", catalog.aliases,
         ("source", "published_as", "model", "variant", "note"), "alias"),
        ("moved", "Ids that changed", catalog.moved, ("from", "to", "on", "note"), "moved"),
        ("disputes", "Our verdicts where sources disagree", catalog.disputes, ("record", "verdict", "why", "on"),
         "dispute"),
        ("withdrawn", "Records that were wrong and are gone", catalog.withdrawn,
         ("record", "field", "value", "on", "reason"), "withdrawn"),
    )  # fmt: skip
    for name, what, records, header, schema in tables:
        yield File(f"data/{name}.csv", what, "Lists", len(records), {}, partial(_written, records, header), schema)


def _lists(catalog: Catalog) -> Iterator[File]:
    """Yield the YAML lists as they are recorded, and the cards of benchmarks."""
    said = {
        "categories": "The eight categories and their weights", "vendors": "Makers of models",
        "platforms": "Platforms and what they promise about regions", "sources": "Sources with their pitfalls",
        "workloads": "Work for comparing bills", "cycles": "Declared test cycles",
    }  # fmt: skip
    for name, what in said.items():
        document = catalog.registries.get(name)
        if document is not None and document.value:
            value = document.value
            yield File(f"data/{name}.yml", what, "Lists", len(value), {}, partial(_yaml, value), name)
    for name, benchmark in sorted(catalog.benchmarks.items()):
        value = benchmark.card.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        what = f"Card: {benchmark.card.name}"
        yield File(f"data/benchmarks/{name}.yml", what, "Lists", 1, {}, partial(_yaml, value), "benchmark")


def _by_source(records: Iterable[Price | Offer | Result]) -> Counter[str]:
    return Counter(record.source for record in records)


def _written(records: Sequence[Any], header: Sequence[str] = ()) -> str:
    columns = records[0].row.header if records else header
    return _csv([columns, *(_cells(record, columns) for record in records)])


def _gathered(records: Sequence[Price] | Sequence[Offer]) -> Iterator[Sequence[str]]:
    if not records:
        return
    columns = records[0].row.header
    yield ["platform", *columns]
    for record in records:
        yield [record.platform, *_cells(record, columns)]


def _cells(record: Any, columns: Sequence[str]) -> list[str]:
    values = record.row.values
    return [values.get(column, "") for column in columns]


def _model_rows(edition: Edition) -> Iterator[Sequence[str]]:
    yield ["id", "name", "kind", "of", "points_to", "vendor", "state", *MODEL_FIELDS]
    for model in edition.models:
        target = edition.catalog.target(model.id, edition.today) if model.kind == "alias" else None
        yield [
            model.id, model.name, model.kind, model.of or "", target or "", model.vendor, model.state(edition.today),
            *(_known(edition, model.facts.get(name)) for name in MODEL_FIELDS),
        ]  # fmt: skip


def _known(edition: Edition, fact: Fact | None) -> str:
    return _text(fact.value) if fact and usable(edition, fact.source) else ""


def _fact_rows(edition: Edition, known: Iterable[tuple[Model, Fact]]) -> Iterator[Sequence[str]]:
    yield ["model", "field", "used", "value", "source", "read", "url", "note"]
    for model, fact in known:
        yield [model.id, fact.field, "yes", _text(fact.value), fact.source, fact.read.isoformat(), fact.url or "", ""]
        for claim in fact.claims:
            if usable(edition, claim.source):
                read = claim.read.isoformat()
                yield [model.id, fact.field, "", _text(claim.value), claim.source, read, "", claim.note or ""]


def _change_rows(edition: Edition) -> Iterator[Sequence[str]]:
    yield ["model", "platform", "rate", "on", "before", "after", "per", "currency", "promotion", "announced", "source"]
    every = changes(edition.catalog, edition.models, CHANGED)
    for c in sorted(every, key=lambda c: (c.on, c.model.id, c.rate)):
        yield [
            c.model.id, c.after.platform, c.rate, c.on.isoformat(), _text(c.before.amount), _text(c.after.amount),
            c.after.per, c.after.currency, "yes" if c.promotion else "", "yes" if c.on > edition.today else "",
            c.after.source,
        ]  # fmt: skip


def _promise_rows(promised: Iterable[tuple[str, str, Promise]]) -> Iterator[Sequence[str]]:
    columns = ("scope", "region", "within", "released_from", "serves", *residency.FIELDS, "evidence", "source", "read",
               "note")  # fmt: skip
    yield ["platform", "record", *columns]
    for platform, record, promise in promised:
        yield [platform, record, *(_text(getattr(promise, column)) for column in columns)]
        for other in promise.others:
            said = {"processing": other.processing, "evidence": other.evidence, "source": other.source,
                    "read": other.read, "note": "Another page of the platform; the weakest promise counts"}  # fmt: skip
            yield [platform, record, *(_text(said.get(column)) for column in columns)]


def _source_rows(catalog: Catalog) -> Iterator[Sequence[str]]:
    columns = ("name", "publisher", "url", "kind", "grade", "licence", "version", "published_on", "read", "note")
    yield ["id", *columns]
    for name, source in catalog.sources.items():
        yield [name, *(_text(getattr(source, column)) for column in columns)]


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, date):
        return value.isoformat()
    return " ".join(value) if isinstance(value, tuple | list) else str(value)


def _csv(rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def _yaml(value: Any) -> str:
    return yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=110)
