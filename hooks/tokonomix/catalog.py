"""What is known: every record joined, and what is asked of it by id, by model and by day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from tokonomix.records import (
    Alias,
    Benchmark,
    Dispute,
    Excepted,
    Model,
    Moved,
    Offer,
    Price,
    PriceClaim,
    Result,
    Review,
    Seen,
    TextPage,
    Typed,
    UseCase,
    Withdrawn,
    Word,
)
from tokonomix.schema import registry
from tokonomix.source import Document, Page


@dataclass(frozen=True)
class Catalog:
    """Everything that is recorded; joined by id; the same for every day."""

    categories: Mapping[str, registry.Category] = field(repr=False)
    vendors: Mapping[str, registry.Vendor] = field(repr=False)
    platforms: Mapping[str, registry.Platform] = field(repr=False)
    sources: Mapping[str, registry.Source] = field(repr=False)
    workloads: Mapping[str, registry.Workload] = field(repr=False)
    cycles: Mapping[str, registry.Cycle] = field(repr=False)
    models: Mapping[str, Model] = field(repr=False)
    benchmarks: Mapping[str, Benchmark] = field(repr=False)
    runs: Mapping[str, registry.RunFile] = field(repr=False)
    trial: registry.TrialFile | None = field(repr=False)
    offers: tuple[Offer, ...] = field(repr=False)
    prices: tuple[Price, ...] = field(repr=False)
    claims: tuple[PriceClaim, ...] = field(repr=False)
    disputes: tuple[Dispute, ...] = field(repr=False)
    results: tuple[Result, ...] = field(repr=False)
    aliases: tuple[Alias, ...] = field(repr=False)
    moved: tuple[Moved, ...] = field(repr=False)
    withdrawn: tuple[Withdrawn, ...] = field(repr=False)
    reviews: Mapping[str, Review] = field(repr=False)
    use_cases: Mapping[str, UseCase] = field(repr=False)
    texts: Mapping[str, TextPage] = field(repr=False)
    registries: Mapping[str, Document] = field(repr=False)
    """The YAML lists by file stem, for the places of their entries."""
    broken: frozenset[str] = frozenset()
    """Ids whose files could not be read, or not whole: named, so that their users are not blamed as well."""
    unread: tuple[Page, ...] = ()
    """Pages whose front matter could not be read: their bodies are judged all the same."""
    seen: tuple[Seen, ...] = field(default=(), repr=False)
    exceptions: tuple[Excepted, ...] = field(default=(), repr=False)
    typed: tuple[Typed, ...] = field(default=(), repr=False)
    words: tuple[Word, ...] = field(default=(), repr=False)

    @property
    def flags_are_unread(self) -> bool:
        """Whether the front matter of a use case, whose legal flags reviews name, could not be read."""
        return any(page.path.startswith("content/use-cases/") for page in self.unread)

    @cached_property
    def _prices_by_model(self) -> Mapping[str, tuple[Price, ...]]:
        return _grouped(self.prices, "model")

    @cached_property
    def _results_by_model(self) -> Mapping[str, tuple[Result, ...]]:
        return _grouped((r for r in self.results if r.model), "model")

    @cached_property
    def _offers_by_model(self) -> Mapping[str, tuple[Offer, ...]]:
        return _grouped(self.offers, "model")

    @cached_property
    def _claims_by_model(self) -> Mapping[str, tuple[PriceClaim, ...]]:
        return _grouped(self.claims, "model")

    @cached_property
    def _seen_by_review(self) -> Mapping[str, tuple[Seen, ...]]:
        return _grouped(self.seen, "review")

    @cached_property
    def _prices_by_id(self) -> Mapping[str, Price]:
        return {price.id: price for price in self.prices}

    @cached_property
    def _results_by_id(self) -> Mapping[str, Result]:
        return {result.id: result for result in self.results}

    @cached_property
    def _excepted(self) -> frozenset[tuple[str, str]]:
        return frozenset((one.check, one.record) for one in self.exceptions)

    @cached_property
    def _snapshots(self) -> Mapping[str, tuple[Model, ...]]:
        return _grouped((m for m in self.models.values() if m.of), "of")

    def grade(self, result: Result) -> registry.Grade:
        """Return the grade a reader sees on a result: an own one is measured only with a record of its run."""
        grade = self.sources[result.source].grade
        return "reported" if grade == "measured" and result.run not in self.runs else grade

    def prices_of(self, model: str) -> tuple[Price, ...]:
        """Return all rates ever recorded for a model id, in file order."""
        return self._prices_by_model.get(model, ())

    def claims_of(self, model: str) -> tuple[PriceClaim, ...]:
        """Return what sources that we do not follow say of the rates of a model id, in file order."""
        return self._claims_by_model.get(model, ())

    def price(self, record: str) -> Price | None:
        """Return the rate with this id."""
        return self._prices_by_id.get(record)

    def result(self, record: str) -> Result | None:
        """Return the result with this id."""
        return self._results_by_id.get(record)

    def seen_of(self, review: str) -> tuple[Seen, ...]:
        """Return what the bindings of a review showed at its technical review."""
        return self._seen_by_review.get(review, ())

    def excepted(self, check: str, record: str) -> bool:
        """Tell whether a record is known to break a rule of thumb and to be true all the same."""
        return (check, record) in self._excepted

    def results_of(self, model: str) -> tuple[Result, ...]:
        """Return all results recorded for exactly this id."""
        return self._results_by_model.get(model, ())

    def offers_of(self, model: str) -> tuple[Offer, ...]:
        """Return all offers of a model id."""
        return self._offers_by_model.get(model, ())

    def snapshots_of(self, model: str) -> tuple[Model, ...]:
        """Return the snapshots of a model, oldest first."""
        return tuple(
            sorted(
                self._snapshots.get(model, ()),
                key=lambda m: (m.released or date.min, m.id),
            )
        )

    def pooled(self, model: str) -> str:
        """Return the id under which a board counts a model: a snapshot counts for its model."""
        known = self.models.get(model)
        return known.of if known and known.of and known.of in self.models else model

    def target(self, model: str, day: date) -> str | None:
        """Return what an alias pointed to on a day; None if that is not recorded."""
        for target, since, until in self.models[model].targets:
            if (since is None or since <= day) and (until is None or day < until):
                return target
        return None

    def license_of(self, source: str) -> str:
        """Return the licence of a source."""
        return self.sources[source].licence

    def as_of(self, day: date) -> Catalog:
        """Return the catalogue with only what was true in the world by `day`, by what we know now."""
        return replace(
            self,
            results=tuple(r for r in self.results if (r.published_on or r.evaluated_on or date.min) <= day),
            prices=tuple(p for p in self.prices if p.since is None or p.since <= day),
            offers=tuple(o for o in self.offers if o.since is None or o.since <= day),
        )

    def without(self, licences: Iterable[str]) -> Catalog:
        """Return the catalogue without results, prices and offers of sources under the given licences."""
        out = {name for name, source in self.sources.items() if source.licence in set(licences)}
        if not out:
            return self
        return replace(
            self,
            results=tuple(r for r in self.results if r.source not in out),
            prices=tuple(p for p in self.prices if p.source not in out),
            claims=tuple(c for c in self.claims if c.source not in out),
            offers=tuple(o for o in self.offers if o.source not in out),
        )


def _grouped(records: Iterable[Any], name: str) -> dict[str, tuple[Any, ...]]:
    groups: dict[str, list[Any]] = {}
    for record in records:
        groups.setdefault(getattr(record, name), []).append(record)
    return {key: tuple(group) for key, group in groups.items()}
