"""The preview: after an edit of texts only their pages are made anew, and every page says what is wrong."""

from __future__ import annotations

import html
import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from tokonomix.checks import OF_TEXTS
from tokonomix.edition import Edition
from tokonomix.load import texts_anew
from tokonomix.pages import make_of, make_prose
from tokonomix.pages.made import Made
from tokonomix.problem import SourceError
from tokonomix.rules import RULES, judge

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
    """Return the texts that changed or came since a build; None if anything else did, or a file is gone.

    What a technical review saw belongs to its text: it stands in no other page.
    """
    if before.files.keys() - now.files.keys():
        return None
    found = frozenset(path for path, state in now.files.items() if before.files.get(path) != state)
    texts = {_SEEN.sub(r"content/models/\1.md", path) for path in found}
    return frozenset(texts) if all(path.startswith("content/") and path.endswith(".md") for path in texts) else None


def again(root: Path, edition: Edition, texts: frozenset[str]) -> tuple[Edition, list[Made]] | None:
    """Return the edition with its texts read anew, and the pages of those that changed; raise SourceError.

    Nothing was wrong with the other texts, and the records are the same, so they are neither checked nor made again.
    None if they have to be: the day that all pages print is another one.
    """
    catalog, problems = texts_anew(root, edition.catalog)
    wrong = {*problems, *(problem for check in OF_TEXTS for problem in check(catalog))}
    fresh = edition.with_texts(catalog)
    if fresh.as_of != edition.as_of:
        return None
    # Reviews name the legal flags of use cases, which is all that a page asks of another.
    before = edition.catalog.use_cases
    asked = any(case.front != before[name].front for name, case in catalog.use_cases.items() if name in before)
    wrong |= judge(fresh, RULES, (), None if asked else texts)[0]
    made: list[Made] = []
    try:
        if asked:
            make_prose(fresh)
        made = make_of(fresh, texts)
    except SourceError as error:
        wrong |= set(error.problems)
    if wrong:
        raise SourceError(wrong)
    return fresh, made


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
