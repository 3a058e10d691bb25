"""The shutdowns to come as a calendar to subscribe to: `/shutdowns.ics`, one event of a whole day each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from tokonomix import cards
from tokonomix.edition import Edition
from tokonomix.pages.made import Made, Output
from tokonomix.pages.shutdowns import upcoming
from tokonomix.records import Model

if TYPE_CHECKING:
    from icalendar import Event

HOST = "tokonomix"
"""Right-hand part of the events' ids: they must stay the same wherever the site is served."""


def make(edition: Edition, made: Sequence[Made]) -> Iterator[Output]:  # noqa: ARG001 - part of the contract of feeds
    """Yield the calendar."""
    from icalendar import Calendar  # takes a moment to import, which a check need not

    calendar = Calendar()
    for name, value in (("prodid", "-//Tokonomix//Shutdowns//EN"), ("version", "2.0"), ("method", "PUBLISH"),
                        ("x-wr-calname", "Shutdowns of AI models")):  # fmt: skip
        calendar.add(name, value)
    for model in upcoming(edition, edition.models):
        calendar.add_component(_event(edition, model))
    yield Output("shutdowns.ics", calendar.to_ical())


def _event(edition: Edition, model: Model) -> Event:
    from icalendar import Event

    fact = model.facts["shutdown_on"]
    instead = edition.catalog.models.get(model.value("replacement") or "")
    source = edition.catalog.sources[fact.source]
    said = [f"The maker names {instead.name} instead." if instead else "No replacement is on record."]
    said.append(f"Source: {source.name}, read {fact.read.isoformat()}. {fact.url or source.url or ''}".strip())
    event = Event()
    event.add("uid", f"{model.id}@{HOST}")
    # The stamp is the day on which the record was read, so that equal data are equal bytes.
    event.add("dtstamp", datetime.combine(fact.read, time(), UTC))
    event.add("dtstart", fact.value)
    event.add("dtend", fact.value + timedelta(days=1))
    event.add("summary", f"{model.name} ({model.id}) is shut down")
    event.add("description", " ".join(said))
    event.add("transp", "TRANSPARENT")
    if edition.site.url:
        event.add("url", f"{edition.site.url.rstrip('/')}/{cards.model_home(model.id)}")
    return event
