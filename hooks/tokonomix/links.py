"""Checks that every internal link and anchor of a built site leads somewhere."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from tokonomix import wording
from tokonomix.problem import Place, Problem, mend_name

_LINK = re.compile(
    r"<(?:a|link|script|img|source|iframe|use)\b[^>]*?\s(?:href|src)=(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))",
    re.IGNORECASE,
)
_ID = re.compile(r"\s(?:id|name)=(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_SCRIPT = re.compile(r"<script\b[^>]*>.*?</script>|<!--.*?-->", re.DOTALL | re.IGNORECASE)


ANYWHERE = "404.html"
"""The page that a host serves at any address: its links begin at the root of the host, with the path of the site."""


def check(site: Path, base: str = "/") -> Iterator[Problem]:
    """Yield a problem for each address that a page under `site` links to and that is not there.

    `base` is the path at which the site is served, with its slashes: '/' or '/folder/'.
    Many pages may share a broken link, so it is said once, at the first of them, with how many there are.
    """
    files = {p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()}
    texts = {name: (site / name).read_text("utf-8") for name in sorted(files) if name.endswith(".html")}
    anchors = {name: {html.unescape(_group(m)) for m in _ID.finditer(text)} for name, text in texts.items()}
    broken: dict[str, list[tuple[Place, str]]] = {}
    for name, text in texts.items():
        for link, line in _links(_SCRIPT.sub(_keep_tag, text)):
            inside = _from_anywhere(link, base) if name == ANYWHERE else link
            fault = link if inside is None else _fault(name, inside, files, anchors)
            if fault:
                broken.setdefault(fault, []).append((Place(f"site/{name}", line), link))
    for fault, found in broken.items():
        place, link = found[0]
        more = f", and from {wording.plural(len(found) - 1, 'more page')}" if len(found) > 1 else ""
        target = fault.rpartition("#")[2] if "#" in fault else fault
        known = anchors.get(fault.partition("#")[0], set()) if "#" in fault else files
        what = f"link '{link}' leads to '{fault}', which is not built{more}"
        yield Problem(place, what, mend_name(target, known, "Mend the link, or make the page"))


def _links(text: str) -> Iterator[tuple[str, int]]:
    """Yield each different link of a page with the line of its first use."""
    seen: set[str] = set()
    for match in _LINK.finditer(text):
        link = html.unescape(_group(match))
        if link not in seen:
            seen.add(link)
            yield link, text.count("\n", 0, match.start()) + 1


def _from_anywhere(link: str, base: str) -> str | None:
    """Return a link of the page served anywhere as one from the root of the site; None if it leads nowhere else."""
    parts = urlsplit(link)
    if parts.scheme or link.startswith("#"):
        return link
    rest = link.removeprefix(base)
    return None if rest == link or rest.startswith("/") else rest or "./"


def _fault(page: str, link: str, files: set[str], anchors: dict[str, set[str]]) -> str:
    """Return what a link leads to if that is not there, else ''."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return ""
    if parts.path.startswith("/"):
        return link  # would leave the folder the site may be served from
    target = _target(page, unquote(parts.path))
    if target not in files:
        return target
    fragment = unquote(parts.fragment)
    if fragment and target in anchors and fragment not in anchors[target]:
        return f"{target}#{fragment}"
    return ""


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
