"""Shapes of the closed lists: categories, vendors, platforms, sources, workloads, cycles, benchmark cards, runs."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from tokonomix.schema.base import Amount, ApiBase, Day, Id, Shape
from tokonomix.schema.rows import Address, Scope, Training, Where

Kind = Literal["correctness", "judged", "preference", "speed", "voice", "cost"]
"""judged: grades of a language model where nothing is right or wrong; neither correctness nor anyone's vote."""
Grade = Literal["measured", "published", "vendor", "reported", "hearsay"]


class Category(Shape):
    """One of the eight categories (`data/categories.yml`)."""

    name: str
    """Heading."""
    asks: str
    """What the category asks of a model, as one sentence."""
    weight: Amount
    """Weight in the overall board."""
    weight_reason: str | None = None
    """Why it weighs that much, told to the reader."""
    benchmarks: list[Id] = []
    """Benchmarks with tasks in this category."""
    display: Literal["ability", "table", "columns"] = "ability"
    """ability: one estimate and rank; table: the benchmark's own table; columns: not one ability, no rank."""
    limits: str | None = None
    """What the category does not measure, told to the reader."""


class Vendor(Shape):
    """A maker of models (`data/vendors.yml`)."""

    name: str
    """Name as it writes itself."""
    country: str
    """ISO 3166 code of its seat."""
    platform: Id | None = None
    """Platform on which it sells its own models."""
    url: str | None = None
    """Site."""
    note: str | None = None
    """Remark for readers."""


class OtherPromise(Shape):
    """Where another page of the same platform says a request is processed."""

    processing: Where
    """Where, by that page."""
    evidence: Address
    """That page."""
    source: Id
    """Id in sources.yml."""
    read: Day
    """Day on which it was read."""


class Promise(Shape):
    """What one page of a platform promises of some or all of its offers.

    It holds for the offers that fit every one of `region`, `scope`, `within` and `released_from` that is written. For
    each field the offer's own row comes first, then the first promise of the list that fits and states it.
    """

    region: str | None = None
    """Only offers in this region."""
    scope: Scope | None = None
    """Only offers of this scope."""
    within: Where | None = None
    """Only offers whose region lies in this place, by the platform's `regions`."""
    released_from: Day | None = None
    """Only models released on or after this day."""
    serves: bool = False
    """What is sold globally is sold in `region` under `scope` as well, so that no row says it for each model."""
    processing: Where | Literal["its region"] | None = None
    """Where requests are processed: a place, or the place of the offer's region."""
    storage: Where | Literal["its region"] | None = None
    """Where data rests; it says nothing about processing."""
    surcharge: Amount | None = Field(default=None, gt=0)
    """Factor on the platform's global price."""
    retention: str | None = None
    """How long inputs and outputs are kept."""
    training: Training | None = None
    """Whether inputs train models: no; only if the customer opts in; unless it opts out; yes."""
    condition: str | None = None
    """On what condition all this holds, as the rest of a sentence: `for eligible organisations only`."""
    agreement: str | None = None
    """The terms on data processing that apply, as the page names them."""
    others: list[OtherPromise] = []
    """What other pages of the platform say instead; readers see all, and the weakest counts."""
    evidence: Address
    """The page that states it."""
    source: Id
    """Id in sources.yml."""
    read: Day
    """Day on which it was read."""
    note: str | None = None
    """Remark for readers."""


class Platform(Shape):
    """A place where models are served (`data/platforms.yml`)."""

    name: str
    """Name."""
    vendor: Id | None = None
    """Vendor that runs it, if a maker of models."""
    url: str | None = None
    """Price or documentation page."""
    api: ApiBase | None = None
    """Where it answers OpenAI's chat-completions protocol, without the closing `/chat/completions`; only if a browser
    is reported to get an answer there, since the live test calls it."""
    usage_unasked: bool = False
    """It reports the tokens of a streamed answer unasked and refuses a request that asks (`stream_options`)."""
    residency: str | None = None
    """What it promises about regions, in our words."""
    source: Id | None = None
    """Source of the residency statement."""
    read: Day | None = None
    """Day on which it was read."""
    regions: dict[str, Where] = {}
    """Where its regions lie, for example `eu-central-1: DE`; where one that is not listed lies is not known."""
    region_names: dict[str, str] = {}
    """What it calls its regions itself, for example `swedencentral: Sweden Central`."""
    region_names_source: Id | None = None
    """Source of those names."""
    promises: dict[Id, Promise] = {}
    """What its pages promise of its offers, by a name of ours; the first that fits an offer counts."""


class Source(Shape):
    """Where records come from, and what prose cites (`data/sources.yml`)."""

    name: str
    """Name for readers."""
    publisher: str
    """Who publishes it."""
    url: str | None = None
    """Address."""
    kind: Literal["vendor", "independent", "aggregator", "own", "press", "law"]
    """vendor: the maker itself; aggregator: collects others' facts; own: us."""
    grade: Grade
    """Grade the reader sees on figures from it."""
    licence: str
    """SPDX name, or `none-stated`, or `facts-only`."""
    copy_of: Id | None = None
    """Source that it copies or is derived from: where both speak, they are one voice."""
    version: str | None = None
    """Commit or release that was read."""
    published_on: Day | None = None
    """Day of that version."""
    read: Day
    """Day on which we last read it."""
    note: str | None = None
    """Known pitfalls."""


class Size(Shape):
    """A measure of one unit of work that the reader may change: pages of a document, minutes of a call."""

    name: str
    """Label of the field, for example `Pages of the document`."""
    value: Amount = Field(gt=0)
    """Size that `uses` was counted for."""
    per: dict[str, Amount]
    """Tokens of each rate that one more of it adds, for example `text.input: 665`."""


class Workload(Shape):
    """A job in human units, for comparing bills (`data/workloads.yml`)."""

    name: str
    """Name."""
    unit: str
    """What one unit is, for example `call of 4 minutes`."""
    units: int = Field(gt=0)
    """Units a month."""
    uses: dict[str, Amount]
    """Tokens of each rate a unit uses, for example `text.input: 2000`."""
    requests: int = Field(default=1, gt=0)
    """Requests a unit is made of; a rate for long input applies where one request is that long."""
    sizes: dict[Id, Size] = {}
    """What the reader may change about a unit."""
    note: str
    """Assumptions, told to the reader."""


class Cycle(Shape):
    """A declared test cycle (`data/cycles.yml`)."""

    name: str
    """Name."""
    since: Day = Field(alias="from")
    """First day."""
    until: Day
    """First day after it."""
    rhythm_days: int | None = Field(default=None, gt=0)
    """Days between cycles, as we declared."""
    benchmark: Id | None = None
    """Benchmark card that holds the figures."""
    note: str | None = None
    """What is known about it."""


class Metric(Shape):
    """One metric of a benchmark."""

    name: str
    """Name for readers."""
    unit: str
    """Unit as shown: `%`, `points`, `s`, `US$`."""
    better: Literal["higher", "lower"] = "higher"
    """Direction."""
    floor: Amount | None = None
    """Lowest possible value, or what guessing gives; a value below it counts as the floor."""
    lowest: Amount | None = None
    """Lowest value that can be printed, where it lies under the floor: a correlation that is worse than guessing."""
    ceiling: Amount | None = None
    """Highest possible value."""
    ranks: bool = False
    """Whether it counts for ability; the others are shown only."""
    kind: Kind | None = None
    """Where it differs from the benchmark's."""


class Task(Shape):
    """One task of a benchmark."""

    name: str
    """Name for readers."""
    categories: list[str] = []
    """Ids in categories.yml for which it counts; empty = shown on the card only."""
    n: int | None = Field(default=None, gt=0)
    """Items, where the same for all rows."""
    replaced_by: str | None = None
    """A newer task of this benchmark that holds the same items and more: once it has results, those of this task inform
    scores and are no part of them."""
    group: str | None = None
    """The benchmark's own category of the task, where its aggregate goes by it."""
    language: str | None = Field(default=None, pattern=r"^[a-z]{2,3}$")
    """ISO 639 code of the language it is in, where it is in one and the point of the test: `de`, `fo`."""


class BenchmarkFile(Shape):
    """The card of a benchmark (`data/benchmarks/<id>.yml`)."""

    name: str
    """Name."""
    asks: str
    """What it asks, in one or two sentences."""
    kind: Kind
    """What its figures are: votes are preference, never correctness."""
    source: Id
    """Id in sources.yml."""
    read: Day
    """Day on which the source was read."""
    metrics: dict[str, Metric]
    """Its metrics by the name used in results."""
    tasks: dict[str, Task] = {}
    """Its tasks; a result without a task belongs to `whole`."""
    whole: Task | None = None
    """For results without a task: the benchmark as a whole."""
    releases: Literal["one", "by day"] = "one"
    """`by day`: rows published on different days answer different questions and are blocks apart."""
    live: bool = True
    """Whether it still counts; False: history only."""
    weight_reason: str | None = None
    """Why it counts for these categories, or for none. How much follows: suites of a category weigh alike."""
    judge: str
    """Who or what decides that an answer is right."""
    harness: str | None = None
    """Software that runs it."""
    cadence: str | None = None
    """How often it is renewed."""
    contamination: str | None = None
    """What is known about leaks into training data."""
    interval: str | None = None
    """How its published interval was made; empty = none published."""
    aggregate: str
    """Its own rule for its headline figure."""
    regions: dict[str, str] = {}
    """Where regions in settings of its results lie, by their codes, as the source says."""
    pitfalls: list[str] = []
    """What a reader must know before trusting it."""


class TrialRow(Shape):
    """One check of the method: what was measured, beside its bar."""

    part: Literal["error", "coverage", "ranks", "copies", "time"]
    """What kind of check it is."""
    check: str
    """What was measured, against what."""
    measured: str
    """The figure, as printed."""
    bar: str | None = None
    """What it must reach; empty = it is told and judges nothing."""
    met: bool | None = None
    """Whether it does."""


class TrialFile(Shape):
    """How well our scores foretell hidden results (`data/method/holdout.yml`), written by `make bench-scores`."""

    on: Day
    """Day of the boards that were tried."""
    commit: str = Field(pattern=r"^[0-9a-f]{40}$")
    """Commit on which the bench ran."""
    code: str = Field(pattern=r"^[0-9a-f]{64}$")
    """sha256 of the code that makes scores; when it changes, the table is due anew."""
    data: str = Field(pattern=r"^[0-9a-f]{64}$")
    """sha256 of the results, release days, weights and categories that were tried."""
    results: int = Field(gt=0)
    """Results in the fit."""
    models: int = Field(gt=0)
    """Models in the fit."""
    blocks: int = Field(gt=0)
    """Suites in the fit."""
    rows: list[TrialRow]
    """The checks, in the order in which they are shown."""
    elsewhere: list[TrialRow] = []
    """The same on the results of the study on which the bars were set, if it was at hand."""


class RunFile(Shape):
    """Record of an own run (`data/runs/<run>.yml`): what makes a result measured."""

    what: str
    """What was run: the task as the harness names it, and its data set."""
    benchmark: Id
    """Card of the benchmark."""
    published_as: str
    """Model as the harness called it."""
    on: Day
    """Day of the run."""
    harness: str
    """Software and version."""
    commit: str | None = None
    """Commit that the log names, of the harness or of the task; empty = the log names none."""
    items: int | None = Field(default=None, gt=0)
    """Number of items; empty = the log does not say."""
    settings: str | None = None
    """Settings of the run as the log states them."""
    log: str = Field(pattern=r"^[0-9a-f]{64}$")
    """sha256 of the log file, so that who holds it can tell that it is the one."""
    read: Day
    """Day on which the log was read."""
    note: str | None = None
    """Remark."""
