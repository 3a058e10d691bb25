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


def words(*alternatives: str) -> re.Pattern[str]:
    """Return what finds any of the alternatives, each a regular expression, as whole words."""
    return re.compile(rf"\b(?:{'|'.join(alternatives)})\b", re.IGNORECASE)


_NOT_STATED = words(*_OPEN, *_DENIED)
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


def is_denied(plain: str, start: int, end: int) -> bool:
    """Tell whether a denial reaches what stands between offsets: 'no images', 'nor speech', 'scans are not needed'.

    What may not leave a place, or is not the only thing, is not denied.
    """
    return bool(_RIGHT_BEFORE.search(plain[:start]) or _RIGHT_AFTER.match(plain, end))
