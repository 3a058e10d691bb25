"""What an expression speaks of, in words, for whoever chooses one: which test, which seller, which category."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from tokonomix import settings, wording
from tokonomix.boards import OVERALL
from tokonomix.cards import FIELD_NAMES
from tokonomix.edition import Edition
from tokonomix.money.rates import rate_name
from tokonomix.price_cards import PRICE_STATES
from tokonomix.prose.lookup import day_of, price_of, result_of
from tokonomix.records import Model
from tokonomix.residency import region_words

Arguments = Mapping[str, Any]
LISTED = PRICE_STATES["list"]
"""What a price is unless something else is said."""


def told(edition: Edition, model: Model, function: str, arguments: Arguments) -> tuple[str, str]:
    """Return under which head an expression stands beside others of its function, and what it is; either may be ''.

    The expression is one that binds: its model, its records and its workload exist.
    """
    return _TOLD[function](edition, model, arguments) if function in _TOLD else ("", "")


def _cost(edition: Edition, _model: Model, arguments: Arguments) -> tuple[str, str]:
    work = edition.catalog.workloads[arguments["workload"]]
    return "", f"{work.name}, {wording.count(work.units)} a month"


def _named(_edition: Edition, _model: Model, arguments: Arguments) -> tuple[str, str]:
    name = arguments["name"]
    return "", FIELD_NAMES.get(name) or rate_name(name)


def _residency(edition: Edition, _model: Model, arguments: Arguments) -> tuple[str, str]:
    platform = arguments.get("platform")
    where = f"its offers on {edition.catalog.platforms[platform].name}" if platform else "the best of all its offers"
    return "", where


def _score(edition: Edition, model: Model, arguments: Arguments) -> tuple[str, str]:
    scored = edition.boards.find(arguments["category"], model.id)
    setting = f", {settings.words(scored.entry.effort) or 'effort not stated'}" if scored else ""
    return "", _category(edition, arguments["category"]) + setting


def _gap(edition: Edition, _model: Model, arguments: Arguments) -> tuple[str, str]:
    return edition.name_of(arguments["other"]), _category(edition, arguments["category"])


def _category(edition: Edition, category: str) -> str:
    return "Overall" if category == OVERALL else edition.catalog.categories[category].name


def _price(edition: Edition, model: Model, arguments: Arguments) -> tuple[str, str]:
    named = {"platform": None, "region": "global", "tier": "standard"} | dict(arguments)
    asked = named.pop("day", None)
    on = date.fromisoformat(asked) if asked else edition.today
    row = price_of(edition.catalog, model, on, **named).price
    own = "" if named["platform"] else ", meant where no platform is named"
    said = [
        rate_name(row.rate),
        f"per {row.per}",
        *([region_words(edition.catalog, row.platform, row.region)] if row.region != "global" else []),
        *([f"{row.tier} tier"] if row.tier != "standard" else []),
        *([state] if (state := PRICE_STATES[row.status]) != LISTED else []),
        *([f"until {wording.day(row.until - timedelta(days=1))}"] if asked and row.until else []),
    ]
    return edition.catalog.platforms[row.platform].name + own, ", ".join(said)


def _result(edition: Edition, model: Model, arguments: Arguments) -> tuple[str, str]:
    catalog = edition.catalog
    named = {"task": None, "benchmark": None, "setting": None} | dict(arguments)
    row = result_of(catalog, model, **named)
    benchmark = catalog.benchmarks[row.benchmark]
    task, last = benchmark.task(row.task), day_of(row)
    edition_of = "edition of " if benchmark.card.releases == "by day" and row.published_on else ""
    said = [
        f"{task.name if task else 'all tasks'}: {benchmark.card.metrics[row.metric].name}",
        settings.words(row.variant),
        f"n {wording.count(row.n)}" if row.n else "n not stated",
        f"{edition_of}{wording.day(last)}" if last != date.min else "day not stated",
    ]
    return benchmark.card.name, ", ".join(part for part in said if part)


_TOLD: Mapping[str, Callable[[Edition, Model, Arguments], tuple[str, str]]] = {
    "price": _price,
    "price_gap": lambda _edition, _model, arguments: (rate_name(arguments["rate"]), ""),
    "hosts": lambda _edition, _model, arguments: ("", rate_name(arguments["rate"]) if "rate" in arguments else ""),
    "cost": _cost,
    "fact": _named,
    "disputed": _named,
    "residency": _residency,
    "score": _score,
    "rank": _score,
    "quartile": _score,
    "gap": _gap,
    "reported": _result,
    "items": _result,
    "speed": _result,
}
"""Functions whose expressions do not speak for themselves."""
