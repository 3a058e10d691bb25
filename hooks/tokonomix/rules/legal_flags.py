"""A sensitive use carries its legal flag."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tokonomix.problem import Place, Problem
from tokonomix.prose.script import Script
from tokonomix.rules.words import words

_SENSITIVE: tuple[tuple[str, re.Pattern[str], tuple[str, ...]], ...] = (
    (
        "sorting patients",
        words("triage", "chest pain", r"sort\w* (?:\w+ )?patients", "emergency calls?", r"diagnos\w+"),
        ("ai-act-annex-iii-5",),
    ),
    ("health", words("patients?", "triage", "clinics?", "hospitals?", "physicians?", "health data"), ("gdpr-art-9",)),
    (
        "reading emotions",
        words("emotions?", "hesitation", "stress", "mood", "sentiment of (?:callers|staff)"),
        ("ai-act-annex-iii-1", "ai-act-art-5-"),
    ),
    ("pupils", words("pupils?", "schools?", "grading"), ("ai-act-annex-iii-3",)),
    (
        "credit",
        words(r"credit (?:scor\w+|checks?|decisions?|applications?)", r"creditworth\w+", "loan decisions?"),
        ("ai-act-annex-iii-5",),
    ),
    (
        "policing",
        words("police", "policing", "law enforcement", "border control"),
        ("ai-act-annex-iii-6", "ai-act-annex-iii-7"),
    ),
    ("callers", words("callers?", "phoned?", "by phone", "calls"), ("ai-act-art-50",)),
)
"""A use, the words that tell it, and how its flag begins: any of them will do."""

_COMMON = ("callers", "health")
"""Words that a text about a model for speech or for documents uses of anything; in a case they say what is done."""
_LINKED = re.compile(r"use-cases/([\w-]+)\.md")


def check(script: Script) -> Iterator[Problem]:
    """Yield a problem for each sensitive use without its flag: of a case in the case, of advice in any case."""
    review = script.review
    if review is None:
        return
    place, flags = script.page.front.place, [flag for case in review.cases for flag in case.flags]
    for index, case in enumerate(review.cases):
        where = place("cases", index, "flags") if case.flags else place("cases", index, "sector")
        yield from _missing(f"{case.sector} {case.text}", case.flags, where, "to the 'flags' of the case")
    yield from _told(script, flags)
    for index, text in enumerate(review.shortlist):
        where = place("shortlist", index)
        for problem in _missing(text, flags, where, "to the 'flags' of a case that shows the use"):
            if "('callers')" not in problem.what:
                yield problem


def _told(script: Script, flags: list[str]) -> Iterator[Problem]:
    """Yield a problem for each use told in the body without its flag, there or on a use case that the body links."""
    for text in script.texts:
        if text.keys or script.catalog.flags_are_unread:
            continue
        linked = (script.catalog.use_cases.get(name) for name in _LINKED.findall(text.text))
        known = [*flags, *(flag.id for case in linked if case for flag in case.front.flags)]
        for name, tell, needed in _SENSITIVE:
            found = tell.search(text.plain)
            if found and name not in _COMMON and not any(flag.startswith(needed) for flag in known):
                what = f"'{found[0]}' is a sensitive use ('{name}') without its legal flag"
                mend = f"Tell it as a case with {' or '.join(f'{begin}…' for begin in needed)}, or link its use case"
                yield text.problem(found.start(), what, mend)


def _missing(text: str, flags: list[str], place: Place, where: str) -> Iterator[Problem]:
    for name, tell, needed in _SENSITIVE:
        found = tell.search(text)
        if found and not any(flag.startswith(needed) for flag in flags):
            what = f"'{found[0]}' is a sensitive use ('{name}') without its legal flag"
            yield Problem(place, what, f"Add {' or '.join(f'{begin}…' for begin in needed)} {where}")
