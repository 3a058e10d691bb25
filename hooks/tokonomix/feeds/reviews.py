"""Reviews as text: beside each page its Markdown (`/models/<id>/index.md`), all of them in `/api/v1/reviews.json`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from posixpath import dirname, join, normpath
from typing import Any

from tokonomix import wording
from tokonomix.edition import Edition
from tokonomix.feeds.api_v1 import envelope
from tokonomix.pages import part_tables
from tokonomix.pages.made import Made, Output, home_of
from tokonomix.prose.phrase import literal, relative
from tokonomix.prose.shelf_life import Change
from tokonomix.prose.tables import markdown

View = Mapping[str, Any]

FOLLOWING = {
    "snapshot": "Results",
    "peers": "Prices against tier peers",
    "prices": "Every recorded price",
    "lifecycle": "Lifecycle",
    "residency": "Where it is served",
}
"""Tables that follow after the text where it does not place them, as on the page, with their headings."""
_PART = re.compile(r"<!--part:([a-z-]+)-->")
_LINK = re.compile(r"(\]\(\s*<?)([^)\s>#]+\.md)(?=[)\s>#])")


def make(edition: Edition, made: Sequence[Made]) -> Iterator[Output]:
    """Yield the Markdown of every published review, and the file that gathers them; no draft is in either."""
    items = []
    for page in made:
        review = edition.reviews.get(page.view["model"].id) if page.template == "model.html" else None
        if review is None or review.front.status == "draft":
            continue
        text = body(page)
        yield Output(f"{page.home}index.md", _whole(edition, page, text))
        items.append(_item(page, text))
    yield Output("api/v1/reviews.json", envelope(edition, "reviews", items))


def body(page: Made) -> str:
    """Return the body of a review as Markdown: values in place, parts as tables and lists, links from its address."""
    view = page.view
    text = _PART.sub(lambda match: _part(view, match[1]), view["said"]["body"].markdown)
    return _LINK.sub(lambda match: match[1] + _address(match[2], page), text).strip()


def _address(target: str, page: Made) -> str:
    """Return the address of a page from this one, which an editor wrote as the path of a file of content/."""
    found = relative(home_of(normpath(join(dirname(page.uri), target))), page.home)
    return target if "://" in target else found


def _part(view: View, name: str) -> str:
    lists = {"cases": _cases, "shortlist": _shortlist, "switch": _switch, "forecasts": _forecasts}
    return lists[name](view) if name in lists else markdown(part_tables.tables(view, name))


def _whole(edition: Edition, page: Made, text: str) -> str:
    """Return a review as a file of Markdown that stands alone."""
    view = page.view
    signed = view["signed"]
    address = f"{edition.site.url.rstrip('/')}/{page.home}" if edition.site.url else page.home
    by = literal(signed["author"]) + ("" if signed["assistance"] == "none" else f"; text: {signed['assistance']}")
    parts = [
        f"# {literal(page.title)}",
        view["said"]["verdict"].markdown,
        f"Review: {view['status']}. Last technical review: {signed['day']['text']} by {by}.",
        *_news(view),
        f"Figures as of {wording.day(edition.as_of)}. Page: {address}",
        f"## Strengths\n\n{_points(view['strengths'])}",
        f"## Weaknesses\n\n{_points(view['weaknesses'])}",
        text,
    ]
    placed = set(_PART.findall(view["said"]["body"].markdown))
    parts += [
        f"## {heading}\n\n{markdown(part_tables.tables(view, name))}"
        for name, heading in FOLLOWING.items()
        if name not in placed and part_tables.tables(view, name)
    ]
    if changes := view["aged"].changes:
        told = "\n".join(f"- {literal(f'{one.told}, in: {one.within}')}" for one in changes)
        parts.append(f"## Changed since the technical review\n\n{told}")
    if view["cites"]:
        parts.append("## Sources\n\n" + "\n".join(_source(cite) for cite in view["cites"]))
    return "\n\n".join(parts) + "\n"


def _news(view: View) -> Iterator[str]:
    """Yield what the page says above a review that is older than its data."""
    if view["status"] == "superseded":
        named = f" Its maker names {literal(view['successor']['name'])} as its successor." if view["successor"] else ""
        yield f"This verdict is about a model that is on its way out; read it to decide on the move.{named}"
    if since := view["since"]:
        told = [f"Since the review: {'; '.join(since['events'])}."] if since["events"] else []
        if since["turns"]:
            told.append(f"What changed bears on the verdict: {since['turns']}. Nobody has reviewed it again yet.")
        yield literal(" ".join(told))


def _source(cite: View) -> str:
    url = f" {cite['url']}" if cite["url"] else ""
    return f"{cite['n']}. {literal(cite['text'])} ({cite['grade']}).{url} Read {cite['read']['text']}."


def _said(item: View, *names: str) -> str:
    return "".join(item["said"][name].markdown for name in names if name in item["said"])


def _points(points: Sequence[View]) -> str:
    return "\n".join(f"- {_said(point, 'text', 'cite')} ({point['grade']})" for point in points)


def _cases(view: View) -> str:
    return "\n\n".join(
        f"### {literal(case['sector'])}\n\n{_said(case, 'text', 'cite')}\n\n"
        f"- Said by: {literal(case['said_by'])} ({case['grade']})\n- Does not show: {_said(case, 'limits')}"
        + (f"\n- Duties: {literal('; '.join(flag['law'] for flag in case['flags']))}" if case["flags"] else "")
        for case in view.get("cases", ())
    )


def _shortlist(view: View) -> str:
    return "\n".join(f"- {_said(item, 'text')}" for item in view.get("shortlist", ()))


def _switch(view: View) -> str:
    lines = []
    for item in view.get("switch", ()):
        to = literal(", ".join(link["name"] for link in item["to"]))
        told = (_said(item, "when"), f"Switch to {to}" if to else "", _said(item, "otherwise").rstrip("."))
        lines.append(f"- {'. '.join(part for part in told if part)}.")
    return "\n".join(lines)


def _forecasts(view: View) -> str:
    return "\n".join(
        f"{number}. {_said(one, 'statement')} Made on {one['made']['text']}, due by {one['due']['text']}. "
        f"{one['outcome_text']}. Judged by {_said(one, 'judged')}"
        for number, one in enumerate(view.get("forecasts", ()), start=1)
    )


def _item(page: Made, text: str) -> dict[str, Any]:
    """Return a review for the API: short texts plain, the body as Markdown, sources by the numbers in the texts."""
    view = page.view
    signed = view["signed"]
    return {
        "model": view["model"].id,
        "url": page.home,
        "markdown": f"{page.home}index.md",
        "status": view["status"],
        "successor": view["successor"]["id"] if view["successor"] else None,
        "turned": sorted({one.turn for one in view["aged"].changes if one.turn}),
        "changes": [_change(one) for one in view["aged"].changes],
        "verdict": view["said"]["verdict"].plain,
        "author": signed["author"],
        "assistance": signed["assistance"],
        "reviewed_by": signed["reviewed_by"],
        "technical_review": signed["day"]["iso"],
        "strengths": [_point(point) for point in view["strengths"]],
        "weaknesses": [_point(point) for point in view["weaknesses"]],
        "body": text,
        "sources": [
            {"n": cite["n"], "text": cite["text"], "url": cite["url"], "read": cite["read"]["iso"]}
            for cite in view["cites"]
        ],
    }


def _change(change: Change) -> dict[str, str | None]:
    """Return a value that changed since the technical review; `was` or `now` is null of a cell that came or went."""
    return {
        "where": change.within,
        "was": change.old or None,
        "now": change.new or None,
        "since": change.since.isoformat() if change.since else None,
    }


def _point(point: View) -> dict[str, str]:
    plain = "".join(point["said"][name].plain for name in ("text", "cite") if name in point["said"])
    return {"text": plain, "grade": point["grade"]}
