"""A review has every section under its heading, in the order in which readers expect them, each with its table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from tokonomix import wording
from tokonomix.problem import Place, Problem, nearest
from tokonomix.prose.scanner import place_at
from tokonomix.prose.script import Script, Text

SECTIONS: Mapping[str, tuple[str, ...]] = {
    "In short": (),
    "Architecture and training signals": (),
    "Where it shines": (),
    "Where it falls short": (),
    "Real-world use cases": (),
    "Benchmark snapshot": ("snapshot",),
    "Pricing breakdown against alternatives": ("peers",),
    "EU data residency": ("residency",),
    "Verdict and alternatives": (),
    "Next six months": (),
}
"""The sections of a review in their order, each with the parts that a review must show.

Lists of the front matter are asked for where there is one, when the page is made.
"""
RECOMMENDING = ("In short", "Verdict and alternatives")
"""Sections in which a model that is named is recommended, unless the words before it say otherwise."""
_HEADING = re.compile(r"^##[ \t]+(.+?)[ \t#]*$", re.MULTILINE)
_OTHER_LEVEL = re.compile(r"^(?:#|#{3,6})[ \t]+(.+?)[ \t#]*$", re.MULTILINE)
_PART = re.compile(r"""\{\{\s*part\(\s*["']([^"']*)["']""")


def check(script: Script) -> Iterator[Problem]:
    """Yield a problem for each section that is missing or out of order, and each part that the body does not show."""
    review = script.review
    body = next((text for text in script.texts if not text.keys), None)
    if review is None or review.status == "draft":
        return
    found = [*sections(body)] if body else []
    headings = [heading for heading, _start, _end in found]
    begin = len(script.page.text) - len(script.page.body)
    end = place_at(script.page.path, script.page.text, max(begin - 1, 0))
    level = set(_OTHER_LEVEL.findall(body.plain)) if body else set()
    for heading in SECTIONS:
        if heading in level and heading not in headings:
            yield Problem(end, f"'{heading}' is no section: its heading has not two #", f"Write it as: ## {heading}")
        elif heading not in headings:
            typed = nearest(heading, [other for other in headings if other not in SECTIONS], most=1)
            mend = f"Write it instead of {typed}" if typed else f"Add it: ## {heading}"
            yield Problem(end, f"section '{heading}' is missing", mend)
    if body is None:
        return
    last = -1
    for heading, start, _stop in found:
        order = list(SECTIONS).index(heading) if heading in SECTIONS else last
        if order < last:
            mend = f"Move it before '{list(SECTIONS)[last]}'"
            yield body.problem(start, f"section '{heading}' stands too late", mend)
        last = max(last, order)
    placed = [one.arguments.get("name") for one in body.said if one.name == "part"]
    for heading, start, _stop in found:
        for part in SECTIONS.get(heading, ()):
            if part not in placed:
                what = f"no part of the body shows '{part}'"
                yield body.problem(start, what, f'Add a line {{{{ part("{part}") }}}} to this section')


def sections(body: Text) -> Iterator[tuple[str, int, int]]:
    """Yield the heading of each section of a body, and where it starts and ends."""
    found = [*_HEADING.finditer(body.plain)]
    ends = [*(match.start() for match in found[1:]), len(body.text) + 1]
    for match, end in zip(found, ends, strict=False):
        yield match[1], match.start(), end


def unfinished(body: str, unwritten: Sequence[Place]) -> str:
    """Return what a draft still lacks: 'draft, 2 passages to write, 1 section missing: In short'."""
    there, parts = set(_HEADING.findall(body)), set(_PART.findall(body))
    sections = [heading for heading in SECTIONS if heading not in there]
    shown = [f'{{{{ part("{part}") }}}}' for needed in SECTIONS.values() for part in needed if part not in parts]
    told = ["draft"]
    if unwritten:
        told.append(f"{wording.plural(len(unwritten), 'passage')} to write")
    if sections:
        told.append(f"{wording.plural(len(sections), 'section')} missing: {'; '.join(sections)}")
    if shown:
        told.append(f"nowhere {wording.listing(shown)}")
    return ", ".join(told if len(told) > 1 else [*told, "nothing left to write"])
