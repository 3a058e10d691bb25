"""No word beside a live number says how large it is: the number moves, the word stays."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tokonomix.problem import Problem
from tokonomix.prose.script import Said, Script, Sentence

_VALUES = ("price", "cost", "fact", "score", "rank", "reported", "speed", "price_gap", "gap", "quartile")
_COMPARED = ("gap", "price_gap")
_SIZE = re.compile(
    r"\b(only|barely|almost|nearly|merely|just|hardly|scarcely|a mere|as (?:little|much|few|many) as|(?:well |far )?"
    r"(?:more|less|fewer|over|under|above|below)(?: than)?)\s+$",
    re.IGNORECASE,
)
"""Words right before a value that say how large it is."""
_MORE = "cheaper|dearer|faster|slower|better|worse|stronger|weaker|costlier|pricier|smarter|(?:more|less) expensive"
_THAN = re.compile(
    rf"\b(?:{_MORE}|more|less|fewer|higher|lower|larger|smaller|longer|shorter)\s+than\s+$", re.IGNORECASE
)
_VERB = re.compile(
    r"\b(leads?|trails?|beats?|outperforms?|undercuts?|surpass(?:es)?|outranks?|is (?:ahead of|behind|level with)|"
    rf"(?:{_MORE}|costs? (?:less|more)) than)\s+(?:the\s+|its\s+)?$",
    re.IGNORECASE,
)
"""Words right before the name of a model that place the subject above or below it."""
_ALL = re.compile(
    rf"\b(?:all|every|each|no|any)(?: of the)? others?\b[^.;]{{0,60}}?\b({_MORE}|cheapest|dearest|fastest)\b",
    re.IGNORECASE,
)


def check(script: Script) -> Iterator[Problem]:
    """Yield a problem for each such word; a forecast is judged as it was written."""
    for text in script.texts:
        if text.keys[:1] == ("forecasts",):
            continue
        for sentence in text.sentences:
            yield from _beside(sentence)
            if match := _ALL.search(sentence.plain):
                mend = "Name the others, and let price_gap(…) or gap(…) choose the words"
                yield sentence.problem(match.start(1), f"'{match[1]}' of all others is frozen", mend)


def _beside(sentence: Sentence) -> Iterator[Problem]:
    compared = {one.arguments.get("other") for one in sentence.said if one.name in _COMPARED}
    for one in sentence.said:
        before = sentence.plain[: one.start - sentence.start]
        if one.name in _VALUES and (match := _THAN.search(before) or _SIZE.search(before)):
            what = f"'{match[0].strip()}' stands frozen beside a number that moves"
            yield sentence.problem(match.start(), what, "Leave it out, or let price_gap(…) or gap(…) choose the words")
        elif one.name == "model" and one.arguments.get("name") not in compared and (match := _VERB.search(before)):
            what = f"'{match[1]}' stands frozen before a model"
            mend = f"Write {_instead(one)}, which chooses the words"
            yield sentence.problem(match.start(1), what, mend)


def _instead(one: Said) -> str:
    name = one.arguments.get("name")
    return f'{{{{ gap("{name}", …) }}}} or {{{{ price_gap("{name}", …) }}}}'
