"""A difference of two rates is told in points; per cent of a rate says of what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tokonomix.problem import Problem
from tokonomix.prose.script import Script
from tokonomix.rules.words import words

_AFTER = "(?:higher|lower|above|below|better|worse|ahead|behind|more often|less often|more accurate|less accurate)"
_RATE = words(
    "scores?", r"accura\w+", "(?:error|hallucination|success|refusal) rates?", "errors?", r"hallucinat\w+", "shares?",
    "solves?", "quartile", r"rank\w*",
)  # fmt: skip
_MIXED = re.compile(
    rf"%[\s\u202f\u00a0]*(?:percentage )?points?\b|(?:%|per cent|percent)\s{_AFTER}", re.IGNORECASE
)
_TOLD = re.compile(r"\bpoints or\b|\brelative\b|\bratio\b|% of\b", re.IGNORECASE)


def check(script: Script) -> Iterator[Problem]:
    """Yield a problem where per cent stand for a difference of rates, and nobody says which is meant."""
    for sentence in script.sentences:
        read = " ".join(sentence.read.replace("\u202f", " ").replace("\u00a0", " ").split())
        if _TOLD.search(read):
            continue
        for match in _MIXED.finditer(read):
            doubled = "point" in match[0].lower()
            if doubled or _RATE.search(read):
                at = max(sentence.plain.find("%"), len(sentence.plain) - len(sentence.plain.lstrip()))
                what = f"'{match[0]}' mixes points and per cent"
                yield sentence.problem(at, what, "Write 'points' for a difference, or say of what it is a share")
