"""No word beside a live number says how large it is: the number moves, the word stays."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tokonomix.problem import Problem
from tokonomix.prose.script import Script, Sentence
from tokonomix.rules.subject import own_ids
from tokonomix.rules.words import MORE, words

_VALUES = (
    "price", "cost", "fact", "score", "rank", "reported", "items", "speed", "price_gap", "gap", "quartile", "hosts",
)  # fmt: skip
_COMPARED = ("gap", "price_gap")
_SIZE = re.compile(
    r"\b(only|barely|almost|nearly|merely|just|hardly|scarcely|a mere|as (?:little|much|few|many) as|(?:well |far )?"
    r"(?:more|less|fewer|over|under|above|below)(?: than)?)\s+$",
    re.IGNORECASE,
)
"""Words right before a value that say how large it is."""
_THAN = re.compile(
    rf"\b(?:{MORE}|more|less|fewer|higher|lower|larger|smaller|longer|shorter)\s+than\s+$", re.IGNORECASE
)
_VERBS = (
    "lead(?:s|ing)?|trail(?:s|ing|ed)?|beat(?:s|ing)?|tops?|undercut(?:s|ting)?|outrank(?:s|ing)?|outpac(?:es?|ed|ing)|"
    "outclasses|outscores?|overtakes?|outperform(?:s|ed|ing)?|surpass(?:es|ed|ing)?|outdo(?:es)?|matches|rivals|equals|"
    "loses to|wins against|(?:lags|falls) behind|(?:is )?on a par with|"
    "(?:is|comes|ranks|stands) (?:just |well |far )?(?:ahead of|behind|level with)|(?<=[,(–—] )(?:ahead of|behind)"
)
_VERB = re.compile(
    rf"\b({_VERBS}|(?:{MORE}|costs? (?:less|more)|(?:lower|higher|smaller) (?:price|bill|cost|score|rank)s?) than|"
    "as (?:cheap|dear|fast|good|strong|capable) as)"
    r"\s+(?:even\s+)?(?:the\s+|its\s+)?$",
    re.IGNORECASE,
)
"""Words right before the name of a model that place the subject above or below it."""
_AFTER = re.compile(
    rf"\s+({_VERBS}|(?:(?:is|are|answers|comes) )?(?:{MORE}) than|costs? (?:less|more)(?: than)?|"
    rf"(?:is|costs) (?:{MORE}))(?:[.,;]|\s+(?:it|this|the model)\b)",
    re.IGNORECASE,
)
"""Words right after the name of a model that place it above or below the subject."""
_ASKED = words("whether", "if", "when", "where")
"""Words before a comparison that leave it open."""


def check(script: Script) -> Iterator[Problem]:
    """Yield a problem for each such word; a forecast is judged as it was written."""
    for text in script.texts:
        if text.keys[:1] == ("forecasts",):
            continue
        for sentence in text.sentences:
            yield from _beside(sentence)
            yield from _before_names(script, sentence)


def _beside(sentence: Sentence) -> Iterator[Problem]:
    compared = {one.arguments.get("other") for one in sentence.said if one.name in _COMPARED}
    for one in sentence.said:
        before = sentence.plain[: one.start - sentence.start]
        if one.name in _VALUES and (match := _THAN.search(before) or _SIZE.search(before)):
            what = f"'{match[0].strip()}' stands frozen beside a number that moves"
            yield sentence.problem(match.start(), what, "Leave it out, or let price_gap(…) or gap(…) choose the words")
        elif one.name == "model" and one.arguments.get("name") not in compared and (match := _VERB.search(before)):
            yield _frozen(sentence, match, str(one.arguments.get("name")))


def _before_names(script: Script, sentence: Sentence) -> Iterator[Problem]:
    """Yield a problem for each model that is typed where a source, or a binding, would have to say how it compares."""
    said = {one.arguments.get("other") for one in sentence.said if one.name in _COMPARED}
    keys, cited = sentence.text.keys, any(one.name == "cite" for one in sentence.said)
    if cited or keys[:2] in script.cites or keys[-1:] == ("when",):
        return
    own = own_ids(script.subject) if script.subject else set()
    for name in script.names.found(sentence.plain):
        match = _VERB.search(sentence.plain[: name.start]) or _AFTER.match(sentence.plain, name.end)
        asked = match and _ASKED.search(sentence.plain[: match.start(1)])
        if match and not asked and not {*name.models} & (own | said):
            yield _frozen(sentence, match, name.models[0] if len(name.models) == 1 else "…")


def _frozen(sentence: Sentence, match: re.Match[str], model: str) -> Problem:
    mend = f'Write {{{{ gap("{model}", …) }}}} or {{{{ price_gap("{model}", …) }}}}, which chooses the words'
    return sentence.problem(match.start(1), f"'{match[1]}' stands frozen before a model", mend)
