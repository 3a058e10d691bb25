"""Reads every page of `content/` as the rules of sentences see it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from tokonomix.bindings import Bindings
from tokonomix.edition import Edition
from tokonomix.problem import Place
from tokonomix.prose.bind import Binder
from tokonomix.prose.script import Script
from tokonomix.records import Model
from tokonomix.source import Page

SHOWN = (
    "title", "description", "summary", "verdict", "text", "sector", "said_by", "limits", "when", "otherwise",
    "statement", "judged_by", "shortlist", "not_run", "law",
)  # fmt: skip
"""Fields of the front matter that readers see as text, and lists or mappings of such texts."""
_PART = re.compile(r"""\bpart\(\s*["']([^"']*)["']""")


def scripts(edition: Edition, only: Collection[str] | None = None) -> Iterator[Script]:
    """Yield every review, use case and other page, or those `only` at these paths.

    Faults of their bindings are told when the pages are made.
    """
    catalog = edition.catalog
    for name, review in catalog.reviews.items():
        if name in catalog.models and _asked(review.page, only):
            model = catalog.models[name]
            yield _script(edition, review.page, f"models/{name}/", subject=model, review=review.front)
    for name, case in catalog.use_cases.items():
        if _asked(case.page, only):
            yield _script(edition, case.page, f"use-cases/{name}/", use_case=case.front)
    for name, text in catalog.texts.items():
        if _asked(text.page, only):
            yield _script(edition, text.page, f"{name.removesuffix('index')}")
    for page in catalog.unread:
        if _asked(page, only):
            yield _unread(edition, page)


def _unread(edition: Edition, page: Page) -> Script:
    """Return the body of a page whose front matter cannot be read, with the faults of its bindings."""
    name = page.path.removeprefix("content/").removesuffix(".md")
    subject = edition.catalog.models.get(name.removeprefix("models/")) if name.startswith("models/") else None
    # Which parts such a page has, only its kind knows, which may be told by its front matter.
    parts = None if subject else dict.fromkeys(_PART.findall(page.body), "")
    binder = Binder(page, Bindings(edition, f"{name.removesuffix('index')}/", Place(page.path)), subject, parts)
    binder.body()
    return Script(edition, page, tuple(binder.texts), subject, faults=tuple(binder.problems))


def _asked(page: Page, only: Collection[str] | None) -> bool:
    return only is None or page.path in only


def _script(edition: Edition, page: Page, home: str, subject: Model | None = None, **front: Any) -> Script:
    binder = Binder(page, Bindings(edition, home, Place(page.path)), subject)
    for keys in _fields(page.front.value, (), shown=False):
        binder.field(*keys)
    binder.body()
    return Script(edition, page, tuple(binder.texts), subject, **front)


def _fields(value: Any, keys: tuple[str | int, ...], *, shown: bool) -> Iterator[tuple[str | int, ...]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _fields(inner, (*keys, key), shown=shown or key in SHOWN)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _fields(inner, (*keys, index), shown=shown)
    elif isinstance(value, str) and shown:
        yield keys
