"""Which models a review recommends, and where it says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tokonomix.problem import Place
from tokonomix.prose.scanner import place_at
from tokonomix.prose.script import BOUND, Script, Sentence, Text
from tokonomix.records import Model
from tokonomix.rules.sections import RECOMMENDING, sections
from tokonomix.rules.words import is_denied, words
from tokonomix.schema.content import Switch

FIELDS = ("verdict", "shortlist", "switch")
"""Fields of the front matter in which a model that is named is recommended."""
_AGAINST = words(
    "skip", "avoid", r"(?:do|does|should|must|would) not", "never", "than", "instead of", "unlike", "rather than",
    "predecessors?", r"replac(?:es|ed|ing)", "followed", "succeed(?:s|ed)", "against", "behind", "older",
)  # fmt: skip
"""Words before a name, in the same clause, that recommend another model or none."""
TAKES = words(
    r"(?<!who )(?<!that )(?<!which )(?<!we )(?<!they )(?<!teams )(?<!users )(?<!people )(?<!developers )(?<!the )"
    "(?:take|use|choose|pick|evaluate|consider|try|prefer|shortlist|(?:switch|move|turn|go) to|go (?:with|for)|"
    "reach for|look at)"
)
"""Words that tell readers to take what follows them."""
_MODELS = rf"{BOUND}+(?:(?:, or |, and |, | or | and |/){BOUND}+)*"
_TAKEN = re.compile(
    rf"(?P<verb>{TAKES.pattern})(?: (?:a|the|instead|rather|at|either|model|version))*[ *]+(?P<models>{_MODELS})|"
    rf"\A\s*[-*+]\s+\**(?P<item>{_MODELS})|"
    rf"(?P<chosen>{_MODELS})\*{{0,2}} (?:fits\b|suits\b|is what to take|is the (?:\w+ )?(?:choice|one|pick)\b)",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[;:–—]|, (?:and|but|otherwise|while|whereas)\b")
_CLAUSES = re.compile(r"[,;:.!?()–—]|\n[ \t]*(?:\n|[-*+|#])")


@dataclass(frozen=True)
class Recommended:
    """A model that a review tells readers to take, where it stands, and the condition if it is one of `switch`."""

    model: Model
    place: Place
    switch: Switch | None = None


@dataclass(frozen=True)
class Taken:
    """A model that one sentence tells readers to take, where it stands, and the words around it that say when."""

    model: Model
    place: Place
    when: str


def recommended(script: Script) -> Iterator[Recommended]:
    """Yield the models of `switch`, and those bound where a review recommends, but for the subject itself.

    That is in the verdict, the shortlist and the switches, and in the sections that say the verdict in the body.
    """
    models = script.catalog.models
    for index, switch in enumerate(script.review.switch if script.review else ()):
        for number, name in enumerate(switch.to):
            if name in models:
                yield Recommended(models[name], script.page.front.place("switch", index, "to", number), switch)
    for text, start, end in passages(script):
        for one in text.said:
            model = models.get(str(one.arguments.get("name"))) if one.name == "model" else None
            if model and model != script.subject and start <= one.start < end and not is_against(text, one.start):
                yield Recommended(model, place_at(text.page.path, text.page.text, text.offsets[one.start]))


def passages(script: Script) -> Iterator[tuple[Text, int, int]]:
    """Yield each text, or part of a text from start to end, in which a review recommends."""
    for text in script.texts if script.review else ():
        if text.keys and text.keys[0] in FIELDS:
            yield text, 0, len(text.text) + 1
        elif not text.keys:
            yield from ((text, start, end) for heading, start, end in sections(text) if heading in RECOMMENDING)


def taken(script: Script) -> Iterator[Taken]:
    """Yield the models that a sentence or an item of a list tells readers to take, with what it says of when.

    Of 'for speech take A, for code B' the words of A are those before B.
    """
    models = script.catalog.models
    for text in script.texts if script.review else ():
        if (text.keys and text.keys[0] not in FIELDS) or text.keys[-1:] == ("when",):
            continue
        for sentence in text.sentences:
            bound = [one for one in sentence.said if one.name == "model"]
            for match in _TAKEN.finditer(sentence.plain) if bound else ():
                start, end = _span(match)
                at = sentence.start + start
                if match["verb"] and (is_denied(sentence.plain, *match.span("verb")) or is_against(text, at)):
                    continue
                when = _around(sentence, match)
                for one in bound:
                    model = models.get(str(one.arguments.get("name")))
                    if model and model != script.subject and start <= one.start - sentence.start < end:
                        place = place_at(text.page.path, text.page.text, text.offsets[one.start])
                        yield Taken(model, place, when)


def _span(match: re.Match[str]) -> tuple[int, int]:
    return match.span(next(name for name in ("models", "item", "chosen") if match[name]))


def _around(sentence: Sentence, match: re.Match[str]) -> str:
    """Return the clause of a recommendation, from the model before it to the one behind it."""
    plain, (start, end) = sentence.plain, _span(match)
    stops = [m.span() for m in _PARTS.finditer(plain)] + [m.span() for m in re.finditer(f"{BOUND}+", plain)]
    first = max((stop for _at, stop in stops if stop <= match.start()), default=0)
    # After the model that begins an item, a colon or dash begins the words of when.
    behind = end + (re.match(r"\**\s*[:–—]?", plain[end:]) or match).end() if match["item"] else end
    last = min((at for at, _stop in stops if at >= behind), default=len(plain))
    return f"{plain[first:start]}{BOUND * (end - start)}{plain[end:last]}"


def is_against(text: Text, at: int) -> bool:
    """Tell whether the words before a name, in its clause, recommend another model or none."""
    clause = _CLAUSES.split(text.plain[max(0, at - 300) : at])[-1]
    return bool(_AGAINST.search(clause))
