"""Since when a record says what it says, and where it is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from tokonomix.edition import Edition
from tokonomix.problem import Place

ANNOUNCED = ("shutdown_on", "earliest_shutdown_on", "replacement")
"""What a maker says when it announces the end of a model."""
Trace = tuple[date | None, Place | None]
"""The day from which a record says what it says, and where it is written, each as far as it is known."""


def traced(edition: Edition, record: str, field_name: str = "") -> Trace:
    """Return since when a record says what it says in a field, and its place, by the kind of the record."""
    trace = _TRACES.get(record.partition("/")[0])
    day, place = trace(edition, record, field_name) if trace else (None, None)
    corrected = max((tomb.on for tomb in edition.catalog.withdrawn if tomb.record == record), default=None)
    return corrected or day, place


def _price(edition: Edition, record: str, field_name: str) -> Trace:
    row = edition.catalog.price(record)
    if row is None:
        return None, None
    day = row.since or row.checked_on
    if row.until and row.until <= edition.today and (field_name == "until" or row.since is None):
        day = row.until  # that it ended is the last that is known of it, whenever its source was read
    return day, row.row.place("amount")


def _result(edition: Edition, record: str, _field: str) -> Trace:
    row = edition.catalog.result(record)
    if row is None:
        return None, None
    read = edition.catalog.sources[row.source].read
    return row.published_on or row.evaluated_on or read, row.row.place("published")


def _fact(edition: Edition, record: str, field_name: str) -> Trace:
    name, _, fact_name = record.removeprefix("models/").partition("#")
    model = edition.catalog.models.get(name)
    fact = model.facts.get(fact_name) if model else None
    if fact is None:
        return None, None
    # A stage of life begins on a day of its own, whenever we read of it.
    began = field_name == "state" and isinstance(fact.value, date) and fact.value <= edition.today
    if began:
        return fact.value, fact.place
    # What an announcement said was so from its day, even if the page was last read before.
    told = model.value("deprecated_on") if model and fact_name in ANNOUNCED else None
    return max(fact.read, told) if told and told <= edition.today else fact.read, fact.place


def _board(edition: Edition, record: str, _field: str) -> Trace:
    board = edition.boards.board(record.removeprefix("board/").partition("@")[0])
    return max((entry.newest for entry in board.entries if entry.newest), default=None), None


def _offer(edition: Edition, record: str, _field: str) -> Trace:
    offer = next((one for one in edition.catalog.offers_of(_subject(record)) if one.id == record), None)
    return (offer.since or offer.read, offer.row.place()) if offer else (None, None)


def _offers(edition: Edition, record: str, _field: str) -> Trace:
    offers = edition.catalog.offers_of(_subject(record))
    return max((offer.since or offer.read for offer in offers), default=None), None


def _bill(edition: Edition, record: str, _field: str) -> Trace:
    known = edition.rates(_subject(record)).values()
    return max((rate.price.since or rate.price.checked_on for rate in known), default=None), None


def _subject(record: str) -> str:
    """Return the model of a computation: 'bill/call#acme-voice@2026-11-22' is about acme-voice."""
    return record.partition("#")[2].partition("@")[0]


_TRACES: Mapping[str, Callable[[Edition, str, str], Trace]] = {
    "prices": _price,
    "results": _result,
    "models": _fact,
    "board": _board,
    "offers": _offer,
    "residency": _offers,
    "hosts": _offers,
    "bill": _bill,
}
