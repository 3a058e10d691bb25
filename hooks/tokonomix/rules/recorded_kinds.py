"""What a text says that the page's own model takes, gives and is open to agrees with its record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tokonomix.cards import value_text
from tokonomix.problem import Problem
from tokonomix.prose.script import BOUND, Script, Sentence
from tokonomix.records import Model
from tokonomix.rules.subject import spoken, statements
from tokonomix.rules.words import is_stated

_KINDS: Mapping[str, str] = {
    "text": r"texts?",
    "image": r"images?|pictures?|photos?|scans?|vision",
    "audio": r"audio|speech|voices?|sounds?|recordings?",
    "video": r"videos?|films?",
    "pdf": r"PDFs?",
}
"""The words for each kind of input and output."""
_KIND = "|".join(_KINDS.values())
_LIST = rf"(?:{_KIND})(?:(?:, (?:and |or )?| and | or | as well as )(?:{_KIND}))*\b"
_FIELDS = (
    ("modalities.input", "accept|take|read|see|hear|handle|understand|process|support"),
    ("modalities.output", "give|generate|produce|return|emit|output|draw|paint|create|render"),
)
"""The fact, and the verbs that tell it."""
_SENSES = (
    ("modalities.input", "audio", "hear|listen"),
    ("modalities.input", "image", "see(?! the (?:point|difference))"),
    ("modalities.output", "audio", "speak|talk"),
)
"""The kinds that a verb alone denies: 'it does not hear'."""
_AT_HOME = r"(?:at home|locally|yourself|on[- ]prem\w*|on your own (?:\w+ )?(?:machines?|servers?|hardware|computers?))"
_OPEN = r"open|public|downloadable|free to download"
_CLOSED = r"closed|secret|proprietary|not (?:open|public|published|released)|unpublished|kept secret"


def check(script: Script) -> Iterator[Problem]:
    """Yield a problem for each kind of input or output, and each word on its weights, that the record contradicts.

    Where the record is silent, nothing contradicts it.
    """
    for sentence, model in statements(script):
        for field, verbs in _FIELDS:
            yield from _kinds(sentence, model, field, verbs)
        yield from _senses(sentence, model)
        yield from _weights(sentence, model)


def _kinds(sentence: Sentence, model: Model, field: str, verbs: str) -> Iterator[Problem]:
    known = _known(model, field)
    it, adverbs = spoken(model), r"(?:(?:also|now|still|both) )?"
    third = "|".join(verb + ("es" if verb.endswith("s") else "s") for verb in verbs.split("|"))
    # It takes text and images; it takes text alone; it does not take images, or takes no images.
    only = rf"(?P<only>only )?(?:{third}|{verbs}) (?P<none_but>only |nothing but )?(?P<kinds>{_LIST})"
    takes = rf"{it} {adverbs}(?:can )?{only}(?P<alone> (?:only|alone))?"
    lacks = rf"{it} (?:(?:does not|doesn['’]t|cannot|can['’]t) (?:{verbs})|(?:{third}) no) (?P<kinds>{_LIST})"
    alone = rf"{it} is (?:an? )?(?P<kinds>text)[- ]only"
    for match in _found(takes, sentence) if known else ():
        kinds, alone_said = _named(match["kinds"]), match["only"] or match["none_but"] or match["alone"]
        if kinds - known or (alone_said and known - kinds):
            yield _problem(sentence, match, model, field)
    for match in _found(lacks, sentence) if known else ():
        if _named(match["kinds"]) & known:
            yield _problem(sentence, match, model, field)
    for match in _found(alone, sentence) if field == "modalities.input" else ():
        if known - {"text"}:
            yield _problem(sentence, match, model, field)


def _senses(sentence: Sentence, model: Model) -> Iterator[Problem]:
    for field, kind, verbs in _SENSES:
        cannot = rf"{spoken(model)} (?:does not|doesn['’]t|cannot|can['’]t)"
        lacks = rf"{cannot} (?:{verbs})(?=\W*\Z|[.,;:]| (?:and|or|at all)\b)"
        for match in _found(lacks, sentence) if kind in _known(model, field) else ():
            yield _problem(sentence, match, model, field)


def _weights(sentence: Sentence, model: Model) -> Iterator[Problem]:
    known = model.value("weights.open")
    it = spoken(model)
    weights, of_it = r"\b(?:its|the) weights are (?:\w+ly )?", rf"(?:{it} is |\A\s*)an? (?:\w+ )?"
    says = {
        True: rf"{weights}(?:{_OPEN})\b|{of_it}open-weights?\b|"
        rf"{it} (?:has open weights|is open[- ]source|can be (?:self-hosted|downloaded|run {_AT_HOME}))\b|"
        rf"\byou can (?:download (?:it|the model|its weights)|(?:run|host) (?:it|the model) {_AT_HOME})\b|"
        r"\bits weights can be downloaded\b",
        False: rf"{weights}(?:{_CLOSED})\b|{of_it}closed-weights?\b",
    }
    for says_open, pattern in says.items():
        for match in _found(pattern, sentence) if known is not None and known != says_open else ():
            yield _problem(sentence, match, model, "weights.open")


def _found(pattern: str, sentence: Sentence) -> Iterator[re.Match[str]]:
    for match in re.finditer(pattern, sentence.plain, re.IGNORECASE):
        if is_stated(sentence.plain, match.start()):
            yield match


def _named(kinds: str) -> set[str]:
    return {kind for kind, pattern in _KINDS.items() if re.search(rf"\b(?:{pattern})\b", kinds, re.IGNORECASE)}


def _known(model: Model, field: str) -> set[str]:
    """Return the kinds on record, those that another source claims included."""
    fact = model.facts.get(field)
    values = (fact.value, *(claim.value for claim in fact.claims)) if fact else ()
    return {kind for value in values for kind in value or ()}


def _problem(sentence: Sentence, match: re.Match[str], model: Model, field: str) -> Problem:
    said = match[0].lstrip(f"{BOUND} ")
    what = f"'{said}', but the record says: {value_text(field, model.value(field))}"
    return sentence.problem(match.end() - len(said), what, f'Write {{{{ fact("{field}") }}}}')
