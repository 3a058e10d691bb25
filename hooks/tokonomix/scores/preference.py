"""Boards of human votes: published ratings, ranked by their published intervals alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .board import PreferenceBoard, PreferenceRow

if TYPE_CHECKING:
    import pandas as pd


def preference_boards(rows: pd.DataFrame) -> tuple[PreferenceBoard, ...]:
    """One board a (category, benchmark, task, metric), of its newest release and each row's newest day."""
    boards = []
    for (category, benchmark, task, metric), part in rows.groupby(
        ["category", "benchmark", "task", "metric"], sort=True
    ):
        latest = part.groupby("release", sort=True)["published_on"].max()
        release = max(latest.index, key=lambda r: (latest[r], r))
        newest = part[part["release"] == release].sort_values("published_on", kind="stable")
        newest = newest.drop_duplicates(["model", "effort", "snapshot"], keep="last")
        name = " ".join(filter(None, [str(benchmark), str(task)]))
        boards.append(
            PreferenceBoard(
                str(category),
                name,
                str(benchmark),
                str(release),
                str(task),
                str(metric),
                newest["published_on"].max(),
                _rows(newest),
            )
        )
    return tuple(boards)


def _rows(part: pd.DataFrame) -> tuple[PreferenceRow, ...]:
    sign = 1.0 if bool(part["higher_is_better"].iloc[0]) else -1.0
    ends = np.sort(sign * part[["low", "high"]].to_numpy(), axis=1)
    known = np.isfinite(ends).all(axis=1)
    low, high = ends[known, 0], ends[known, 1]
    best = 1 + (low[None, :] > high[:, None]).sum(axis=1)
    worst = len(low) - (high[None, :] < low[:, None]).sum(axis=1)
    ranks = iter(zip(best.tolist(), worst.tolist(), strict=True))
    found = []
    for row, has in zip(part.itertuples(index=False), known, strict=True):
        first, last = next(ranks) if has else (None, None)
        found.append(
            PreferenceRow(
                row.model,
                row.effort,
                row.snapshot,
                float(row.value),
                float(row.low) if np.isfinite(row.low) else None,
                float(row.high) if np.isfinite(row.high) else None,
                first,
                last,
                int(known.sum()),
                row.published_on,
            )
        )
    return tuple(sorted(found, key=lambda r: (-sign * r.rating, r.model, r.effort, r.snapshot)))
