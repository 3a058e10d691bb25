"""A page as the rules of sentences see it: each text an editor wrote, what its bindings said, and its sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from tokonomix.catalog import Catalog
from tokonomix.edition import Edition
from tokonomix.problem import Problem
from tokonomix.prose.naming import Names, names
from tokonomix.prose.phrase import Phrase
from tokonomix.prose.scanner import code, place_at
from tokonomix.reads import Bound, Read
from tokonomix.records import Model
from tokonomix.schema.content import ReviewFront, UseCaseFront
from tokonomix.source import Page

BOUND = "\ufffc"
"""Stands for each character of a binding, so that offsets stay true and no number or word is found in it."""
_MARKUP = re.compile(
    r"<!--.*?-->"
    r'|<p class="eq">.*?</p>'  # a formula
    r"|</?[a-zA-Z][^>]*>|<https?://[^>]*>|&\#?\w+;"
    r"|(?<=\])\([^)\s]*\)|\{:[^}\n]*\}"
    r"|^[ ]{0,3}\d+\.(?=\s)",  # the number of a list item, which Markdown counts itself
    re.DOTALL | re.MULTILINE,
)
_END = re.compile(
    rf"(?<!e\.g)(?<!i\.e)(?<!vs)(?<!No)[.!?…][”\"’')*_]*{BOUND}*(?=\s|\Z)"
    r"|\n[ \t]*(?=\n)|\n(?=[ \t]*(?:[-*+|#]|\d+\.)[ \t]?)"
)


@dataclass(frozen=True)
class Said:
    """One binding of a text: where it stands, the function it calls with what, and what a reader sees and from where.

    `name` is empty where the binding has a fault.
    """

    start: int
    end: int
    name: str
    arguments: Mapping[str, Any]
    phrase: Phrase
    reads: tuple[Read, ...] = ()

    @property
    def bound(self) -> Bound | None:
        """Return the value it shows, None if it shows none."""
        return next((piece for piece in self.phrase.pieces if isinstance(piece, Bound)), None)


@dataclass(frozen=True)
class Text:
    """One text of a page: the body (no `keys`) or a field; `offsets` says where each character is in the file."""

    page: Page = field(repr=False)
    keys: tuple[str | int, ...]
    text: str = field(repr=False)
    offsets: Sequence[int] = field(repr=False)
    said: list[Said] = field(default_factory=list, repr=False)

    @cached_property
    def plain(self) -> str:
        """Return the text with markup and code as spaces and bindings as BOUND, each character in its place."""
        signs = list(self.text)
        if not self.keys:
            spans = [*code(self.text), *(match.span() for match in _MARKUP.finditer(self.text))]
            for start, end in spans:
                signs[start:end] = [sign if sign == "\n" else " " for sign in signs[start:end]]
        for one in self.said:
            signs[one.start : one.end] = BOUND * (one.end - one.start)
        return "".join(signs)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Return the sentences in reading order, with the citations that follow them."""
        found, start = [], 0
        for stop in [*(match.end() for match in _END.finditer(self.plain)), len(self.plain)]:
            end = self._cited_to(stop) if stop > start else start
            if self.plain[start:end].strip():
                found.append(Sentence(self, start, end))
            start = end
        return tuple(found)

    def _cited_to(self, end: int) -> int:
        """Return the end of a sentence with the citations that follow it, also after a space."""
        for one in self.said:
            between = self.text[end : one.start] if one.start >= end else None
            if one.name == "cite" and between is not None and not between.strip() and "\n\n" not in between:
                end = one.end
        return end

    def problem(self, start: int, what: str, mend: str) -> Problem:
        """Return a finding at an offset of this text."""
        return Problem(place_at(self.page.path, self.page.text, self.offsets[start]), what, mend)


@dataclass(frozen=True)
class Sentence:
    """A part of a text from `start` to `end`."""

    text: Text = field(repr=False)
    start: int
    end: int

    @cached_property
    def plain(self) -> str:
        """Return it with markup and ends of lines as spaces and bindings as BOUND, each character in its place."""
        return self.text.plain[self.start : self.end].replace("\n", " ")

    @property
    def read(self) -> str:
        """Return it as a reader sees it, citations left out."""
        parts, at = [], self.start
        for one in self.said:
            parts += [self.text.plain[at : one.start], "" if one.name == "cite" else one.phrase.plain()]
            at = one.end
        return " ".join("".join([*parts, self.text.plain[at : self.end]]).split())

    @property
    def said(self) -> tuple[Said, ...]:
        """Return its bindings."""
        return tuple(one for one in self.text.said if self.start <= one.start < self.end)

    def problem(self, at: int, what: str, mend: str) -> Problem:
        """Return a finding at an offset of this sentence."""
        return self.text.problem(self.start + at, what, mend)


@dataclass(frozen=True)
class Script:
    """All texts of a page, with the front matter if it is a review or a use case, in the edition of a day."""

    edition: Edition = field(repr=False)
    page: Page = field(repr=False)
    texts: tuple[Text, ...]
    subject: Model | None = None
    review: ReviewFront | None = None
    use_case: UseCaseFront | None = None
    faults: tuple[Problem, ...] = ()
    """The faults of its bindings, where no page is made of it that tells them."""

    @property
    def catalog(self) -> Catalog:
        """Return the records."""
        return self.edition.catalog

    @property
    def written(self) -> date:
        """Return the day as of which the page was checked: that of the technical review, else today."""
        today = self.edition.today
        return min(self.review.technical_review, today) if self.review else today

    @cached_property
    def names(self) -> Names:
        """Return what finds the models that a typed text means."""
        return names(self.catalog)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Return the sentences of all texts."""
        return tuple(sentence for text in self.texts for sentence in text.sentences)

    @property
    def cites(self) -> frozenset[tuple[str | int, ...]]:
        """Return the items of the front matter that name a source: ('strengths', 0)."""
        found = {text.keys[:2] for text in self.texts if text.keys and any(one.name == "cite" for one in text.said)}
        for name in ("strengths", "weaknesses", "cases", "flags"):
            for index, item in enumerate(getattr(self.review or self.use_case, name, ())):
                if item.cite:
                    found.add((name, index))
        return frozenset(found)

    def model(self, said: Said, argument: str = "model") -> Model | None:
        """Return the model that a binding speaks of: the one it names, else the page's own."""
        name = said.arguments.get(argument)
        return self.catalog.models.get(name) if name else self.subject
