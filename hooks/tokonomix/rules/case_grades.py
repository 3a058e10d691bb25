"""A case study has the grade that its witness allows."""

from __future__ import annotations

from collections.abc import Iterator

from tokonomix.problem import Problem
from tokonomix.prose.script import Script
from tokonomix.rules.words import is_stated, words

_NOBODY = words(
    "unnamed", "anonymous", "undisclosed", "confidential", "an? (?:large|leading|major|early)", "early[- ]access"
)  # fmt: skip

_HOUSES = (
    r"hospitals?|banks?|schools?|clinics?|retailers?|insurers?|universit(?:y|ies)|courts?|ministr(?:y|ies)|"
    r"call cent(?:re|er)s?|airlines?|police forces?|(?:group|medical) practices?|firms?|compan(?:y|ies)|"
    r"manufacturers?|administrations?|authorit(?:y|ies)|start-?ups?|agenc(?:y|ies)|publishers?|newspapers?|"
    r"municipalit(?:y|ies)|consortium|utilit(?:y|ies)"
)
_DOES = (
    r"runs?|ran|uses?|used(?! (?:by|in)\b)|deploy(?:s|ed)?|lets?|replace[sd]|integrate[sd]|adopted|piloted|trialled|"
    r"automate[sd]|(?:switched|migrated|moved)(?! (?:on|to (?:an?|the) (?:newer|later|next|other|successor))\b)|"
    r"rolled (?:\w+ )?out|built(?! (?:on|with|for|by|in|from)\b)|cut|saved|relies|rel(?:y|ied) on"
)
"""What a user does; 'agents built on it' and 'moved to the newer version' tell nothing of what it did for whom."""
_NEVER = r"(?!(?:that|which|who|can|could|may|might|must|should|will|would|ought|not|never|we|you)\b)"
"""Right before each word between a user and what it does: with one of these it is advice, or a denial."""
_TAKEN = (
    r"(?:(?:has|have) )?(?:\w+ly )?"
    "(?:adopted|deployed|piloted|trialled|rolled (?:it )?out|(?:uses?|runs?|lets?) (?:it|the model))"
)
_TOLD = words(
    rf"(?:an?|one|two|three|some|several|many|one of the) (?:(?!that\b|which\b|who\b)[\w-]+ ){{0,3}}?(?:{_HOUSES})"
    rf" (?:{_NEVER}[\w-]+ ){{0,7}}?(?<!\bto )(?:{_DOES})",
    rf"(?:one|an?|another) (?:customer|client|user|buyer), (?:an?|one of) [^,.;]{{3,60}}, (?:{_DOES})",
    rf"the (?:city|town|state|canton|county|region|government|ministry|university) of (?-i:[A-Z])[\w-]+ {_TAKEN}",
)
"""Words that tell a case outside the cases of the front matter, where it would have no grade."""


def check(script: Script) -> Iterator[Problem]:
    """Yield a problem for each case with an unnamed witness that is no hearsay, and each other one without a source.

    A case without any grade is told by the shape of the front matter.
    """
    review = script.review
    for index, case in enumerate(review.cases if review else ()):
        place = script.page.front.place("cases", index, "grade")
        if _NOBODY.search(case.said_by) and case.grade != "hearsay":
            what = f"grade is '{case.grade}', but '{case.said_by}' names nobody"
            yield Problem(place, what, "Write 'hearsay', or name who says so")
        elif case.grade != "hearsay" and ("cases", index) not in script.cites:
            what = f"grade is '{case.grade}', but the case cites no source"
            yield Problem(place, what, "Add 'cite' with a source of data/sources.yml, or write 'hearsay'")
        if case.grade == "measured":
            what = "grade is 'measured', but a case is no run of ours with a record"
            yield Problem(place, what, "Write 'reported', and bind the figures of the run if there is one")
    for sentence in script.sentences if review else ():
        told = _TOLD.search(sentence.plain) if sentence.text.keys == () else None
        cited = any(one.name == "cite" for one in sentence.said)
        if told and not cited and is_stated(sentence.plain, told.start()):
            what = f"'{told[0]}' tells who uses it, but not who says so"
            mend = "Cite who says so after the sentence, or move it to 'cases', where its 'grade' says how sure it is"
            yield sentence.problem(told.start(), what, mend)
