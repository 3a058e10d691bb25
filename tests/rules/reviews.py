"""Scripts of reviews with a text of a test's own, and where the approved texts lie."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tokonomix.bindings import Bindings
from tokonomix.edition import Edition
from tokonomix.problem import Place
from tokonomix.prose.bind import Binder
from tokonomix.prose.script import Script
from tokonomix.source import Page

HERE = Path(__file__).resolve().parent
GOLDEN = HERE / "golden"
REVIEW = "content/models/acme-voice.md"
TODAY, LATER = date(2026, 11, 22), date(2027, 12, 1)


def script_of(edition: Edition, model: str, body: str) -> Script:
    """Return the script of a review of a model with another body."""
    review, subject = edition.catalog.reviews["acme-voice"], edition.catalog.models[model]
    page = Page(REVIEW, body, review.page.front, body)
    binder = Binder(page, Bindings(edition, f"models/{model}/", Place(REVIEW)), subject)
    binder.body()
    return Script(edition, page, tuple(binder.texts), subject, review.front)
