"""The pages of the site: one kind a file, each made from the edition."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
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
    model_results,
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

    __name__: str

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
    model_results,
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


def make_sound(edition: Edition) -> tuple[list[Made], list[Problem]]:
    """Return the pages that editors write as far as they have no fault, and the faults of the others."""
    return _parted(pages(edition) for pages in (model.reviewed, use_cases.make, text.every))


def make_of(edition: Edition, paths: Collection[str]) -> tuple[list[Made], list[Problem]]:
    """Return the pages that show the texts at some paths of `content/` as their own, and faults, like `make_sound`.

    A model whose review is gone has its page without one. What other pages say of these texts, such as the home page
    of a review, is not made.
    """
    names = {path.removeprefix("content/").removesuffix(".md") for path in paths}
    around = {text.ELSEWHERE[name] for name in names if name in text.ELSEWHERE}
    kinds = [kind.make(edition) for kind in KINDS if kind.__name__.rpartition(".")[2] in around]
    own = (model.reviewed(edition, paths), use_cases.written(edition, paths), text.make(edition))
    made, faults = _parted([*own, *kinds])
    bare = [one for one in edition.models if f"models/{one.id}" in names and one.id not in edition.reviews]
    shown = [page for page in made if page.source in paths]
    return [*shown, *model.plain(edition, bare)], [fault for fault in faults if fault.place.path in paths]


def _gathered(kinds: Iterable[Iterator[Made]]) -> list[Made]:
    made, problems = _parted(kinds)
    if problems:
        raise SourceError(problems)
    return made


def _parted(kinds: Iterable[Iterator[Made]]) -> tuple[list[Made], list[Problem]]:
    made: list[Made] = []
    problems: list[Problem] = []
    for pages in kinds:
        try:
            made.extend(pages)  # a kind gives its sound pages before it tells the faults of the others
        except SourceError as error:
            problems += error.problems
    return made, problems
