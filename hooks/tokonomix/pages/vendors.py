"""Makers and hosts of models: what they sell, what ends when, what they promise about regions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from tokonomix import residency, wording
from tokonomix.bindings import Bindings
from tokonomix.cards import model_home
from tokonomix.edition import Edition
from tokonomix.money.rates import rates
from tokonomix.pages import cells, promises, view
from tokonomix.pages.framed import frame
from tokonomix.pages.made import Made
from tokonomix.pages.shutdowns import endings, ends
from tokonomix.problem import Place
from tokonomix.records import Model, Price
from tokonomix.schema.registry import Platform, Vendor

COUNTRIES = {
    "AE": "United Arab Emirates", "CA": "Canada", "CH": "Switzerland", "CN": "China", "DE": "Germany", "ES": "Spain",
    "FI": "Finland", "FR": "France", "GB": "United Kingdom", "IL": "Israel", "IN": "India", "IT": "Italy",
    "JP": "Japan", "KR": "South Korea", "NL": "Netherlands", "PL": "Poland", "PT": "Portugal", "SE": "Sweden",
    "SG": "Singapore", "TW": "Taiwan", "US": "United States",
}  # fmt: skip
ALIVE = ("current", "preview", "deprecated", "unknown")


def make(edition: Edition) -> Iterator[Made]:
    """Yield the list, a page for every vendor, and one for every platform that no vendor bears the id of."""
    yield _index(edition)
    for name, vendor in edition.catalog.vendors.items():
        yield _vendor(edition, name, vendor)
    for name in paged(edition):
        yield _host(edition, name, edition.catalog.platforms[name])


def paged(edition: Edition) -> list[str]:
    """Return the platforms that have a page of their own, by name.

    Those are all with a model on record, but for a maker's own one of the same id, of which the maker's page tells.
    """
    return [name for name in _selling(edition) if name not in edition.catalog.vendors]


def hosts(edition: Edition) -> list[str]:
    """Return the platforms that serve models of other makers than the one that runs them, by name."""
    return [name for name in _selling(edition) if _served(edition, name, without=runner(edition, name) or "")]


def runner(edition: Edition, platform: str) -> str | None:
    """Return the maker of models that runs a platform; None if it only hosts."""
    catalog = edition.catalog
    mine = (name for name, vendor in catalog.vendors.items() if vendor.platform == platform)
    return catalog.platforms[platform].vendor or next(mine, None)


def _selling(edition: Edition) -> list[str]:
    catalog = edition.catalog
    selling = {p.platform for p in catalog.prices} | {o.platform for o in catalog.offers}
    return sorted(selling, key=lambda name: catalog.platforms[name].name.lower())


def country(code: str) -> str:
    """Return the name of a country by its ISO 3166 code."""
    return COUNTRIES.get(code, code)


def _index(edition: Edition) -> Made:
    page = frame(edition, "vendors/index", "Vendors", "Who makes the models and who serves them.")
    makers = sorted(edition.catalog.vendors.items(), key=lambda item: item[1].name.lower())
    return page.made(
        "vendors_index.html",
        {
            "vendors": [_vendor_row(edition, page.bindings, name, vendor) for name, vendor in makers],
            "hosts": [_host_row(edition, name) for name in hosts(edition)],
        },
    )


def _vendor_row(edition: Edition, bindings: Bindings, name: str, vendor: Vendor) -> dict[str, Any]:
    mine = [m for m in edition.models if m.vendor == name]
    next_end = endings(edition, bindings, mine)[:1]
    platform = edition.catalog.platforms[vendor.platform] if vendor.platform else None
    return {
        "name": vendor.name, "href": f"vendors/{name}/", "seat": country(vendor.country),
        "platform": platform.name if platform else "",
        "models": sum(1 for m in mine if m.kind == "model"),
        "sold": sum(1 for m in mine if m.kind == "model" and _sold(edition, m, vendor.platform)),
        "next": next_end[0] if next_end else None,
        "read": _read(platform) if platform else None,
    }  # fmt: skip


def _read(platform: Platform) -> dict[str, str] | None:
    """Return the newest day on which a statement of a platform about regions was read."""
    days = [promise.read for promise in platform.promises.values()]
    if platform.residency and platform.read:
        days.append(platform.read)
    return view.day(max(days)) if days else None


def _host_row(edition: Edition, name: str) -> dict[str, Any]:
    platform = edition.catalog.platforms[name]
    by = runner(edition, name)
    return {
        "name": platform.name, "href": view.platform_home(name),
        "by": {"name": edition.catalog.vendors[by].name, "href": f"vendors/{by}/"} if by else None,
        "models": len(_served(edition, name, without=by or "")),
        "prices": len(_in_force(edition, name)),
        "read": _read(platform),
    }  # fmt: skip


def _in_force(edition: Edition, platform: str) -> list[Price]:
    """Return the rates that a platform charges today, in every region and tier."""
    catalog = edition.catalog
    holding = [
        p for p in catalog.prices
        if p.platform == platform and p.holds_on(edition.today) and p.status not in ("withdrawn", "cancelled")
    ]  # fmt: skip
    # A maker ends its price with its model; another platform may sell on.
    return [
        p for p in holding
        if (model := catalog.models[p.model]).state(edition.today) != "retired"
        or catalog.vendors[model.vendor].platform != platform
    ]  # fmt: skip


def _sold(edition: Edition, model: Model, platform: str | None) -> bool:
    if platform is None:
        return False
    found = rates(edition.catalog, model, edition.today, platform=platform)
    return any(rate.current for rate in found.values())


def _vendor(edition: Edition, name: str, vendor: Vendor) -> Made:
    page = frame(edition, f"vendors/{name}", vendor.name, vendor.note or "")
    bindings, catalog = page.bindings, edition.catalog
    bindings.ledger.place = Place("data/vendors.yml")
    mine = [m for m in edition.models if m.vendor == name]
    run = [n for n, p in catalog.platforms.items() if n == vendor.platform or p.vendor == name]
    elsewhere = sorted(
        {p.platform for m in mine for p in catalog.prices_of(m.id)}
        | {o.platform for m in mine for o in catalog.offers_of(m.id)} - set(run)
    )
    models = [m for m in mine if m.kind == "model"]
    alive = [m for m in models if m.state(edition.today) in ALIVE]
    counted = f"{wording.plural(len(models), 'model')}, {len(models) - len(alive) or 'none'} of them retired"
    facts = [{"term": "Seat", "text": country(vendor.country)}, {"term": "On record", "text": counted}]
    if vendor.url:
        facts.append({"term": "Site", "text": _bare(vendor.url), "url": vendor.url})
    return page.made(
        "vendor.html",
        {
            "crumb": [("Vendors", "vendors/"), (vendor.name, None)],
            "facts": facts,
            "endings": endings(edition, bindings, mine),
            "rows": [_row(edition, bindings, m) for m in _ordered(edition, mine)],
            "boards": [board_name for _board, board_name in cells.score_boards(edition)],
            "states": _states(edition, mine),
            "snapshots": len(mine) > len(models),
            "lives": [_life(edition, bindings, m) for m in _ordered(edition, mine) if _dated(m)],
            "platforms": [promises.table(edition, bindings, n) for n in run if n == name],
            "runs": [_run_row(edition, n, name) for n in run if n != name],
            "elsewhere": [_seller(edition, n) for n in elsewhere if n not in run],
            "served": [_offer_table(edition, bindings, n, without=name) for n in run if n == name],
        },
    )


def _host(edition: Edition, name: str, platform: Platform) -> Made:
    by = runner(edition, name)
    run = edition.catalog.vendors[by] if by else None
    others = len(_served(edition, name, without=by or ""))
    lede = f"{run.name} serves models here, its own and others." if run else "Serves models of other makers."
    if run and not others:
        lede = f"{run.name} serves models of its own here."
    page = frame(edition, f"vendors/{name}", platform.name, lede)
    page.bindings.ledger.place = Place("data/platforms.yml")
    facts: list[dict[str, str]] = [{"term": "Run by", "text": run.name, "home": f"vendors/{by}/"}] if run else []
    own = len(_served(edition, name)) - others
    counted = f"{wording.plural(others, 'model')} of other makers" + (f", {own} of {run.name}" if run else "")
    facts += [{"term": "On record", "text": counted}, *_price_facts(edition, name)]
    if platform.url:
        facts.append({"term": "Price page", "text": _bare(platform.url), "url": platform.url})
    return page.made(
        "vendor.html",
        {
            "crumb": [("Vendors", "vendors/"), (platform.name, None)],
            "facts": facts, "endings": [], "rows": [], "lives": [], "boards": [], "states": [],
            "platforms": [promises.table(edition, page.bindings, name)], "elsewhere": [], "runs": [],
            "served": [_offer_table(edition, page.bindings, name)],
        },
    )  # fmt: skip


def _price_facts(edition: Edition, platform: str) -> list[dict[str, str]]:
    """Return how many rates a platform charges today, and which sources state how many of them, read when."""
    rows = _in_force(edition, platform)
    if not rows:
        return [{"term": "Prices", "text": "none in force on record"}]
    counts = Counter(price.source for price in rows).most_common()
    told = [f"{edition.catalog.sources[source].name} ({wording.count(count)})" for source, count in counts]
    newest = wording.short_day(max(price.checked_on for price in rows))
    text = f"{wording.plural(len(rows), 'rate')} in force, from {wording.listing(told)}; newest read {newest}"
    return [{"term": "Prices", "text": text}]


def _run_row(edition: Edition, platform: str, maker: str) -> dict[str, Any]:
    """Return how the page of a maker tells of a platform that has a page of its own."""
    others, every = _served(edition, platform, without=maker), _served(edition, platform)
    known = edition.catalog.platforms[platform]
    return {
        "name": known.name, "href": view.platform_home(platform), "others": len(others),
        "own": len(every) - len(others), "read": _read(known), "served": bool(every),
    }  # fmt: skip


def _bare(url: str) -> str:
    return url.split("://", 1)[-1].removeprefix("www.").rstrip("/")


def _ordered(edition: Edition, models: Iterable[Model]) -> list[Model]:
    """Return models that live first, newest first, each followed by its snapshots; names that point elsewhere last."""
    listed = list(models)
    heads = sorted(
        (m for m in listed if m.kind == "model"),
        key=lambda m: (
            m.state(edition.today) == "retired", -(m.released.toordinal() if m.released else 0), m.name.lower(), m.id
        ),
    )  # fmt: skip
    ordered = [m for head in heads for m in (head, *reversed(edition.catalog.snapshots_of(head.id)))]
    placed = {m.id for m in ordered}
    return ordered + [m for m in listed if m.id not in placed]


def _row(edition: Edition, bindings: Bindings, model: Model) -> dict[str, Any]:
    found = edition.rates(model.id)
    state, words = view.status(edition, model)
    if state == "retired" and not residency.ended(edition.catalog, model, edition.today):
        words = "Retired by its maker"
    first = next(iter(found.values()), None)
    away = first is not None and first.price.platform != edition.catalog.vendors[model.vendor].platform
    return {
        "link": {**view.model_link(edition, model), "status": None},
        "kind": "" if model.kind == "model" else model.kind,
        "state": state, "words": words,
        "data": {"state": model.state(edition.today), "kind": model.kind},
        "released": cells.released(bindings, model),
        "europe": cells.in_europe(bindings, model, model_home(model.id)),
        "input": cells.amount(bindings, model, found.get("text.input")),
        "output": cells.amount(bindings, model, found.get("text.output")),
        "seller": edition.catalog.platforms[first.price.platform].name if away and first else "",
        "context": cells.whole(bindings.fact(model, "limits.context")),
        "scores": [
            {"words": "as its model", "v": ""} if model.kind == "snapshot" else cells.score(bindings, model, board)
            for board, _name in cells.score_boards(edition)
        ],
    }  # fmt: skip


LIFE = ("deprecated_on", "shutdown_on", "earliest_shutdown_on")


def _dated(model: Model) -> bool:
    """Tell whether more is on record of a model's life than its beginning."""
    return any(name in model.facts for name in (*LIFE, "replacement"))


def _life(edition: Edition, bindings: Bindings, model: Model) -> dict[str, Any]:
    """Return the days of a model's life, its replacement, and where other platforms end earlier or later."""
    instead = edition.catalog.models.get(model.value("replacement") or "")
    if instead:
        bindings.fact(model, "replacement")
    announced, shutdown, earliest = (cells.day(bindings, model, name) for name in LIFE)
    state, words = view.status(edition, model)
    home = edition.catalog.vendors[model.vendor].platform
    return {
        "link": {**view.model_link(edition, model), "status": None},
        "kind": "" if model.kind == "model" else model.kind,
        "state": state, "words": words,
        "released": cells.released(bindings, model),
        "announced": announced or {"words": "not stated", "v": ""},
        "shutdown": shutdown or {"words": "disputed" if model.disputed_shutdown else "not stated", "v": ""},
        "earliest": earliest or {"words": "not stated", "v": ""},
        "instead": view.model_link(edition, instead) if instead else None,
        "elsewhere": [end for end in ends(edition, bindings, [model]) if end["platform"]["id"] != home],
    }  # fmt: skip


def _seller(edition: Edition, name: str) -> dict[str, Any]:
    return {
        "name": edition.catalog.platforms[name].name, "href": view.platform_home(name),
        "read": bool(edition.catalog.platforms[name].promises),
    }  # fmt: skip


def _states(edition: Edition, models: Iterable[Model]) -> list[tuple[str, str]]:
    words = {"current": "Current", "preview": "Preview", "deprecated": "End announced", "retired": "Retired",
             "unknown": "Stage not known"}  # fmt: skip
    present = {m.state(edition.today) for m in models}
    return [(state, text) for state, text in words.items() if state in present]


def _served(edition: Edition, platform: str, without: str = "") -> list[Model]:
    catalog = edition.catalog
    named = {p.model for p in catalog.prices if p.platform == platform}
    named |= {o.model for o in catalog.offers if o.platform == platform}
    return [m for m in edition.models if m.id in named and m.vendor != without]


def _offer_table(edition: Edition, bindings: Bindings, platform: str, without: str = "") -> dict[str, Any]:
    """Return the models that a platform serves, at its own prices; without those of the maker that runs it if named."""
    rows = []
    for model in _served(edition, platform, without):
        found = rates(edition.catalog, model, edition.today, platform=platform)
        offers = [o for o in edition.catalog.offers_of(model.id) if o.platform == platform]
        rows.append(
            {
                "link": view.model_link(edition, model),
                "europe": cells.in_europe(bindings, model, bindings.ledger.home, platform),
                "regions": _regions(edition, model, platform),
                "until": [end for end in ends(edition, bindings, [model]) if end["platform"]["id"] == platform],
                "served_as": ", ".join(dict.fromkeys(o.served_as for o in offers if o.served_as)) or "not stated",
                "input": cells.amount(bindings, model, found.get("text.input")),
                "cached": cells.amount(bindings, model, found.get("text.cache_read")),
                "output": cells.amount(bindings, model, found.get("text.output")),
            }
        )
    return {
        "name": edition.catalog.platforms[platform].name, "id": f"on-{platform}", "rows": rows,
        "note": "models of other makers" if without or not runner(edition, platform) else "",
        "ends": any(row["until"] for row in rows), "wide": any(len(row["regions"]) > 1 for row in rows),
    }  # fmt: skip


def _regions(edition: Edition, model: Model, platform: str) -> list[str]:
    """Return the regions in which a platform sells a model and its snapshots today."""
    served = residency.current(edition.catalog, model, edition.today)
    return sorted({residency.offered_in(edition.catalog, s) for s in served if s.platform == platform})
