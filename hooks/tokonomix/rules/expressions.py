"""The expression to write instead of a typed number: its record has the value, and its sentence speaks of it.

A number that rounds to a record means it: 4k tokens are 4,096, October 2023 is 1 October 2023. A price is offered only
beside words of prices, a result only beside words of its task, its benchmark or its metric: 50 % may be anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from tokonomix import wording
from tokonomix.cards import FIELD_NAMES
from tokonomix.prose.lookup import BindingError, result_of
from tokonomix.prose.numbers import MONEY, MONTHS, Number, unit_of
from tokonomix.prose.script import Script
from tokonomix.records import Model, Result
from tokonomix.rules.words import words

_DAY = re.compile(rf"(\d{{1,2}})\s({'|'.join(MONTHS)})\s(\d{{4}})|(\d{{4}})-(\d\d)-(\d\d)")
_MONTH = re.compile(rf"(?:{'|'.join(MONTHS)})\s\d{{4}}", re.IGNORECASE)
_OF_DAYS = {
    "released": words(
        "released?", "launch(?:ed)?", "came", "appeared", "introduced", "published", "out since", "since"
    ),
    "deprecated_on": words("announced", r"deprecat\w+", "notice"),
    "shutdown_on": words("shut ?down", "ends?", "retire[sd]?", "switched off", "last day", "gone"),
    "earliest_shutdown_on": words("shut ?down", "ends?", "retire[sd]?", "switched off"),
    "knowledge.reliable": words("knowledge", "cut-?off", "knows"),
    "knowledge.training": words(r"train\w*", "knowledge", "cut-?off"),
}
"""The days of a model, and the words beside which a month alone means them."""
_OF_PRICES = words(
    "prices?", r"pricing", "priced", "costs?", "pays?", "charges?", r"bill\w*", "fees?", "sells?", "sold", "rates?",
    "cheap", "dear", "takes", "asks?", "per", "tokens?", "input", "output",
)  # fmt: skip
_ITEMS = ("", "items", "item", "questions", "question", "requests", "calls", "tests")
"""Units of a number that may say on how many items a result rests."""
_HOLLOW = frozenset(
    {"score", "scores", "rate", "task", "tasks", "test", "tests", "mean", "average", "total", "overall", "with", "from",
     "above", "behind", "ahead", "share", "cost", "whole", "game", "data", "index", "model", "models", "bench",
     "benchmark", "points", "number", "percentage", "time", "tokens", "input", "output", "question", "hard"}
)  # fmt: skip
"""Words in the names of tasks and metrics that stand in sentences about anything."""


def expression_of(script: Script, plain: str, model: Model, number: Number) -> str | None:
    """Return the call whose value is the typed number of a sentence, None if no record of the model has it."""
    own = model == script.subject
    of = "" if own else f', "{model.id}"'
    known = ((name, model.value(name)) for name in FIELD_NAMES)
    for name in (field for field, value in known if _is_fact(field, value, number, plain)):
        return f'fact("{name}"{of})'
    if rate := _rate(script, model, number) if _OF_PRICES.search(plain) else None:
        return f'price("{rate}"{of})'
    told = [(topic, result) for result in _results(script, model, number) if (topic := _topic(script, result, plain))]
    for _, result in sorted(told, key=lambda one: -one[0]):
        if call := _call(script, "reported", model, result, own=own):
            return call
    if call := _items(script, plain, model, number, own=own):
        return call
    for name in FIELD_NAMES:
        if _is_about(model.value(name), number):
            return f'fact("{name}"{of})'
    return None


def _is_fact(field: str, value: object, number: Number, plain: str) -> bool:
    if number.unit == "day":
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d", value):
            return wording.partial_day(value).lower() == " ".join(number.text.split()).lower()
        day = date.fromisoformat(value) if isinstance(value, str) and _DAY.fullmatch(value) else value
        if isinstance(day, date) and _MONTH.fullmatch(number.text) and _OF_DAYS[field].search(plain):
            return f"{MONTHS[day.month - 1]} {day.year}".lower() == " ".join(number.text.split()).lower()
        return _day(number.text) is not None and _day(number.text) == day
    return _is_count(value) and number.low == number.high == value and number.unit in ("", "tokens")


def _is_about(value: object, number: Number) -> bool:
    """Tell whether a typed number of tokens is a record rounded, to tens or to powers of two: 128k are 131,072."""
    if not isinstance(value, int) or not _is_count(value) or number.unit != "tokens" or number.low != number.high:
        return False
    if not number.low or abs(value - number.low) > 0.1 * value:
        return False
    digits = len(f"{number.low:.0f}".rstrip("0"))
    return float(f"{value:.{digits}g}") == number.low or value in (number.low * 1.024, number.low * 1.048576)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _day(text: str) -> date | None:
    found = _DAY.fullmatch(text)
    if not found:
        return None
    try:
        if found[4]:
            return date(int(found[4]), int(found[5]), int(found[6]))
        return date(int(found[3]), MONTHS.index(found[2].capitalize()) + 1, int(found[1]))
    except ValueError:
        return None


def _rate(script: Script, model: Model, number: Number) -> str | None:
    """Return the rate of a model that is the typed amount of money, of which a dollar or a euro may be in cents."""
    if number.unit not in MONEY or number.low is None or number.low != number.high:
        return None
    in_cents = number.unit == "cents"
    for rate, known in script.edition.rates(model.id).items():
        currency = unit_of(known.price.currency)
        same = currency in ("US$", "€") if in_cents else currency == number.unit
        if same and known.price.amount is not None:
            typed = number.low / 100 if in_cents else number.low
            if abs(float(known.price.amount) - typed) < 1e-9:
                return rate
    return None


def _results(script: Script, model: Model, number: Number) -> Iterator[Result]:
    """Yield the results of a model whose value, as published, is the typed number."""
    for result in script.catalog.results_of(model.id):
        unit = unit_of(script.catalog.benchmarks[result.benchmark].card.metrics[result.metric].unit)
        ends = result.bounds or ((result.value, result.value) if result.value is not None else None)
        if unit and unit == number.unit and ends == (number.low, number.high):
            yield result


def _topic(script: Script, result: Result, plain: str) -> int:
    """Return of how many telling words of a result's task, benchmark and metric a sentence has one."""
    benchmark = script.catalog.benchmarks[result.benchmark]
    task = benchmark.task(result.task)
    names = [
        result.task or "", task.name if task else "", benchmark.id, benchmark.card.name, result.metric,
        benchmark.card.metrics[result.metric].name,
    ]  # fmt: skip
    return len(_telling(" ".join(names)) & _telling(plain))


def _items(script: Script, plain: str, model: Model, number: Number, *, own: bool) -> str | None:
    """Return the call that says on how many items the result rests of which a sentence speaks most."""
    if number.low != number.high or number.unit not in _ITEMS:
        return None
    told = [
        (topic, result)
        for result in script.catalog.results_of(model.id)
        if result.n is not None and result.n == number.low and (topic := _topic(script, result, plain))
    ]
    # What a run cost or how long it took rests on the same items: they are not what is meant.
    kinds = {result: script.catalog.benchmarks[result.benchmark].kind(result.metric) for _, result in told}
    for _, result in sorted(told, key=lambda one: (-one[0], kinds[one[1]] in ("cost", "speed"))):
        if call := _call(script, "items", model, result, own=own):
            return call
    return None


def _telling(text: str) -> set[str]:
    found = re.findall(r"[^\W\d_]{4,}", text.lower())
    return {word.removesuffix("s") for word in found if word not in _HOLLOW}


def _call(script: Script, function: str, model: Model, result: Result, *, own: bool) -> str | None:
    """Return the call of a function that shows a result, None where its name means a newer one, or several."""
    for benchmark in (None, result.benchmark):
        try:
            shown = result_of(script.catalog, model, result.metric, result.task, benchmark, None)
        except BindingError:
            continue
        if (shown.value, shown.bounds, shown.n) == (result.value, result.bounds, result.n):
            task = f', "{result.task}"' if result.task else ""
            of = "" if own else f', model="{model.id}"'
            where = f', benchmark="{benchmark}"' if benchmark else ""
            return f'{function}("{result.metric}"{task}{where}{of})'
    return None
