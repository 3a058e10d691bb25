"""A link to a page of the site leads to a page and a place that exist; an address of ours in a text is a link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import basename, dirname, join, normpath, relpath
from urllib.parse import unquote, urlsplit

from tokonomix import wording
from tokonomix.catalog import Catalog
from tokonomix.problem import Problem, mend_name, nearest
from tokonomix.prose.scanner import code
from tokonomix.prose.script import Script
from tokonomix.rules.anchors import MADE, anchors

_LINK = re.compile(r"\]\(\s*<?([^)\s>]*)>?[^)]*\)")
_BARE = re.compile(
    r"(?<![\w/.:)\]}])/(?:benchmarks|models|use-cases|live-test|pricing|compare|vendors|data|about)(?:/[\w.-]*)*"
)
_ELSEWHERE = re.compile(r"https?://[^\s/]+\.[^\s/]+|https?://(?:localhost|127\.0\.0\.1)|mailto:\S+@\S+")
_QUOTED = re.compile(r"'([^']+)'")
_FROM_RECORDS = ("benchmarks/leaderboard/", "vendors/", "benchmarks/", "data/", "api/", "shutdowns")
"""Pages that are made from records: the build, which knows them all, checks every link to them."""


def check(script: Script) -> Iterator[Problem]:
    """Yield a problem for each link of a body that leads nowhere, and each bare address of ours."""
    catalog = script.catalog
    pages = {
        *(f"{name}.md" for name in catalog.texts),
        *(f"use-cases/{name}.md" for name in catalog.use_cases),
        *(f"models/{name}.md" for name in catalog.models),
        *(page.path.removeprefix("content/") for page in catalog.unread),
    }
    here = script.page.path.removeprefix("content/")
    for text in script.texts:
        for match in _BARE.finditer(text.plain):
            mend = "Link it: [the words of the sentence](../path/to/page.md)"
            yield text.problem(match.start(), f"'{match[0]}' is an address and no link", mend)
        if text.keys:
            continue
        in_code = code(text.text)
        for match in _LINK.finditer(text.text):
            if "{{" in match[0] or any(start <= match.start() < end for start, end in in_code):
                continue  # a binding inside a link is told as such
            if found := _fault(match[1], here, pages) or _anchor_fault(match[1], here, catalog):
                yield text.problem(match.start(1), *found)


def _fault(target: str, here: str, pages: set[str]) -> tuple[str, str] | None:
    parts = urlsplit(target)
    if not target:
        return "a link that leads nowhere", "Write the address, or remove the link"
    if target.startswith("#") or _ELSEWHERE.match(target):
        return None  # an anchor of this page, or another site
    if parts.scheme:
        return f"'{target}' is no address", "Write it whole, with https:// and the host"
    if target.startswith("/"):
        return f"'{target}' begins at the root of the host", "Write it from this page, such as ../pricing.md"
    path = normpath(join(dirname(here), parts.path))
    if path in pages or path.startswith(_FROM_RECORDS):
        return None
    near = _near(parts.path, path, pages)
    mend = "Write the path of a page of content/, from this page"
    if near:
        written = [f"'{relpath(page, dirname(here) or '.')}'" for page in near]
        mend = f"Write {wording.listing(written, 'or')}, or the path of another page, from this page"
    return f"no page '{path}'", mend


def _near(written: str, path: str, pages: set[str]) -> list[str]:
    """Return the pages that a path most likely means, at most three."""
    # From a page in a folder, many write the path from content/ on.
    whole = normpath(written.replace("../", "").removeprefix("./"))
    if whole in pages:
        return [whole]
    name = basename(path).removesuffix(".md")
    beside = {
        basename(page).removesuffix(".md"): page for page in pages if dirname(page) in (dirname(whole), dirname(path))
    }
    alike = _QUOTED.findall(nearest(name, beside)) or [one for one in sorted(beside) if one[:3] == name[:3]]
    return [beside[other] for other in alike[:3]] or _QUOTED.findall(nearest(path, pages))


def _anchor_fault(target: str, here: str, catalog: Catalog) -> tuple[str, str] | None:
    """Return what is wrong with the place on a page to which a link leads, as far as its text tells."""
    parts = urlsplit(target)
    name = unquote(parts.fragment)
    if not name or parts.scheme or parts.netloc or MADE.match(name):
        return None
    path = normpath(join(dirname(here), parts.path)) if parts.path else here
    known = anchors(catalog, path)
    if known is None or name in known:
        return None
    where = f"'{parts.path}'" if parts.path else "this page"
    mend = "Write a heading of it in small letters, with dashes between the words"
    return f"no place '#{name}' on {where}", mend_name(f"#{name}", {f"#{one}" for one in known}, mend)
