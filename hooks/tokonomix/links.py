"""Checks that every internal link and anchor of a built site leads somewhere."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from tokonomix.problem import Place, Problem, mend_name

_LINK = re.compile(
    r"<(?:a|link|script|img|source|iframe|use)\b[^>]*?\s(?:href|src)=(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))",
    re.IGNORECASE,
)
_ID = re.compile(r"\s(?:id|name)=(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_SCRIPT = re.compile(r"<script\b[^>]*>.*?</script>|<!--.*?-->", re.DOTALL | re.IGNORECASE)


def check(site: Path) -> Iterator[Problem]:
    """Yield a problem for each link of an HTML file under `site` to a file or anchor that is not there."""
    files = {p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()}
    texts = {name: (site / name).read_text("utf-8") for name in sorted(files) if name.endswith(".html")}
    anchors = {name: {html.unescape(_group(m)) for m in _ID.finditer(text)} for name, text in texts.items()}
    for name, text in texts.items():
        if name == "404.html":
            continue  # served at any address, so its links begin with the base of the site
        yield from _of_page(name, _SCRIPT.sub(_keep_tag, text), files, anchors)


def _of_page(name: str, text: str, files: set[str], anchors: dict[str, set[str]]) -> Iterator[Problem]:
    seen: set[str] = set()
    for match in _LINK.finditer(text):
        link = html.unescape(_group(match))
        if link in seen:
            continue
        seen.add(link)
        parts = urlsplit(link)
        if parts.scheme or parts.netloc or link.startswith("data:"):
            continue
        line = text.count("\n", 0, match.start()) + 1
        place = Place(f"site/{name}", line)
        if parts.path.startswith("/"):
            yield Problem(
                place, f"link '{link}' begins at the domain's root", "Write it relative to the page"
            )
            continue
        target = _target(name, unquote(parts.path))
        if target not in files:
            mend = mend_name(target, files, "Mend the link, or make the page")
            yield Problem(place, f"link '{link}' leads to '{target}', which is not built", mend)
        elif parts.fragment and target.endswith(".html") and unquote(parts.fragment) not in anchors[target]:
            mend = mend_name(unquote(parts.fragment), anchors[target], "Mend the anchor")
            yield Problem(place, f"link '{link}' leads to an anchor that '{target}' does not have", mend)


def _target(page: str, path: str) -> str:
    if not path:
        return page
    folder = page.rpartition("/")[0]
    joined = normpath(f"{folder}/{path}" if folder else path)
    if path.endswith("/") or joined == "." or path.rpartition("/")[2] in (".", ".."):
        return "index.html" if joined == "." else f"{joined}/index.html"
    return joined


def _group(match: re.Match[str]) -> str:
    return next(group for group in match.groups() if group is not None)


def _keep_tag(match: re.Match[str]) -> str:
    """Blank what a script holds but keep its opening tag and its lines, so that places stay true."""
    head = re.match(r"<script\b[^>]*>", match[0], re.IGNORECASE)
    return (head[0] if head else "") + "\n" * match[0].count("\n")
