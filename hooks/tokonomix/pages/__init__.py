"""The pages of the site: one kind a file, each made from the edition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from tokonomix.edition import Edition
from tokonomix.pages import (
    boards,
    changes,
    compare,
    data,
    forecasts,
    home,
    live_test,
    methodology,
    model,
    models_index,
    months,
    moved,
    pricing,
    shutdowns,
    speed,
    text,
    use_cases,
    vendors,
)
from tokonomix.pages.made import Made
from tokonomix.problem import Problem, SourceError


class Kind(Protocol):
    """A page kind: a module whose `make` yields its pages."""

    def make(self, edition: Edition) -> Iterator[Made]:
        """Yield the pages of this kind; raise SourceError with every fault of a contributor."""
        ...


KINDS: tuple[Kind, ...] = (
    boards,
    changes,
    compare,
    data,
    forecasts,
    home,
    live_test,
    methodology,
    model,
    models_index,
    months,
    moved,
    pricing,
    shutdowns,
    speed,
    text,
    use_cases,
    vendors,
)


def make_all(edition: Edition) -> list[Made]:
    """Return every page; raise SourceError with the faults of all kinds together."""
    return _gathered(kind.make(edition) for kind in KINDS)


def make_prose(edition: Edition) -> list[Made]:
    """Return the pages that editors write, which is what a check needs; raise SourceError like `make_all`."""
    return _gathered(pages(edition) for pages in (model.reviewed, use_cases.make, text.every))


def _gathered(kinds: Iterable[Iterator[Made]]) -> list[Made]:
    made: list[Made] = []
    problems: list[Problem] = []
    for pages in kinds:
        try:
            made += pages
        except SourceError as error:
            problems += error.problems
    if problems:
        raise SourceError(problems)
    return made
