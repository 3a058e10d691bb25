"""Finds the bindings in a text, each with its place; statements, comments and lone braces are refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tokonomix.problem import Place

_MARK = re.compile(r"\{\{|\{%|\{#|\}\}")
_SAMPLE = '{{ price("text.input") }}'
_ONE_BRACE = re.compile(r"(?<![{\\])\{\s*([a-z_]+\((?:\"[^{}\n]*\"[^{}\n]*)?\))\s*\}(?!\})")
"""A call in one pair of braces, which Markdown prints as it stands."""
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_UNQUOTED = re.compile(
    r"[^\"{}\n]*(?:\"[^\"{}\n]*\"[^\"{}\n]*?)*"
    r"(?:\"(?P<opened>[\w.:-]+)|(?<=[(=,\s])(?P<closed>[\w.:-]+)\")[^\"{}\n]*\}\}"
)
"""What stands behind '{{' where of two quotes one is missing, up to its closing braces."""
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})[^\n]*\n.*?(?:^ {0,3}\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_TICKS = re.compile(r"(?<![\\`])(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Binding:
    """`{{ expression }}` in a text: `start` and `end` are offsets of the whole, `inner` that of the expression."""

    expression: str
    start: int
    end: int
    inner: int


@dataclass(frozen=True, slots=True)
class Fault:
    """Braces at an offset that are no binding: what is wrong and how to mend it."""

    start: int
    what: str
    mend: str


def scan(text: str) -> Iterator[Binding | Fault]:
    """Yield every binding of a text and every fault in braces, in reading order.

    A binding may be broken over lines, since editors wrap text; a blank line or another `{{` ends it.
    """
    position = 0
    lone = [*_ONE_BRACE.finditer(text)]
    in_code = code(text) if lone else ()
    for found in lone:
        if not any(start <= found.start() < end for start, end in in_code):
            yield Fault(found.start(), "one brace, which is printed as it stands", f"Write {{{{ {found[1]} }}}}")
    while match := _MARK.search(text, position):
        start, mark = match.start(), match[0]
        position = match.end()
        if mark == "}}":
            yield Fault(start, "'}}' closes nothing", "Open the binding with '{{', or remove the braces")
        elif mark != "{{":
            kind, closing = ("statement", "%}") if mark == "{%" else ("comment", "#}")
            yield Fault(start, f"'{mark}' begins a {kind}", f"Write expressions only: {_SAMPLE}")
            closed = text.find(closing, position)
            # An unclosed statement must not hide what follows it.
            position = closed + 2 if closed >= 0 and not _BLANK_LINE.search(text, start, closed) else position
        elif (end := _end(text, position)) is not None:
            inner = text[position:end]
            yield Binding(inner.strip(), start, end + 2, position + len(inner) - len(inner.lstrip()))
            position = end + 2
        elif unquoted := _UNQUOTED.match(text, position):
            yield _quote(unquoted)
            position = unquoted.end()
        else:
            yield Fault(start, "'{{' is not closed", "Close it with '}}'")


def _quote(match: re.Match[str]) -> Fault:
    """Return the fault of a binding whose braces are there and of whose quotes one is missing."""
    opened = match["opened"] is not None
    word = match["opened"] if opened else match["closed"]
    at = match.start("opened" if opened else "closed")
    return Fault(at, f"a quote \" is missing {'after' if opened else 'before'} '{word}'", f'Write "{word}"')


def _end(text: str, position: int) -> int | None:
    """Return the offset of the closing braces, passing over quoted texts; None if the binding is not closed."""
    quote = ""
    while position < len(text):
        sign = text[position]
        if sign == "\n":
            if _BLANK_LINE.match(text, position):
                return None
            quote = ""
        elif quote:
            if text.startswith("{{", position):
                return None  # the quote is not closed either
            position += sign == "\\"
            quote = "" if sign == quote else quote
        elif sign in "\"'":
            quote = sign
        elif text.startswith("}}", position):
            return position
        elif text.startswith("{{", position):
            return None
        position += 1
    return None


def code(text: str) -> tuple[tuple[int, int], ...]:
    """Return where the code of a Markdown text stands (start, end): there a binding would show as HTML."""
    fences = [match.span() for match in _FENCE.finditer(text)]
    spans = [
        match.span()
        for match in _TICKS.finditer(text)
        if not _BLANK_LINE.search(match[2]) and not any(start <= match.start() < end for start, end in fences)
    ]
    return tuple(sorted([*fences, *spans]))


def place_at(path: str, text: str, offset: int) -> Place:
    """Return the place of an offset in the whole text of a file."""
    line = text.count("\n", 0, offset)
    return Place(path, 1 + line, offset - (text.rfind("\n", 0, offset) + 1) + 1)
