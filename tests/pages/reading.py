"""Reads built pages as a reader's browser does: text, tables by their id, links and anchors."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

BLOCKS = {
    "p",
    "div",
    "dt",
    "dd",
    "li",
    "td",
    "th",
    "tr",
    "h1",
    "h2",
    "h3",
    "h4",
    "small",
    "summary",
    "section",
    "article",
}
VOID = {"meta", "link", "br", "input", "img", "hr", "rect", "line", "circle", "use", "path"}


@dataclass
class Cell:
    """A cell of a table: its words, its value for sorting, the addresses of the numbers in it, its class."""

    words: str = ""
    value: str | None = None
    links: list[str] = field(default_factory=list)
    css: str = ""
    shapes: list[dict[str, str]] = field(default_factory=list)


@dataclass
class Row:
    """A row of a table's body: its class and its cells."""

    css: str
    data: dict[str, str]
    cells: list[Cell] = field(default_factory=list)


class Page(HTMLParser):
    """A built page: `words` of it all, `tables` by id, `ids`, and `links` of bound numbers."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: dict[str, list[Row]] = {}
        self.heads: dict[str, list[str]] = {}
        self.ids: set[str] = set()
        self.bound: list[str] = []
        self.text: list[str] = []
        self._table = ""
        self._head: str | None = None
        self._cell: Cell | None = None
        self._hidden: list[str] = []
        self.feed(text)
        self.words = " ".join("".join(self.text).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the element opens."""
        self._space(tag)
        given = {name: value or "" for name, value in attrs}
        css = given.get("class", "")
        if "id" in given:
            self.ids.add(given["id"])
        if tag == "a" and "bn" in css.split():
            self.bound.append(given["href"])
        unseen = bool({"vh", "pad"} & set(css.split())) or tag in ("script", "style")
        if tag not in VOID and (self._hidden or unseen):
            self._hidden.append(tag)
        if tag == "table":
            self._table = given.get("id", f"table-{len(self.tables)}")
            self.tables[self._table], self.heads[self._table] = [], []
        elif tag == "tr" and self._table:
            data = {name: value for name, value in given.items() if name.startswith("data-")}
            self.tables[self._table].append(Row(css, data))
        elif tag in ("td", "th") and self._table:
            self._cell = Cell(value=given.get("data-v"), css=css)
            self.tables[self._table][-1].cells.append(self._cell)
        elif self._cell is not None and tag == "a":
            self._cell.links.append(given.get("href", ""))
        elif self._cell is not None and tag in ("rect", "line", "circle"):
            self._cell.shapes.append(given | {"tag": tag})

    def handle_endtag(self, tag: str) -> None:
        """Note what the element closes."""
        self._space(tag)
        if self._hidden:
            if self._hidden[-1] == tag:
                self._hidden.pop()
            return
        if tag in ("td", "th") and self._cell is not None:
            self._cell.words = " ".join(self._cell.words.split())
            self._cell = None
        elif tag == "thead":
            self.heads[self._table] = [cell.words for cell in self.tables[self._table].pop().cells]
        elif tag == "table":
            self._table = ""

    def _space(self, tag: str) -> None:
        if tag in BLOCKS:
            self.text.append(" ")

    def handle_data(self, data: str) -> None:
        """Take words that are shown."""
        if self._hidden:
            return
        self.text.append(data)
        if self._cell is not None:
            self._cell.words += data

    def column(self, table: str, name: str) -> list[Cell]:
        """Return the cells under the head that begins with a name, without group heads."""
        index = next(i for i, head in enumerate(self.heads[table]) if head.startswith(name))
        return [row.cells[index] for row in self.rows(table)]

    def rows(self, table: str) -> list[Row]:
        """Return the rows of a table without group heads."""
        return [row for row in self.tables[table] if "sub" not in row.css.split()]


@cache
def page(site: Path, address: str) -> Page:
    """Return the page built at an address from the root of the site."""
    return Page((site / address / "index.html").read_text("utf-8"))


def plain(text: str) -> str:
    """Return a text with ordinary spaces."""
    return re.sub(r"\s+", " ", text).strip()
