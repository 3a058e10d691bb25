"""Frames of results for tests: single rows, and whole worlds drawn from the model with their true abilities."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from tokonomix.scores import COLUMNS, Boards, Category, make_boards
from tokonomix.scores.normalise import unlogit

TODAY = datetime.date(2026, 11, 22)
NAN = float("nan")


def row(**given: Any) -> dict[str, Any]:
    """One result with every column, ordinary where nothing is given."""
    model = given.get("model", "alpha")
    ordinary = {
        "model": model, "snapshot": model, "effort": "default", "category": "reasoning", "benchmark": "puzzles",
        "release": "", "task": "all", "metric": "accuracy", "kind": "correctness", "value": 50.0, "n": NAN,
        "stderr": NAN, "low": NAN, "high": NAN, "floor": 0.0, "ceiling": 100.0, "higher_is_better": True,
        "published_on": datetime.date(2026, 6, 1),
    }  # fmt: skip
    return ordinary | given


def frame(rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """A frame of results."""
    return pd.DataFrame([row(**r) for r in rows], columns=list(COLUMNS))


def boards(results: pd.DataFrame, **given: Any) -> Boards:
    """Boards of a frame with every category that occurs in it."""
    names = given.pop("names", None) or sorted(set(results["category"]))
    arguments: dict[str, Any] = {
        "released": {},
        "categories": [Category(c) for c in names],
        "as_of": TODAY,
        "weights": dict.fromkeys(names, 1.0),
    } | given
    return make_boards(results, **arguments)


@dataclass(frozen=True)
class World:
    """Results drawn from the model, and what they were drawn from: u of (model, effort, category)."""

    results: pd.DataFrame
    released: dict[str, datetime.date | None]
    truth: dict[tuple[str, str, str], float]


def world(
    seed: int,
    *,
    models: int = 40,
    efforts: Sequence[str] = ("default",),
    categories: Mapping[str, int] | None = None,
    tests: int = 4,
    taken: float = 0.7,
    n: int = 200,
) -> World:
    """`models` × `efforts` on `categories` (name: number of blocks) of `tests` each; a model takes a block with
    probability `taken`. Abilities of a model go together over categories and rise with its release date.
    """
    rng = np.random.default_rng(seed)
    categories = categories or {"reasoning": 3}
    names = [f"m{i:03d}" for i in range(models)]
    released = {m: datetime.date(2025, 1, 1) + datetime.timedelta(days=int(d)) for m, d in zip(names, rng.integers(0, 500, models), strict=True)}
    years = {m: (d.toordinal() - datetime.date(2025, 9, 8).toordinal()) / 365.25 for m, d in released.items()}
    common = {m: rng.normal() for m in names}
    theta = {(m, c): 0.7 * years[m] + 0.6 * common[m] + 0.5 * rng.normal() for m in names for c in categories}
    variant = {(m, e): 0.35 * rng.normal() for m in names for e in efforts}
    rows = []
    for c, blocks in categories.items():
        for b in range(blocks):
            name = f"{c}-{b}"
            curves = [(rng.normal(0, 1), max(0.3, rng.normal(1, 0.25)), rng.uniform(0.15, 0.4)) for _ in range(tests)]
            for m in names:
                if rng.random() > taken:
                    continue
                g = 0.4 * rng.normal()
                for e in efforts:
                    q = 0.15 * rng.normal()
                    for k, (d, a, tau) in enumerate(curves):
                        u = theta[m, c] + variant[m, e] + g + q
                        y = float(unlogit(np.array(d + a * u + tau * rng.normal())))
                        hits = rng.binomial(n, y)
                        rows.append({
                            "model": m, "snapshot": m, "effort": e, "category": c, "benchmark": name, "task": f"t{k}",
                            "value": 100 * hits / n, "n": float(n), "published_on": datetime.date(2026, 6, 1),
                        })  # fmt: skip
    truth = {(m, e, c): theta[m, c] + variant[m, e] for (m, c) in theta for e in efforts}
    return World(frame(rows), dict(released), truth)
