"""Redirects from ids that changed."""

from __future__ import annotations

from collections.abc import Iterator

from tokonomix.bindings import Bindings
from tokonomix.cards import model_home
from tokonomix.edition import Edition
from tokonomix.pages.made import Made
from tokonomix.problem import Place


def make(edition: Edition) -> Iterator[Made]:
    """Yield a page at each former address that leads to the new one."""
    for moved in edition.catalog.moved:
        bindings = Bindings(edition, model_home(moved.old), Place("data/moved.csv", moved.row.line))
        name = edition.name_of(moved.new)
        yield Made(
            uri=f"models/{moved.old}.md",
            title=f"{moved.old} is now {name}",
            description=f"This page moved to {name}.",
            template="moved.html",
            view={"name": name, "href": model_home(moved.new), "cards": ()},
            ledger=bindings.ledger,
            source="data/moved.csv",
        )
