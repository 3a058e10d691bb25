"""One row of a board as machines read it: a number with its source, n, day and setting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from tokonomix.records import Model

if TYPE_CHECKING:
    from tokonomix.scores.board import Entry, PreferenceRow

EVERY = "any"
"""Setting of what holds for a model or a board at any effort."""
UNKNOWN = "n unknown"
NO_DAY = "day unknown"


@dataclass(frozen=True)
class Figure:
    """One number: `value` exactly as it is known, None where a board lists a model without one."""

    value: str | None
    unit: str
    sources: tuple[str, ...]
    n: int | None
    """Items behind it, None where a source does not say; of a price or a limit 1, the one record."""
    day: date | None
    variant: str
    low: str | None = None
    high: str | None = None
    grade: str = ""
    record: str = ""

    @property
    def origin(self) -> dict[str, object]:
        """Return what stands beside every number that machines read: source, n, day and setting, said if unknown."""
        return {
            "source": list(self.sources),
            "n": self.n if self.n is not None else UNKNOWN,
            "day": self.day.isoformat() if self.day else NO_DAY,
            "variant": self.variant,
        }


@dataclass(frozen=True)
class BoardRow:
    """One row of one part of a board.

    Parts: `summary` of the board as a whole; `weight` of a category; `score` of an entry, with a rank, with a score
    only, or with the reason for having neither; `category`, a score elsewhere, on the overall board without one of its
    own; `suite`, each result of a model on one suite as it counts there, after the headlines by the suite's own rule;
    `language`, the tests and models of one, and then the mean and the published rank score of each entry; `votes`;
    `result`, of voice and of speed; `reported`, which ranks nothing; `model`, one that hears and speaks.
    """

    board: str
    part: str
    metric: str
    figure: Figure
    model: Model | None = None
    name: str = ""
    task: str = ""
    benchmark: str = ""
    entry: Entry | None = None
    vote: PreferenceRow | None = None
    note: str = ""
    facts: Mapping[str, Figure] = field(default_factory=dict)
    """Prices and the context of the model, by column."""
