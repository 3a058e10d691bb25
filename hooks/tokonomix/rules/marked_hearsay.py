"""What nobody can be named for is marked as hearsay."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tokonomix.problem import Problem
from tokonomix.prose.script import Script, Sentence, Text
from tokonomix.rules.words import words

_WHO = (
    "developers|teams|users|customers|partners|practitioners|people|observers|sources|teachers|analysts|experts|"
    "engineers|operators|companies|firms|buyers|clinicians|doctors|lawyers|reviewers|testers|critics|researchers|"
    "commentators|insiders|adopters|staff"
)
_FAULTS = "(?:bugs|errors|faults|issues|problems) (?:at|to|through|via)"
"""What is reported to somebody is said to nobody else: 'Users report bugs at its repository'."""
_SAY = (
    rf"report(?:s|ed)?(?! {_FAULTS}\b)|note[sd]?(?! (?:(?:every|each) word|down)\b)|claim(?:s|ed)?(?! no more\b)|"
    "say|said|suggest(?:ed)?|believe[sd]?|complain(?:ed)?|describe[sd]?|agreed?(?! to)|argued?|praised?|loved?|"
    "consider|regard|rate it|swear by|"
    "(?:find|found) (?:it|that|the)|warn(?:ed)?|(?:tell|told) us"
)
_FEW = r"(?:\s+(?!(?:who|whose|that|which|to|and|or|should|can|may|must|will|need|we|you|cannot)\b)[\w()-]+){0,6}"
"""Words that may stand between who is said to say it and the verb: 'Teams in three countries report'."""
_PEOPLE = words(
    rf"(?:unnamed |some |many |most )?(?:{_WHO}){_FEW} (?:{_SAY})",
    rf"according to (?:some |many )?(?:{_WHO})",
    r"(?:one|an?|another) (?:customer|user|buyer|developer|partner|team)(?: \w+){0,3} "
    "(?:tells us|told us|reports that|claims that)",
    r"the (?-i:[a-z][\w-]* ){0,2}(?:team|department|staff|help ?desk) (?:tells us|told us|reports?|claims?)",
    "callers (?:rate|love|praise|prefer)",
    r"(?:many|most|some|few) (?:find|agree|say|believe|consider|think|argue|claim|complain)(?! (?:how|wh\w+)\b)"
    '(?! [“"][^”"]{1,30}[”"] (?:when|where|for|and|but) )',
    r"(?:the (?:community|industry|market|press)|everyone|everybody) (?:\w+ )?"
    "(?:agrees|says|expects|loves|believes|praises|considers|(?<!that everyone )(?<!that everybody )knows|reports)",
)
"""People without a name who say something."""
_VOICELESS = words(
    r"anecdotal\w*", r"rumou?r\w*", "reportedly", "allegedly", "it is said", "(?:is|are) said to", "insiders",
    "word (?:is|has it)", "there (?:are|have been) reports",
    r"there (?:is|has been) (?:\w+ )?(?:talk|gossip) (?:of|that)", "early[- ]access partners",
    "publicly available signals", "consensus (?:is|that|among)(?! (?:the|our) (?:sources|boards|records))",
    "by (?:all|most|many) accounts",
    "(?:feedback|reception) (?:has been|is|was)",
    "(?:widely|generally|universally) (?:believed|considered|regarded|seen|known|thought|accepted|recogni[sz]ed|held)",
    "(?:widely|generally|universally) (?:praised|agreed|viewed)",
    "(?:commonly|often) (?:believed|considered|regarded|thought|praised)",
    "(?:is|are|was) (?:believed|regarded as|thought to|reputed)", "(?:is|are) (?:hailed|acclaimed|praised)(?! by)",
    "(?:is|are|was) considered (?:one|the|an?|to|as|by)", "(?<!than )(?:a|its|the) reputation",
    "(?:is|are) (?:well )?known for(?! (?:low|high) prices)",
    r"(?:is|are) (?:very )?popular (?:with|among)(?! (?:nobody|none|no|few)\b)",
)  # fmt: skip
"""Words with which nobody says it."""
_THINGS = words(
    r"(?<!\w )(?:(?:some|many|several|various|recent|early|independent|public) )?"
    r"(?:reports|benchmarks|studies|tests|surveys|reviews|evaluations) "
    r"(?:suggest|show|indicate|agree|point|find|confirm)(?! (?:wh\w+|little|nothing(?! but\b))\b)"
)
"""Tests and reports without a name: a citation or a bound figure names them."""
_ASKED = words("what", "whatever", "whether", "if", "when", "where", "how", "once", "until", "before", "your", "let")
"""Right before people, these make their words a thing to look at, and no evidence: 'what customers say'."""
_MARKED = words("hearsay", "speculation")


def check(script: Script) -> Iterator[Problem]:
    """Yield a problem for each vague source outside a claim of the grade hearsay or a paragraph that says the word."""
    for text in script.texts if script.review else ():
        if _graded(script, text):
            continue
        for sentence in text.sentences:
            for match in _vague(sentence):
                if not _MARKED.search(_paragraph(text, sentence.start + match.start())):
                    what = f"'{match[0]}' names nobody"
                    mend = "Name who says so, or mark it: say 'hearsay' in the paragraph, or give the grade"
                    yield sentence.problem(match.start(), what, mend)


def _vague(sentence: Sentence) -> Iterator[re.Match[str]]:
    plain = sentence.plain
    yield from _VOICELESS.finditer(plain)
    named = any(one.name == "disputed" for one in sentence.said)  # prints who says so
    for match in () if named else _PEOPLE.finditer(plain):
        before = plain[: match.start()].split()
        if not before or not _ASKED.fullmatch(before[-1]):
            yield match
    if all(one.name == "model" for one in sentence.said):
        yield from _THINGS.finditer(plain)


def _graded(script: Script, text: Text) -> bool:
    if not text.keys or text.keys[0] not in ("strengths", "weaknesses", "cases") or script.review is None:
        return False
    items = getattr(script.review, str(text.keys[0]))
    return bool(items[int(text.keys[1])].grade == "hearsay")


def _paragraph(text: Text, at: int) -> str:
    start, end = text.plain.rfind("\n\n", 0, at), text.plain.find("\n\n", at)
    return text.plain[max(start, 0) : end if end >= 0 else None]
