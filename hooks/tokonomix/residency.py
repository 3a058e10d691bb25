"""What an offer promises a reader: where it is processed and where data rests, on what terms, by which page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from tokonomix.catalog import Catalog
from tokonomix.problem import Place
from tokonomix.records import Model, Offer, offer_id
from tokonomix.schema.registry import Promise

Answer = Literal["yes", "EU or EFTA", "no promise", "no", "unknown"]
"""Is it processed in the EU? `EU or EFTA`: perhaps in Norway, Switzerland, Iceland or Liechtenstein."""

BEST: tuple[Answer, ...] = ("yes", "EU or EFTA", "no promise", "unknown", "no")
"""From the best answer a model's offers can give: as long as one offer is not known, the answer is not no."""

WEAKEST: tuple[Answer, ...] = ("no", "no promise", "EU or EFTA", "yes")
"""Where pages of one platform disagree, the weakest promise counts."""

FIELDS = ("processing", "storage", "surcharge", "condition", "retention", "training", "agreement")
"""What an offer may promise, in the order in which readers ask."""

EU = frozenset(
    ("EU", "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU",
     "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK")
)  # fmt: skip
"""The zone and its 27 members; Norway, Switzerland and the United Kingdom are none of them."""
EFTA = frozenset(("CH", "IS", "LI", "NO"))
PLACES = {
    "anywhere": "anywhere", "its region": "the region of the offer", "EU": "the EU", "EU+EFTA": "the EU or EFTA",
    "APAC": "Asia-Pacific", "AT": "Austria", "AU": "Australia", "BE": "Belgium", "BG": "Bulgaria", "BR": "Brazil",
    "CA": "Canada", "CH": "Switzerland", "CN": "China", "CY": "Cyprus", "CZ": "Czechia", "DE": "Germany",
    "DK": "Denmark", "EE": "Estonia", "ES": "Spain", "FI": "Finland", "FR": "France", "GB": "the United Kingdom",
    "GR": "Greece", "HR": "Croatia", "HU": "Hungary", "ID": "Indonesia", "IE": "Ireland", "IN": "India",
    "IS": "Iceland", "IT": "Italy", "JP": "Japan", "KR": "South Korea", "LI": "Liechtenstein", "LT": "Lithuania",
    "LU": "Luxembourg", "LV": "Latvia", "MT": "Malta", "NL": "the Netherlands", "NO": "Norway", "PL": "Poland",
    "PT": "Portugal", "RO": "Romania", "SE": "Sweden", "SG": "Singapore", "SI": "Slovenia", "SK": "Slovakia",
    "US": "the United States",
}  # fmt: skip
ZONES = {"apac": "APAC", "au": "AU", "eu": "EU", "jp": "JP", "us": "US"}
"""Codes with which platforms name a whole zone or country as a region."""
NOT_STATED = "region not stated"


@dataclass(frozen=True, slots=True)
class Other:
    """What another page of the same platform says."""

    value: str
    evidence: str
    source: str
    read: date


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that is promised, with its evidence: `record` is the offer's row or the platform's promise."""

    field: str
    value: str | Decimal
    record: str
    place: Place
    source: str
    read: date
    evidence: str | None
    note: str | None
    others: tuple[Other, ...] = ()


@dataclass(frozen=True)
class Served:
    """A model served on a platform in a region, with everything its row and the platform's pages promise.

    `offer` is the row; None where the platform's pages say that what is sold globally is sold here as well (`place`
    is then that promise's).
    """

    id: str
    model: str
    platform: str
    region: str
    scope: str | None
    since: date | None
    until: date | None
    offer: Offer | None
    place: Place
    said: Mapping[str, Said] = field(repr=False)

    def value(self, name: str) -> Any:
        """Return what is promised in a field, None if it is not known."""
        found = self.said.get(name)
        return found.value if found else None

    @property
    def in_eu(self) -> Answer:
        """Tell whether requests are processed in the EU; where data rests has no part in it."""
        found = self.said.get("processing")
        if found is None:
            # A scope is how far a request may travel, so a global one in a European region promises nothing.
            return "no promise" if self.scope == "global" else "unknown"
        answers = [answer(str(found.value)), *(answer(other.value) for other in found.others)]
        return min(answers, key=WEAKEST.index)

    @property
    def disputed(self) -> bool:
        """Tell whether pages of the platform disagree on where requests are processed."""
        return bool(self.said["processing"].others) if "processing" in self.said else False

    def holds_on(self, day: date) -> bool:
        """Tell whether the model is sold here on a day, as far as we know."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


@dataclass(frozen=True)
class Policy:
    """One promise of a platform, field by field with its evidence; a place may be 'its region'."""

    name: str
    promise: Promise
    said: Mapping[str, Said] = field(repr=False)


@dataclass(frozen=True)
class InEurope:
    """Whether a model can be had with processing in the EU: the best answer, the offers that give it, all others."""

    answer: Answer
    best: Served | None
    giving: tuple[Served, ...] = field(repr=False)
    offers: tuple[Served, ...] = field(repr=False)


def answer(where: str) -> Answer:
    """Return the answer that a stated place of processing gives."""
    if where in EU:
        return "yes"
    if where == "EU+EFTA":
        return "EU or EFTA"
    return "no promise" if where == "anywhere" else "no"


def place_words(place: str) -> str:
    """Return a place for readers: 'the EU or EFTA', 'France'; a code that we have no name for as it is."""
    return PLACES.get(place, place)


def zone_words(region: str) -> str:
    """Return a region within a sentence: 'the EU', 'Australia'; 'region eu-west-1' where the code names no zone."""
    return place_words(ZONES[region]) if region in ZONES else f"region {region}"


def region_words(catalog: Catalog, platform: str, region: str, *, code: bool = True) -> str:
    """Return a region as people read it: 'Sweden Central (swedencentral)', 'Germany (eu-central-1)', 'EU', 'Japan'.

    The name is the platform's own, else that of the country it lies in, as its record says; without `code` it stands
    alone.
    """
    if region in ZONES:
        return place_words(ZONES[region]).removeprefix("the ")
    if region in ("global", "regional"):
        return "global" if region == "global" else "one region, not named"
    known = catalog.platforms.get(platform)
    lies = known.regions.get(region) if known else None
    name = known.region_names.get(region) if known else None
    name = name or (place_words(lies).removeprefix("the ") if lies else None)
    if name is None:
        return f"region {region}"
    return f"{name} ({region})" if code else name


def offered_in(catalog: Catalog, served: Served) -> str:
    """Return the region of an offer as people read it.

    A list that names no region says nothing about how far a request travels; a promise of the platform may.
    """
    if served.region == "global" and served.in_eu == "unknown":
        return NOT_STATED
    return region_words(catalog, served.platform, served.region)


def priced_in(catalog: Catalog, platform: str, model: str, region: str) -> str:
    """Return the region of a price in the words of the offer that it is the price of."""
    if region != "global":
        return region_words(catalog, platform, region)
    row = next((o for o in catalog.offers_of(model) if (o.platform, o.region) == (platform, region)), None)
    return offered_in(catalog, _served(catalog, row)) if row else NOT_STATED


def within(place: str | None, zone: str) -> bool:
    """Tell whether a place lies in a zone or country."""
    if place is None:
        return False
    if zone == "EU":
        return place in EU
    return place in EU | EFTA | {zone} if zone == "EU+EFTA" else place == zone


def promises(catalog: Catalog, platform: str) -> Iterator[tuple[str, Promise]]:
    """Yield the promises of a platform with their record ids: `platforms/azure#promises.data-zone`."""
    for name, promise in catalog.platforms[platform].promises.items():
        yield f"platforms/{platform}#promises.{name}", promise


def policies(catalog: Catalog, platform: str) -> tuple[Policy, ...]:
    """Return what a platform promises of its offers, in the order in which it counts."""
    found = []
    for record, promise in promises(catalog, platform):
        stated = {name: value for name in FIELDS if (value := getattr(promise, name)) is not None}
        said = {name: _of_promise(catalog, record, promise, name, value) for name, value in stated.items()}
        found.append(Policy(record.partition("#promises.")[2], promise, said))
    return tuple(found)


def offers(catalog: Catalog, model: str) -> tuple[Served, ...]:
    """Return everything ever offered of exactly this id, rows first, then what the platforms' pages add."""
    rows = [offer for offer in catalog.offers_of(model) if offer.platform in catalog.platforms]
    found = [_served(catalog, offer) for offer in rows]
    taken = {(offer.platform, offer.region) for offer in rows}
    for offer in rows:
        if offer.region == "global":
            found += _added(catalog, offer, taken)
    return tuple(found)


def current(catalog: Catalog, model: Model, day: date) -> tuple[Served, ...]:
    """Return what is sold of a model and its snapshots on a day; a retired one is sold by others than its maker."""
    home = catalog.vendors[model.vendor].platform if model.vendor in catalog.vendors else None
    return tuple(
        served
        for one in (model, *catalog.snapshots_of(model.id))
        for served in offers(catalog, one.id)
        if served.holds_on(day) and not (one.state(day) == "retired" and served.platform == home)
    )


def ended(catalog: Catalog, model: Model, day: date) -> bool:
    """Tell whether a model is retired by its maker and nobody else is known to sell it on a day."""
    return model.state(day) == "retired" and not current(catalog, model, day)


def in_europe(catalog: Catalog, model: Model, day: date, platform: str | None = None) -> InEurope:
    """Return the best answer over the current offers of a model and its snapshots, of one platform if it is named."""
    found = tuple(s for s in current(catalog, model, day) if platform in (None, s.platform))
    if not found:
        return InEurope("unknown", None, (), ())
    best = min((served.in_eu for served in found), key=BEST.index)
    giving = tuple(served for served in found if served.in_eu == best)
    home = catalog.vendors[model.vendor].platform if model.vendor in catalog.vendors else None
    first = min(
        giving,
        key=lambda s: ("condition" in s.said, s.platform != home, s.model != model.id, s.value("surcharge") or 1, s.id),
    )
    return InEurope(best, first, giving, found)


def _served(catalog: Catalog, offer: Offer) -> Served:
    bare = Served(
        offer.id, offer.model, offer.platform, offer.region, offer.scope, offer.since, offer.until, offer,
        offer.row.place(), {},
    )  # fmt: skip
    return replace(bare, said=_said(catalog, bare, offer))


def _added(catalog: Catalog, sold: Offer, taken: set[tuple[str, str]]) -> Iterator[Served]:
    """Yield the offers that a platform's pages add to a model it sells globally."""
    for record, promise in promises(catalog, sold.platform):
        if not promise.serves or promise.region is None or (sold.platform, promise.region) in taken:
            continue
        bare = Served(
            offer_id(sold.platform, sold.model, promise.region, promise.scope), sold.model, sold.platform,
            promise.region, promise.scope, sold.since, sold.until, None, _place(catalog, record), {},
        )  # fmt: skip
        if _fits(catalog, promise, bare):
            taken.add((sold.platform, promise.region))
            yield replace(bare, said=_said(catalog, bare, None))


def _said(catalog: Catalog, served: Served, offer: Offer | None) -> dict[str, Said]:
    """Return what is promised by field: the row's own word, else that of the first promise that fits and states it."""
    found = _row_says(offer) if offer else {}
    lies = catalog.platforms[served.platform].regions.get(served.region)
    for record, promise in promises(catalog, served.platform):
        if not _fits(catalog, promise, served):
            continue
        for name in FIELDS:
            value = getattr(promise, name)
            value = lies if value == "its region" else value
            if value is not None and name not in found:
                found[name] = _of_promise(catalog, record, promise, name, value)
    return found


def _of_promise(catalog: Catalog, record: str, promise: Promise, name: str, value: str | Decimal) -> Said:
    others = promise.others if name == "processing" else []
    return Said(
        name, value, record, _place(catalog, record), promise.source, promise.read, promise.evidence, promise.note,
        tuple(Other(other.processing, other.evidence, other.source, other.read) for other in others),
    )  # fmt: skip


def _row_says(offer: Offer) -> dict[str, Said]:
    stated = {name: value for name in FIELDS if (value := getattr(offer, name, None)) is not None}
    return {
        name: Said(
            name, value, offer.id, offer.row.place(name), offer.source, offer.read, offer.evidence, offer.note
        )
        for name, value in stated.items()
    }


def _fits(catalog: Catalog, promise: Promise, served: Served) -> bool:
    """Tell whether an offer is one of those a promise is about."""
    if promise.region not in (None, served.region) or promise.scope not in (None, served.scope):
        return False
    lies = catalog.platforms[served.platform].regions.get(served.region)
    if promise.within and not within(lies, promise.within):
        return False
    if promise.released_from is None:
        return True
    known = catalog.models.get(served.model)
    base = catalog.models.get(known.of) if known and known.of else None
    released = (known and known.released) or (base and base.released)
    return bool(released and released >= promise.released_from)


def _place(catalog: Catalog, record: str) -> Place:
    platform, _, name = record.removeprefix("platforms/").partition("#promises.")
    return catalog.registries["platforms"].place(platform, "promises", name)
