"""What nobody can be named for is marked as hearsay."""

from __future__ import annotations

from collections.abc import Iterator

from tokonomix.problem import Problem
from tokonomix.prose.script import Script, Text
from tokonomix.rules.words import words

_FEW = "{0,4}"
"""Words that may stand between who is said to say it and the verb: 'Teams in three countries report'."""
_VAGUE = words(
    r"anecdotal\w*", r"rumou?r\w*", "reportedly", "allegedly", "it is said", "(?:is|are) said to", "insiders",
    "word is", "early[- ]access partners", "publicly available signals",
    r"(?:unnamed |some |many )?(?:developers|teams|users|customers|partners|practitioners|people|observers|sources|"
    r"teachers|analysts|experts|engineers|operators|companies|firms|buyers|clinicians|lawyers)"
    rf"(?:\s+(?!(?:who|whose|that|which|to|and|or|should|can|may|must|will|need)\b)[\w-]+){_FEW} "
    r"(?:report(?:s|ed)?|note[sd]?|claim(?:s|ed)?|say|said|suggest(?:ed)?|believe[sd]?|complain(?:ed)?|describe[sd]?)",
)  # fmt: skip
_MARKED = words("hearsay", "speculation")


def check(script: Script) -> Iterator[Problem]:
    """Yield a problem for each vague source outside a claim of the grade hearsay or a paragraph that says the word."""
    if script.review is None:
        return
    for text in script.texts:
        if _graded(script, text):
            continue
        for match in _VAGUE.finditer(text.plain):
            if not _MARKED.search(_paragraph(text, match.start())):
                what = f"'{match[0]}' names nobody"
                mend = "Name who says so, or mark it: say 'hearsay' in the paragraph, or give the grade"
                yield text.problem(match.start(), what, mend)


def _graded(script: Script, text: Text) -> bool:
    if not text.keys or text.keys[0] not in ("strengths", "weaknesses", "cases") or script.review is None:
        return False
    items = getattr(script.review, str(text.keys[0]))
    return bool(items[int(text.keys[1])].grade == "hearsay")


def _paragraph(text: Text, at: int) -> str:
    start, end = text.plain.rfind("\n\n", 0, at), text.plain.find("\n\n", at)
    return text.plain[max(start, 0) : end if end >= 0 else None]
