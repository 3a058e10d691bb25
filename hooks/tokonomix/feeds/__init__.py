"""What machines read: one output a file, each made from the edition and the finished pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from tokonomix.edition import Edition
from tokonomix.feeds import (
    api_v1,
    bills,
    boards,
    changes_atom,
    compare,
    downloads,
    names,
    pairs,
    reviews,
    shutdowns_ics,
)
from tokonomix.pages.made import Made, Output


class Feed(Protocol):
    """A feed: a module whose `make` yields files of the site."""

    def make(self, edition: Edition, made: Sequence[Made]) -> Iterator[Output]:
        """Yield the files of this feed."""
        ...


FEEDS: tuple[Feed, ...] = (
    api_v1, bills, boards, changes_atom, compare, downloads, names, pairs, reviews, shutdowns_ics
)  # fmt: skip
