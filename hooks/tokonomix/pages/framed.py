"""A text of `content/` with data around it: its title, its description and its bound body."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tokonomix.bindings import Bindings
from tokonomix.edition import Edition
from tokonomix.pages import view
from tokonomix.pages.made import Made, home_of
from tokonomix.problem import Place
from tokonomix.prose.bind import Binder


@dataclass(frozen=True)
class Frame:
    """What an editor wrote for a page, and the bindings with which the rest of the page is made."""

    uri: str
    title: str
    lede: str
    text: str
    cites: list[dict[str, Any]] = field(repr=False)
    source: str
    bindings: Bindings = field(repr=False)

    def made(self, template: str, shown: dict[str, Any]) -> Made:
        """Return the page; `shown` must have been made with `bindings`, whose cards join it here."""
        ledger = self.bindings.ledger
        whole = {"lede": self.lede, "cites": self.cites, **shown, "cards": ledger.cards}
        return Made(self.uri, self.title, self.lede, template, whole, ledger, self.text, self.source)


def frame(edition: Edition, name: str, title: str, lede: str) -> Frame:
    """Return the text `content/<name>.md` with its bindings resolved; title and lede stand in where there is none.

    Raises SourceError with the faults of the text.
    """
    uri = f"{name}.md"
    page = edition.catalog.texts.get(name)
    bindings = Bindings(edition, home_of(uri), Place(page.place.path if page else f"content/{uri}"))
    if page is None:
        return Frame(uri, title, lede, "", [], "", bindings)
    binder = Binder(page.page, bindings, None)
    text = binder.body().html
    binder.finish()
    return Frame(
        uri, page.front.title, page.front.description or lede, text, view.citations(bindings, binder.cited),
        page.place.path, bindings,
    )  # fmt: skip
