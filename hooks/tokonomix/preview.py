"""What the preview makes anew after an edit: if only reviews and use cases changed, only their pages."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tokonomix.checks import OF_TEXTS
from tokonomix.edition import Edition
from tokonomix.load import texts_anew
from tokonomix.pages import make_prose
from tokonomix.pages.made import Made
from tokonomix.problem import SourceError
from tokonomix.rules import judge

FOLDERS = ("data", "content", "overrides")
ALONE = ("content/models/", "content/use-cases/")
"""Texts whose page is made from them without a look at other texts."""


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
    """Return the texts that changed since a build; None if more changed than can be made by itself."""
    if before.files.keys() != now.files.keys():
        return None
    found = frozenset(path for path, state in now.files.items() if before.files[path] != state)
    alone = all(path.startswith(ALONE) and path.endswith(".md") and not path.endswith("/index.md") for path in found)
    return found if found and alone else None


def again(root: Path, edition: Edition, texts: frozenset[str]) -> tuple[Edition, list[Made]]:
    """Return the edition with its texts read anew, and the pages of those that changed; raise SourceError."""
    catalog, problems = texts_anew(root, edition.catalog)
    wrong = {*problems, *(problem for check in OF_TEXTS for problem in check(catalog))}
    if wrong:
        raise SourceError(wrong)
    fresh = edition.with_texts(catalog)
    contradicted, _due = judge(fresh)
    if contradicted:
        raise SourceError(contradicted)
    return fresh, [page for page in make_prose(fresh) if page.source in texts]
