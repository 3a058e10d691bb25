"""Reads everything under `data/` and `content/` into a Catalog, or raises every problem of every file at once."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from tokonomix import price_ends, records, titles
from tokonomix.catalog import Catalog
from tokonomix.checks import CHECKS
from tokonomix.kept import InColumns, cache_of, keep, kept, state_of, uncollected
from tokonomix.problem import Place, Problem, SourceError
from tokonomix.reading import Reading, S
from tokonomix.schema import content, registry, rows
from tokonomix.schema.model import ModelFile
from tokonomix.source import Document
from tokonomix.strays import strays

LIFECYCLE = (
    "released",
    "deprecated_on",
    "shutdown_on",
    "earliest_shutdown_on",
    "replacement",
    "status",
)
FACTS = (
    "family", *LIFECYCLE, "modalities.input", "modalities.output", "limits.context", "limits.max_input",
    "limits.max_output", "rate_limits.requests_per_minute", "rate_limits.tokens_per_minute", "knowledge.reliable",
    "knowledge.training", "weights.open", "weights.licence", "weights.url", "endpoints", "reasoning", "tools",
)  # fmt: skip
KEPT = 3
"""Catalogues kept in the cache folder."""
MANY = ("prices", "claims", "offers", "results", "aliases")
"""Lists of the catalogue that are long."""
_RANGE = re.compile(r"(-?\d+(?:\.\d+)?)\s*[-–]\s*(-?\d+(?:\.\d+)?)\Z")


def load(root: Path) -> Catalog:
    """Return the catalogue of the repository at `root`; raise SourceError with everything that is wrong."""
    catalog, _, wrong = checked(root)
    if wrong:
        raise SourceError(wrong)
    return catalog


def checked(root: Path) -> tuple[Catalog, tuple[Problem, ...], frozenset[Problem]]:
    """Return what `read` returns, and all that is wrong.

    A catalogue in which nothing is wrong is kept until a byte of data, content or code changes. What is due on a day
    is no part of it.
    """
    state = state_of(root, "data", "content")
    path = cache_of(root) / "records" / f"{state}.pickle"
    if state and (catalog := kept(path)) is not None:
        return catalog, (), frozenset()
    with uncollected():
        catalog, unreadable = read(root)
        wrong = frozenset((*unreadable, *(problem for check in CHECKS for problem in check(catalog))))
        if state and not wrong and state == state_of(root, "data", "content"):  # nobody edited meanwhile
            long: dict[str, Any] = {name: InColumns(getattr(catalog, name)) for name in MANY}
            keep(path, replace(catalog, **long), KEPT)
    return catalog, unreadable, wrong


def read(root: Path) -> tuple[Catalog, tuple[Problem, ...]]:
    """Return what could be read and the problems of shape; the checks have not run yet."""
    reading = Reading(root)
    catalog = Catalog(
        categories=reading.registry("categories", registry.Category),
        vendors=reading.registry("vendors", registry.Vendor),
        platforms=reading.registry("platforms", registry.Platform),
        sources=reading.registry("sources", registry.Source),
        workloads=reading.registry("workloads", registry.Workload),
        cycles=reading.registry("cycles", registry.Cycle),
        models=dict(_models(reading)),
        benchmarks=dict(_benchmarks(reading)),
        runs=dict(_runs(reading)),
        trial=next(
            (file for _, file, _ in reading.shaped_files("data/method/holdout.yml", registry.TrialFile)), None
        ),
        offers=tuple(_offers(reading)),
        prices=_begun(tuple(_prices(reading))),
        claims=tuple(_claims(reading)),
        disputes=tuple(
            records.Dispute(row, r.record, r.verdict, r.why, r.on, r.says, r.source)
            for path in reading.files("data/disputes.csv")
            for r, row in reading.rows(path, rows.DisputeRow)
        ),
        exceptions=tuple(
            records.Excepted(row, r.record, r.check, r.why, r.on)
            for path in reading.files("data/exceptions.csv")
            for r, row in reading.rows(path, rows.ExceptionRow)
        ),
        typed=tuple(
            records.Typed(row, r.text, r.page, r.why)
            for path in reading.files("data/numbers.csv")
            for r, row in reading.rows(path, rows.NumberRow)
        ),
        words=tuple(
            records.Word(row, r.wrong, r.right, r.why)
            for path in reading.files("data/words.csv")
            for r, row in reading.rows(path, rows.WordRow)
        ),
        results=tuple(_results(reading)),
        seen=tuple(_seen(reading)),
        aliases=tuple(
            records.Alias(row, r.source, r.published_as, r.model, r.variant)
            for r, row in reading.rows("data/aliases.csv", rows.AliasRow)
        ),
        moved=tuple(
            records.Moved(row, r.old, r.new, r.on, r.note) for r, row in reading.rows("data/moved.csv", rows.MovedRow)
        ),
        withdrawn=tuple(
            records.Withdrawn(row, r.record, r.field, r.value, r.on, r.reason)
            for r, row in reading.rows("data/withdrawn.csv", rows.WithdrawnRow)
        ),
        reviews=dict(_pages(reading, "models", content.ReviewFront, records.Review)),
        use_cases=dict(_pages(reading, "use-cases", content.UseCaseFront, records.UseCase)),
        texts=dict(_texts(reading)),
        registries=reading.registries,
        broken=frozenset(reading.broken),
        unread=tuple(reading.unread),
    )
    return price_ends.ended(_without_withdrawn(catalog)), (*reading.problems, *strays(root, reading.asked))


def texts_anew(root: Path, catalog: Catalog) -> tuple[Catalog, tuple[Problem, ...]]:
    """Return the catalogue with the texts of `content/`, and what was seen of them, read anew; and shapeless ones."""
    reading = Reading(root)
    fresh = replace(
        catalog,
        reviews=dict(_pages(reading, "models", content.ReviewFront, records.Review)),
        use_cases=dict(_pages(reading, "use-cases", content.UseCaseFront, records.UseCase)),
        texts=dict(_texts(reading)),
        seen=tuple(_seen(reading)),
        broken=frozenset(reading.broken),
        unread=tuple(reading.unread),
    )
    return fresh, tuple(reading.problems)


def _without_withdrawn(catalog: Catalog) -> Catalog:
    """Return the catalogue without records that were withdrawn whole; their rows stay on file."""
    if not catalog.withdrawn:
        return catalog
    gone = {tomb.record for tomb in catalog.withdrawn if not tomb.field}
    rows = {r.id for r in catalog.results} | {p.id for p in catalog.prices} | {o.id for o in catalog.offers}
    return replace(
        catalog,
        withdrawn=tuple(replace(tomb, held=_is_held(catalog, rows, tomb.record)) for tomb in catalog.withdrawn),
        results=tuple(r for r in catalog.results if r.id not in gone),
        prices=tuple(p for p in catalog.prices if p.id not in gone),
        offers=tuple(o for o in catalog.offers if o.id not in gone),
    )


def _is_held(catalog: Catalog, rows: Collection[str], record: str) -> bool:
    """Tell whether a record is on file: a row, a fact of a model, or an entry of one of the lists."""
    head, _, rest = record.partition("#")
    entry = rest.partition(".")[0]
    if head.startswith("models/"):
        model = catalog.models.get(head.removeprefix("models/"))
        return model is not None and rest in model.facts
    return record in rows or (head in catalog.registries and entry in catalog.registries[head].value)


def _models(reading: Reading) -> Iterator[tuple[str, records.Model]]:
    found: dict[str, tuple[ModelFile, Document]] = {}
    for stem, file, document in reading.shaped_files("data/models/*/*.yml", ModelFile):
        if stem in found:
            what = f"model '{stem}' has two files"
            reading.problems.append(Problem(document.place(), what, f"Keep one; the other is {found[stem][1].path}"))
            continue
        found[stem] = file, document
        folder = Path(document.path).parent.name
        if folder != file.vendor:
            what = f"vendor is '{file.vendor}' but the file is in '{folder}'"
            mend = f"Move it to data/models/{file.vendor}/"
            reading.problems.append(Problem(document.place("vendor"), what, mend))
    named = titles.shown({stem: file for stem, (file, _) in found.items()})
    for stem, (file, document) in found.items():
        yield stem, _model(stem, named[stem], file, document)


def _model(stem: str, title: str, file: ModelFile, document: Document) -> records.Model:
    facts = {}
    for name in FACTS:
        value: Any = file
        for part in name.split("."):
            value = getattr(value, part)
        claims = tuple(
            records.Claim(_claimed(name, c.value), c.source, c.read, c.note) for c in file.claims.get(name, [])
        )
        if value is None or value == []:
            value = None
            if not claims:
                continue
        facts[name] = _fact(
            stem,
            name,
            tuple(value) if isinstance(value, list) else value,
            claims,
            file,
            document,
        )
    targets = tuple((t.model, t.since, t.until) for t in file.targets)
    return records.Model(
        stem, document.place(), title, file.kind, file.vendor, file.of, targets, facts, file.note
    )  # fmt: skip


def _fact(
    stem: str,
    name: str,
    value: Any,
    claims: tuple[records.Claim, ...],
    file: ModelFile,
    document: Document,
) -> records.Fact:
    origin = file.sources.get(name) or (file.sources.get("lifecycle") if name in LIFECYCLE else None)
    origin = origin or file.sources.get(name.split(".", maxsplit=1)[0])
    source, read_on, url = (
        (origin.source, origin.read, origin.url) if origin else (file.source, file.read, file.url)
    )
    place = document.place(*name.split(".")) if value is not None else document.place("claims", name)
    return records.Fact(f"models/{stem}#{name}", name, value, source, read_on, url, place, claims)


def _claimed(name: str, value: Any) -> Any:
    if name.endswith("_on") and isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return value
    return value


def _benchmarks(reading: Reading) -> Iterator[tuple[str, records.Benchmark]]:
    for stem, file, document in reading.shaped_files("data/benchmarks/*.yml", registry.BenchmarkFile):
        yield stem, records.Benchmark(stem, document.place(), file, document)


def _runs(reading: Reading) -> Iterator[tuple[str, registry.RunFile]]:
    for stem, file, _document in reading.shaped_files("data/runs/*.yml", registry.RunFile):
        yield stem, file


def _prices(reading: Reading) -> Iterator[records.Price]:
    for path in reading.files("data/prices/*.csv"):
        platform = Path(path).stem
        for r, row in reading.rows(path, rows.PriceRow):
            since = r.since.isoformat() if r.since else f"before-{r.until}" if r.last_seen else "start"
            key = f"prices/{platform}#{r.model}@{r.region}/{r.tier}/{r.rate}/{since}"
            yield records.Price(
                f"{key}/{r.when}" if r.when else key, row, r.model, platform, r.region, r.tier, r.rate,
                r.amount, r.per, r.since, r.until, r.status, r.currency, r.source, r.checked_on, r.when, r.note,
                r.last_unseen, r.last_seen, r.source if r.last_unseen else None,
            )  # fmt: skip


def _begun(prices: tuple[records.Price, ...]) -> tuple[records.Price, ...]:
    """Return the prices; one whose first day is not recorded begins where another's amount was last seen."""
    seen: dict[str, records.Price] = {}
    for price in sorted((p for p in prices if p.last_seen), key=lambda p: p.until or date.min):
        seen[price.rate_id] = price
    if not seen:
        return prices
    return tuple(
        replace(price, since=before.until, last_unseen=before.last_seen, seen_by=before.source)
        if (before := seen.get(price.rate_id)) and not (price.since or price.last_seen)
        else price
        for price in prices
    )


def _claims(reading: Reading) -> Iterator[records.PriceClaim]:
    for path in reading.files("data/claims/*.csv"):
        platform = Path(path).stem
        for r, row in reading.rows(path, rows.ClaimRow):
            yield records.PriceClaim(
                records.rate_id(platform, r.model, r.region, r.tier, r.rate, r.when), row, r.model, platform,
                r.region, r.tier, r.rate, r.amount, r.per, r.currency, r.source, r.read, r.when, r.note,
            )  # fmt: skip


def _offers(reading: Reading) -> Iterator[records.Offer]:
    for path in reading.files("data/offers/*.csv"):
        platform = Path(path).stem
        for r, row in reading.rows(path, rows.OfferRow):
            key = records.offer_id(platform, r.model, r.region, r.scope)
            yield records.Offer(
                key, row, r.model, platform, r.served_as, r.region, r.scope, r.since, r.until, r.processing,
                r.storage, r.surcharge, r.retention, r.training, r.agreement, r.evidence, r.source, r.read, r.note,
            )  # fmt: skip


def _results(reading: Reading) -> Iterator[records.Result]:
    for path in reading.files("data/results/*.csv"):
        benchmark = Path(path).stem
        for r, row in reading.rows(path, rows.ResultRow):
            value, bounds = _number(r.published)
            if r.published and value is None and bounds is None:
                what = f"published is '{r.published}', neither a number nor a range"
                mend = "Write a number, a range as 60-65, or leave it empty"
                reading.problems.append(Problem(row.place("published"), what, mend))
            variant = r.variant or "default"
            day = (r.published_on or r.evaluated_on or date.min).isoformat()
            task = f"/{r.task}" if r.task else ""
            key = f"{r.model or f'?{r.published_as}'}/{variant.replace(' ', ',')}{task}/{r.metric}/{day}"
            yield records.Result(
                f"results/{benchmark}#{key}", row, benchmark, r.model, variant, _effort(variant), r.published_as,
                r.task, r.metric, r.published, value, bounds, r.n, _float(r.stderr), _float(r.low), _float(r.high),
                r.evaluated_on, r.published_on, r.source, r.note, r.run,
            )  # fmt: skip


def _seen(reading: Reading) -> Iterator[records.Seen]:
    for path in reading.files("data/seen/*.csv"):
        for r, row in reading.rows(path, rows.SeenRow):
            yield records.Seen(row, Path(path).stem, r.binding, r.shown, r.seen_on)


def _number(published: str | None) -> tuple[float | None, tuple[float, float] | None]:
    if published is None:
        return None, None
    try:
        value = float(published.rstrip("%"))
    except ValueError:
        match = _RANGE.match(published)
        return None, (float(match[1]), float(match[2])) if match else None
    return (value, None) if math.isfinite(value) else (None, None)


@cache
def _effort(variant: str) -> str:
    pairs = dict(part.split("=", 1) for part in variant.split() if "=" in part)
    return (
        " ".join(f"{k}={v}" if k != "effort" else v for k, v in pairs.items() if k in ("effort", "thinking"))
        or "default"
    )


def _float(value: Any) -> float | None:
    return None if value is None else float(value)


def _pages(
    reading: Reading, folder: str, shape: type[S], record: Callable[..., Any]
) -> Iterator[tuple[str, Any]]:
    """Yield the pages of a folder whose file name is an id; its index is a text page."""
    seen: dict[str, str] = {}
    for path in reading.files(f"content/{folder}/**/*.md"):
        stem = Path(path).stem
        if stem == "index":
            continue
        if (first := seen.setdefault(stem.lower(), path)) != path:
            what = f"'{stem.lower()}' is written twice"
            reading.problems.append(Problem(Place(path), what, f"Keep one page; the other is {first}"))
        elif (read_in := reading.page(path, shape)) is not None:
            yield stem, record(stem, Place(path), *read_in)


def _texts(reading: Reading) -> Iterator[tuple[str, records.TextPage]]:
    """Yield the pages of `content/` that are neither a review nor a use case."""
    for path in reading.files("content/**/*.md"):
        name = path.removeprefix("content/").removesuffix(".md")
        if name.split("/")[0] in ("models", "use-cases") and not name.endswith("/index"):
            continue
        if (read_in := reading.page(path, content.PageFront)) is not None:
            yield name, records.TextPage(name, Place(path), *read_in)
