"""Bills of many models for a workload: which models are asked, what each part costs, and what is not known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from tokonomix import wording
from tokonomix.bindings import Bindings
from tokonomix.edition import Edition
from tokonomix.money.rates import Rate, home_platform, long_input, rate_name, rates
from tokonomix.money.workloads import Bill, bill, billed, usage
from tokonomix.pages import cells, view
from tokonomix.pages.made import Made
from tokonomix.problem import Place
from tokonomix.reads import Bound
from tokonomix.records import Model, Price
from tokonomix.schema.registry import Workload

CENT = Decimal("0.01")
SMALL = Decimal("0.0001")
ROLES = {"output": "p1", "input": "p2", "cache_read": "p3"}
"""How a part of a bill is drawn, by the way the tokens go."""
LONGEST = 50
"""The bill that fills a bar is that of the last row shown at first; dearer ones fill it too, and are marked as cut."""
FREE = (
    "{models} that the maker gives away in a free tier {verb} listed after the bills: how much work a free tier takes "
    "is in no price list."
)
UNSTAGED = (
    "Bills of {models} whose stage is not recorded stand after the others: a price list has them, and no source says "
    "that they are still sold."
)
RECORDS = "pricing/bills/"
"""The page of the cards: a few hundred would double the weight of the page of prices."""
SHARED = ("Workload", "Assumes")
"""What the cards of all bills of a workload say alike."""
DRAWN = ("p2", "p3", "p1")
"""The parts of a bar from left to right."""


@dataclass(frozen=True)
class Offer:
    """A model that its maker sells today, with its rates in force."""

    model: Model
    rates: Mapping[str, Rate]
    long: tuple[Price, ...]

    def fits(self, workload: Workload) -> bool:
        """Tell whether the model takes and gives what the workload needs, as far as that is known."""
        return all(self._handles(*rate.split(".", 1)) for rate in workload.uses)

    def _handles(self, kind: str, way: str) -> bool:
        known = self.model.outputs if way == "output" else self.model.inputs
        priced = {name.split(".")[0] for name in self.rates if name.endswith(".output") == (way == "output")}
        if kind == "text" and known:
            # What transcribes or speaks is billed for text too, and answers no question.
            return kind in known
        return kind in priced or kind in known

    def bill(self, workload: Workload) -> Bill:
        """Return the monthly bill."""
        return bill(workload, self.rates, self.long)


def offers(edition: Edition) -> list[Offer]:
    """Return what makers sell today, by vendor and name: models, and snapshots that outlive their model."""
    found = []
    for model in edition.models:
        current = in_force(edition, model)
        if not current or model.kind == "alias":
            continue
        parent = edition.catalog.models.get(model.of or "")
        if parent and (in_force(edition, parent) or not own(model, current)):
            continue
        home = home_platform(edition.catalog, model)
        found.append(Offer(model, current, long_input(edition.catalog, model, edition.today, platform=home)))
    return found


def in_force(edition: Edition, model: Model) -> Mapping[str, Rate]:
    """Return the rates at which its maker sells a model today; none if it does not.

    A snapshot of a retired model counts as gone with it unless days of its own say otherwise.
    """
    catalog = edition.catalog
    home = home_platform(catalog, model)
    parent = catalog.models.get(model.of or "")
    if home is None:
        return {}
    days = model.facts.keys() & {"deprecated_on", "shutdown_on"}
    if parent and parent.state(edition.today) == "retired" and not days:
        return {}
    every = rates(catalog, model, edition.today, platform=home)
    return {name: rate for name, rate in every.items() if rate.current}


def own(model: Model, found: Mapping[str, Rate]) -> Mapping[str, Rate]:
    """Return those of the rates that are recorded for the model itself, not for what it is a version of."""
    return {name: rate for name, rate in found.items() if rate.price.model == model.id}


def first(edition: Edition) -> str | None:
    """Return the workload that is shown before the reader chooses: the first of the list."""
    return next(iter(edition.catalog.workloads), None)


def table(edition: Edition, bindings: Bindings, name: str, every: list[Offer]) -> dict[str, Any]:
    """Return the bills of all models for a workload, cheapest first; those with an unknown part last."""
    workload = edition.catalog.workloads[name]
    asked = [offer for offer in every if offer.fits(workload)]
    bills = [(offer, offer.bill(workload)) for offer in asked]
    known = [(offer, made) for offer, made in bills if made.total is not None]
    known.sort(
        key=lambda pair: (
            not staged(edition, pair[0]), gratis(pair[1]), pair[1].total or 0, pair[0].model.name.lower(),
            pair[0].model.id,
        )
    )  # fmt: skip
    priced = [made for offer, made in known if staged(edition, offer) and not gratis(made)]
    most = (priced[: LONGEST][-1].total or Decimal(0)) if priced else Decimal(0)
    unknown = [(offer, made) for offer, made in bills if made.total is None]
    rows = [_row(edition, bindings, workload, name, offer, made, most) for offer, made in known + unknown]
    boards = cells.score_boards(edition)
    return {
        "id": name,
        "title": title(workload),
        "note": workload.note,
        "heads": heads(workload),
        "fields": fields(workload),
        "rows": rows,
        "scale": cents(most),
        "cut": len(priced) > LONGEST,
        "board": boards[0][1] if boards else "",
        "scored": any(row["score"] and row["score"].get("b") for row in rows),
        "left": beneath(edition, every, workload),
        "told": counted(len(known), len(bills)),
        "all": f"Show all {wording.plural(len(bills), 'model')}",
    }


def records(edition: Edition, name: str, every: list[Offer]) -> Made:
    """Return the page with the card of each bill of a workload; what all of them say stands there once."""
    bindings = Bindings(edition, RECORDS, Place("data/workloads.yml"))
    table(edition, bindings, name, every)
    cards = [bound.card for bound in bindings.ledger.cards]
    shared = tuple(line for line in cards[0].lines if line.term in SHARED) if cards else ()
    own = [replace(card, lines=tuple(line for line in card.lines if line not in shared)) for card in cards]
    told = f"How each bill of one kind of work was computed: {wording.plural(len(cards), 'bill')}, cheapest first."
    shown = {
        "lede": told,
        "shared": {
            "label": title(edition.catalog.workloads[name]),
            "rows": [(line.term, line.text, line.url) for line in shared],
        },
        "cards": [Bound(card.value, card.value, card, local=True) for card in own],
    }
    ledger = bindings.ledger
    return Made(f"{RECORDS.rstrip('/')}.md", "Records behind the bills", told, "pricing_bills.html", shown, ledger)


def fields(workload: Workload) -> list[dict[str, str]]:
    """Return what the reader may change: how many units a month, then the sizes of one, each with its step."""
    many = str(workload.units)
    units = {"id": "units", "name": "How many a month", "value": many, "step": step(Decimal(many))}
    sizes = [
        {"id": name, "name": size.name, "value": plain(size.value), "step": step(size.value)}
        for name, size in workload.sizes.items()
    ]
    return [units, *sizes]


def step(value: Decimal) -> str:
    """Return by how much a press changes a field: a round number near a tenth of it, a half for what is below ten."""
    if value < 10:
        return "0.5"
    tenth = value / 10
    power = Decimal(10) ** tenth.adjusted()
    return plain(max(d * power for d in (Decimal(1), Decimal(2), Decimal(5)) if d * power <= tenth))


def plain(value: Decimal) -> str:
    """Return a decimal without trailing zeros or exponent: '1.330' as '1.33'."""
    return f"{value.normalize():f}"


def title(workload: Workload) -> str:
    """Return what is billed: 'Turn in a chat, 100,000 a month'."""
    return f"{workload.name}, {wording.count(workload.units)} a month"


def heads(workload: Workload) -> list[dict[str, str]]:
    """Return the heads of the parts: the rate and the tokens a unit uses of it."""
    return [
        {"rate": rate, "text": rate_name(rate), "sub": f"{wording.amount(tokens, 0)} tokens", "role": role(rate)}
        for rate, tokens in usage(workload).items()
    ]


def role(rate: str) -> str:
    """Return the class by which a part is drawn."""
    return ROLES.get(rate.split(".", 1)[1], "p2")


def staged(edition: Edition, offer: Offer) -> bool:
    """Tell whether any record states the stage of a model's life; without one it may have ended unseen."""
    return offer.model.state(edition.today) != "unknown"


def gratis(made: Bill) -> bool:
    """Tell whether the maker asks nothing for the work: a free tier, whose limits no price list states."""
    return made.total is not None and all(billed(part.price) == 0 for part in made.parts)


def counted(known: int, every: int) -> str:
    """Return how many bills there are and how many of the models have none: '293 bills, cheapest first; 2 more …'."""
    told = f"{wording.plural(known, 'bill')}, cheapest first"
    more = every - known
    lack = "lacks" if more == 1 else "lack"
    return f"{told}; {wording.plural(more, 'more model')} {lack} the price of a part" if more else told


def beneath(edition: Edition, every: Iterable[Offer], workload: Workload) -> str:
    """Return what a reader of the bills must know: why some stand last, and who is not asked."""
    offered = list(every)
    asked = [offer for offer in offered if offer.fits(workload)]
    free = sum(1 for offer in asked if gratis(offer.bill(workload)))
    told = [FREE.format(models=wording.plural(free, "model"), verb="is" if free == 1 else "are")] if free else []
    unstaged = sum(1 for offer in asked if not staged(edition, offer))
    told += [UNSTAGED.format(models=wording.plural(unstaged, "model"))] if unstaged else []
    told += [left_out(workload, len(offered) - len(asked))] if len(offered) > len(asked) else []
    return " ".join(told)


def left_out(workload: Workload, count: int) -> str:
    """Return which models are not asked, as a sentence; '' if all are."""
    if not count:
        return ""
    kinds = wording.listing(list(dict.fromkeys(rate.split(".")[0] for rate in workload.uses)))
    return (
        f"{wording.plural(count, 'model')} sold today {'is' if count == 1 else 'are'} left out: no source of ours says "
        f"that {'it takes and gives' if count == 1 else 'they take and give'} {kinds}."
    )


def cents(value: Decimal) -> str:
    """Return US$ with two decimals, rounded half to even; 'under 0.01' for what is less but not nothing."""
    if 0 < value <= CENT / 2:
        return "under 0.01"
    return f"{value.quantize(CENT, ROUND_HALF_EVEN):,.2f}"


def small(value: Decimal) -> str:
    """Return US$ with four decimals, for one unit of work."""
    if 0 < value <= SMALL / 2:
        return "under 0.0001"
    return f"{value.quantize(SMALL, ROUND_HALF_EVEN):,.4f}"


def _row(
    edition: Edition, bindings: Bindings, workload: Workload, name: str, offer: Offer, made: Bill, most: Decimal
) -> dict[str, Any]:
    parts = {part.rate: part for part in made.parts}
    total = made.total
    boards = cells.score_boards(edition)
    priced: list[dict[str, Any]] = []
    shown: dict[str, Any] | None = None
    free = gratis(made)
    if total is not None:
        bound = bindings.bill(offer.model, name, made, RECORDS)
        shown = {"b": bound, "text": "free tier" if free else cents(total), "v": total}
    for rate in workload.uses:
        part = parts.get(rate)
        if part is None:
            priced.append({"words": "unknown" if rate in offer.rates else "not listed", "v": ""})
        else:
            text = cents(part.cost) if billed(part.price) else "free"
            priced.append(
                {"b": bindings.price_row(offer.model, part.price, current=True), "text": text, "v": part.cost}
            )
    return {
        "link": view.model_link(edition, offer.model),
        "staged": staged(edition, offer),
        "bill": shown,
        "parts": priced,
        "score": cells.score(bindings, offer.model, boards[0][0]) if boards else None,
        "each": None if total is None else "free tier" if free else small(total / workload.units),
        "bar": bar([(role(p.rate), p.cost) for p in made.parts], most) if total is not None else [],
    }


def bar(parts: Iterable[tuple[str, Decimal]], most: Decimal) -> list[dict[str, str]]:
    """Return a bill as rectangles in percent of the bill that fills the bar: read, read again, written.

    A dearer bill fills the bar in the proportion of its parts, with a cut before its end.
    """
    costs = dict.fromkeys(DRAWN, Decimal(0))
    for part_role, cost in parts:
        costs[part_role] += cost
    whole = sum(costs.values(), Decimal(0))
    full = max(most, whole)
    drawn, at = [], Decimal(0)
    for part_role, cost in costs.items():
        share = 100 * cost / full if full else Decimal(0)
        if share:
            drawn.append({"role": part_role, "x": f"{at:.1f}", "w": f"{share:.1f}"})
        at += share
    return [*drawn, {"role": "cut", "x": "94", "w": "1.5"}] if whole > most else drawn
