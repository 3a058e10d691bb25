"""What our sources say of one rate or fact beside each other: who agrees, who does not, and what we decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from tokonomix.catalog import Catalog
from tokonomix.problem import Place
from tokonomix.records import Claim, Dispute, Model, Price, PriceClaim
from tokonomix.schema.agreement import agree, one_count

Verdict = Literal["agreed", "resolved", "open"]
UNDECIDED = "nobody has decided yet"
COUNTED = "One limit, counted in thousands by some and in units of 1,024 by others; the latter is the more exact."
"""Reason of a verdict that no person has to give."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One rate or fact with every claim about it.

    `ours` is the value that we show and its source, None if nobody is followed; `shown` is the id of the record that
    holds it, for a rate that of the row in force. `others` are the claims of other sources, agreeing ones too.
    `agreeing` counts the independent sources that say what we show, ours included.
    """

    record: str
    model: str
    name: str
    place: Place
    shown: str | None
    ours: Claim | None
    others: tuple[Claim, ...]
    dispute: Dispute | None
    verdict: Verdict
    differs: bool
    """Whether independent sources of ours disagree by more than rounding."""
    agreeing: int
    per: str | None = None
    """Unit and currency of a rate."""
    currency: str | None = None

    @property
    def why(self) -> str | None:
        """Return the reason of the verdict; None where all agree."""
        if self.dispute:
            return self.dispute.why
        if self.verdict == "resolved":
            return COUNTED
        return UNDECIDED if self.verdict == "open" else None

    def agrees(self, claim: Claim) -> bool:
        """Tell whether a claim says what we show."""
        return self.ours is not None and agree(claim.value, self.ours.value)


def of(catalog: Catalog, model: Model, today: date) -> tuple[Compared, ...]:
    """Return what is claimed or disputed about the facts and rates of a model, by record id."""
    decided = _decided(catalog)
    found = [*_facts(catalog, model, decided), *_rates(catalog, model.id, today, decided)]
    return tuple(sorted(found, key=lambda one: one.record))


def by_record(catalog: Catalog, today: date) -> Mapping[str, Compared]:
    """Return every fact and rate that is claimed or disputed, by the id of the fact or the rate without its day."""
    return {one.record: one for model in catalog.models.values() for one in of(catalog, model, today)}


def alarm(catalog: Catalog, today: date) -> tuple[Compared, ...]:
    """Return those on which sources disagree, and those that are declared open; open ones first, then by place."""
    found = [one for one in by_record(catalog, today).values() if one.differs or one.verdict == "open"]
    return tuple(sorted(found, key=lambda one: (one.verdict != "open", one.place, one.record)))


def row_on(rows: Iterable[Price], day: date) -> Price | None:
    """Return the row of one rate that is in force on a day, else the last one that was; None if none ever was."""
    begun = [
        row for row in rows
        if (row.since is None or row.since <= day) and row.status not in ("cancelled", "withdrawn")
        and (row.status != "announced" or row.since)
    ]  # fmt: skip
    return max(begun, key=lambda row: (row.holds_on(day), row.since or date.min), default=None)


def _decided(catalog: Catalog) -> Mapping[str, Dispute]:
    return {dispute.record: dispute for dispute in catalog.disputes}


def _facts(catalog: Catalog, model: Model, decided: Mapping[str, Dispute]) -> Iterator[Compared]:
    for fact in model.facts.values():
        dispute = decided.get(fact.id)
        if not fact.claims and dispute is None:
            continue
        ours = Claim(fact.value, fact.source, fact.read, None) if fact.value is not None else None
        others = tuple(c for c in fact.claims if not (ours and c.source == ours.source and agree(c.value, ours.value)))
        others += _said_besides(catalog, dispute, whole=isinstance(fact.value, int))
        shown = fact.id if ours else None
        yield _compared(catalog, (fact.id, model.id, fact.field, fact.place, shown), ours, others, dispute)


def _said_besides(catalog: Catalog, dispute: Dispute | None, *, whole: bool) -> tuple[Claim, ...]:
    """Return the figure that only a verdict tells, as a claim of its source; none where it tells none."""
    source = catalog.sources.get(dispute.source or "") if dispute else None
    if dispute is None or dispute.says is None or dispute.source is None or source is None:
        return ()
    return (Claim(int(dispute.says) if whole else dispute.says, dispute.source, source.read, None),)


def _rates(
    catalog: Catalog, model: str, today: date, decided: Mapping[str, Dispute]
) -> Iterator[Compared]:
    claims: dict[str, list[PriceClaim]] = {}
    for claim in catalog.claims_of(model):
        claims.setdefault(claim.rate_id, []).append(claim)
    rows: dict[str, list[Price]] = {}
    for price in catalog.prices_of(model):
        if (key := price.rate_id) in claims or key in decided:
            rows.setdefault(key, []).append(price)
    for record in {**claims, **rows}:
        said, row = claims.get(record, []), row_on(rows.get(record, ()), today)
        first: Price | PriceClaim | None = row or (said[0] if said else None)
        if first is None:
            continue
        ours = Claim(row.amount, row.source, row.checked_on, row.note) if row and row.amount is not None else None
        # Amounts for another unit or in another currency are neither the same nor different.
        like = [c for c in said if (c.per, c.currency) == (first.per, first.currency)]
        others = tuple(Claim(c.amount, c.source, c.read, c.note) for c in like)
        others += _said_besides(catalog, decided.get(record), whole=False)
        about = (record, model, first.rate, first.row.place("amount"), row.id if row and ours else None)
        yield _compared(catalog, about, ours, others, decided.get(record), first.per, first.currency)


def _compared(
    catalog: Catalog, about: tuple[str, str, str, Place, str | None], ours: Claim | None, others: tuple[Claim, ...],
    dispute: Dispute | None, per: str | None = None, currency: str | None = None,
) -> Compared:  # fmt: skip
    lead = ours or others[0] if ours or others else None
    voices = _voices(catalog, lead, others) if lead else ()
    same = [all(lead is not None and agree(lead.value, value) for value in values) for values in voices]
    differs = not all(same)
    counted = lead is not None and all(one_count(lead.value, value) for values in voices for value in values)
    verdict: Verdict = "agreed"
    if dispute and (dispute.verdict == "open" or differs):
        verdict = dispute.verdict
    elif differs:
        verdict = "resolved" if counted else "open"
    agreeing = 1 + sum(same) if ours else 0
    return Compared(*about, ours, others, dispute, verdict, differs, agreeing, per, currency)


def _voices(catalog: Catalog, lead: Claim, others: Iterable[Claim]) -> tuple[list[Any], ...]:
    """Return what the sources that are independent of the lead's say, each with its copies as one voice.

    A copy says what its original says, only earlier: it counts where the original is silent.
    """
    voices: dict[str, list[Any]] = {}
    speaking = {claim.source for claim in others}
    for claim in others:
        origin = _origin(catalog, claim.source)
        if origin != _origin(catalog, lead.source) and (claim.source == origin or origin not in speaking):
            voices.setdefault(origin, []).append(claim.value)
    return tuple(voices.values())


def _origin(catalog: Catalog, source: str) -> str:
    """Return the source that a copy was made from, or the source itself."""
    known = catalog.sources.get(source)
    return known.copy_of if known and known.copy_of else source
