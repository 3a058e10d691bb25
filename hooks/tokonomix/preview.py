"""The preview: after an edit of texts only their pages are made anew, and every page says what is wrong.

A text at fault takes no other with it: its page stands as it was last made without a fault, else it says its faults.
"""

from __future__ import annotations

import html
import os
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from tokonomix.bindings import Bindings
from tokonomix.catalog import Catalog
from tokonomix.checks import OF_TEXTS
from tokonomix.edition import Edition
from tokonomix.load import texts_anew
from tokonomix.pages import make_of, make_sound
from tokonomix.pages.made import Made, home_of
from tokonomix.pages.text import ELSEWHERE
from tokonomix.problem import Place, Problem
from tokonomix.records import TextPage
from tokonomix.rules import RULES, judge
from tokonomix.rules.sections import unfinished
from tokonomix.schema.content import PageFront
from tokonomix.source import Document, Page

FOLDERS = ("data", "content", "overrides")
_AT_FOOT = (
    "position:fixed;inset:auto 0 0 0;z-index:99;max-height:40vh;overflow:auto;margin:0;padding:12px 16px;"
    "border-top:3px solid var(--st-retired);background:var(--paper-2);color:var(--ink);"
    "font:400 .8125rem/1.5 var(--mono);white-space:pre-wrap;overflow-wrap:anywhere"
)
"""In view wherever the page is scrolled to; readers are not sent any of it, so it is in no stylesheet."""
_SEEN = re.compile(r"\Adata/seen/(.+)\.csv\Z")
_BODY = re.compile(rb"<body\b[^>]*>|\A(?!.*<body)", re.DOTALL)


@dataclass(frozen=True)
class Looked:
    """Every file that a build reads, with the moment of its last change and its size."""

    files: Mapping[str, tuple[int, int]]

    def without(self, texts: Collection[str]) -> Looked:
        """Return it as if these texts had been others: whatever changes next, they are read again too."""
        return Looked({**self.files, **dict.fromkeys(texts, (0, 0))})


@dataclass(frozen=True)
class Anew:
    """What a preview made anew: pages without a fault, sources of pages that are gone, and all that is wrong."""

    edition: Edition
    made: tuple[Made, ...]
    gone: frozenset[str] = frozenset()
    wrong: tuple[Problem, ...] = ()

    @property
    def faulty(self) -> frozenset[str]:
        """Return the texts at fault."""
        return frozenset(text_of(problem.place.path) for problem in self.wrong)


def text_of(path: str) -> str:
    """Return the text that a file belongs to: what a technical review saw belongs to its review."""
    return _SEEN.sub(r"content/models/\1.md", path)


def is_text(path: str) -> bool:
    """Tell whether a file is a text of `content/`."""
    return path.startswith("content/") and path.endswith(".md")


def look(root: Path) -> Looked:
    """Return what a build would read now."""
    found = {}
    paths = [root / "mkdocs.yml"]
    for folder in FOLDERS:
        for here, _below, names in os.walk(root / folder):
            # What an editor puts beside a file while it writes is no file of ours.
            paths += [Path(here, name) for name in names if not name.startswith(".") and not name.endswith("~")]
    for path in paths:
        try:
            state = path.stat()
        except FileNotFoundError:
            continue
        found[path.relative_to(root).as_posix()] = (state.st_mtime_ns, state.st_size)
    return Looked(found)


def changed(before: Looked, now: Looked) -> frozenset[str] | None:
    """Return the texts that changed, came or went since a build; None if anything else did.

    What a technical review saw belongs to its text: it stands in no other page.
    """
    both = before.files.keys() | now.files.keys()
    texts = frozenset(text_of(path) for path in both if before.files.get(path) != now.files.get(path))
    return texts if all(map(is_text, texts)) else None


def again(root: Path, edition: Edition, texts: frozenset[str]) -> Anew | None:
    """Return the edition with its texts read anew, and the pages of those that changed, as far as they have no fault.

    Nothing was wrong with the other texts, and the records are the same, so they are neither checked nor made again.
    None if they have to be: the day that all pages print is another one, or a text is gone that stands amid data.
    """
    gone = frozenset(path for path in texts if not (root / path).is_file())
    if any(_name(path) in ELSEWHERE for path in gone):
        return None
    catalog, problems = texts_anew(root, edition.catalog)
    wrong = {*problems, *(problem for check in OF_TEXTS for problem in check(catalog))}
    fresh = edition.with_texts(catalog)
    if fresh.as_of != edition.as_of:
        return None
    # All that a page asks of another: whether it is there, and of use cases their legal flags.
    before = edition.catalog.use_cases
    asked = any(name not in before or case.front != before[name].front for name, case in catalog.use_cases.items())
    wrong |= judge(fresh, RULES, (), None if asked or gone else texts)[0]
    if asked or gone:
        wrong |= set(make_sound(fresh)[1])
    made, faults = make_of(fresh, texts)
    found = Anew(fresh, tuple(made), gone, tuple(sorted({*wrong, *faults})))
    sound = tuple(page for page in made if page.source not in found.faulty)
    models = {f"content/models/{name}.md" for name in catalog.models}  # a model has a page without a review too
    return replace(found, made=sound, gone=gone - models)


def sound(edition: Edition, wrong: Collection[Problem]) -> Edition:
    """Return the edition without the texts at fault; in place of one that other pages need stands what is wrong."""
    catalog, faulty = edition.catalog, {text_of(problem.place.path) for problem in wrong}
    texts = dict(catalog.texts)
    for path in faulty:
        name = _name(path)
        if path.startswith(("content/models/", "content/use-cases/")) and not name.endswith("/index"):
            continue
        front = texts[name].front if name in texts and texts[name].front.title else PageFront(title=name)
        body = _listed(path, wrong)
        texts[name] = TextPage(name, Place(path), front, Page(path, body, Document(path, {}, {}), body))
    cases = [case for case in catalog.use_cases.values() if case.place.path in faulty]
    return edition.with_texts(
        replace(
            catalog,
            texts=texts,
            reviews={name: one for name, one in catalog.reviews.items() if one.place.path not in faulty},
            use_cases={name: one for name, one in catalog.use_cases.items() if one not in cases},
            unread=(*catalog.unread, *(case.page for case in cases)),
        )
    )


def stand_ins(edition: Edition, wrong: Collection[Problem]) -> list[Made]:
    """Return a plain page for each review and use case at fault, with what is wrong with it."""
    found = []
    for path in sorted({text_of(problem.place.path) for problem in wrong}):
        name = _name(path)
        if is_text(path) and name not in edition.catalog.texts:
            ledger = Bindings(edition, home_of(f"{name}.md"), Place(path)).ledger
            view = {"cites": [], "cards": ledger.cards}
            found.append(Made(f"{name}.md", name, "", "text.html", view, ledger, _listed(path, wrong), path))
    return found


def _listed(path: str, wrong: Collection[Problem]) -> str:
    """Return the body of a page that cannot be made, as HTML, which Markdown leaves as it is."""
    own = [html.escape(str(problem)) for problem in sorted(wrong) if text_of(problem.place.path) == path]
    items = "".join(f"<li>{one}</li>" for one in own).replace("{", "&#123;").replace("}", "&#125;")
    return f"<p>This text comes when it is mended and saved:</p>\n\n<ul>{items}</ul>\n"


def _name(path: str) -> str:
    return path.removeprefix("content/").removesuffix(".md")


def drafts(catalog: Catalog, made: Iterable[Made]) -> list[str]:
    """Return what each draft among some pages still lacks, a line a draft."""
    aged = [page.view["aged"] for page in made if page.view.get("aged")]
    return [
        f"{catalog.reviews[one.review].place.path}: {unfinished(catalog.reviews[one.review].page.body, one.unwritten)}"
        for one in aged
        if one.draft and one.review in catalog.reviews
    ]


App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
"""An application as WSGI has it."""


def answered(app: App, environ: dict[str, Any], start: Callable[..., Any], report: str) -> Iterable[bytes]:
    """Return the answer of the preview to a request, a page with the report of what is wrong at its foot."""
    begun: list[tuple[str, list[tuple[str, str]]]] = []
    found = app(environ, lambda status, headers, *_: begun.append((status, headers)))
    try:
        body = b"".join(found)
    finally:
        if close := getattr(found, "close", None):
            close()
    status, headers = begun[-1]
    if ("Content-Type", "text/html") in headers:
        wrong = f'<pre role="alert" style="{_AT_FOOT}">{html.escape(report)}</pre>'.encode()
        body = _BODY.sub(lambda match: match[0] + wrong, body, count=1)
        headers = [(name, value) for name, value in headers if name != "Content-Length"]
        headers.append(("Content-Length", str(len(body))))
    start(status, headers)
    return [body]


class Compiled(BytecodeCache):
    """Compiled templates, kept in memory from one build of a preview to the next: compiling takes longer than an edit.

    Jinja looks itself whether a template is still the one that was compiled.
    """

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with what was compiled."""
        if code := self._code.get(bucket.key):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._code[bucket.key] = bucket.bytecode_to_string()
