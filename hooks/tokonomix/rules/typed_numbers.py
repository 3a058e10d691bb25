"""A number in a text is bound, cited, or named in data/numbers.csv with the reason why it may be typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tokonomix.problem import Problem
from tokonomix.prose.numbers import MONEY, MONTHS, Number, numbers
from tokonomix.prose.scanner import code
from tokonomix.prose.script import Script, Sentence, Text
from tokonomix.records import Model, Typed
from tokonomix.rules.expressions import expression_of

_ANY_NUMBER = r"\d[\d,.\u202f\u00a0]*(?:\([0-9a-z]+\))*"
_VALUES = ("price", "reported", "score", "speed", "cost", "fact")
_RATIO = re.compile(r"(?:half|halv|doubl|tripl|trebl|quadrupl|twice|thrice|\w+-?fold\b)", re.IGNORECASE)
_TIER = re.compile(r"\b(?:batch|flex|priority)\b", re.IGNORECASE)
_OTHERWISE = (
    "Bind it with {{ … }} as docs/bindings.md shows, cite its source after it, or name it in data/numbers.csv with the "
    "reason"
)
_VERSIONED = re.compile(r"[A-Z][\w.+-]*\s\Z")


def check(script: Script) -> Iterator[Problem]:
    """Yield a problem for each typed number, with the expression to write where a record has its value.

    In the body a citation covers the sentence it follows, in the front matter the item it stands in. The statement of
    a forecast is the one place for a figure of our own: no record can hold it before its day.
    """
    names = _names(script)
    for text in script.texts:
        if _is_ours(text) or text.keys[:2] in script.cites:
            continue
        for sentence in text.sentences:
            cited = any(one.name == "cite" for one in sentence.said)
            free = [] if cited else [*_allowed(script, text), *names]
            spans = [match.span() for pattern in free for match in pattern.finditer(sentence.plain)]
            for number in () if cited else numbers(sentence.plain):
                if not any(start <= number.start and number.end <= end for start, end in spans):
                    yield sentence.problem(number.start, f"'{number.text}' is typed", _mend(script, sentence, number))
        yield from _in_code(text)


def _in_code(text: Text) -> Iterator[Problem]:
    """Yield a problem for each amount of money or per cent in backticks, which make no code of it."""
    for start, end in () if text.keys else code(text.text):
        for number in numbers(text.text[start:end]):
            if number.unit in (*MONEY, "%"):
                what = f"'{number.text}' is typed, as code"
                yield text.problem(start + number.start, what, "Take it out of the backticks, and bind or cite it")


def due(script: Script) -> Iterator[Problem]:
    """Yield a finding for each entry of data/numbers.csv that nothing on its page needs any more."""
    for entry in script.catalog.typed:
        if entry.page == script.page.path and not any(_allowing(entry).search(t.plain) for t in script.texts):
            what = f"{entry.page} no longer says '{entry.text}'"
            yield Problem(entry.row.place("text"), what, "Remove the line, or mend its words", due=True)


def allowing(entry: Typed) -> re.Pattern[str]:
    """Return what finds the words of an entry of data/numbers.csv."""
    parts = [r"\s+".join(re.escape(word) for word in part.split(" ")) for part in entry.text.split("#")]
    return re.compile(rf"(?<!\w){_ANY_NUMBER.join(parts)}(?!\w)", re.IGNORECASE)


def _is_ours(text: Text) -> bool:
    return text.keys[:1] == ("forecasts",) and text.keys[-1] == "statement"


def _allowed(script: Script, text: Text) -> list[re.Pattern[str]]:
    found = [_allowing(e) for e in script.catalog.typed if e.page in (None, script.page.path)]
    if script.review and text.keys == ():
        day = script.review.technical_review
        found.append(re.compile(f"{day.day}\\s{MONTHS[day.month - 1]}\\s{day.year}|{day}"))
    return found


_allowing = lru_cache(maxsize=None)(allowing)


def _names(script: Script) -> list[re.Pattern[str]]:
    """Return what finds the names with digits that the page uses: they are names, whatever they count."""
    catalog, page = script.catalog, script.page.text
    named = {
        name
        for records in (catalog.models, catalog.platforms, catalog.sources, catalog.vendors)
        for key, record in records.items()
        for name in (key, record.name)
        if name in page and any(sign.isdigit() for sign in name)
    } | {b.card.name for b in catalog.benchmarks.values() if b.card.name in page}
    named |= {key for key in catalog.cycles if key in page}
    # The name of a cycle is a month: it names the cycle only beside that word.
    months = "|".join(re.escape(cycle.name) for cycle in catalog.cycles.values() if cycle.name in page)
    found = [re.compile("|".join(re.escape(name) for name in sorted(named, key=len, reverse=True)))] if named else []
    return [*found, *([re.compile(rf"\bcycles?\s(?:of\s)?(?:{months})|(?:{months})\scycle\b")] if months else [])]


def _mend(script: Script, sentence: Sentence, number: Number) -> str:
    if models := _named(script, sentence, number):
        several = f'Bind the one that is meant, such as {{{{ model("{models[0]}") }}}}'
        return several if len(models) > 1 else f'Write {{{{ model("{models[0]}") }}}}'
    if number.unit in ("hosts", "platforms") and script.subject:
        return "Write {{ hosts() }}, which names them"
    if _is_ratio(number) and sum(one.name in _VALUES for one in sentence.said) > 1:
        return "Leave it out: both values stand in the sentence, and nothing keeps this in step with them"
    if _is_ratio(number) and (tier := _TIER.search(sentence.plain)):
        beside = f'{{{{ price(…, tier="{tier[0].lower()}") }}}}'
        return f"Leave it out, and show both prices: {{{{ price(…) }}}} and {beside}"
    for model in _spoken_of(script, sentence):
        if write := expression_of(script, sentence.plain, model, number):
            return _fitted(sentence, model, write, number)
    return _unrecorded(script, sentence, number)


def _is_ratio(number: Number) -> bool:
    return number.unit in ("%", "times") or bool(_RATIO.match(number.text))


def _fitted(sentence: Sentence, model: Model, write: str, number: Number) -> str:
    """Return the advice to write a call, with the words beside it that its value needs and the typed number had."""
    field = re.match(r'fact\("(.+?)"', write)
    advice = f"Write {{{{ {write} }}}}"
    if field and number.unit == "tokens":
        return f"{advice} tokens"
    if field and re.fullmatch(r"[^\W\d]+\s\d{4}", number.text):
        is_day = len(str(model.value(field[1]))) == len("2026-11-23")
        if is_day and re.search(r"\bin\s\Z", sentence.plain[: number.start], re.IGNORECASE):
            return f"{advice} and, before it, 'on' for 'in': the record has the day"
    return advice


def _unrecorded(script: Script, sentence: Sentence, number: Number) -> str:
    """Return what to do with a number that no record has."""
    if script.review and sentence.text.keys == () and number.unit == "day":
        day = script.review.technical_review
        month = f"{MONTHS[day.month - 1]} {day.year}"
        if " ".join(number.text.split()) == month:
            return f"Write 'on {day.day} {month}', the day of the review, or leave it out: the page shows it"
    if script.subject and not number.unit and _is_part(number.text, script.subject.name):
        return f'Leave it out, or write the whole name with {{{{ model("{script.subject.id}") }}}}'
    if _VERSIONED.search(sentence.plain[: number.start]) and re.fullmatch(r"\d+\.\d+", number.text):
        return f"Bind it or cite its source after it; a version is written 'v{number.text}'"
    return _OTHERWISE


def _is_part(text: str, name: str) -> bool:
    return bool(re.search(rf"(?<![\w.]){re.escape(text)}(?![\w.])", name))


def _named(script: Script, sentence: Sentence, number: Number) -> tuple[str, ...]:
    """Return the models that the name around a number means."""
    found = () if number.unit else script.names.found(sentence.plain)
    return next((n.models for n in found if n.start <= number.start and number.end <= n.end), ())


def _spoken_of(script: Script, sentence: Sentence) -> list[Model]:
    """Return the models that a sentence names, then the subject of the page."""
    catalog = script.catalog
    names = [str(one.arguments.get("name")) for one in sentence.said]
    bound = [catalog.models[name] for name in names if name in catalog.models]
    return [*bound, *([script.subject] if script.subject else [])]
