"""Proves records and sentences together: what `make check` does, and a build before it touches anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tokonomix.checks import DUE
from tokonomix.edition import Edition, Site
from tokonomix.kept import cache_of
from tokonomix.load import checked
from tokonomix.pages import make_sound
from tokonomix.problem import Problem
from tokonomix.prose.shelf_life import Aged
from tokonomix.rules import judge
from tokonomix.source import read_yaml


@dataclass(frozen=True)
class Proof:
    """The edition of a day with every finding on it: `wrong` fails a build, `due` is only told."""

    edition: Edition
    wrong: tuple[Problem, ...]
    due: tuple[Problem, ...]
    aged: tuple[Aged, ...] = ()
    """What became of each review since its technical review."""


def examine(root: Path, today: date, site: Site, *, drafts: bool) -> Proof:
    """Return the edition of a day with all that is wrong or due in it.

    Where a record cannot be read, sentences that need it would be blamed for it; then the sentences, and what is due,
    are left for the next run. What is wrong in the front matter of a page hides nothing else.
    """
    catalog, unreadable, found = checked(root)
    wrong = set(found)
    due: set[Problem] = set()
    aged: tuple[Aged, ...] = ()
    edition = Edition(catalog.without(site.exclude_licences), today, cache_of(root), site, drafts)
    if not any(problem.place.path.startswith("data/") for problem in unreadable):
        due = {finding for rule in DUE for finding in rule(catalog, today)}
        try:
            contradicted, grown_old = judge(edition)
            wrong |= contradicted
            due |= grown_old
            made, faults = make_sound(edition)
            wrong |= set(faults)
            aged = tuple(page.view["aged"] for page in made if page.view.get("aged"))
            due |= {finding for review in aged for finding in review.due()}
        except Exception:
            # Records with faults may break what is computed from them; their own problems then say enough.
            if not wrong:
                raise
    return Proof(edition, tuple(sorted(wrong)), tuple(sorted(due)), aged)


def site_of(root: Path) -> Site:
    """Return what mkdocs.yml says of the site, without MkDocs; the defaults if there is none."""
    if not (root / "mkdocs.yml").is_file():
        return Site()
    return site_from(read_yaml(root, "mkdocs.yml").value.get("extra") or {})


def site_from(
    extra: Mapping[str, Any], url: str = "", commit: str = "", signed: Mapping[str, str] | None = None
) -> Site:
    """Return the settings under `extra`, with the address and commit of the build."""
    return Site(
        url=url,
        repository=(extra.get("repository") or "").rstrip("/"),
        branch=extra.get("branch") or "main",
        commit=commit,
        signed=signed or {},
        imprint={str(k): str(v or "") for k, v in (extra.get("imprint") or {}).items()},
        exclude_licences=tuple(extra.get("exclude_licences") or ()),
    )
