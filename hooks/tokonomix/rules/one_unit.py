"""Prices and bills that one sentence puts beside each other have one unit, one currency and one workload."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tokonomix.problem import Problem
from tokonomix.prose.script import Said, Script, Sentence

_COMPARES = re.compile(
    r"\b(?:than|versus|vs|against|instead of|compared|cheaper|dearer|cheapest|dearest|less|more|twice|half|times|beats|"
    r"undercuts|saves?)\b",
    re.IGNORECASE,
)


def check(script: Script) -> Iterator[Problem]:
    """Yield a problem at the second of two prices or bills that cannot stand beside each other."""
    for sentence in script.sentences:
        compares = bool(_COMPARES.search(sentence.plain))
        yield from _prices(script, sentence, compares=compares)
        bills = [one for one in sentence.said if one.name == "cost"]
        for one in bills[1:]:
            first, other = bills[0].arguments["workload"], one.arguments["workload"]
            if first != other:
                what = f"bills of '{first}' and '{other}' stand in one sentence"
                yield sentence.text.problem(one.start, what, "Compare models on one workload, or part the sentence")


def _prices(script: Script, sentence: Sentence, *, compares: bool) -> Iterator[Problem]:
    found = [(one, unit) for one in sentence.said if one.name == "price" and (unit := _unit(script, one))]
    for one, unit in found[1:]:
        first, first_unit = found[0]
        shown = one.arguments.get("unit") and first.arguments.get("unit")
        if unit != first_unit and (compares or not shown):
            words = [f"per {per} in {currency}" for per, currency in (first_unit, unit)]
            what = f"prices {words[0]} and {words[1]} stand in one sentence"
            mend = "Compare bills of one workload with cost(…)" if compares else "Add unit=True to both"
            yield sentence.text.problem(one.start, what, mend)


def _unit(script: Script, one: Said) -> tuple[str, str] | None:
    records = {read.record for read in one.reads if read.field == "amount"}
    model = script.model(one)
    if model is None:
        return None
    rows = [*script.catalog.prices_of(model.id), *script.catalog.prices_of(model.of or "")]
    return next(((row.per, row.currency) for row in rows if row.id in records), None)
