"""No word beside a live number says how large it is: the number moves, the word stays."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tokonomix.problem import Problem
from tokonomix.prose.naming import Named
from tokonomix.prose.numbers import numbers
from tokonomix.prose.script import Script, Sentence
from tokonomix.rules.comparisons import SHOW, instead, what_turns
from tokonomix.rules.subject import own_ids
from tokonomix.rules.words import MORE, words

_VALUES = (
    "price", "cost", "fact", "score", "rank", "reported", "speed", "price_gap", "gap", "quartile", "hosts",
)  # fmt: skip
"""What shows a number that moves; on how many tasks a published one rests does not."""
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
    "(?:is|comes|ranks|stands) (?:just |well |far )?(?:ahead of|behind|level with)|(?<=[,(–—] )(?:ahead of|behind)|"
    r"(?:overtaken|undercut|beaten|outperformed|outscored|outclassed|outranked|surpassed)(?: (?:in|on) \w+)? by"
)
_ASKS = "(?:costs?|asks?|charges?) (?:less|more)"
_VERB = re.compile(
    rf"\b({_VERBS}|(?:{MORE}|{_ASKS}|(?:lower|higher|smaller) (?:price|bill|cost|score|rank)s?) than|"
    "as (?:cheap|dear|fast|good|strong|capable) as)"
    r"\s+(?:even\s+)?(?:the\s+|its\s+)?$",
    re.IGNORECASE,
)
"""Words right before the name of a model that place the subject above or below it."""
_AFTER = re.compile(
    rf"(?:,? (?:that|which))?(?: is (?:newer|older|later) and)? +"
    rf"({_VERBS}|(?:(?:is|are|answers|comes) )?(?:{MORE}) than|{_ASKS}(?: than)?|(?:is|costs) (?:{MORE}))"
    r"(?:[.,;]|\s+(?:it|this|the model|for the same)\b)",
    re.IGNORECASE,
)
"""Words right after the name of a model that place it above or below the subject."""
_KIN = re.compile(
    r"\b(?:its|an?)(?: (?:own|direct|newer|older|newest|\w+ed))* (?P<kin>successor|predecessor|sibling|sister)s?\b",
    re.IGNORECASE,
)
"""Another model without its name."""
_ASKED = words("whether", "if", "when", "where")
"""Words before a comparison that leave it open."""
_DENIED = re.compile(
    r"(?:\b(?:no|not|never|nobody|nothing|neither|nor|cannot|hardly|without)\b|n['’]t\b)"
    r"(?:(?!, (?:and|but|so|yet)\b| and (?:it|is|are|costs?)\b)[^;:–—])*\Z",
    re.IGNORECASE,
)
"""A denial that reaches the end, in its own clause."""
_BARE = re.compile(r"[\d.,]+")
"""A number without a unit says not by how much: '4.6' before 'is cheaper' is part of a name."""


def check(script: Script) -> Iterator[Problem]:
    """Yield a problem for each such word; a forecast is judged as it was written."""
    for text in script.texts:
        if text.keys[:1] == ("forecasts",):
            continue
        for sentence in text.sentences:
            yield from _beside(script, sentence)
            for match, named in compared(script, sentence):
                yield _frozen(script, sentence, match, named.models)


def _beside(script: Script, sentence: Sentence) -> Iterator[Problem]:
    said = _compared_by_binding(sentence)
    for one in sentence.said:
        before, model = sentence.plain[: one.start - sentence.start], str(one.arguments.get("name"))
        at = one.end - sentence.start
        if one.name in _VALUES and (match := _THAN.search(before) or _SIZE.search(before)):
            what = f"'{match[0].strip()}' would stay when the number beside it moves"
            yield sentence.problem(match.start(), what, SHOW if _THAN.search(before) else "Leave it out")
        elif one.name == "model" and model not in said and not _is_told(script, sentence):
            match = _VERB.search(before) or (None if model in _own(script) else _AFTER.match(sentence.plain, at))
            if match and not _is_open(sentence, match):
                yield _frozen(script, sentence, match, (model,))


def compared(script: Script, sentence: Sentence) -> Iterator[tuple[re.Match[str], Named]]:
    """Yield the words that compare, and the model typed beside them, by its name or as 'its successor'.

    A source, or a binding, would have to say how the two compare.
    """
    said = _compared_by_binding(sentence)
    if sentence.text.keys[:1] == ("forecasts",) or _is_told(script, sentence):
        return
    kin = () if said else _kin(script, sentence)
    for named in (*script.names.found(sentence.plain), *kin):
        match = _VERB.search(sentence.plain[: named.start]) or _AFTER.match(sentence.plain, named.end)
        if match and not _is_open(sentence, match) and not {*named.models} & (_own(script) | said):
            yield match, named


def _kin(script: Script, sentence: Sentence) -> Iterator[Named]:
    """Yield each model that a page of a model speaks of without its name; its successor may be on record."""
    for match in _KIN.finditer(sentence.plain) if script.subject else ():
        following = script.subject.value("replacement") if script.subject else None
        meant = (str(following),) if following and match["kin"].lower() == "successor" else ()
        yield Named(match.start(), match.end(), match[0], meant)


def _is_told(script: Script, sentence: Sentence) -> bool:
    """Tell whether a source says it, or a condition asks for it."""
    keys, cited = sentence.text.keys, any(one.name == "cite" for one in sentence.said)
    return cited or keys[:2] in script.cites or keys[-1:] == ("when",)


def _is_open(sentence: Sentence, match: re.Match[str]) -> bool:
    """Tell whether a comparison is asked, denied, or told on a condition."""
    before = sentence.plain[: match.start(1)]
    return bool(_ASKED.search(before) or _DENIED.search(before)) or "?" in sentence.plain[-4:]


def _compared_by_binding(sentence: Sentence) -> set[str]:
    return {str(one.arguments.get("other")) for one in sentence.said if one.name in _COMPARED}


def _own(script: Script) -> set[str]:
    return own_ids(script.subject) if script.subject else set()


def _frozen(script: Script, sentence: Sentence, match: re.Match[str], models: tuple[str, ...]) -> Problem:
    """Return the problem, from the number that says by how much: 'twice as dear as' is one fault."""
    start = match.start(1)
    amounts = (n for n in numbers(sentence.plain) if n.start < start and not sentence.plain[n.end : start].strip())
    start = next((number.start for number in amounts if not _BARE.fullmatch(number.text)), start)
    said = sentence.plain[start : match.end(1)]
    turns = what_turns(sentence, said)
    mend = instead(script, sentence, match.start(1), turns, models[0] if len(models) == 1 else None)
    return sentence.problem(start, f"'{said}' would stay when the {turns} turn", mend)
