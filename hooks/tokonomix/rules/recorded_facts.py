"""What a text says of a model's context, knowledge, days, stage and prices contradicts no record."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tokonomix.cards import value_text
from tokonomix.problem import Problem
from tokonomix.prose.numbers import Number, numbers
from tokonomix.prose.script import BOUND, Script, Sentence
from tokonomix.records import Model
from tokonomix.rules.subject import of_another, of_rivals, spoken, typed_others
from tokonomix.rules.words import DENIAL, SIZE_OF_CONTEXT, is_flatly_denied, is_reported, is_stated, words
from tokonomix.wording import partial_day

_TOPICS = (
    ("limits.context", words(SIZE_OF_CONTEXT), "tokens"),
    ("knowledge.reliable", words("knowledge", "cut-?off"), "day"),
    ("released", words("(?:released|launched) (?:in|on)", "release date"), "day"),
    ("shutdown_on", words("shutdown", "shut down", "switched off", "retires", "last day"), "day"),
)
_STAGE = words(
    "((?:(?:is|remains|stays) (?:still )?(?:in |a )?|(?:graduates?|graduated|emerges?) from |leaves |exits )"
    "(preview|current|generally available|general availability|production release))"
)
_STAGES = dict.fromkeys(("generally available", "general availability", "production release"), "current")
_STATES = ("preview", "current", "deprecated", "retired")
_GONE = "retired|shut down|switched off|turned off|withdrawn|discontinued"
_NOT = "(?:(?:not|never|neither|yet|still|by no means|no longer) )*"
_ANY = rf"{_NOT}(?:(?!(?:to|being|soon|nearly|almost|partly|than|like|as)\b)\w+ )?{_NOT}"
_IS, _HAS = rf"(?:is|was|remains|stays)(?:n['’]t)? {_ANY}", rf"has(?:n['’]t)? {_ANY}"
_ENDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (rf"%s ((?P<how>(?:is|remains|stays)(?:n['’]t)? {_NOT}(?:in|an?) )(?:preview|beta|alpha))", ("preview",)),
    (r"%s ((?:is|remains|stays) (?:still )?(?:in|an?) (?:public|open|closed) (?:beta|alpha))", ("preview",)),
    (r"%s ((?:still )?counts as (?:an? )?(?:preview|beta))", ("preview",)),
    (rf"%s ((?P<how>{_IS}|{_HAS}been {_ANY})(?:{_GONE}))", ("retired",)),
    (r"%s (no longer answers|is no longer (?:sold|offered|available))", ("retired",)),
    (rf"\bhas (?!not|never|neither)(?:\w+ )?((?:{_GONE})) (?:it|the model)", ("retired",)),
    (rf"%s ((?P<how>is(?:n['’]t)? {_NOT}being {_ANY})(?:{_GONE}|phased out))", ("deprecated",)),
    (rf"%s ((?P<how>(?:is|remains)(?:n['’]t)? {_ANY})deprecated)", ("deprecated",)),
    (rf"%s ((?P<how>was(?:n['’]t)? {_ANY}|{_HAS}been {_ANY})deprecated)", ("deprecated", "retired")),
)
"""What may be said of the beginning or end of a model, which stands for %s, and in which states it is true.

Where a denial stands within `how`, it is untrue in the first of them.
"""
_ELSEWHERE = re.compile(r"\s+(?:on|in|at|by|for|as|to)\b", re.IGNORECASE)
"""After a denial: what is not retired 'on Azure' may be retired by its maker."""
_PER_TOKENS = words("tokens?", "per million", "per 1M", "input", "output", "list prices?")


def check(script: Script) -> Iterator[Problem]:
    """Yield a problem for each statement about the page's own model that its record contradicts.

    A value that another source claims on record is no contradiction, and a forecast speaks of another day.
    """
    model = script.subject
    if model is None:
        return
    for text in script.texts:
        if text.keys[:1] == ("forecasts",):
            continue
        for sentence in text.sentences:
            yield from _prices(script, sentence, model)
            if of_another(script, sentence, model):
                continue
            yield from _values(sentence, model)
            yield from _stage(script, sentence, model)


def _values(sentence: Sentence, model: Model) -> Iterator[Problem]:
    for number in numbers(sentence.plain):
        field = _meant(sentence, number)
        fact = model.facts.get(field) if field else None
        if field is None or fact is None:
            continue
        values = (fact.value, *(claim.value for claim in fact.claims))
        known = {value_text(field, value) for value in values if value is not None}
        if not any(_agrees(number, text) for text in known):
            what = f"'{number.text}' contradicts the record: {' or '.join(sorted(known))}"
            yield sentence.problem(number.start, what, f'Write {{{{ fact("{field}") }}}}')


def _meant(sentence: Sentence, number: Number) -> str | None:
    """Return the fact whose words stand nearest to a number, None if none is told or two stand equally near.

    Words right before a binding are told by that, and by no number elsewhere in the sentence.
    """
    near: dict[str, int] = {}
    for field, topic, unit in _TOPICS:
        for match in topic.finditer(sentence.plain) if unit == number.unit else ():
            if not sentence.plain[match.end() :].lstrip().startswith(BOUND):
                apart = max(number.start - match.end(), match.start() - number.end)
                near[field] = min(apart, near.get(field, apart))
    ranked = sorted(near, key=lambda field: near[field])
    tied = len(ranked) > 1 and near[ranked[0]] == near[ranked[1]]
    return ranked[0] if ranked and not tied else None


def _agrees(number: Number, text: str) -> bool:
    if number.unit == "day":
        typed = partial_day(number.text) if re.fullmatch(r"\d{4}-\d\d(-\d\d)?", number.text) else number.text
        return " ".join(typed.split()).lower() in " ".join(text.split()).lower()
    return number.low is not None and f"{number.low:,.0f}" == text


def _prices(script: Script, sentence: Sentence, subject: Model) -> Iterator[Problem]:
    """Yield a problem for each typed price for tokens that the one model of a sentence never had on record."""
    if not _PER_TOKENS.search(sentence.plain):
        return
    others = typed_others(script, sentence, subject)
    if any(len(named.models) > 1 for named in others):
        return
    catalog = script.catalog
    bound = [m for one in sentence.said if one.name == "model" and (m := script.model(one, "name"))]
    named = {m.id: m for m in (*bound, *(catalog.models[named.models[0]] for named in others))}
    if not named and of_rivals(sentence):
        return
    model = next(iter(named.values()), subject)
    known, own = _amounts(script, model), _amounts(script, subject)
    # Beside another model, 'its price' is that of the page's own, and so is a price told before the other is named.
    beside = re.search(rf"\bits\b|{spoken(subject)}", sentence.plain.replace(BOUND, ""), re.IGNORECASE)
    starts = [one.start - sentence.start for one in sentence.said if one.name == "model"]
    first = min((*starts, *(one.start for one in others)), default=0)
    for number in numbers(sentence.plain) if known and len(named) < 2 else ():
        meant = [subject, model] if model is not subject and number.start < first else [model]
        either = known | own if beside or subject in meant else known
        if number.unit == "US$" and number.low and not either & {number.low, number.high}:
            what = f"'{number.text}' is no price of {' or '.join(one.name for one in meant)} on record"
            calls = ['price("…")' if one is subject else f'price("…", "{one.id}")' for one in meant]
            yield sentence.problem(number.start, what, f"Write {' or '.join(f'{{{{ {call} }}}}' for call in calls)}")


def _amounts(script: Script, model: Model) -> set[float]:
    rows = [row.amount for row in script.catalog.prices_of(model.id)]
    claims = [claim.amount for claim in script.catalog.claims_of(model.id)]
    return {float(amount) for amount in (*rows, *claims) if amount is not None}


def _stage(script: Script, sentence: Sentence, model: Model) -> Iterator[Problem]:
    day = script.written
    state = model.state(day)
    plain = sentence.plain
    told = {match.start(): (match[1], _wrong_unless(match[2])) for match in _STAGE.finditer(plain)}
    for verb, states in _ENDS:
        for match in re.finditer(verb.replace("%s", spoken(model)) + r"\b(?! from)", plain, re.IGNORECASE):
            at, end = match.span(1)
            if not DENIAL.search(match.groupdict().get("how", "")):
                told[at] = match[1], {*_STATES} - {*states}
            elif is_flatly_denied(plain, at, end) and not _ELSEWHERE.match(plain, end):
                told[at] = match[1], {states[0]}
    for at, (said, wrong) in told.items():
        if state in wrong and is_stated(plain, at) and not is_reported(plain, at, at + len(said)):
            what = f"'{said}', but on {value_text('read', day)} the record says {state}"
            yield sentence.problem(at, what, "Write {{ state() }}")


def _wrong_unless(stage: str) -> set[str]:
    return {*_STATES} - {_STAGES.get(stage.lower(), stage.lower())}
