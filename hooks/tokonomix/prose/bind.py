"""Resolves the bindings of a page: to HTML for the page itself, to plain text for feeds; every fault with its place."""

from __future__ import annotations

import html
import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tokonomix import wording
from tokonomix.bindings import Bindings
from tokonomix.problem import Place, Problem, SourceError
from tokonomix.prose import expression, written
from tokonomix.prose.lookup import BindingError, platforms_meant
from tokonomix.prose.phrase import Part, Phrase
from tokonomix.prose.phrase import literal as as_written
from tokonomix.prose.scanner import Binding, Fault, code, place_at, scan
from tokonomix.prose.script import Said, Text
from tokonomix.prose.sentence import Sentence
from tokonomix.prose.vocabulary import PARTS, VOCABULARY
from tokonomix.records import Model
from tokonomix.source import Page
from tokonomix.wording import NARROW

_EMPTY = Phrase(())
_PERCENT = re.compile(r"(?<=\d) %")
_BRACES = re.compile(r"\{\{|\{%|\{#")


@dataclass(frozen=True)
class BoundText:
    """A text with all bindings resolved: `html` of a body is still Markdown around them, that of a field is not.

    `markdown` is for a file that is read as Markdown; a body has comments in it where its parts stand.
    """

    html: str
    plain: str
    markdown: str


class Binder:
    """Binds the texts of one page, which share a subject, a ledger and a list of citations.

    `problems` gathers every fault; nothing is raised before the whole page was read. `texts` keeps what was bound, with
    what each binding said, for the rules of sentences. `parts` are the tables and lists
    that the page's template can place, by name; those of a review if the page has a subject. Binders of one page may
    share what was `cited`.
    """

    def __init__(
        self, page: Page, bindings: Bindings, subject: Model | None, parts: Mapping[str, str] | None = None,
        *, cited: list[str] | None = None,
    ) -> None:  # fmt: skip
        self.page = page
        self.problems: list[Problem] = []
        self.texts: list[Text] = []
        self._ledger = bindings.ledger
        self._home = bindings.ledger.home
        self._catalog = bindings.catalog
        known = parts if parts is not None else PARTS if subject else {}
        self._sentence = Sentence(bindings, subject, known, [] if cited is None else cited)
        self._functions = {entry.name: getattr(self._sentence, entry.name) for entry in VOCABULARY}
        self.draft = False
        """Whether passages may still be unwritten."""
        self._bound: set[tuple[str | int, ...]] = set()
        self.shown: Callable[[str, Said], Phrase] = lambda _written, said: said.phrase
        """What a reader sees of a binding, given as it is written: a review marks values that changed."""

    @property
    def cited(self) -> tuple[str, ...]:
        """Return the sources cited so far, in the order of their numbers."""
        return tuple(self._sentence.cited)

    @property
    def placed(self) -> tuple[str, ...]:
        """Return the parts that the body has placed so far."""
        return tuple(self._sentence.placed)

    @property
    def against(self) -> tuple[Model, ...]:
        """Return the models that the body names for the part of bills; none if it names none."""
        return tuple(self._sentence.against)

    def body(self, at_part: Callable[[str], None] | None = None) -> BoundText:
        """Return the body of the page, bound; `at_part` is called for each part where it stands.

        So what a part cites gets its number in reading order.
        """
        begin, text = len(self.page.text) - len(self.page.body), self.page.body
        in_code = code(text)

        def check(binding: Binding, phrase: Phrase) -> Phrase:
            if any(start <= binding.start < end for start, end in in_code):
                what = "a binding inside code, which would show its HTML"
                self._fault(begin + binding.start, what, "Take it out of the backticks")
            for piece in phrase.pieces:
                if isinstance(piece, Part):
                    if not _alone(text, binding):
                        what = f"part '{piece.name}' stands inside a sentence"
                        self._fault(begin + binding.start, what, "Put it on a line of its own, between empty lines")
                    if at_part:
                        at_part(piece.name)
            return phrase

        kept = self._kept(Text(self.page, (), text, range(begin, begin + len(text) + 1)))
        return _joined(self._pieces(kept, check), self._home)

    def field(self, *keys: str | int) -> BoundText:
        """Return a text of the front matter, bound: plain text, not Markdown; faults stand where YAML has the text."""
        value: Any = self.page.front.value
        for key in keys:
            value = value[key]
        self._bound.add(keys)
        place, text = self.page.front.place(*keys), str(value)
        start = written.line_start(self.page.text, place.line) + place.column - 1
        offsets = written.offsets(self.page.text, start, text)

        def check(binding: Binding, phrase: Phrase) -> Phrase:
            if any(isinstance(piece, Part) for piece in phrase.pieces):
                self._fault(offsets[binding.start], "a part in the front matter", "Place it in the body")
                return _EMPTY
            return phrase

        pieces = [*self._pieces(self._kept(Text(self.page, keys, text, offsets)), check)]
        literal = _typeset([piece for piece in pieces if isinstance(piece, str)])
        return _joined(pieces, self._home, iter(literal))

    def cite(self, *keys: str | int) -> BoundText:
        """Return a reference to the source that a field of the front matter names."""
        value: Any = self.page.front.value
        for key in keys:
            value = value[key]
        try:
            return _joined([self._sentence.cite(str(value))], self._home)
        except BindingError as error:
            self.problems.append(Problem(self.page.front.place(*keys), error.what, error.mend))
            return _joined([], self._home)

    def watch(self, written: str, place: Place) -> tuple[Place, str, Said]:
        """Return what a binding says that stands in no text, but on which what stands at a place relies."""
        found = Binding(written, 0, len(written), 0)
        return place, written, self._evaluate(found, range(place.column - 1, place.column + len(written)))

    def finish(self) -> None:
        """Raise SourceError if any text of the page had a fault, or a field holds a binding that nobody resolves."""
        for bound in [] if self.draft else self.texts:
            for said in bound.said:
                if said.name == "todo":
                    what = f"still to be written: {said.arguments['what']}"
                    self.problems.append(bound.problem(said.start, what, "Write it, or remove it"))
        for keys, text in _texts(self.page.front.value):
            if keys not in self._bound and _BRACES.search(text):
                what = f"'{'.'.join(str(key) for key in keys if isinstance(key, str))}' takes no bindings"
                place = self.page.front.place(*keys)
                self.problems.append(Problem(place, what, "Write it without '{{', or move it to the body"))
        if self.problems:
            raise SourceError(self.problems)

    def _kept(self, text: Text) -> Text:
        self.texts.append(text)
        return text

    def _pieces(self, text: Text, check: Callable[[Binding, Phrase], Phrase]) -> Iterator[str | Phrase]:
        """Yield literal text and phrases in turn, beginning and ending with text."""
        position = 0
        for found in scan(text.text):
            if isinstance(found, Fault):
                self._fault(text.offsets[found.start], found.what, found.mend)
                continue
            yield text.text[position : found.start]
            said = self._evaluate(found, text.offsets)
            text.said.append(said)
            yield check(found, self.shown(found.expression, said))
            position = found.end
        yield text.text[position:]

    def _evaluate(self, binding: Binding, offsets: Sequence[int]) -> Said:
        noted = len(self._ledger.noted)
        empty = Said(binding.start, binding.end, "", {}, _EMPTY)
        try:
            call = expression.parse(binding.expression, self._functions)
        except expression.ExpressionError as error:
            self._fault(offsets[binding.inner + error.offset], error.what, error.mend)
            return empty
        try:
            phrase: Phrase = self._functions[call.name](**call.arguments)
        except BindingError as error:
            mend = self._platform_for_model(call, error.argument) or error.mend
            self._fault(offsets[binding.inner + call.offset(error.argument)], error.what, mend)
            return empty
        reads = tuple(self._ledger.noted[noted:])
        return Said(binding.start, binding.end, call.name, call.arguments, phrase, reads)

    def _platform_for_model(self, call: expression.Call, argument: str) -> str | None:
        """Return how to name a platform that stands where a model belongs: price("text.input", "bedrock")."""
        name, catalog = call.arguments.get(argument), self._catalog
        taken = inspect.signature(self._functions[call.name]).parameters
        if argument != "model" or not name or name in catalog.models or "platform" not in taken:
            return None
        meant = platforms_meant(catalog, name)[:3]
        told = [f'platform="{one}"' for one in meant]
        return f"Write {wording.listing(told, 'or')}" if told else None

    def _fault(self, offset: int, what: str, mend: str) -> None:
        self.problems.append(Problem(place_at(self.page.path, self.page.text, offset), what, mend))


def _joined(pieces: Iterable[str | Phrase], home: str, literal: Iterator[str] | None = None) -> BoundText:
    """Return the pieces as one text; `literal` replaces the texts between the phrases and is no Markdown."""
    shown, plain, markdown = [], [], []
    for piece in pieces:
        if isinstance(piece, Phrase):
            shown.append(piece.html(home))
            plain.append(piece.plain())
            markdown.append(piece.markdown())
        else:
            text = _PERCENT.sub(f"{NARROW}%", piece if literal is None else next(literal))
            shown.append(_closing(text, shown) if literal is None else html.escape(text, quote=False))
            plain.append(text)
            markdown.append(text if literal is None else as_written(text))
    return BoundText("".join(shown), "".join(plain), "".join(markdown))


def _closing(text: str, before: list[str]) -> str:
    """Return a text of the body; smarty would take a quote right after markup for an opening one."""
    quote = {'"': "”", "'": "’"}.get(text[:1]) if before else None
    return quote + text[1:] if quote else text


def _alone(text: str, binding: Binding) -> bool:
    """Tell whether a binding has its line to itself, between empty lines."""
    before, after = text[: binding.start].split("\n"), text[binding.end :].split("\n")
    near = (before[-1], *before[-2:-1], after[0].rstrip(), *after[1:2])
    return not before[-1] and not any(line.strip() for line in near)


def _typeset(texts: list[str]) -> list[str]:
    """Return texts with the quotes and dashes that Markdown's smarty gives the body; phrases stand between them."""
    mark = "\ufffc"
    whole = mark.join(texts)
    for pattern, sign in _TYPE:
        whole = pattern.sub(sign, whole)
    found = whole.split(mark)
    return found if len(found) == len(texts) else texts


_TYPE = (
    (re.compile(r"---"), "—"),
    (re.compile(r"--"), "–"),
    (re.compile(r"\.\.\."), "…"),
    (re.compile(r'(?<![^\s(\[—–])"'), "“"),
    (re.compile(r'"'), "”"),
    (re.compile(r"(?<![^\s(\[—–“])'(?=\S)"), "‘"),
    (re.compile(r"'"), "’"),
)


def _texts(value: Any, keys: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, str):
        yield keys, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*keys, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _texts(inner, (*keys, index))
