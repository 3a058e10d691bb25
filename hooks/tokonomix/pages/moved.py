"""Redirects from ids that changed, and from an address that others suggest."""

from __future__ import annotations

from collections.abc import Iterator

from tokonomix.bindings import Bindings
from tokonomix.boards import OVERALL
from tokonomix.cards import model_home
from tokonomix.edition import Edition
from tokonomix.pages import boards
from tokonomix.pages.made import Made, home_of
from tokonomix.problem import Place


def make(edition: Edition) -> Iterator[Made]:
    """Yield a page at each former address that leads to the new one, and one above the months of the overall board."""
    yield _lead(edition, f"{boards.HOME}{OVERALL}.md", "Overall leaderboard", boards.HOME, Place("data/categories.yml"))
    for moved in edition.catalog.moved:
        place = Place("data/moved.csv", moved.row.line)
        title = f"{moved.old} is now {edition.name_of(moved.new)}"
        yield _lead(edition, f"models/{moved.old}.md", edition.name_of(moved.new), model_home(moved.new), place, title)


def _lead(edition: Edition, uri: str, name: str, href: str, place: Place, title: str = "") -> Made:
    return Made(
        uri=uri,
        title=title or name,
        description=f"This page moved to {name}.",
        template="moved.html",
        view={"name": name, "href": href, "cards": ()},
        ledger=Bindings(edition, home_of(uri), place).ledger,
        source=place.path,
    )
