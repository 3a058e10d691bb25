"""Texts are British English and use our terms: data/words.csv lists what we do not write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tokonomix.problem import Problem
from tokonomix.prose.script import Script
from tokonomix.records import Word

_WITHIN = re.compile(r"[\w,;:]\s+\Z")


def check(script: Script) -> Iterator[Problem]:
    """Yield a problem for each word of the list; a word with a capital inside a sentence is part of somebody's name."""
    words = script.catalog.words
    if not words:
        return
    finder, known = _finder(words)
    for text in script.texts:
        for match in finder.finditer(text.plain):
            word = match[0]
            wrong = next(one for one in known if re.fullmatch(_pattern(one), word, _case(one)))
            named = wrong.why == "British" and word[0].isupper() and _WITHIN.search(text.plain[: match.start()])
            if word == _ours(wrong, word) or named:
                continue
            why = "an American spelling" if wrong.why == "British" else f"not our word: {wrong.why}"
            yield text.problem(match.start(), f"'{word}' is {why}", f"Write '{_ours(wrong, word)}'")


@lru_cache(maxsize=4)
def _finder(words: tuple[Word, ...]) -> tuple[re.Pattern[str], tuple[Word, ...]]:
    whole = "|".join(f"(?-i:{_pattern(one)})" if not _case(one) else _pattern(one) for one in words)
    return re.compile(rf"(?<![\w/.@-])(?:{whole})(?![\w@/]|-(?!\d))", re.IGNORECASE), words


def _pattern(word: Word) -> str:
    stem = word.wrong.removesuffix("*")
    ending = r"\w*" if word.wrong.endswith("*") else ""
    return r"\s+".join(re.escape(part) for part in stem.split(" ")) + ending


def _case(word: Word) -> re.RegexFlag:
    """Names are told from each other by their capitals; other words are wrong in any case."""
    return re.RegexFlag(0) if word.wrong != word.wrong.lower() else re.IGNORECASE


def _ours(word: Word, written: str) -> str:
    stem, right = word.wrong.removesuffix("*"), word.right.removesuffix("*")
    ours = right + (written[len(stem) :] if word.wrong.endswith("*") else "")
    return ours[:1].upper() + ours[1:] if written[:1].isupper() else ours
