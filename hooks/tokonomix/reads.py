"""Reads: which record a shown value came from; one mechanism for cards, citations, inbox and consequences."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from tokonomix.problem import Place

Grade = Literal["measured", "published", "vendor", "reported", "hearsay"]
GRADES: tuple[Grade, ...] = ("measured", "published", "vendor", "reported", "hearsay")


@dataclass(frozen=True, order=True, slots=True)
class Read:
    """A page or sentence at `place` used `field` of `record` and found `value`.

    A computed figure is one read of a named computation (`board/coding@2026-11-30`) whose value ends in
    the digest of all it was computed from.
    """

    place: Place
    record: str
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a source card: what, its text, and an address where the text is a link."""

    term: str
    text: str
    url: str | None = None


@dataclass(frozen=True)
class Card:
    """All a reader may ask of one number: value with unit, state, n, who says so, which day, the record.

    `home` is the page that carries the card (`models/gpt-4o/`), `id` its anchor there.
    """

    id: str
    home: str
    label: str
    value: str
    lines: tuple[Line, ...]
    grade: Grade | None = None
    stale: bool = False


@dataclass(frozen=True)
class Bound:
    """A value shown to a reader, tied to its card: `text` as shown, `value` for sorting, `local` on its card's page."""

    text: str
    value: str
    card: Card = field(repr=False)
    local: bool = False
    record: str = field(default="", compare=False)
    """The record it was read from."""

    @property
    def id(self) -> str:
        """Return the anchor of the card."""
        return self.card.id

    @property
    def href(self) -> str:
        """Return the address of the card from the root of the site."""
        return f"{self.card.home}#{self.card.id}"

    @property
    def label(self) -> str:
        """Return what the number is."""
        return self.card.label

    @property
    def rows(self) -> tuple[tuple[str, str, str | None], ...]:
        """Return the lines of the card as (term, text, address or None)."""
        return tuple((line.term, line.text, line.url) for line in self.card.lines)

    @property
    def grade(self) -> Grade | None:
        """Return how well the value is known."""
        return self.card.grade

    @property
    def stale(self) -> bool:
        """Tell whether the value is older than its data."""
        return self.card.stale


class Ledger:
    """The reads and cards of one page, in the order in which they were made."""

    def __init__(self, home: str, place: Place) -> None:
        self.home = home
        self.place = place
        self.noted: list[Read] = []
        """Every read in the order in which it was made, repeated ones too: a sentence takes its own from the end."""
        self._reads: dict[Read, None] = {}
        self._cards: dict[str, Card] = {}

    def note(self, record: str, field_name: str, value: object) -> None:
        """Note that this page used a field of a record."""
        read = Read(self.place, record, field_name, str(value))
        self.noted.append(read)
        self._reads.setdefault(read)

    def bind(self, text: str, value: object, card: Card) -> Bound:
        """Return a bound value whose card, if it belongs to this page, is kept for the page's records.

        Its record is the one noted last: what a value is read from is noted just before it is bound.
        """
        local = card.home == self.home
        if local:
            self._cards.setdefault(card.id, card)
        return Bound(text, str(value), card, local, self.noted[-1].record if self.noted else "")

    @property
    def reads(self) -> tuple[Read, ...]:
        """Return the reads noted so far, each once."""
        return tuple(self._reads)

    @property
    def cards(self) -> tuple[Bound, ...]:
        """Return the cards that belong to this page, each as a bound value of itself."""
        return tuple(Bound(card.value, card.value, card, local=True) for card in self._cards.values())


def anchor(*parts: str) -> str:
    """Return an anchor made of the parts of a record id: 'r-price-openai-text-input'."""
    return "r-" + re.sub(r"[^a-z0-9.]+", "-", "-".join(part for part in parts if part).lower()).strip("-")


def digest(items: Iterable[object]) -> str:
    """Return twelve hex digits that change if any item does."""
    joined = "\n".join(str(item) for item in items)
    return hashlib.sha256(joined.encode()).hexdigest()[:12]
