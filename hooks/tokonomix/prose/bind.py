"""Resolves the bindings of a text: to HTML for its page, to plain text for feeds; every fault with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jinja2 import TemplateSyntaxError, UndefinedError, meta
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment

from tokonomix.bindings import Bindings
from tokonomix.catalog import Model
from tokonomix.problem import Problem, SourceError, mend_name
from tokonomix.prose.phrase import Phrase
from tokonomix.prose.scanner import Binding, place_at, scan
from tokonomix.prose.vocabulary import VOCABULARY, BindingError, Sentence
from tokonomix.source import Page


@dataclass(frozen=True)
class BoundText:
    """A text with all bindings resolved: `html` may still hold Markdown around them."""

    html: str
    plain: str


class Binder:
    """Binds the texts of one page, which share a subject, a ledger and a list of citations.

    `problems` gathers every fault; nothing is raised before the whole page was read.
    """

    def __init__(self, page: Page, bindings: Bindings, subject: Model | None) -> None:
        self.page = page
        self.sentence = Sentence(bindings, subject)
        self.problems: list[Problem] = []
        self._home = bindings.ledger.home
        self._functions = {entry.name: entry.function(self.sentence) for entry in VOCABULARY}

    @property
    def cited(self) -> tuple[str, ...]:
        """Return the sources cited so far, in the order of their numbers."""
        return tuple(self.sentence.cited)

    def body(self) -> BoundText:
        """Return the body of the page, bound."""
        return self._text(self.page.body, len(self.page.text) - len(self.page.body))

    def field(self, *keys: str | int) -> BoundText:
        """Return a text of the front matter, bound; its faults stand where the expression is written."""
        value: Any = self.page.front.value
        for key in keys:
            value = value[key]
        line = self.page.front.place(*keys).line
        start = sum(len(text) + 1 for text in self.page.text.split("\n")[: line - 1])
        return self._text(str(value), start, written_elsewhere=True)

    def cite(self, source: str) -> str:
        """Return the HTML of a reference to a source that the front matter names."""
        return self.sentence.cite(source).html(self._home)

    def finish(self) -> None:
        """Raise SourceError if any text of the page had a fault."""
        if self.problems:
            raise SourceError(self.problems)

    def _text(self, text: str, start: int, *, written_elsewhere: bool = False) -> BoundText:
        html, plain, position = [], [], 0
        for found in scan(text):
            offset = found.start if isinstance(found, Binding) else found[0]
            where = start + offset
            if written_elsewhere:
                # YAML may fold or quote a text, so the expression is looked up as written.
                needle = text[offset : found.end] if isinstance(found, Binding) else text[offset : offset + 2]
                where = max(self.page.text.find(needle, start), start)
            if not isinstance(found, Binding):
                self._fault(where, found[1], found[2])
                continue
            phrase = self._evaluate(found, where)
            html += [text[position : found.start], phrase.html(self._home)]
            plain += [text[position : found.start], phrase.plain()]
            position = found.end
        return BoundText("".join([*html, text[position:]]), "".join([*plain, text[position:]]))

    def _evaluate(self, binding: Binding, where: int) -> Phrase:
        expression, inner = binding.expression, where + binding.inner - binding.start
        try:
            unknown = sorted(_names(expression) - set(self._functions))
            if unknown:
                what = f"'{unknown[0]}' is no function"
                mend = mend_name(
                    unknown[0], self._functions, "See docs/bindings.md for all functions"
                )
                self._fault(inner + expression.find(unknown[0]), what, mend)
                return Phrase(("",))
            value = _ENVIRONMENT.compile_expression(expression, undefined_to_none=False)(**self._functions)
        except BindingError as error:
            at = expression.find(error.name) if error.name else -1
            self._fault(inner + at if at >= 0 else where, error.what, error.mend)
        except TemplateSyntaxError as error:
            self._fault(where, f"not an expression: {error.message}", 'Write it as price("text.input")')
        except (TypeError, UndefinedError, SecurityError) as error:
            words = re.sub(r"^(Sentence\.)?", "", str(error))
            self._fault(
                where, f"cannot be evaluated: {words}", "See docs/bindings.md for what each function takes"
            )
        else:
            if isinstance(value, Phrase):
                return value
            self._fault(
                where, f"'{expression}' gives no bound value", "Use one of the functions of docs/bindings.md"
            )
        return Phrase(("",))

    def _fault(self, offset: int, what: str, mend: str) -> None:
        self.problems.append(Problem(place_at(self.page.path, self.page.text, offset), what, mend))


_ENVIRONMENT = SandboxedEnvironment(autoescape=False)


@lru_cache(maxsize=4096)
def _names(expression: str) -> frozenset[str]:
    return frozenset(meta.find_undeclared_variables(_ENVIRONMENT.parse("{{ " + expression + " }}")))
