"""Versions of the method: what changed in how scores are made, and when. The last one is in force."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class Version:
    """One version of the method: a change that may move a score although no record changed."""

    number: str
    since: datetime.date
    says: str
    """What it does, or does otherwise than the one before, in plain sentences for readers."""


VERSIONS = (
    Version(
        "1",
        datetime.date(2026, 11, 22),
        "The first on record. One ability a category, fitted over all categories with effects of effort, suite and "
        "release date; only linked suites rank, a number published twice counts once, ranks are intervals, and votes, "
        "grades of taste, makers' own figures and figures without a run record stay out of every score.",
    ),
    Version(
        "2",
        datetime.date(2026, 11, 22),
        "An earlier state of a set of items informs scores and is no part of them once the whole set has results: "
        "until now three states of the NYT Connections puzzles made up a good third of every reasoning score. The "
        "overall score takes a category that a setting lacks from another setting of the same model that goes with "
        "it, and names it. One certainty, 95 %, parts groups and pairs of models.",
    ),
    Version(
        "3",
        datetime.date(2026, 11, 22),
        "Tests of one kind within a suite (mathematics, tables; tone, names, grammar) share an effect of their own, as "
        "the cards of the benchmarks sort them; every suite has its own spread of effects; and a model whose results "
        "stray widens its own intervals and not those of all others.",
    ),
)
"""Oldest first. Whoever changes a score by changing code here or its inputs in `boards.py` adds a line."""
METHOD_VERSION = VERSIONS[-1].number
