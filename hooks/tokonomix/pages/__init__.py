"""The pages of the site: one kind a file, each made from the edition."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from tokonomix.edition import Edition
from tokonomix.pages import model, moved, text
from tokonomix.pages.made import Made


class Kind(Protocol):
    """A page kind: a module whose `make` yields its pages."""

    def make(self, edition: Edition) -> Iterator[Made]:
        """Yield the pages of this kind; raise SourceError with every fault of a contributor."""
        ...


KINDS: tuple[Kind, ...] = (model, moved, text)
