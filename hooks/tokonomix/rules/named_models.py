"""Where a review recommends, a model is named with a binding: then its life and its facts can be checked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tokonomix.problem import Problem
from tokonomix.prose.naming import Named
from tokonomix.prose.script import BOUND, Script, Text
from tokonomix.rules.frozen_words import compared
from tokonomix.rules.recommendations import TAKES, is_against, passages
from tokonomix.rules.subject import own_ids
from tokonomix.rules.words import is_denied

_ITEM = re.compile(r"(?:^|\n)[ \t]*[-*+][ \t]+\**\Z")
_OBJECT = re.compile(
    rf"(?:[ ,*{BOUND}-]|"
    r"\b(?!(?:where|when|if|as|that|which|while|in|with|through|for|on|of|from|by|than)\b)\w+\b)*"
)
"""What may stand between 'take' and a model: 'take' of 'use it where Gemini is sold' is none of Gemini's."""
_NO_MODEL = re.compile(r"['’]s? |\s+(?:APIs?|apps?|Code|SDK|Store|Console|Studio|family|contracts?|accounts?)\b")
"""What follows the name of a family where that is no model: 'the Gemini API', 'Claude Code'."""


def check(script: Script) -> Iterator[Problem]:
    """Yield a problem for each model that is typed where a review recommends, by name, id or part of its name.

    A part that several models share is one only where a sentence tells readers to take it.
    """
    own = own_ids(script.subject) if script.subject else set()
    for text, start, end in passages(script):
        # What stands before it is frozen, and what is to be written there instead names it.
        told = {one.start + named.start for one in text.sentences for _, named in compared(script, one)}
        for named in script.names.found(text.plain[: min(end, len(text.plain))]):
            if named.start < start or named.start in told or own & {*named.models}:
                continue
            if len(named.models) == 1:
                mend = f'Write {{{{ model("{named.models[0]}") }}}}'
                yield text.problem(named.start, f"'{named.text}' is typed", mend)
            elif _is_taken(text, named):
                what = f"'{named.text}' names several models"
                yield text.problem(named.start, what, "Bind one with {{ model(…) }}")


def _is_taken(text: Text, named: Named) -> bool:
    if _NO_MODEL.match(text.plain, named.end) or is_against(text, named.start):
        return False
    sentence = next(one for one in text.sentences if one.start <= named.start < one.end)
    at = named.start - sentence.start
    told = [m for m in TAKES.finditer(sentence.plain, 0, at) if not is_denied(sentence.plain, *m.span())]
    begins_item = _ITEM.search(text.plain[: named.start])
    return bool(begins_item) or any(_OBJECT.fullmatch(sentence.plain, match.end(), at) for match in told)
