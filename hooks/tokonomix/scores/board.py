"""What scoring gives: boards of entries with intervals, boards of votes, tables of single suites; all
frozen.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from .normalise import Floats
from .versions import METHOD_VERSION

DIGITS = 4
"""Decimals kept of every figure, so that noise of the last bits moves no digest."""


@dataclass(frozen=True)
class Entry:
    """One model at one effort on one board."""

    model: str
    effort: str
    snapshots: tuple[str, ...]
    """Snapshots whose results are pooled here, as recorded."""
    reason: str
    """Why there is no rank, a plain sentence; empty when ranked."""
    provisional: bool
    """A score, but from one suite only: no rank."""
    blocks: tuple[str, ...]
    """Live blocks with a result of this entry, by name."""
    blocks_taken: int
    blocks_of_model: int
    """Live blocks with a telling result of this model at any effort: two of them make a rank."""
    blocks_live: int
    metrics_taken: int
    metrics_live: int
    newest: datetime.date | None
    """Day of the newest result counted here."""
    score: float | None = None
    """0 to 100: expected result on the live tests. None when unranked, as are the next five."""
    low: float | None = None
    high: float | None = None
    """95 % interval of the score."""
    sd: float | None = None
    """Standard deviation of the score, in points."""
    borrowed: float | None = None
    """Share 0..1 of the evidence that comes from other categories and the release date."""
    reliability: float | None = None
    """0..1: share of the variance among models that this category's own results explain."""
    rank_low: int | None = None
    """Best rank of the 95 % interval. None unless ranked, as are the next six."""
    rank_high: int | None = None
    """Worst rank of the 95 % interval."""
    of: int | None = None
    """Number of ranked entries."""
    group: int | None = None
    groups: int | None = None
    quartile_low: int | None = None
    """Quarter of the list, 1 best, of the best rank."""
    quartile_high: int | None = None
    categories: tuple[str, ...] = ()
    """Overall board only: categories with a score, and, `missing`, without."""
    settings: tuple[str, ...] = ()
    """The setting at which each of `categories` was taken: another than `effort` where it has no score there."""
    missing: tuple[str, ...] = ()

    @property
    def stand_ins(self) -> dict[str, str]:
        """Overall board only: by category, the other setting of the model that it was taken from."""
        pairs = zip(self.categories, self.settings, strict=True)
        return {category: setting for category, setting in pairs if setting != self.effort}


@dataclass(frozen=True)
class LiveTest:
    """A live test as scoring sees it: its weight in the score and its curve z = d + a u, noise variance
    tau2.
    """

    block: str
    benchmark: str
    release: str
    task: str
    metric: str
    weight: float
    results: int
    difficulty: float
    slope: float
    noise: float
    ceiling: bool
    """At least three quarters of results are above .95: such a test alone gives no rank."""


@dataclass(frozen=True)
class TableRow:
    """Results of one entry on one suite, 0 to 100, None where not taken; `mean` over those taken,
    `complete` if all.
    """

    model: str
    effort: str
    mean: float
    values: tuple[float | None, ...]
    complete: bool


@dataclass(frozen=True)
class Table:
    """One suite that runs today by itself, linked with the others or not: `metrics` are (benchmark, task, metric); rows
    by mean, complete ones first.
    """

    block: str
    metrics: tuple[tuple[str, str, str], ...]
    rows: tuple[TableRow, ...]
    newest: datetime.date
    """Day of its newest result."""


@dataclass(frozen=True)
class Draws:
    """Joint draws of scores: `values` draws × entries, `column` the entry's column."""

    values: NDArray[np.float32]
    column: Mapping[tuple[str, str], int]

    def of(self, model: str, effort: str) -> Floats:
        """Draws of one entry; `KeyError` if it has no score."""
        if (model, effort) not in self.column:
            raise KeyError(f"{model} at effort {effort!r} has no score here")
        return np.asarray(self.values[:, self.column[model, effort]], dtype=np.float64)


NO_DRAWS = Draws(np.zeros((0, 0), dtype=np.float32), {})


@dataclass(frozen=True)
class Gap:
    """Score of A minus score of B in points, its 95 % interval, and the probability that A is better."""

    points: float
    low: float
    high: float
    probability: float


@dataclass(frozen=True)
class Board:
    """A category (or 'overall') on a day."""

    category: str
    as_of: datetime.date
    method_version: str
    ranked: tuple[Entry, ...]
    """Highest score first; so are the provisional."""
    provisional: tuple[Entry, ...]
    unranked: tuple[Entry, ...]
    """Results but no score, with the reason; by model."""
    resolution_floor: float | None
    """Smallest gap, in points, that this board can show between neighbours."""
    tests: int
    """Number of live metrics."""
    results: int
    """Number of results (model × effort × metric) in linked blocks."""
    models: int
    """Number of models with a result of the category, however old; overall, of any category that counts."""
    newest: datetime.date | None
    live_blocks: tuple[str, ...]
    linked_blocks: tuple[str, ...]
    """Superseded, but linked: they inform the scores."""
    history_blocks: tuple[str, ...]
    """Not linked with the newest block: they inform nothing."""
    thin_blocks: tuple[str, ...]
    """Fewer than five models: no benchmark yet."""
    note: str
    """What a reader must know of the whole board, plain sentences; may be empty."""
    live_tests: tuple[LiveTest, ...]
    tables: tuple[Table, ...]
    draws: Draws = field(default=NO_DRAWS, repr=False, compare=False)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry: ranked, provisional, unranked."""
        return self.ranked + self.provisional + self.unranked

    @cached_property
    def digest(self) -> str:
        """sha256 over everything shown, for recorded reads."""
        return hashlib.sha256(json.dumps(self, sort_keys=True, default=_plain).encode()).hexdigest()

    def of(self, model: str) -> tuple[Entry, ...]:
        """Entries of a model, best first."""
        return tuple(e for e in self.entries if e.model == model)

    def better(self, model_a: str, effort_a: str, model_b: str, effort_b: str) -> float:
        """Probability 0..1 that A's ability is above B's. `KeyError` if one has no score."""
        a, b = self.draws.of(model_a, effort_a), self.draws.of(model_b, effort_b)
        return round(float(np.mean(a > b) + np.mean(a == b) / 2), 4)

    def gap(self, model_a: str, effort_a: str, model_b: str, effort_b: str) -> Gap:
        """How far A is above B. `KeyError` if one has no score."""
        apart = self.draws.of(model_a, effort_a) - self.draws.of(model_b, effort_b)
        low, high = np.quantile(apart, [0.025, 0.975])
        chance = self.better(model_a, effort_a, model_b, effort_b)
        return Gap(round(float(apart.mean()), 4), round(float(low), 4), round(float(high), 4), chance)


@dataclass(frozen=True)
class PreferenceRow:
    """One row of a board of votes. `model` may be empty: unmapped, but it counts in the ranks."""

    model: str
    effort: str
    snapshot: str
    rating: float
    low: float | None
    high: float | None
    rank_low: int | None
    """The published rank: 1 + number of rows whose interval lies wholly above; None without an interval."""
    rank_high: int | None
    """Worst rank: number of rows, less those whose interval lies wholly below."""
    of: int
    published_on: datetime.date


@dataclass(frozen=True)
class PreferenceBoard:
    """Human votes on one board of one benchmark: its own scale, never mixed with scores."""

    category: str
    name: str
    benchmark: str
    release: str
    task: str
    metric: str
    published_on: datetime.date
    rows: tuple[PreferenceRow, ...]
    """By rating, best first."""


@dataclass(frozen=True)
class Method:
    """The numbers of a fit, for the methodology page. `correlations` abilities × abilities in the order of
    `abilities`; `per_year` the gain in ability of a year of release date; `spread` the standard deviations
    of θ.
    """

    version: str
    seed: int
    models: int
    entries: int
    results: int
    metrics: int
    blocks: int
    abilities: tuple[str, ...]
    spread: tuple[float, ...]
    correlations: tuple[tuple[float, ...], ...]
    per_year: tuple[float, ...]
    sd_effort: float
    sd_block: float
    """Of g in the middle suite, as are those of q and h; h of the suites that declare kinds."""
    sd_effort_block: float
    sd_group: float
    kappa: float
    hidden: int
    """Hidden errors, one a model, effort, category and kind of test of a block, that κ comes from."""
    undated: tuple[str, ...]
    """Models without a plausible release date: the prior takes the latest of their blocks' median dates."""
    left_out: tuple[tuple[str, int], ...]
    """Rows that could not be used: reason, how many."""


@dataclass(frozen=True)
class Boards(Mapping[str, Board]):
    """Board of each category by id, and beside them the overall board, the boards of votes and the numbers
    of the fit.
    """

    by_category: Mapping[str, Board]
    overall: Board
    preference: tuple[PreferenceBoard, ...]
    method: Method

    def __getitem__(self, category: str) -> Board:
        return self.by_category[category]

    def __iter__(self) -> Iterator[str]:
        return iter(self.by_category)

    def __len__(self) -> int:
        return len(self.by_category)


def _plain(value: object) -> object:
    """What `json` cannot write: records as their fields, without draws, and days as text."""
    if isinstance(value, (Board, Entry, LiveTest, Table, TableRow)):
        return {f: getattr(value, f) for f in value.__dataclass_fields__ if f != "draws"}
    return str(value)


def empty_board(category: str, as_of: datetime.date, note: str) -> Board:
    """A board without an entry."""
    none: tuple[str, ...] = ()
    return Board(
        category, as_of, METHOD_VERSION, (), (), (), None, 0, 0, 0, None, none, none, none, none, note, (), (), NO_DRAWS
    )  # fmt: skip
