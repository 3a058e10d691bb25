"""Which anchors the page of a text has: those of its Markdown, and those that its template adds."""

from __future__ import annotations

import html
import re
from functools import lru_cache

import markdown

from tokonomix.catalog import Catalog
from tokonomix.prose.vocabulary import PARTS

AMID_DATA = frozenset({
    "index", "models/index", "use-cases/index", "benchmarks/leaderboard/index", "benchmarks/methodology",
    "benchmarks/speed", "pricing", "compare", "live-test", "data/index", "shutdowns", "vendors/index",
    "about/forecasts",
})  # fmt: skip
"""Texts that stand amid data, whose anchors only a build knows."""
EVERYWHERE = frozenset({"main", "records", "records-title", "search", "search-words", "search-found"})
OF_USE_CASES = frozenset({"shortlist", "shortlist-table", "law", "reviews"})
OF_REVIEWS = frozenset({"categories", "claims", "points-to", "withdrawn"})
MADE = re.compile(r"(?:r|i|t|prices|since|price-history|cited)-|c\d+$|__")
"""How anchors of records, signs, tables and cards begin."""
_ID = re.compile(r"""<[^>]*\sid=["']([^"']+)["']""")
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t].*\{\{|\{\{.*\n(?:=+|-+)[ \t]*$", re.MULTILINE)
_EXTENSIONS = ("attr_list", "def_list", "md_in_html", "smarty", "tables", "toc")
"""Those of mkdocs.yml, which make the anchors of headings."""


def anchors(catalog: Catalog, path: str) -> frozenset[str] | None:
    """Return the anchors of a page, by its path from `content/`; None if only a build knows them.

    Those that `MADE` fits are left out.
    """
    name = path.removesuffix(".md")
    folder, _, stem = name.partition("/")
    if name in AMID_DATA:
        return None
    if folder == "models" and (review := catalog.reviews.get(stem)):
        return _together(review.page.body, EVERYWHERE | OF_REVIEWS | PARTS.keys())
    if folder == "use-cases" and (case := catalog.use_cases.get(stem)):
        flags = {flag.id for flag in case.front.flags}
        return _together(case.page.body, EVERYWHERE | OF_USE_CASES | flags)
    text = catalog.texts.get(name)
    return _together(text.page.body, EVERYWHERE) if text and not text.front.template else None


def _together(body: str, added: frozenset[str]) -> frozenset[str] | None:
    return None if _HEADING.search(body) else _of_markdown(body) | added | {"sources"}


@lru_cache(maxsize=64)
def _of_markdown(body: str) -> frozenset[str]:
    made = markdown.markdown(body, extensions=[*_EXTENSIONS])
    return frozenset(html.unescape(name) for name in _ID.findall(made))
