"""A number in a text is bound, cited, or named in data/numbers.csv with the reason why it may be typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from tokonomix import wording
from tokonomix.cards import FIELD_NAMES
from tokonomix.problem import Problem
from tokonomix.prose.numbers import MONEY, MONTHS, Number, numbers, unit_of
from tokonomix.prose.scanner import code
from tokonomix.prose.script import Script, Sentence, Text
from tokonomix.records import Model, Typed

_ANY_NUMBER = r"\d[\d,.\u202f\u00a0]*(?:\([0-9a-z]+\))*"
_VERSIONED = re.compile(r"[A-Z][\w.+-]*\s\Z")
_DAY = re.compile(rf"(\d{{1,2}})\s({'|'.join(MONTHS)})\s(\d{{4}})|(\d{{4}})-(\d\d)-(\d\d)")


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
        for records in (catalog.models, catalog.platforms, catalog.sources, catalog.cycles, catalog.vendors)
        for key, record in records.items()
        for name in (key, record.name)
        if name in page and any(sign.isdigit() for sign in name)
    } | {b.card.name for b in catalog.benchmarks.values() if b.card.name in page}
    if not named:
        return []
    return [re.compile("|".join(re.escape(name) for name in sorted(named, key=len, reverse=True)))]


def _mend(script: Script, sentence: Sentence, number: Number) -> str:
    if models := _named(script, sentence, number):
        several = "Bind the one that is meant with {{ model(…) }}"
        return several if len(models) > 1 else f'Write {{{{ model("{models[0]}") }}}}'
    for model in _spoken_of(script, sentence):
        if write := _expression(script, model, number, own=model == script.subject):
            return f"Write {{{{ {write} }}}}"
    if _VERSIONED.search(sentence.plain[: number.start]) and re.fullmatch(r"\d+\.\d+", number.text):
        return f"Bind it or cite its source after it; a version is written 'v{number.text}'"
    return "Bind it, cite its source after it, or name it in data/numbers.csv with the reason"


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


def _expression(script: Script, model: Model, number: Number, *, own: bool) -> str | None:
    """Return the call whose value is the typed number, None if no record of the model has it."""
    of = "" if own else f', "{model.id}"'
    for name in FIELD_NAMES:
        if _is_fact(model.value(name), number):
            return f'fact("{name}"{of})'
    if number.unit in MONEY and number.low == number.high:
        for rate, known in script.edition.rates(model.id).items():
            same = unit_of(known.price.currency) == number.unit
            if same and known.price.amount is not None and float(known.price.amount) == number.low:
                return f'price("{rate}"{of})'
    for result in script.catalog.results_of(model.id):
        unit = script.catalog.benchmarks[result.benchmark].card.metrics[result.metric].unit
        ends = result.bounds or ((result.value, result.value) if result.value is not None else None)
        if ends == (number.low, number.high) and unit == number.unit and unit:
            task = f', "{result.task}"' if result.task else ""
            name = "" if own else f', model="{model.id}"'
            return f'reported("{result.metric}"{task}{name})'
    return None


def _is_fact(value: object, number: Number) -> bool:
    if number.unit == "day":
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d", value):
            return wording.partial_day(value).lower() == " ".join(number.text.split()).lower()
        return _day(number.text) is not None and _day(number.text) == (_day(value) if isinstance(value, str) else value)
    known = isinstance(value, int) and not isinstance(value, bool)
    return known and number.low == number.high == value and number.unit in ("", "tokens")


def _day(text: str) -> date | None:
    found = _DAY.fullmatch(text)
    if not found:
        return None
    if found[4]:
        return date(int(found[4]), int(found[5]), int(found[6]))
    return date(int(found[3]), MONTHS.index(found[2].capitalize()) + 1, int(found[1]))
