"""Where a model is served: a table a platform, the best answer for the EU first, the long tail folded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from tokonomix import wording
from tokonomix.bindings import Bindings
from tokonomix.cards import model_home
from tokonomix.edition import Edition
from tokonomix.pages import view
from tokonomix.promise_cards import FIELD_NAMES, SCOPES
from tokonomix.records import Model
from tokonomix.residency import BEST, Answer, Served, current, ended, in_europe, offered_in

LONG = 6
"""So many rows of a platform stand open; of a longer list only the best few do."""
LEAD = 4
REACH = ("region", "country", "zone", "global", None)
"""From the narrowest promise to the widest."""
FOLDED: dict[Answer, str] = {
    "yes": "in the EU", "EU or EFTA": "EU or EFTA", "no promise": "without a promise", "no": "outside the EU",
    "unknown": "not known",
}  # fmt: skip
TERMS = ("retention", "training", "agreement")


def residency(edition: Edition, model: Model, bindings: Bindings) -> dict[str, Any]:
    """Return where the model and its snapshots are sold, and what each offer promises.

    A platform of which no page says where requests are processed is only named. What the maker of a retired model
    promises for others is not told again.
    """
    if ended(edition.catalog, model, edition.today):
        return {"eu": None, "eu_open": False, "platforms": [], "silent": []}
    catalog = edition.catalog
    home = catalog.vendors[model.vendor].platform
    served = current(catalog, model, edition.today)
    names = {s.platform for s in served}
    names |= {p.platform for p in catalog.prices_of(model.id) if p.holds_on(edition.today)}
    names -= {home} if model.state(edition.today) == "retired" else set()
    found, silent = [], []
    for name in sorted(names, key=lambda name: (name != home, catalog.platforms[name].name.lower())):
        platform = catalog.platforms[name]
        mine = [s for s in served if s.platform == name]
        link = {"id": name, "name": platform.name, "href": view.platform_home(name)}
        stated = any(served.in_eu != "unknown" or served.said for served in mine)
        if not stated and not (name == home and platform.residency):
            silent.append(link)
            continue
        source = catalog.sources[platform.source] if platform.source and name == home else None
        found.append(
            link | {
                **_table(edition, model, mine, bindings),
                "promise": platform.residency if name == home else None,
                "source": source.name if source else None, "url": source.url if source else None,
                "read": view.day(platform.read) if source and platform.read else None,
            }
        )  # fmt: skip
    giving = in_europe(catalog, model, edition.today).giving
    return {
        "eu": bindings.in_europe(model, model_home(model.id)),
        "eu_open": bool(giving) and all(s.disputed for s in giving),
        "platforms": found, "silent": silent,
    }  # fmt: skip


def _table(edition: Edition, model: Model, mine: Sequence[Served], bindings: Bindings) -> dict[str, Any]:
    """Return the rows of a platform: offers of several versions that promise the same are one."""
    groups: dict[tuple[Any, ...], list[Served]] = {}
    for served in sorted(mine, key=lambda s: _order(model, s)):
        told = tuple(served.value(name) for name in ("processing", "storage", "surcharge", "condition"))
        groups.setdefault((served.region, served.scope, served.in_eu, *told), []).append(served)
    versions = {served.model for served in mine}
    rows = [(group[0].in_eu, _row(edition, model, group, versions, bindings)) for group in groups.values()]
    shown = rows if len(rows) <= LONG else rows[:LEAD]
    folded = rows[len(shown) :]
    lead = mine[0] if mine else None
    return {
        "rows": [row for _answer, row in shown],
        "more": [row for _answer, row in folded],
        "more_words": _folded([answer for answer, _row in folded]),
        "surcharges": any(row["surcharge"] for _answer, row in rows),
        "terms": [
            {"field": name, "term": FIELD_NAMES[name], "shown": bindings.promised(model, lead, name)}
            for name in TERMS if name in lead.said
        ] if lead else [],
    }  # fmt: skip


def _order(model: Model, served: Served) -> tuple[int, bool, int, str, bool, str]:
    return (
        BEST.index(served.in_eu), "condition" in served.said, REACH.index(served.scope) if served.scope in REACH else 9,
        served.region, served.model != model.id, served.model,
    )  # fmt: skip


def _folded(answers: Iterable[Answer]) -> str:
    """Return what a fold holds: '9 more: 5 outside the EU, 4 without a promise'."""
    counts = Counter(answers)
    told = [f"{counts[answer]} {FOLDED[answer]}" for answer in BEST if answer in counts]
    return f"{wording.count(counts.total())} more: {', '.join(told)}"


def _row(
    edition: Edition, model: Model, group: Sequence[Served], versions: set[str], bindings: Bindings
) -> dict[str, Any]:
    served = group[0]
    sold = {one.model for one in group}
    only = [] if sold == versions or model.id in sold else [edition.name_of(name) for name in sorted(sold)]
    return {
        "id": served.id.removeprefix("offers/"),
        "region": offered_in(edition.catalog, served),
        "scope": SCOPES[served.scope] if served.scope and served.scope != served.region else "",
        "versions": wording.listing(only) if len(only) <= 2 else wording.plural(len(only), "version"),
        "eu": bindings.in_eu(model, served),
        "eu_open": served.disputed,
        "processing": bindings.promised(model, served, "processing"),
        "storage": bindings.promised(model, served, "storage"),
        "surcharge": bindings.promised(model, served, "surcharge") if "surcharge" in served.said else None,
        "condition": bindings.promised(model, served, "condition") if "condition" in served.said else None,
    }
