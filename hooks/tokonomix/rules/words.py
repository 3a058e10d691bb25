"""Patterns that find whole words, whatever their capitals, and what the words around a finding make of it."""

from __future__ import annotations

import re

SIZE_OF_CONTEXT = "context (?:window|length|size|limit)s?|context (?:is|was|of|holds|reaches|comes)"
"""Words for how much a model holds: where its answers get worse is another number of tokens."""
MORE = (
    "cheaper|dearer|faster|slower|better|worse|stronger|weaker|costlier|pricier|smarter|quicker|"
    "(?:more|less) (?:expensive|capable|accurate|reliable|powerful|affordable)"
)
"""Words that place one model above or below another."""
MOST = (
    "best|cheapest|dearest|fastest|slowest|quickest|strongest|weakest|smartest|worst|costliest|priciest|"
    "(?:most|least) (?:expensive|capable|accurate|reliable|powerful|affordable|advanced|intelligent|efficient)"
)
"""Words that place a model above or below all others; 'the longest answers' are no such claim."""
UNMATCHED = (
    "un(?:matched|rivalled|beaten|paralleled|equalled)|with(?:out| no) (?:an? )?(?:rival|equal)|second to none|"
    r"state[- ]of[- ]the[- ]art|(?:world|best[- ]in)[- ]class|top[- ]tier|cutting[- ]edge|market leader|\w+-leading|"
    r"leading (?:\w+ )?(?:model|voice|choice)s?|"
    "(?:leads|leading|tops|topping) the (?:field|market|pack|board)"
)
"""Words of praise that say the same without 'the best'."""
_OPEN = (
    "if", "whether", "unless", "until", "once", "when", "whenever", "where", "wherever", "after", "before", "suppose",
    "should", "must", "may", "needs?", "(?:has|have|had) to", "asks?", "requires?", "provided",
)  # fmt: skip
_DENIED = ("no", "not", "never", "nobody", "nothing", "none", "neither", "nor", "cannot", "without", r"\w+n['’]t")
_CLAUSES = re.compile(r"[;:–—]|, (?:but|yet)\b")
_HEARD = (
    "according to", "as far as (?!we\\b|our\\b|the records?\\b)", "reportedly", "allegedly", "supposedly", "in theory",
)  # fmt: skip
"""Words that make a clause another's, wherever in it they stand."""
_TELLS = (
    "(?:say|claim|report|think|hope|believe|expect|assume|suggest|predict|fear|promise|write|pretend)s?",
    "(?:claim|report|expect|believ|hop|assum|suggest|predict|fear|promis|pretend)ed", "said", "thought", "wrote",
    r"(?:forecast|rumou?r|claim|prediction)\w*",
)  # fmt: skip
"""Words that make what follows another's: 'Acme says that it is', but not 'As Acme says, it is'."""
_LIMITS = (
    "before", "until", "unless", "if", "when", "while", "where", "except", "other than", "outside", "since", "only",
    "always", "necessarily", "just", "merely", "simply", "solely", "exclusively", "entirely", "wholly", "guaranteed",
    "automatically", "everywhere", "by default", "for now", "apart from", "elsewhere", "alone", "fully", "completely",
)  # fmt: skip
"""Words that limit a denial: what is 'not always' so, or 'not so unless' you ask for it, may well be so."""


def words(*alternatives: str) -> re.Pattern[str]:
    """Return what finds any of the alternatives, each a regular expression, as whole words."""
    return re.compile(rf"\b(?:{'|'.join(alternatives)})\b", re.IGNORECASE)


_NOT_STATED = words(*_OPEN, *_DENIED)
DENIAL = words(*_DENIED, "nowhere", "no longer", "hardly")
_HEARSAY, _LIMITED = words(*_HEARD), words(*_LIMITS)
_TOLD_BY = re.compile(rf"\b(?:{'|'.join(_TELLS)})\b[^,]*$", re.IGNORECASE)
_RIGHT_BEFORE = re.compile(
    rf"\b(?:{'|'.join(_DENIED)})(?:\s+(?!leav|outside|only\b|just\b)[\w-]+){{0,2}}\s+$", re.IGNORECASE
)
_RIGHT_AFTER = re.compile(r"\s+(?:is|are)\s+(?:not|never)\s+(?:needed|wanted|used|sent|asked)\b", re.IGNORECASE)


def is_stated(plain: str, at: int) -> bool:
    """Tell whether what stands at an offset is told as a fact by us.

    It is not where its clause has a condition, a demand or a denial before it, nor between quotation marks.
    """
    before = plain[:at]
    quoted = before.count("“") > before.count("”") or before.count('"') % 2 == 1
    return not quoted and not _NOT_STATED.search(_CLAUSES.split(before)[-1])


def is_reported(plain: str, start: int, end: int) -> bool:
    """Tell whether what stands between offsets is what another says, or what somebody expects."""
    before, after = _CLAUSES.split(plain[:start])[-1], _CLAUSES.split(plain[end:])[0]
    return bool(_HEARSAY.search(f"{before}|{after}") or _TOLD_BY.search(before))


def is_flatly_denied(plain: str, start: int, end: int) -> bool:
    """Tell whether a denial between offsets holds without a limit: no condition, no 'not always'."""
    before, after = _CLAUSES.split(plain[:start])[-1], _CLAUSES.split(plain[end:])[0]
    limited = _LIMITED.search(f"{before}|{plain[start:end]}|{after}")
    return not limited and not plain.rstrip().endswith("?")


def is_denied(plain: str, start: int, end: int) -> bool:
    """Tell whether a denial reaches what stands between offsets: 'no images', 'nor speech', 'scans are not needed'.

    What may not leave a place, or is not the only thing, is not denied.
    """
    return bool(_RIGHT_BEFORE.search(plain[:start]) or _RIGHT_AFTER.match(plain, end))
