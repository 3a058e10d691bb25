"""Release days as the prior of ability sees them: years from the median, a stand-in where none is known."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from statistics import median

import numpy as np

from .normalise import Floats

CLIP = 2.5
"""Years from the median beyond which a release day counts as that far."""
SLACK = 270
"""Days before its release on which a model may have a result. Suites add models under the day of their own
release for months, so only a day much later than the first result is not believed.
"""


def release_years(
    models: Sequence[str],
    released: Mapping[str, datetime.date | None],
    seen: Iterable[tuple[str, str, int]],
) -> tuple[Floats, tuple[str, ...]]:
    """Release day of each model in years from the median of those known, clipped; and who is undated.

    `seen` are (model, block, ordinal of the first result). A day much later than the model's first result
    is not believed. An undated model takes the latest of its blocks' median days.
    """
    first: dict[str, int] = {}
    blocks: dict[str, set[str]] = {}
    for model, block, day in seen:
        first[model] = min(day, first.get(model, day))
        blocks.setdefault(model, set()).add(block)
    known: dict[str, int] = {}
    for m in models:
        on = released.get(m)
        if on is not None and on.toordinal() <= first[m] + SLACK:
            known[m] = on.toordinal()
    undated = tuple(m for m in models if m not in known)
    centre = median(known.values()) if known else 0.0
    dated: dict[str, list[int]] = {}
    for m, ordinal in known.items():
        for b in blocks[m]:
            dated.setdefault(b, []).append(ordinal)
    usual = {b: median(days) for b, days in dated.items()}
    days = [known.get(m) or max((usual[b] for b in blocks[m] if b in usual), default=centre) for m in models]
    years: Floats = np.clip((np.array(days) - centre) / 365.25, -CLIP, CLIP)
    return years, undated
