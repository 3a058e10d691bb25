"""The small repository in whose records the samples and the golden phrases are true, and what binds a text to it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tokonomix.bindings import Bindings
from tokonomix.edition import Edition
from tokonomix.load import load
from tokonomix.problem import Place
from tokonomix.prose.bind import Binder
from tokonomix.source import Document, Page

HERE = Path(__file__).resolve().parent
Bind = Callable[[str], Binder]


@pytest.fixture(scope="session")
def edition() -> Edition:
    """Return the small repository on 22 November 2026."""
    return Edition(load(HERE / "small"), date(2026, 11, 22))


@pytest.fixture(scope="session")
def bind(edition: Edition) -> Bind:
    """Return a function that makes the binder of a text on the page of Acme Voice."""

    def binder(text: str) -> Binder:
        page = Page("page.md", text, Document("page.md", {}, {}), text)
        bindings = Bindings(edition, "models/acme-voice/", Place("page.md"))
        return Binder(page, bindings, edition.catalog.models["acme-voice"])

    return binder


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a copy of the small repository, free to change."""
    root = tmp_path / "repository"
    shutil.copytree(HERE / "small", root)
    return root
