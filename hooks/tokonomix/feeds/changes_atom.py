"""What changed as a feed to subscribe to: `/benchmarks/changes.xml`, Atom; the page of changes says the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as Xml

from tokonomix import wording
from tokonomix.boards import day_of
from tokonomix.cards import model_home
from tokonomix.edition import Edition
from tokonomix.pages.changes import FEED, News, by_month
from tokonomix.pages.made import Made, Output
from tokonomix.tombstones import HOME, tombstones

ATOM = "http://www.w3.org/2005/Atom"
MOST = 60
"""Entries of the feed, the newest ones."""


@dataclass(frozen=True)
class _Entry:
    key: str
    """What it is, the same for ever, wherever the site is served."""
    day: date
    title: str
    text: str
    href: str


def make(edition: Edition, made: Sequence[Made]) -> Iterator[Output]:  # noqa: ARG001 - part of the contract of feeds
    """Yield the feed."""
    root = edition.site.url.rstrip("/")
    feed = Xml.Element("feed", {"xmlns": ATOM, "xml:lang": "en-GB"})
    entries = sorted(_entries(edition), key=lambda e: (-e.day.toordinal(), e.key))[:MOST]
    newest = max((entry.day for entry in entries), default=edition.as_of)
    _fill(feed, "changes", newest, "Tokonomix: what changed on the boards and why")
    Xml.SubElement(Xml.SubElement(feed, "author"), "name").text = "Tokonomix"
    if root:
        Xml.SubElement(feed, "link", {"rel": "self", "href": f"{root}/{FEED}"})
        Xml.SubElement(feed, "link", {"href": f"{root}/{HOME}"})
    for one in entries:
        entry = Xml.SubElement(feed, "entry")
        _fill(entry, one.key, one.day, one.title)
        # Without an address of the site a link is relative to the feed, which stands in /benchmarks/.
        Xml.SubElement(entry, "link", {"href": f"{root}/{one.href}" if root else f"../{one.href}"})
        Xml.SubElement(entry, "summary").text = one.text
    Xml.indent(feed)
    yield Output(FEED, Xml.tostring(feed, encoding="utf-8", xml_declaration=True) + b"\n")


def _fill(element: Xml.Element, key: str, day: date, title: str) -> None:
    Xml.SubElement(element, "id").text = f"urn:uuid:{uuid5(NAMESPACE_URL, f'tokonomix/{key}')}"
    Xml.SubElement(element, "title").text = title
    # The day of the event, never that of the build, so that equal data are equal bytes.
    Xml.SubElement(element, "updated").text = f"{day.isoformat()}T00:00:00Z"


def _entries(edition: Edition) -> Iterator[_Entry]:
    from tokonomix.scores import VERSIONS

    for version in VERSIONS:
        title = f"Method, version {version.number}"
        yield _Entry(f"method/{version.number}", version.since, title, version.says, f"{HOME}#method")
    for news in by_month(edition):
        yield _results(edition, news)
    for tomb in tombstones(edition.catalog):
        what = "Corrected" if tomb.field else "Withdrawn"
        key = f"withdrawn/{tomb.record}/{tomb.field or ''}"
        yield _Entry(key, tomb.on, f"{what}: {tomb.record}", tomb.reason, f"{HOME}#{tomb.anchor}")
    for moved in edition.catalog.moved:
        title = f"Moved: {moved.old} is now {moved.new}"
        yield _Entry(f"moved/{moved.old}", moved.on, title, moved.note or title, model_home(moved.new))


def _results(edition: Edition, news: News) -> _Entry:
    month = wording.month(news.month)
    names = {name: edition.catalog.benchmarks[name].card.name for name in news.results}
    said = wording.listing([f"{wording.count(len(news.results[n]))} of {names[n]}" for n in sorted(names)])
    day = max(day_of(edition.catalog, r) for results in news.results.values() for r in results)
    title = f"{month}: {wording.plural(news.count, 'result')} of {wording.plural(len(names), 'benchmark')}"
    return _Entry(f"results/{news.month:%Y-%m}", day, title, f"{said}.", f"{HOME}#month-{news.month:%Y-%m}")
