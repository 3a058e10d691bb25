"""Records: one frozen row of what is known, with its natural id, its place in the repository and its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from tokonomix.problem import Place
from tokonomix.schema import registry
from tokonomix.schema.content import PageFront, ReviewFront, UseCaseFront
from tokonomix.source import Document, Page, Row

State = Literal["preview", "current", "deprecated", "retired", "unknown"]


@dataclass(frozen=True, slots=True)
class Claim:
    """What one source says about a field on which sources disagree."""

    value: Any
    source: str
    read: date
    note: str | None


@dataclass(frozen=True, slots=True)
class Fact:
    """One field of a model: `id` is `models/<model>#<field>`; `value` None means disputed, with `claims`."""

    id: str
    field: str
    value: Any
    source: str
    read: date
    url: str | None
    place: Place
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True)
class Model:
    """A model, a snapshot of one, or an alias, with its facts by field name."""

    id: str
    place: Place
    name: str
    kind: Literal["model", "snapshot", "alias"]
    vendor: str
    of: str | None
    targets: tuple[tuple[str, date | None, date | None], ...]
    facts: Mapping[str, Fact] = field(repr=False)
    note: str | None = None

    def value(self, name: str) -> Any:
        """Return the value of a fact, None if it is not known."""
        fact = self.facts.get(name)
        return fact.value if fact else None

    @property
    def inputs(self) -> tuple[str, ...]:
        """Kinds of input; empty if not known."""
        return tuple(self.value("modalities.input") or ())

    @property
    def outputs(self) -> tuple[str, ...]:
        """Kinds of output; empty if not known."""
        return tuple(self.value("modalities.output") or ())

    @property
    def endpoints(self) -> tuple[str, ...]:
        """Kinds of endpoint at the maker's own service; empty if not known."""
        return tuple(self.value("endpoints") or ())

    @property
    def released(self) -> date | None:
        """First day of the day, month or year of release."""
        return first_day(self.value("released"))

    @property
    def disputed_shutdown(self) -> tuple[Claim, ...]:
        """The claims about the last day, if sources disagree and we follow none."""
        fact = self.facts.get("shutdown_on")
        return fact.claims if fact and fact.value is None else ()

    def state(self, today: date) -> State:
        """Return the stage of life on a day: days decide, then the stage the source states."""
        shutdown, deprecated = self.value("shutdown_on"), self.value("deprecated_on")
        claimed = [claim.value for claim in self.disputed_shutdown]
        if shutdown and shutdown <= today:
            return "retired"
        if claimed and all(isinstance(day, date) and day <= today for day in claimed):
            return "retired"  # whichever source is right, it is over
        if deprecated and deprecated <= today:
            return "deprecated"
        status = self.value("status")
        if status in ("deprecated", "retired") and (deprecated or shutdown):
            # The days lie in the future: the stage was read after `today`.
            return "current"
        if status:
            return status  # type: ignore[no-any-return]
        return "current" if self.released and self.released <= today else "unknown"


NEVER_HELD = ("cancelled", "withdrawn")
"""States of a price that was never in force."""


@dataclass(frozen=True, slots=True)
class Price:
    """One rate in one period; `amount` None means unknown; `until` is the first day it no longer applied."""

    id: str
    row: Row
    model: str
    platform: str
    region: str
    tier: str
    rate: str
    amount: Decimal | None
    per: str
    since: date | None
    until: date | None
    status: str
    currency: str
    source: str
    checked_on: date
    when: str | None
    note: str | None
    last_unseen: date | None = None
    """Day of the last copy without it; `since` is then the day of the first copy with it, not of the change."""
    last_seen: date | None = None
    """Day of the last copy with it; `until` is then the day of the first copy with another amount."""
    seen_by: str | None = None
    """Source of the copies, where the row's own source does not know when the rate began."""
    ended_by: str | None = None
    """Source of the last day of the model or the offer, where the rate ended with it and no row of it says when."""

    @property
    def rate_id(self) -> str:
        """Return the id without the day: `prices/openai#gpt-4o@global/standard/text.input`."""
        return rate_id(self.platform, self.model, self.region, self.tier, self.rate, self.when)

    def holds_on(self, day: date) -> bool:
        """Tell whether the period includes the day."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Offer:
    """A platform serves a model in a region."""

    id: str
    row: Row
    model: str
    platform: str
    served_as: str | None
    region: str
    scope: str | None
    since: date | None
    until: date | None
    processing: str | None
    storage: str | None
    surcharge: Decimal | None
    retention: str | None
    training: str | None
    agreement: str | None
    evidence: str | None
    source: str
    read: date
    note: str | None


@dataclass(frozen=True, slots=True)
class PriceClaim:
    """What a source that we do not follow says of a rate; `rate_id` is that of the rate, without its day."""

    rate_id: str
    row: Row
    model: str
    platform: str
    region: str
    tier: str
    rate: str
    amount: Decimal
    per: str
    currency: str
    source: str
    read: date
    when: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Dispute:
    """What we decided where sources disagree: `record` is a fact's id or a rate's without its day."""

    row: Row
    record: str
    verdict: Literal["resolved", "open"]
    why: str
    on: date
    says: Decimal | None = None
    """A figure that differs and that no claim states; `source` then says it."""
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Excepted:
    """A record that breaks a rule of thumb and is true all the same: `record` as in a dispute, or an offer's id."""

    row: Row
    record: str
    check: str
    why: str
    on: date


@dataclass(frozen=True, slots=True)
class Typed:
    """A number that may be typed into a text: `#` in `text` stands for any number; `page` None means anywhere."""

    row: Row
    text: str
    page: str | None
    why: str


@dataclass(frozen=True, slots=True)
class Word:
    """A spelling we do not use, and the one we do; both may end in `*`."""

    row: Row
    wrong: str
    right: str
    why: str


@dataclass(frozen=True, slots=True)
class Result:
    """One published number: `published` as printed, `value` as read; a range has `bounds` and no value."""

    id: str
    row: Row
    benchmark: str
    model: str | None
    variant: str
    effort: str
    published_as: str
    task: str | None
    metric: str
    published: str | None
    value: float | None
    bounds: tuple[float, float] | None
    n: int | None
    stderr: float | None
    low: float | None
    high: float | None
    evaluated_on: date | None
    published_on: date | None
    source: str
    note: str | None
    run: str | None = None


@dataclass(frozen=True)
class Benchmark:
    """A benchmark with its card."""

    id: str
    place: Place
    card: registry.BenchmarkFile = field(repr=False)
    document: Document = field(repr=False)

    def task(self, name: str | None) -> registry.Task | None:
        """Return the task a result belongs to."""
        return self.card.tasks.get(name) if name else self.card.whole

    def kind(self, metric: str) -> str:
        """Return what the figures of a metric are: correctness, preference, …"""
        return self.card.metrics[metric].kind or self.card.kind


@dataclass(frozen=True)
class Review:
    """A review: `id` is the id of its model."""

    id: str
    place: Place
    front: ReviewFront = field(repr=False)
    page: Page = field(repr=False)


@dataclass(frozen=True)
class UseCase:
    """A use case with its needs and weights."""

    id: str
    place: Place
    front: UseCaseFront = field(repr=False)
    page: Page = field(repr=False)


@dataclass(frozen=True)
class TextPage:
    """Any other page of `content/`: `id` is its address without `.md` (`about/index`)."""

    id: str
    place: Place
    front: PageFront = field(repr=False)
    page: Page = field(repr=False)


@dataclass(frozen=True, slots=True)
class Alias:
    """What a source calls one of our models."""

    row: Row
    source: str
    published_as: str
    model: str | None
    variant: str | None


@dataclass(frozen=True, slots=True)
class Moved:
    """An id that changed."""

    row: Row
    old: str
    new: str
    on: date
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The tombstone of a record."""

    row: Row
    record: str
    field: str | None
    value: str | None
    on: date
    reason: str
    held: bool = False
    """Whether the record is on file."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a binding of a review showed at its technical review; `review` is the id of the model."""

    row: Row
    review: str
    binding: str
    shown: str
    on: date


def first_day(partial: str | date | None) -> date | None:
    """Return the first day of a day, month or year: '2024-05' as 1 May 2024."""
    if partial is None or isinstance(partial, date):
        return partial
    parts = [int(part) for part in partial.split("-")]
    return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)


def offer_id(platform: str, model: str, region: str, scope: str | None) -> str:
    """Return the id of an offer: one region may be sold under several scopes, and the global one has only its own."""
    key = f"offers/{platform}#{model}@{region}"
    return f"{key}/{scope}" if scope and region != "global" else key


def rate_id(platform: str, model: str, region: str, tier: str, rate: str, when: str | None) -> str:
    """Return the id of a rate whatever its day."""
    key = f"prices/{platform}#{model}@{region}/{tier}/{rate}"
    return f"{key}/{when}" if when else key
