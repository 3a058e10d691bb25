"""The real site: its links lead somewhere, and behind every number stands a record with a source and a day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tokonomix import links

CARD = re.compile(r'<article[^>]*\bid="(r-[^"]+)"[^>]*>(.*?)</article>', re.DOTALL)
SHARED = re.compile(r"<dl[^>]* data-shared>.*?</dl>", re.DOTALL)
NUMBER = re.compile(r'<a class="bn[^"]*"[^>]*>')
TABLES = {
    "rates": re.compile(r'<td class="n(?: gone)?">(.*?)</td>', re.DOTALL),
    "served": re.compile(r"<td>(.*?)</td>", re.DOTALL),
    "promises": re.compile(r"<td>(.*?)</td>", re.DOTALL),
}
"""Tables and their cells in which everything is recorded: an amount, or what somebody promises."""
HREF = re.compile(r'href="([^"]+)"')
DAYS = re.compile(r"\b\d{1,2}(?: |&nbsp;|\u00a0)[A-Z][a-z]+(?: |&nbsp;|\u00a0)20\d\d\b")


def test_every_internal_link_and_anchor_leads_somewhere(site_dir: Path) -> None:
    assert [str(problem) for problem in links.check(site_dir)] == []


def test_every_card_names_a_source_and_a_day(site_dir: Path) -> None:
    cards = 0
    pages = [*(site_dir / "models").rglob("index.html"), *(site_dir / "vendors").rglob("index.html")]
    for path in sorted([*pages, site_dir / "shutdowns/index.html", site_dir / "pricing/bills/index.html"]):
        for name, body in _whole_cards(path.read_text("utf-8")):
            cards += 1
            words = re.sub(r"<[^>]+>", " ", body)
            assert DAYS.search(words), f"{path.parent.name}#{name} has no day"
            # A cycle is our own declaration, so its record is all there is behind it.
            told = any(word in words for word in ("Source", "Computed", "Says", "cycles#"))
            assert told, f"{path.parent.name}#{name}"
    assert cards > 5000


def _whole_cards(html: str) -> Iterator[tuple[str, str]]:
    """Each card's id and HTML, with what its batch says for all of its cards at the head."""
    for section in html.split("<section"):
        shared = SHARED.search(section)
        for name, body in CARD.findall(section):
            yield name, body + (shared[0] if shared else "")


def test_every_number_leads_to_a_card(site_dir: Path) -> None:
    anchors: dict[Path, set[str]] = {}
    numbers = 0
    for path in sorted(site_dir.rglob("index.html")):
        for tag in NUMBER.findall(path.read_text("utf-8")):
            href = HREF.search(tag)
            assert href, tag
            page, _, name = href[1].partition("#")
            home = (path.parent / page / "index.html").resolve() if page else path
            if home not in anchors:
                anchors[home] = {found for found, _ in CARD.findall(home.read_text("utf-8"))}
            assert name in anchors[home], f"{path}: {href[1]}"
            numbers += 1
    assert numbers > 5000


def test_every_amount_and_promise_in_a_table_is_marked_as_a_number_or_said_to_be_unknown(site_dir: Path) -> None:
    checked = dict.fromkeys(TABLES, 0)
    for path in sorted([*site_dir.glob("models/*/index.html"), *site_dir.glob("vendors/*/index.html")]):
        text = path.read_text("utf-8")
        for name, cells in TABLES.items():
            for table in re.findall(rf'<table class="t {name}">.*?</table>', text, re.DOTALL):
                for cell in cells.findall(table):
                    shown = re.sub(r"<[^>]+>", "", cell).strip()
                    marked = re.search(r'class="(?:bn|unk|vh)|<a href="https?://', cell)
                    assert marked or not shown, f"{path}: '{shown}' stands in a table without a record"
                    checked[name] += 1
    assert min(checked.values()) > 50, checked


def test_no_page_loads_anything_from_elsewhere_or_carries_an_inline_style(site_dir: Path) -> None:
    for path in sorted(site_dir.rglob("*.html")):
        text = path.read_text("utf-8")
        assert not re.search(r"<(?:script|link|img|iframe)\b[^>]*(?:src|href)=\"https?://(?!tokonomix)[^\"]*\"", text.replace('rel="canonical"', "")), path
        assert not re.search(r"<[a-z][^>]*\sstyle=", text), path
