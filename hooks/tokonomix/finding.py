"""Finds models for who knows no id: by words, those on sale first, and those that have most to be written about."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from tokonomix.catalog import Catalog
from tokonomix.problem import nearest
from tokonomix.records import Model

MOST = 12


def matching(catalog: Catalog, words: Iterable[str], today: date) -> list[Model]:
    """Return the models whose id, name or maker has all words: those on sale first, the newest first among these.

    Where none has, those whose ids are most like the words.
    """
    asked = [part for word in words for part in _parts(word)]
    found = [m for m in catalog.models.values() if asked and all(part in _said(catalog, m) for part in asked)]
    if not found:
        near = nearest("-".join(asked), catalog.models, most=MOST)
        found = [catalog.models[name] for name in re.findall(r"'([^']+)'", near)]
    return sorted(found, key=lambda model: _order(model, today))


def unreviewed(catalog: Catalog, today: date) -> list[Model]:
    """Return the models on sale without a review, those with most results first."""
    found = [
        m for m in catalog.models.values()
        if m.kind == "model" and m.id not in catalog.reviews and m.state(today) in ("current", "preview")
    ]  # fmt: skip
    return sorted(found, key=lambda model: (-len(catalog.results_of(model.id)), model.id))


def told(catalog: Catalog, models: Iterable[Model], today: date) -> list[str]:
    """Return a line for each model: id, name, stage, how many results are on record."""
    chosen = list(models)[:MOST]
    wide = max((len(model.id) for model in chosen), default=0)
    return [
        f"  {m.id:<{wide}}  {m.name}, {m.state(today)}, {len(catalog.results_of(m.id))} results" for m in chosen
    ]


def _order(model: Model, today: date) -> tuple[bool, bool, int, str]:
    """Return a key that sorts models on sale and whole models before all others, then the newest first."""
    released = model.released
    old = model.state(today) not in ("current", "preview")
    return old, model.kind != "model", -(released.toordinal() if released else 0), model.id


def _said(catalog: Catalog, model: Model) -> str:
    vendor = catalog.vendors.get(model.vendor)
    return " ".join(_parts(f"{model.id} {model.name} {vendor.name if vendor else ''}"))


def _parts(text: str) -> list[str]:
    return re.sub(r"[\s_-]+", " ", text.lower()).split()
