"""What the words of a condition ask of a model: its kinds of input and output, open weights, a licence, a region."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tokonomix.rules.words import is_denied, words
from tokonomix.schema.content import Fit

_CALLS = r"(?<!tool )(?<!function )(?<!API )calls?(?! (?:tools?|functions?|to|for)\b)"
"""Calls by phone; those of a tool or an API are other calls."""
_EU, _OPEN, _HEARS, _SEES = Fit(processing="EU"), Fit(weights="open"), Fit(input=["audio"]), Fit(input=["image"])
_KEPT = words(
    "EU-only", "Schrems", "(?:data|EU) residency", "European (?:soil|territory|servers?)",
    r"transfers? (?:of \w+ )?to (?:third countries|the US|America)", "third[- ]country transfers?",
    r"(?:stay|remain|kept|keep|process|host|serv|run|leave)\w* (?:[\w-]+ ){0,3}?(?:the )?(?:EU|European Union)",
    "(?:EU|European Union) (?:hosting|processing|hosts?|regions?)",
)  # fmt: skip
"""Words that ask for processing in the EU wherever they stand."""
_ASKS: tuple[tuple[re.Pattern[str], Fit], ...] = (
    (
        words(
            "open[- ]weights?", r"self-host\w*", r"on[- ]prem(?:ises?)?", "(?:host|run) it yourself",
            r"own (?:\w+ )?(?:machines?|servers?|hardware|computers?|GPUs?|clusters?|data cent(?:re|er)s?|premises)",
            r"(?:open|permissive)(?:ly)? licen[cs]\w+",
            "licen[cs]e (?:must|has to|should|needs to) be (?:an? )?(?:permissive|open)",
        ),
        _OPEN,
    ),
    (
        words(
            r"(?<!to-)(?<!to )speech", "spoken(?! answers?)", "voice", "phones?", "callers?", _CALLS,
            r"talk(?:s|ing)? (?:to|with) (?:it|the model|your (?:product|app|agent|assistant|service))",
        ),
        _HEARS,
    ),
    (words("text[- ]to[- ]speech", "spoken answers?", "reads? aloud"), Fit(output=["audio"])),
    (words("pictures?", "photos?", "images?", "scans?"), _SEES),
)  # fmt: skip
_LICENCES = tuple(
    (
        words(
            rf"{name}(?:[- ]2(?:\.0)?)?[- ]licen[cs]\w+", rf"under (?:an? |the )?{name}",
            rf"licen[cs]e (?:must|has to|should|needs to) be (?:an? )?{name}",
        ),
        Fit(weights="open", licence=[name]),
    )
    for name in ("Apache", "MIT")
)  # fmt: skip
_DRAWN = re.compile(r"\b(?:generat|draw|creat|mak|paint|produc)\w* (?:\w+ ){0,2}\Z", re.IGNORECASE)
"""Words before pictures that come out, not in."""
_LEAVES = re.compile(r"\b(?:(?:may|can|might|could) (?:also )?leave|outside(?: of)?) (?:the )?\Z", re.IGNORECASE)
"""Words before a place that nothing has to stay in, unless they are denied: 'may leave the EU'."""
_NEED_NOT = re.compile(
    r"\b(?:need not|(?:not|n['’]t) (?:have|need) to) \w+ (?:in|inside|within) (?:the )?\Z", re.IGNORECASE
)
_DENIES = words("no", "not", "never", "nothing", "none", "nobody", "neither", "without", "cannot")
_CONDITION = words(
    "for", "if", "when", "whenever", "where", "wherever", "whoever", "needs?", "must", "has to", "have to", "requires?",
    "wants?", "as soon as", "once", "to (?:run|host|keep|hear|read|see|process|generate|draw|create|make)",
)  # fmt: skip


def asked(when: str) -> list[Fit]:
    """Return what the words of a condition ask for; 'no images' ask for none. Pictures to draw come out."""
    return [fit for fit, _at in _asked(when, words("EU", "European Union", _KEPT.pattern))]


def asked_among(clause: str) -> list[Fit]:
    """Return what a clause of a text asks for: only words behind a condition, 'for speech'."""
    return [fit for fit, at in _asked(clause, _KEPT) if _CONDITION.search(re.split("[,;:(]", clause[:at])[-1])]


def _asked(text: str, europe: re.Pattern[str]) -> Iterator[tuple[Fit, int]]:
    for pattern, fit in ((europe, _EU), *_ASKS, *_LICENCES):
        for match in pattern.finditer(text):
            place = re.search(r"\b(?:EU|European Union)\Z", match[0])
            at = match.start() + place.start() if place else match.start()
            # What is denied is that it leaves, or the place itself, not what a text may do.
            if is_denied(text, at, match.end()) or (place and _is_free_to_leave(text[:at])):
                continue
            drawn = fit is _SEES and _DRAWN.search(text[: match.start()])
            yield Fit(output=["image"]) if drawn else fit, match.start()
            break


def _is_free_to_leave(before: str) -> bool:
    """Tell whether the words before a place say that nothing has to stay in it."""
    leaves = _LEAVES.search(before)
    return bool(_NEED_NOT.search(before) or (leaves and not _DENIES.search(re.split("[,;:]", before)[-1])))
