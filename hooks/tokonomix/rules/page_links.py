"""A link to a page of the site leads to a page that exists; an address of ours in a text is a link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import dirname, join, normpath
from urllib.parse import urlsplit

from tokonomix.problem import Problem, mend_name
from tokonomix.prose.scanner import code
from tokonomix.prose.script import Script

_LINK = re.compile(r"\]\(\s*<?([^)\s>]*)>?[^)]*\)")
_BARE = re.compile(
    r"(?<![\w/.:)\]}])/(?:benchmarks|models|use-cases|live-test|pricing|compare|vendors|data|about)(?:/[\w.-]*)*"
)
_ELSEWHERE = re.compile(r"https?://[^\s/]+\.[^\s/]+|https?://(?:localhost|127\.0\.0\.1)|mailto:\S+@\S+")
_MADE = ("benchmarks/leaderboard/", "vendors/", "benchmarks/", "data/", "api/", "shutdowns")
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
            if found := _fault(match[1], here, pages):
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
    if path in pages or path.startswith(_MADE):
        return None
    return f"no page '{path}'", mend_name(path, pages, "Write the path of a page of content/, from this page")
