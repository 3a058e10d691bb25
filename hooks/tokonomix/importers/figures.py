"""Published figures on their way to result rows: what a leaderboard says, before names are ours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from tokonomix.importers.records import Known
from tokonomix.schema.rows import VARIANT_KEYS


@dataclass(frozen=True)
class Figure:
    """One published number: `published` as printed; day, items and interval only where the source gives them."""

    published_as: str
    metric: str
    published: str
    task: str | None = None
    n: int | None = None
    low: str | None = None
    high: str | None = None
    evaluated_on: date | None = None
    published_on: date | None = None
    note: str | None = None
    setting: Mapping[str, str] = field(default_factory=dict)
    """What the source says of the run beside the name, by key of a variant: provider, region, effort."""


def rows(figures: Iterable[Figure], known: Known) -> tuple[Mapping[str, object], ...]:
    """Return one row a figure; its model is that of its name, its variant the name's and the setting's together."""
    return tuple(_row(figure, known) for figure in figures)


def _row(figure: Figure, known: Known) -> Mapping[str, object]:
    model, variant = known.aliases.get(figure.published_as, (None, None))
    return {
        "model": model,
        "variant": joined(variant, figure.setting),
        "published_as": figure.published_as,
        "task": figure.task,
        "metric": figure.metric,
        "published": figure.published,
        "n": figure.n,
        "low": figure.low,
        "high": figure.high,
        "evaluated_on": figure.evaluated_on,
        "published_on": figure.published_on,
        "note": figure.note,
    }


def joined(variant: str | None, setting: Mapping[str, str]) -> str | None:
    """Return a variant with the setting added, keys in their fixed order; what the name says comes before."""
    pairs = dict(setting) | dict(part.split("=", 1) for part in (variant or "").split())
    return " ".join(f"{key}={pairs[key]}" for key in VARIANT_KEYS if key in pairs) or None


def word(text: str) -> str:
    """Return a name as one lower-case word, as values of a variant are written: 'Local RTX 5090' as local-rtx-5090."""
    return re.sub(r"[^a-z0-9.]+", "-", text.lower()).strip("-")
