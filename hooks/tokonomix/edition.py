"""An edition: the catalogue on a day with everything computed from it; what pages, prose and feeds are made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from tokonomix import disputes, months
from tokonomix.boards import OVERALL, Asked, BoardSet, Counted, asked_on, compute, counting
from tokonomix.catalog import Catalog
from tokonomix.money.rates import Rate, blended, rates
from tokonomix.records import Model, Review


@dataclass(frozen=True)
class Site:
    """What the operator set in mkdocs.yml: address, repository, and who answers for the site."""

    url: str = ""
    repository: str = ""
    branch: str = "main"
    commit: str = ""
    imprint: Mapping[str, str] = field(default_factory=dict)
    exclude_licences: tuple[str, ...] = ("CC-BY-NC-4.0",)
    signed: Mapping[str, str] = field(default_factory=dict)
    """The commit of the last technical review, by review."""

    def row(self, path: str, line: int) -> str | None:
        """Return the address of a line in the repository, None if no repository is set."""
        return (
            f"{self.repository}/blob/{self.commit or self.branch}/{path}#L{line}" if self.repository else None
        )


    def edit(self, path: str) -> str | None:
        """Return the address at which a file of the repository is edited, None if no repository is set."""
        return f"{self.repository}/edit/{self.branch}/{path}" if self.repository and path else None

    def text_of(self, review: str, path: str) -> str | None:
        """Return the address of a review's text as its technical review saw it, None if that is not known."""
        commit = self.signed.get(review)
        return f"{self.repository}/blob/{commit}/{path}" if self.repository and commit else None


@dataclass(frozen=True)
class Edition:
    """The catalogue as of `today`; drafts are included under serve only."""

    catalog: Catalog = field(repr=False)
    today: date
    cache: Path | None = None
    site: Site = field(default_factory=Site)
    drafts: bool = False

    @cached_property
    def boards(self) -> BoardSet:
        """Return all boards of the day."""
        return compute(self.catalog, self.as_of, self.cache, self._asked)

    @cached_property
    def counted(self) -> tuple[Counted, ...]:
        """Return every result that may count on a board of the day, with the categories it counts for."""
        return tuple(counting(self.catalog, self.as_of))

    @cached_property
    def months(self) -> months.Months:
        """Return the boards of past months."""
        return months.compute(self.catalog, self.as_of, self.cache, self.counted, self._asked)

    @cached_property
    def _asked(self) -> Asked:
        return asked_on(self.catalog, self.as_of, self.counted)

    @cached_property
    def as_of(self) -> date:
        """Return the newest day, not after today, on which a record says that something happened or was read.

        Pages print this day instead of today, so that a build in which nothing took effect gives the same bytes.
        """
        return max((day for day in _days(self.catalog) if day <= self.today), default=self.today)

    @cached_property
    def compared(self) -> Mapping[str, disputes.Compared]:
        """Return what sources say beside each other, by the id of a fact, or of a rate without its day."""
        return disputes.by_record(self.catalog, self.today)

    @cached_property
    def reviews(self) -> Mapping[str, Review]:
        """Return the reviews to show: published and superseded ones, drafts only where asked for."""
        return {
            name: review
            for name, review in self.catalog.reviews.items()
            if self.drafts or review.front.status != "draft"
        }

    @cached_property
    def models(self) -> tuple[Model, ...]:
        """Return all models, snapshots and aliases in the order of vendor and name."""
        order = {name: index for index, name in enumerate(self.catalog.vendors)}
        return tuple(
            sorted(
                self.catalog.models.values(),
                key=lambda m: (order.get(m.vendor, len(order)), m.name.lower(), m.id),
            )
        )

    def with_texts(self, catalog: Catalog) -> Edition:
        """Return this edition with other texts; what was computed from the records, which are the same, is kept."""
        fresh = replace(self, catalog=catalog)
        if fresh.as_of == self.as_of:
            computed = ("boards", "months", "compared", "_rates", "list_prices", "yardstick")
            vars(fresh).update({name: vars(self)[name] for name in computed if name in vars(self)})
        return fresh

    def name_of(self, model: str) -> str:
        """Return the name of a model."""
        return self.catalog.models[model].name

    def rates(self, model: str) -> Mapping[str, Rate]:
        """Return the standard rates of a model today at its first platform, or the last known ones."""
        return self._rates[model]

    @cached_property
    def _rates(self) -> Mapping[str, Mapping[str, Rate]]:
        return {name: rates(self.catalog, model, self.today) for name, model in self.catalog.models.items()}

    @cached_property
    def list_prices(self) -> Mapping[str, Decimal]:
        """Return US$ per 1M tokens at three in to one out, for every model whose rates allow it."""
        found = {name: blended(known) for name, known in self._rates.items()}
        return {name: price for name, price in found.items() if price}

    @cached_property
    def yardstick(self) -> str | None:
        """Return the board by which models are set side by side, the first of `by_reach`; None if no board scores."""
        return next(iter(self.by_reach), None)

    @cached_property
    def by_reach(self) -> tuple[str, ...]:
        """Return the boards that score anybody, those first that score most of the models on sale."""
        reach = {}
        for category in (OVERALL, *self.catalog.categories):
            scored = {e.model for e in self.boards.board(category).entries if e.score is not None}
            if scored:
                reach[category] = len(scored & self._on_sale)
        return tuple(sorted(reach, key=lambda category: -reach[category]))

    @cached_property
    def _on_sale(self) -> frozenset[str]:
        return frozenset(m.id for m in self.models if m.state(self.today) in ("current", "preview"))


def _days(catalog: Catalog) -> Iterator[date]:
    for source in catalog.sources.values():
        yield source.read
    for price in catalog.prices:
        yield from (d for d in (price.since, price.until, price.checked_on) if d)
    for result in catalog.results:
        yield from (d for d in (result.published_on, result.evaluated_on) if d)
    for offer in catalog.offers:
        yield from (d for d in (offer.since, offer.until, offer.read) if d)
    for platform in catalog.platforms.values():
        for promise in platform.promises.values():
            yield promise.read
    for model in catalog.models.values():
        for fact in model.facts.values():
            yield fact.read
            if isinstance(fact.value, date):
                yield fact.value
    for review in catalog.reviews.values():
        yield review.front.technical_review
        yield from (forecast.made_on for forecast in review.front.forecasts)
