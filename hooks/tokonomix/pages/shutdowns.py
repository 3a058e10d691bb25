"""The calendar of ends: which models stop answering when, what their makers name instead, and what that would cost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from tokonomix import residency, wording
from tokonomix.bindings import Bindings
from tokonomix.edition import Edition
from tokonomix.pages import cells, view
from tokonomix.pages.framed import frame
from tokonomix.pages.made import Made
from tokonomix.pages.snapshot_ends import LastSnapshot, ending
from tokonomix.records import Model
from tokonomix.residency import Served

PAST_DAYS = 365
"""How long the page keeps a model that is gone."""


def make(edition: Edition) -> Iterator[Made]:
    """Yield the calendar."""
    page = frame(edition, "shutdowns", "Shutdowns", "Which models end when, and what their makers name instead.")
    bindings = page.bindings
    dated, disputed = upcoming(edition, edition.models), _disputed(edition, edition.models)
    gone = sorted(
        (m for m in edition.models if (day := m.value("shutdown_on")) and 0 <= (edition.today - day).days < PAST_DAYS),
        key=lambda m: (-m.value("shutdown_on").toordinal(), m.name.lower()),
    )
    yield page.made(
        "shutdowns.html",
        {
            "summary": _summary(dated, disputed),
            "rows": endings(edition, bindings, edition.models),
            "vendors": _vendors(edition, (*dated, *disputed)),
            "ends": ends(edition, bindings, edition.models),
            "undated": [_row(edition, bindings, m) for m in _sorted(edition.models) if _undated(edition, m)],
            "kept": [_kept(edition, bindings, m) for m in kept(edition)],
            "by_snapshot": [_by_snapshot(edition, bindings, *pair) for pair in ending(edition, edition.models)],
            "gone": [_row(edition, bindings, m) for m in gone],
        },
    )


def endings(edition: Edition, bindings: Bindings, models: Iterable[Model]) -> list[dict[str, Any]]:
    """Return the shutdowns to come among models, soonest first, with what replaces each; disputed days last."""
    listed = list(models)
    ordered = (*upcoming(edition, listed), *_disputed(edition, listed))
    return [_row(edition, bindings, model) for model in ordered]


def upcoming(edition: Edition, models: Iterable[Model]) -> list[Model]:
    """Return those of the models that end on a known day after today, soonest first."""
    found = [m for m in models if (day := m.value("shutdown_on")) and day > edition.today]
    return sorted(found, key=lambda m: (m.value("shutdown_on"), m.name.lower(), m.id))


def kept(edition: Edition) -> list[Model]:
    """Return what its maker promises not to end before a day to come, soonest first."""
    found = [
        m for m in edition.models
        if (day := m.value("earliest_shutdown_on")) and day > edition.today and not m.value("shutdown_on")
    ]  # fmt: skip
    return sorted(found, key=lambda m: (m.value("earliest_shutdown_on"), m.name.lower(), m.id))


def ends(edition: Edition, bindings: Bindings, models: Iterable[Model]) -> list[dict[str, Any]]:
    """Return the offers of models that end on a known day to come, soonest first; regions that end together are one."""
    found: dict[tuple[date, str, str], list[Served]] = {}
    for model in models:
        for served in residency.offers(edition.catalog, model.id):
            if served.offer and served.until and served.until > edition.today:
                found.setdefault((served.until, model.id, served.platform), []).append(served)
    rows = []
    for (_until, name, platform), group in sorted(found.items()):
        bound = bindings.last_day(group[0])
        named = [residency.region_words(edition.catalog, platform, s.region) for s in group if s.region != "global"]
        rows.append(
            {
                "link": {**view.model_link(edition, edition.catalog.models[name]), "status": None},
                "platform": {"name": edition.catalog.platforms[platform].name, "id": platform,
                             "href": view.platform_home(platform)},
                "regions": ", ".join(named),
                "day": {"b": bound, "text": bound.text, "v": bound.value},
            }
        )  # fmt: skip
    return rows


def _disputed(edition: Edition, models: Iterable[Model]) -> list[Model]:
    found = [m for m in models if any(claim.value > edition.today for claim in m.disputed_shutdown)]
    return sorted(found, key=lambda m: (m.name.lower(), m.id))


def _undated(edition: Edition, model: Model) -> bool:
    """Tell whether the end of a model is announced without a day."""
    told = model.value("shutdown_on") or model.disputed_shutdown
    return not told and model.state(edition.today) == "deprecated"


def _sorted(models: Iterable[Model]) -> list[Model]:
    return sorted(models, key=lambda m: (m.vendor, m.name.lower(), m.id))


def _summary(dated: list[Model], disputed: list[Model]) -> str:
    """Return what the table says, in a sentence or two."""
    if not dated:
        return "No shutdown with a day to come is on record."
    months: dict[date, int] = {}
    for model in dated:
        day = model.value("shutdown_on")
        months[day.replace(day=1)] = months.get(day.replace(day=1), 0) + 1
    without = sum(1 for m in dated if not m.value("replacement"))
    told = [f"{wording.plural(len(dated), 'name')} of models will stop answering on a day that is announced"]
    told.append(f"the next on {wording.day(dated[0].value('shutdown_on'))}")
    month, most = max(months.items(), key=lambda pair: (pair[1], -pair[0].toordinal()))
    if len(months) > 1 and most > 1:
        told.append(f"most of them ({most}) in {wording.day(month).split(chr(0xA0), 1)[1]}")
    text = f"{', '.join(told)}. " + (
        f"For {without} of them no replacement is on record." if without else "For each its maker names a replacement."
    )
    if disputed:
        text += f" On the day of {wording.plural(len(disputed), 'more name')} our sources disagree."
    return text


def _vendors(edition: Edition, models: Iterable[Model]) -> list[tuple[str, str]]:
    present = {m.vendor: edition.catalog.vendors[m.vendor].name for m in models}
    return sorted(present.items(), key=lambda pair: pair[1].lower())


def _row(edition: Edition, bindings: Bindings, model: Model) -> dict[str, Any]:
    instead = edition.catalog.models.get(model.value("replacement") or "")
    if instead:
        bindings.fact(model, "replacement")
    vendor = edition.catalog.vendors[model.vendor]
    sources = edition.catalog.sources
    disputed = model.disputed_shutdown
    end = cells.day(bindings, model, "shutdown_on") or {"words": "not stated", "v": ""}
    return {
        "link": {**view.model_link(edition, model), "status": None},
        "kind": "" if model.kind == "model" else model.kind,
        "vendor": {"name": vendor.name, "href": f"vendors/{model.vendor}/"},
        "data": {"vendor": model.vendor, "kind": model.kind},
        "day": {**end, "text": "disputed"} if disputed else end,
        "claims": [f"{sources[c.source].name}: {wording.short_day(c.value)}" for c in disputed],
        "announced": cells.day(bindings, model, "deprecated_on") or {"words": "not stated", "v": ""},
        "output": cells.amount(bindings, model, edition.rates(model.id).get("text.output")),
        "instead": view.model_link(edition, instead) if instead else None,
        "instead_output": cells.amount(bindings, instead, edition.rates(instead.id).get("text.output"))
        if instead else {"words": "no replacement", "v": ""},
    }  # fmt: skip


def _by_snapshot(edition: Edition, bindings: Bindings, model: Model, last: LastSnapshot) -> dict[str, Any]:
    """Return the row of a model of which only the snapshots tell an end; the day is that of the last one."""
    vendor = edition.catalog.vendors[model.vendor]
    instead = edition.catalog.models.get(last.snapshot.value("replacement") or "")
    return {
        "link": {**view.model_link(edition, model), "status": None},
        "kind": "",
        "vendor": {"name": vendor.name, "href": f"vendors/{model.vendor}/"},
        "day": cells.day(bindings, last.snapshot, "shutdown_on"), "over": last.over,
        "snapshots": [
            {**view.model_link(edition, one), "status": None} for one in edition.catalog.snapshots_of(model.id)
        ],
        "instead": view.model_link(edition, instead) if instead else None,
    }  # fmt: skip


def _kept(edition: Edition, bindings: Bindings, model: Model) -> dict[str, Any]:
    vendor = edition.catalog.vendors[model.vendor]
    return {
        "link": view.model_link(edition, model),
        "kind": "" if model.kind == "model" else model.kind,
        "vendor": {"name": vendor.name, "href": f"vendors/{model.vendor}/"},
        "day": cells.day(bindings, model, "earliest_shutdown_on"),
    }
