"""Finds where a text of the front matter is written in its file, through YAML's quotes, escapes and folded lines."""

from __future__ import annotations

import re

_ANCHOR_OR_TAG = re.compile(r"[&!]\S*\s+")
_BLOCK_HEAD = re.compile(r"[|>][^\n]*\n")
_SPACE = re.compile(r"\s+")
_SPACE_ESCAPED = re.compile(r"(?:\s|\\[nrt_ NLPvf]|\\\n)+")
_ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)")
_LINE = re.compile(r"[\n\x85\u2028\u2029]")


def line_start(text: str, line: int) -> int:
    """Return the offset of a line as YAML counts lines, which also breaks them at U+0085, U+2028 and U+2029."""
    starts = [0, *(match.end() for match in _LINE.finditer(text))]
    return starts[min(line, len(starts)) - 1]


def offsets(source: str, start: int, value: str) -> list[int]:
    """Return for each character of a YAML text, and for its end, the offset in `source` where it is written.

    `start` is where YAML says that the text begins. Where the two cannot be matched, the last offset that could be
    is repeated, so that a message at least points at the right text.
    """
    at = start
    while mark := _ANCHOR_OR_TAG.match(source, at):
        at = mark.end()
    quote = source[at : at + 1] if source[at : at + 1] in ("'", '"') else ""
    if quote:
        at += 1
    elif head := _BLOCK_HEAD.match(source, at):
        at = head.end()
    space = _SPACE_ESCAPED if quote == '"' else _SPACE
    found: list[int] = []
    index = 0
    while index < len(value):
        sign, gap = value[index], space.match(source, at)
        if sign.isspace():
            run = len(value) - index - len(value[index:].lstrip())
            same = value[index : index + run] == source[at : at + run]
            found += [at + step if same else at for step in range(run)]
            index += run
            at = gap.end() if gap else at
            continue
        at = gap.end() if gap else at
        length = _length(source, at, sign, quote)
        found.append(min(at, len(source)))
        at += length
        index += 1
    return [*found, min(at, len(source))]


def _length(source: str, at: int, sign: str, quote: str) -> int:
    """Return how many characters of the source write one character of the value; 0 if they do not match."""
    if quote == '"' and (escape := _ESCAPE.match(source, at)):
        return escape.end() - at
    if source[at : at + 1] != sign:
        return 0
    return 2 if quote == "'" and sign == "'" else 1
