"""Finds the bindings in a text, each with its line and column; statements are refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tokonomix.problem import Place, Problem

_OPEN = re.compile(r"\{\{|\{%|\{#")


@dataclass(frozen=True, slots=True)
class Binding:
    """`{{ expression }}` in a text: `start` and `end` are offsets of the whole, `inner` that of the expression."""

    expression: str
    start: int
    end: int
    inner: int


def scan(text: str) -> Iterator[Binding | tuple[int, str, str]]:
    """Yield every binding of a text, and (offset, what, mend) for everything that is no expression."""
    position = 0
    while match := _OPEN.search(text, position):
        start = match.start()
        if match[0] != "{{":
            closing = "%}" if match[0] == "{%" else "#}"
            kind = "statement" if match[0] == "{%" else "comment"
            yield start, f"'{match[0]}' begins a {kind}", 'Write expressions only: {{ price("text.input") }}'
            end = text.find(closing, start)
            position = end + 2 if end >= 0 else start + 2
            continue
        end = _end(text, start + 2)
        if end is None:
            yield start, "'{{' is not closed on its line", "Close it with '}}'"
            position = start + 2
            continue
        inner = text[start + 2 : end]
        yield Binding(inner.strip(), start, end + 2, start + 2 + len(inner) - len(inner.lstrip()))
        position = end + 2


def _end(text: str, position: int) -> int | None:
    """Return the offset of the closing braces, passing over quoted texts; None if the line ends first."""
    quote = ""
    while position < len(text) and text[position] != "\n":
        sign = text[position]
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'":
            quote = sign
        elif text.startswith("}}", position):
            return position
        position += 1
    return None


def place_at(path: str, text: str, offset: int, first_line: int = 1) -> Place:
    """Return the place of an offset in a text whose first line is line `first_line` of `path`."""
    line = text.count("\n", 0, offset)
    return Place(path, first_line + line, offset - (text.rfind("\n", 0, offset) + 1) + 1)


def faults(path: str, text: str, first_line: int = 1) -> Iterator[Problem]:
    """Yield a problem for everything in braces that is no expression."""
    for found in scan(text):
        if not isinstance(found, Binding):
            yield Problem(place_at(path, text, found[0], first_line), found[1], found[2])
