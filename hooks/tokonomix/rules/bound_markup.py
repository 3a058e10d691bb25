"""No binding stands in the words or target of a link, or in an HTML tag: it is a link itself, and would break them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tokonomix.problem import Problem
from tokonomix.prose.script import BOUND, Script

_MARKUP = (
    ("a link", re.compile(r"\[[^\[\]]*\](?:\([^()\n]*\)|\[[^\[\]\n]*\])")),
    ("an HTML tag", re.compile(r"</?[a-zA-Z][^<>]*>")),
)


def check(script: Script) -> Iterator[Problem]:
    """Yield a problem for each binding inside the markup of a body."""
    for text in script.texts:
        if text.keys:
            continue
        signs = list(text.text)
        for one in text.said:
            signs[one.start : one.end] = BOUND * (one.end - one.start)
        masked = "".join(signs)
        for kind, pattern in _MARKUP:
            inside = [match.span() for match in pattern.finditer(masked) if BOUND in match[0]]
            for one in text.said:
                if any(start <= one.start < end for start, end in inside):
                    mend = "Take it out of it" if kind == "an HTML tag" else "Put it before or behind the link"
                    yield text.problem(one.start, f"a binding inside {kind}, which breaks both", mend)
