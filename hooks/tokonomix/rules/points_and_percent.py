"""A difference of two rates is told in points; per cent of a rate says of what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tokonomix.problem import Problem
from tokonomix.prose.script import Script
from tokonomix.rules.words import words

_AFTER = (
    "(?:higher|lower|above|below|better|worse|ahead|behind|up|down|"
    "(?:more|less|fewer) (?:often|accurate|frequent|errors|mistakes))"
)
_MOVES = (
    "(?:up|down|rises?|rose|falls?|fell|drops?|dropped|grows?|grew|gains?|gained|loses?|lost|sinks?|sank|climbs?|climbed|"
    "improve[sd]?|increase[sd]?|decrease[sd]?)"
)
_RATE = words(
    "scores?", r"accura\w+", "(?:error|hallucination|success|refusal|failure|pass) rates?", "errors?", "mistakes?",
    r"hallucinat\w+", r"fabricat\w+", "shares?", "solves?", "quartile", r"rank\w*",
)  # fmt: skip
_PRICE = words("prices?", "costs?", r"bill\w*", "fees?", "revenues?", "cheaper", "dearer")
_PER_CENT = r"(?:%|per cent|percent)"
_MIXED = re.compile(
    rf"%[\s\u202f\u00a0]*(?:percentage )?points?\b|{_PER_CENT}\s{_AFTER}\b"
    rf"|\b{_MOVES}\s(?:by\s)?(?:about\s|some\s|nearly\s)?[\d.,–-]+\s?{_PER_CENT}(?!\w|\s?(?:percentage\s)?points?)",
    re.IGNORECASE,
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
            if doubled or _is_of_rate(read, match):
                at = max(sentence.plain.find("%"), len(sentence.plain) - len(sentence.plain.lstrip()))
                what = f"'{match[0]}' mixes points and per cent"
                yield sentence.problem(at, what, "Write 'points' for a difference, or say of what it is a share")


def _is_of_rate(read: str, match: re.Match[str]) -> bool:
    """Tell whether a change in per cent is one of a rate: the nearest word before it is of a rate, and of no price."""
    if _RATE.search(match[0]):
        return True
    rates = [one.start() for one in _RATE.finditer(read)]
    prices = [one.start() for one in _PRICE.finditer(read)]
    before = max((at for at in rates if at < match.start()), default=None)
    price = max((at for at in prices if at < match.start()), default=None)
    if before is None or price is None:
        return before is not None or (price is None and bool(rates))
    return before > price
