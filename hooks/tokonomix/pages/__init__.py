"""The pages of the site: one kind a file, each made from the edition."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from tokonomix.edition import Edition
from tokonomix.pages import model, moved, text
from tokonomix.pages.made import Made
from tokonomix.problem import Problem, SourceError


class Kind(Protocol):
    """A page kind: a module whose `make` yields its pages."""

    def make(self, edition: Edition) -> Iterator[Made]:
        """Yield the pages of this kind; raise SourceError with every fault of a contributor."""
        ...


KINDS: tuple[Kind, ...] = (model, moved, text)


def make_all(edition: Edition) -> list[Made]:
    """Return every page; raise SourceError with the faults of all kinds together."""
    made: list[Made] = []
    problems: list[Problem] = []
    for kind in KINDS:
        try:
            made += kind.make(edition)
        except SourceError as error:
            problems += error.problems
    if problems:
        raise SourceError(problems)
    return made
