"""What we say that we tested or saw ourselves rests on a bound figure or a source."""

from __future__ import annotations

from collections.abc import Iterator

from tokonomix.problem import Problem
from tokonomix.prose.script import Script
from tokonomix.rules.words import is_stated, words

_NOT_IT = (
    r"(?! (?:(?:nothing|none)(?= ourselves| of (?:this|that|it)| (?:here|for)|[.,;]|\Z)|no (?:\w+ ){1,3}ourselves|"
    r"(?<=tried )to|too late|(?:that )?(?:the|its|our|their|these|all) (?:\w+ )?"
    r"(?:sources?|pages?|records?|prices?|links?|documents?|evidence|dates?|logs?|papers?))\b)"
)
"""After a verb of ours it denies the test, or is something else than the model: 'We evaluated the sources'."""
_OURS = words(
    r"we (?:have )?(?:\w+ly )?(?:tested|measured|observed|benchmarked|evaluated|timed|trialled|noticed|tried)\b"
    + _NOT_IT,
    r"in our (?:own )?(?:\w+ )?(?:tests?|testing|trials?|hands|evaluations?|spot-checks|experiments?)",
    r"in our (?:own )?experience(?! with (?!its?\b|the model\b|this\b|speech\b|voices?\b))",
    r"our (?:own )?(?:\w+ )?(?:(?:round|series|set|batch) of (?:\w+ )?)?"
    r"(?:tests?|testing|trials?|evaluations?|measurements?|experiments?) "
    "(?:shows?|showed|finds?|found|gave|put|confirm(?:s|ed)?|suggests?)",
    "when we (?:tested|tried|ran|asked) it",
)
"""Words for a test of our own; what we read, list and know is none."""
_SHOWN = ("cite", "reported", "score", "rank", "quartile", "gap", "speed")


def check(script: Script) -> Iterator[Problem]:
    """Yield a problem for each test of ours that a review tells without a bound figure or citation in its sentence."""
    for text in script.texts if script.review else ():
        for sentence in text.sentences if text.keys[:2] not in script.cites else ():
            told = _OURS.search(sentence.plain)
            shown = any(one.name in _SHOWN for one in sentence.said)
            if told and not shown and is_stated(sentence.plain, told.start()):
                what = f"'{told[0]}' tells a test of ours without its record"
                yield sentence.problem(told.start(), what, "Bind a figure of the run with reported(…), or leave it out")
