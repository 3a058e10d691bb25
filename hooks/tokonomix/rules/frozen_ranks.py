"""No word places a model above or below all others: the board moves, the word stays."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tokonomix.problem import Problem
from tokonomix.prose.script import Script, Sentence
from tokonomix.rules.subject import spoken
from tokonomix.rules.words import MORE, MOST, UNMATCHED, is_stated, words

_AMONG = (
    "we (?:list|know|carry|have|cover)|(?:on|of|in) (?:our|all our|any|the) (?:boards?|lists?|records|markets?|tier)|"
    "of (?:all|them all|its (?:tier|class|kind|price))|on sale|today|anywhere|there is"
)
_IS = r"(?:is|are|was|remains?|stays|makes it)(?: (?:still|now|also|by far|currently|\w+ly))?"
_ADVICE = "(?:choice|fit|reason|place|way|case|time|guess|start|known|part|use)s?"
_MOST = rf"(?P<said>the (?:very )?(?:{MOST}))(?! {_ADVICE}\b)"
"""'The best choice' is advice, and no rank."""
_SIZES = "largest|smallest|longest|shortest|highest|lowest|newest|oldest|biggest"
_ANY_MOST = rf"(?P<said>the (?:very )?(?:{MOST}|{_SIZES}))(?! {_ADVICE}\b)"
_OTHERS = "(?:peers?|rivals?|others?|competitors?|alternatives?|models?|hosts?)"
_NO_OTHER = rf"no (?:other )?{_OTHERS}"
_NOTHING = r"nothing(?! \w+ (?:that|whether|how|why)\b)"
"""'Nothing shows that it is worse' is no rank."""
_GOOD = "(?:cheap|dear|fast|quick|slow|good|strong|accurate|reliable|capable|affordable)"
_BEATS = r"(?:beats|outperforms|undercuts|matches|rivals|equals|(?:can )?comes? close(?! to an?\b)|(?:can )?keeps? up)"
_OUTDOES = (
    "(?:beats?|outperforms?|undercuts?|outscores?|outranks?|outclass(?:es)?|overtakes?|surpass(?:es)?|leads?|trails?)"
)
_ASKS = "(?:costs?|asks?|charges?) (?:less|more)"
_DOES_MORE = (
    "(?:solves?|scores?|answers?|reaches|knows?|costs?|asks?|charges?) (?:more|less|fewer|better|higher)"
    r"(?! than\b(?! (?:it|this)(?: does)?(?:[.,;]|\s*\Z)))"
)
"""'No model answers more than it is asked' is no rank."""
_FEW = "(?:few|hardly any|scarcely any)"
_CLAIM = r"(?:can|could|do|does) (?:say|claim|match|equal|boast)(?=[.,;:]|\s*\Z| (?:it|that|the same)\b)"
_OF_RIVALS = rf"(?:all|any|most|every|each|its)(?: of)?(?: (?:its|other|the))? {_OTHERS}"
_OVER_IT = (
    r"(?=[.,;:!–—]|\s*\Z| (?:at|for|in|on|among|by)\b| (?:(?:to|with) )?its\b| (?:(?:to|with|than|as) )?%s(?!\w))"
)
"""What follows 'nothing beats' and 'no model is better' where they rank: 'nothing beats a test' is none."""
_RANKS = (
    # the cheapest model we list; for a voice, the fastest of all
    rf"(?:\b{_IS} |\A\s*|[,:–—]\s?){_ANY_MOST} (?:[\w-]+ ){{0,3}}(?:{_AMONG})\b",
    # it is the best in reasoning
    rf"%s {_IS} {_MOST}",
    # cheaper than its peers, better than any other model
    rf"\b(?P<said>(?:{MORE}|{_ASKS}) than (?:{_OF_RIVALS}|the {_OTHERS}))\b",
    # it undercuts every rival
    rf"\b(?P<said>{_OUTDOES} {_OF_RIVALS})\b",
    # faster than anything else, second only to a model
    rf"\b(?P<said>(?:{MORE}) than (?:anything|everything)(?: else)?)\b",
    rf"%s {_IS} (?P<said>second only to)\b",
    # it is second to none, and nothing beats it
    rf"\b(?P<said>{UNMATCHED})\b",
    rf"\b(?P<said>(?:nothing|{_NO_OTHER}) (?:else )?(?:we list )?{_BEATS})\b{_OVER_IT}",
    # nothing else is as cheap
    rf"\b(?P<said>(?:{_NOTHING}(?: else)?|{_NO_OTHER}) (?:we list )?(?:is|are|comes?) (?:as|so) {_GOOD})\b{_OVER_IT}",
    # all others are dearer
    rf"\b(?:all|every|each|no|any)(?: of the)? others?\b[^.;]{{0,60}}?\b(?P<said>{MORE}|{MOST})\b",
    # no model is faster, nothing we list is cheaper
    rf"\b(?P<said>(?:{_NO_OTHER}|{_NOTHING})\b[^.;,]{{0,40}}? (?:is|are|comes?|answers?) (?:{MORE}))\b{_OVER_IT}",
    # no other model on sale solves more puzzles
    rf"\b(?P<said>(?:{_NO_OTHER}|nothing else)\b[^.;,]{{0,40}}? {_DOES_MORE})\b",
    # which few rivals of its class can say
    rf"\b(?P<said>(?:{_FEW}|no)(?: other)? {_OTHERS}\b[^.;,]{{0,30}}? {_CLAIM})",
    rf"\b(?P<said>{_FEW}(?: other)? {_OTHERS} (?:beat|outperform|undercut|match|equal|come close|keep up))\b",
)
"""Sentences that rank, with the page's own model as %s."""
_OF_ANOTHER = re.compile(
    r"\A\W*(?:an?|your|our|people|humans?)\b(?!.*\b(?:it|its|models?|voices?|versions?|releases?)\b)", re.IGNORECASE
)
"""A sentence about something else than a model: 'A recorded announcement is cheaper than'."""
_VERDICT = rf"\A\s*{_MOST}"
"""A verdict that begins so ranks whatever follows: 'The best model for calls.'"""


def check(script: Script) -> Iterator[Problem]:
    """Yield a problem for each such word, unless the sentence cites who says so or binds the list of those it means.

    A forecast is judged as it was written.
    """
    own = spoken(script.subject) if script.subject else "(?!)"
    ranks = [re.compile(pattern.replace("%s", own), re.IGNORECASE) for pattern in (*_RANKS, _VERDICT)]
    for text in script.texts:
        keys = text.keys
        if keys[:1] == ("forecasts",) or keys[-1:] == ("when",) or (keys and keys[:2] in script.cites):
            continue
        for sentence in text.sentences:
            if any(one.name in ("cite", "models", "hosts") for one in sentence.said):
                continue
            asked = ranks if keys == ("verdict",) and not sentence.start else ranks[:-1]
            found = [match for rank in asked if (match := rank.search(sentence.plain))]
            stated = [match for match in found if _is_said_of_models(sentence.plain, match)]
            for match in {match["said"]: match for match in stated}.values():
                what = f"'{match['said']}' would stay when another model comes or changes"
                yield sentence.problem(match.start("said"), what, _mend(script, sentence))


def _is_said_of_models(plain: str, match: re.Match[str]) -> bool:
    return is_stated(plain, match.start()) and not _OF_ANOTHER.search(plain[: match.start("said")])


def _mend(script: Script, sentence: Sentence) -> str:
    """Return what shows the place on the board of a category that the sentence names; else the figures must do."""
    named = (key for key in script.catalog.categories if words(key).search(sentence.plain))
    found = next((key for key in named if script.subject and _is_ranked(script, key, script.subject.id)), None)
    if found:
        return f'Write {{{{ rank("{found}") }}}}, which moves with the board'
    return "Show the figures of each, and leave the comparison to the reader"


def _is_ranked(script: Script, category: str, model: str) -> bool:
    scored = script.edition.boards.find(category, model)
    return scored is not None and scored.entry.rank_low is not None
