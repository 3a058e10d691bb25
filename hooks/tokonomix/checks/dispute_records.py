"""A verdict is about a fact or rate that exists, on which sources still disagree, and holds what it says it does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from tokonomix.catalog import Catalog
from tokonomix.disputes import by_record
from tokonomix.price_ends import objection
from tokonomix.problem import Problem

_FORM = re.compile(r"models/[^#@]+#[a-z_.]+\Z|prices/[^#]+#[^@]+@[^/]+/[^/]+/[^/]+(/.+)?\Z")


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield a problem for each verdict about something else than a fact or rate, and each that follows nobody."""
    facts = {fact.id: fact for model in catalog.models.values() for fact in model.facts.values()}
    for dispute in catalog.disputes:
        place = dispute.row.place
        if not _FORM.match(dispute.record):
            mend = "Write it as models/<model>#<field>, or as prices/<platform>#<model>@<region>/<tier>/<rate>"
            yield Problem(place("record"), f"'{dispute.record}' names neither a fact nor a rate", mend)
        elif dispute.verdict == "resolved" and (fact := facts.get(dispute.record)) and fact.value is None:
            what = f"verdict is 'resolved', but {dispute.record} has no value that is followed"
            yield Problem(place("verdict"), what, "Write the value into the model's file, or set the verdict to 'open'")


def due(catalog: Catalog, today: date) -> Iterator[Problem]:
    """Yield a finding for each verdict whose record is gone, and each resolved one on which sources agree by now.

    An open verdict may rest on figures that are no source of ours; it stands until somebody decides.
    """
    compared = by_record(catalog, today)
    for dispute in catalog.disputes:
        known = compared.get(dispute.record)
        if known is None and _FORM.match(dispute.record):
            what = f"no fact or rate '{dispute.record}' is recorded any more"
            yield Problem(dispute.row.place("record"), what, "Remove the line, or mend the record's name", due=True)
        elif known and dispute.verdict == "resolved" and not (known.differs or _ends_prices(catalog, dispute.record)):
            what = f"our sources agree about {dispute.record} by now"
            yield Problem(dispute.row.place("record"), what, "Remove the line", due=True)


def _ends_prices(catalog: Catalog, record: str) -> bool:
    """Tell whether a verdict ends prices against a source that gives no other day but goes on listing the model."""
    model = catalog.models.get(record.removeprefix("models/").removesuffix("#shutdown_on"))
    return model is not None and objection(catalog, model) is not None
