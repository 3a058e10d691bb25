"""Shapes of the CSV rows: offers, prices, claims, disputes, results, aliases, moved ids, withdrawn records."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from tokonomix.schema.base import LACKING, Amount, Day, Id, Shape

PriceStatus = Literal[
    "list",
    "promo",
    "announced",
    "cancelled",
    "free",
    "included",
    "variable",
    "unknown",
    "withdrawn",
]
Tier = Literal["standard", "batch", "flex", "priority", "fast"]

Where = Annotated[str, Field(pattern=r"^(anywhere|APAC|EU|EU\+EFTA|[A-Z]{2})$")]
"""Where something happens: `anywhere`, the zone `EU`, `EU+EFTA` or `APAC`, or a country by its ISO 3166 code."""
Per = Literal["1M tokens", "1k requests", "hour", "1k pages", "1M characters"]
Training = Literal["no", "opt-in", "opt-out", "yes"]
Address = Annotated[str, Field(pattern=r"^https://")]
Scope = Literal["global", "zone", "country", "region"]

VARIANT_KEYS = ("effort", "thinking", "mode", "tools", "format", "provider", "region")
"""Keys of a variant, in the order in which they are written; the last two say where an answer was timed."""


class OfferRow(Shape):
    """A platform serves a model (`data/offers/<platform>.csv`)."""

    model: Id
    """Id of the model, snapshot or alias."""
    served_as: str | None = None
    """Name under which the platform serves it."""
    region: str = "global"
    """Region or zone of the endpoint; `global` if the platform chooses."""
    scope: Scope | None = None
    """How far a request may travel, however the endpoint is named; empty = unknown. Part of the offer's id."""
    since: Day | None = Field(default=None, alias="from")
    """First day of the offer."""
    until: Day | None = None
    """First day on which it is gone."""
    processing: Where | None = None
    """Where requests are processed; empty = unknown. A promise about storage says nothing about it."""
    storage: Where | None = None
    """Where data rests; empty = unknown."""
    surcharge: Amount | None = Field(default=None, gt=0)
    """Factor on the platform's global price, for example 1.10; empty = unknown or none stated."""
    retention: str | None = None
    """How long inputs and outputs are kept, in the platform's words; empty = as the platform says, or unknown."""
    training: Training | None = None
    """Whether inputs train models: no; only if the customer opts in; unless it opts out; yes. Empty as above."""
    agreement: str | None = None
    """The terms on data processing that apply, or what has to be agreed first; empty as above."""
    evidence: Address | None = None
    """The page that states it; needed where anything but the surcharge is stated."""
    source: Id
    """Id in sources.yml."""
    read: Day
    """Day on which the source was read."""
    note: str | None = None
    """Remark."""


class PriceRow(Shape):
    """One rate of one model on one platform (`data/prices/<platform>.csv`). Append; never overwrite history."""

    model: Id
    """Id of the model, snapshot or alias."""
    region: str = "global"
    """Region or zone to which the rate applies."""
    tier: Tier = "standard"
    """Service tier; empty = standard."""
    rate: str = Field(pattern=r"^[a-z]+(\.[a-z0-9_]+)*$")
    """What is billed: `text.input`, `text.output`, `text.cache_read`, `audio.output`, `image.input`, `request`, …"""
    amount: Amount | None = Field(default=None, ge=0)
    """Amount in `currency` for `per`; empty = unknown; 0 only with status free or included."""
    per: Per = "1M tokens"
    """Unit of the amount: `1M tokens`, `1k requests`, `hour`, `1k pages`, `1M characters`."""
    since: Day | None = Field(default=None, alias="from")
    """First day on which the rate applied; empty if not known."""
    until: Day | None = None
    """First day on which it no longer did; empty = still does, or did until its maker shut the model down."""
    status: PriceStatus = "list"
    """State of the price; empty = list."""
    currency: Literal["USD", "EUR", "GBP", "CNY"] = "USD"
    """Currency; empty = USD."""
    source: Id
    """Id in sources.yml."""
    checked_on: Day
    """Day on which the source was read, or on which it says it checked the maker's page."""
    when: str | None = None
    """Condition: `input>272k`, `utc 01:00-04:00 mon-fri`."""
    note: str | None = None
    """Remark."""
    last_unseen: Day | None = Field(default=None, json_schema_extra=LACKING)
    """Set where nobody states the first day: the last dated copy of the source that did not show the amount yet; `from`
    is then the day of the copy that first did, never the day of the change. Copies can lag behind the maker."""
    last_seen: Day | None = Field(default=None, json_schema_extra=LACKING)
    """Set where nobody states the end: the last dated copy of the source that still showed the amount; `until` is then
    the day of the copy that first showed another."""


class ClaimRow(Shape):
    """What a source that we do not follow says of a rate today (`data/claims/<platform>.csv`)."""

    model: Id
    """Id of the model, snapshot or alias."""
    region: str = "global"
    """Region or zone to which the rate applies."""
    tier: Tier = "standard"
    """Service tier; empty = standard."""
    rate: str = Field(pattern=r"^[a-z]+(\.[a-z0-9_]+)*$")
    """What is billed, as in the prices."""
    amount: Amount = Field(gt=0)
    """Amount in `currency` for `per`."""
    per: Per = "1M tokens"
    """Unit of the amount."""
    currency: Literal["USD", "EUR", "GBP", "CNY"] = "USD"
    """Currency; empty = USD."""
    source: Id
    """Id in sources.yml."""
    read: Day
    """Day on which the source was read."""
    when: str | None = None
    """Condition: `input>272k`, `utc 01:00-04:00 mon-fri`."""
    note: str | None = None
    """Remark."""


class DisputeRow(Shape):
    """What we decided where sources disagree (`data/disputes.csv`); a disagreement without a row is open."""

    record: str
    """`models/<model>#<field>`, or a rate without its day: `prices/<platform>#<model>@<region>/<tier>/<rate>`."""
    verdict: Literal["resolved", "open"]
    """resolved: the value we show holds; open: nobody is followed, readers see every claim."""
    why: str
    """Reason, as one sentence."""
    on: Day
    """Day of the decision."""
    says: Amount | None = None
    """A figure that differs and that no claim states, since its source says it of another seller, or said it once."""
    source: Id | None = None
    """Where that figure stands, an id in sources.yml; `why` tells of whom it is said."""

    @model_validator(mode="after")
    def _figure_with_its_source(self) -> Self:
        if (self.says is None) != (self.source is None):
            raise ValueError("give 'says' and 'source' together, or neither")
        return self


class ExceptionRow(Shape):
    """Where the world breaks a rule of thumb of ours (`data/exceptions.csv`), so that the rule is kept elsewhere."""

    record: str
    """A rate without its day as in a dispute, the id of an offer, or `models/<model>#<field>`."""
    check: str
    """The rule it breaks, as the message of the rule names it."""
    why: str
    """Reason, as one sentence: what makes the figure true."""
    on: Day
    """Day of the decision."""


class NumberRow(Shape):
    """A number that may be typed into a text (`data/numbers.csv`), because it is no figure that a record could hold."""

    text: str
    """The words around it as they are written; `#` stands for any number."""
    page: str | None = None
    """File in which it may stand, for example `content/about/index.md`; empty = anywhere."""
    why: str
    """Reason, as one sentence."""


class WordRow(Shape):
    """A spelling we do not use (`data/words.csv`)."""

    wrong: str
    """The word as others write it; a closing `*` stands for any ending."""
    right: str
    """The word as we write it, with the same `*`."""
    why: str
    """`British` for a spelling; else the reason for the term, as one sentence."""


class ResultRow(Shape):
    """One published number (`data/results/<benchmark>.csv`)."""

    model: Id | None = None
    """Finest record the source names; empty = not mapped to a model of ours."""
    variant: str | None = None
    """Setting of the run, for example `effort=high mode=fc`; empty = default."""
    published_as: str
    """Name under which the source published it."""
    task: str | None = None
    """Task of the benchmark; empty = the whole."""
    metric: str
    """Metric, as on the benchmark's card."""
    published: str | None = None
    """The number exactly as published; a range as `60-65`; empty = missing."""
    n: int | None = Field(default=None, gt=0)
    """Number of items behind it."""
    stderr: Amount | None = None
    """Standard error, in the unit of the metric."""
    low: Amount | None = None
    """Lower end of the published 95 % interval."""
    high: Amount | None = None
    """Upper end of the published 95 % interval."""
    evaluated_on: Day | None = None
    """Day of the run."""
    published_on: Day | None = None
    """Day of publication."""
    source: Id
    """Id in sources.yml."""
    note: str | None = None
    """Remark."""
    run: Id | None = Field(default=None, json_schema_extra=LACKING)
    """Own run that gave the number, in data/runs/; a file without own runs has no such column."""


class AliasRow(Shape):
    """What a source calls one of our models (`data/aliases.csv`)."""

    source: Id
    """Id of the source or benchmark in sources.yml."""
    published_as: str
    """Name used there."""
    model: Id | None = None
    """Our id; empty = known not to be a model of ours (a system, an experiment)."""
    variant: str | None = None
    """Setting that the name implies, for example `effort=high`."""
    note: str | None = None
    """Remark."""


class SeenRow(Shape):
    """What a value of a review was at its technical review (`data/seen/<model>.csv`); by `tokonomix reviewed`."""

    binding: str
    """What stands between the braces, on one line; for a cell of a part, followed by the ids of its row and column."""
    shown: str
    """What a reader saw there, with linked models by their id in brackets."""
    seen_on: Day
    """Day of the technical review."""


class MovedRow(Shape):
    """An id that changed (`data/moved.csv`); makes the redirect."""

    old: Id = Field(alias="from")
    """Former id."""
    new: Id = Field(alias="to")
    """Id now."""
    on: Day
    """Day of the move."""
    note: str | None = None
    """Reason."""


class WithdrawnRow(Shape):
    """A record that was wrong and is gone (`data/withdrawn.csv`); its tombstone stays."""

    record: str
    """Id of the record, whose row stays in its file: this line takes it out."""
    field: str | None = None
    """Field, where only one was wrong."""
    value: str | None = None
    """What it said."""
    on: Day
    """Day of withdrawal."""
    reason: str
    """Why."""
