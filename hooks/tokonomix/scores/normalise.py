"""Published numbers on one scale: which rows are usable, y in 0..1, z its logit, s² the sampling variance
of z.

    y  = (value - floor) / (ceiling - floor), clipped to 0..1; 1 - y where lower is better
    z  = logit((y + 0.01) / 1.02)            so that 0 and 1 stay finite
    s² = min(1, (se / (y (1 - y) + 0.015))²)   0 where nothing is known of the error

`se` is, in this order: the published 95 % interval / (2 · 1.96), the published standard error, both divided
by ceiling - floor; else the binomial error √(p (1 - p) / (n + 2)) with p = (y n + 1) / (n + 2).
"""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]

EDGE = 0.01
"""ε: what is added to both ends of 0..1 before the logit, so that 0 and 1 stay finite."""
FLATNESS = 0.015
"""δ: what is added to y (1 - y), by which an error is divided on its way to z, so that it stays finite near 0 and 1."""

TEXTS = ("model", "snapshot", "effort", "category", "benchmark", "release", "task", "metric", "kind")
NUMBERS = ("value", "n", "stderr", "low", "high", "floor", "ceiling")
COLUMNS = (*TEXTS, *NUMBERS, "higher_is_better", "published_on")
"""The columns of a frame of results, one row a usable published number (see `make_boards`)."""

_ORDER = [
    "kind",
    "category",
    "benchmark",
    "release",
    "task",
    "metric",
    "model",
    "effort",
    "snapshot",
    "published_on",
]


def logit(y: Floats) -> Floats:
    """Z of results y in 0..1."""
    return np.asarray(np.log((y + EDGE) / (1 - y + EDGE)), dtype=np.float64)


def unlogit(z: Floats) -> Floats:
    """Y in 0..1 of z, the inverse of `logit`."""
    return np.clip((1 + 2 * EDGE) / (1 + np.exp(-np.clip(z, -60, 60))) - EDGE, 0.0, 1.0)


def usable_rows(results: pd.DataFrame) -> tuple[pd.DataFrame, tuple[tuple[str, int], ...]]:
    """Rows that can be scored, in an order of their own, and how many were left out for which reason.

    The answer has the columns of `COLUMNS` and, for correctness, `y`, `z`-ready values in 0..1 and `s2`.
    The order of the rows given has no influence. Raises `ValueError` when a column is missing or a kind is
    unknown.
    """
    import pandas as pd  # takes a moment, which nobody should wait who looks up scores made before

    missing = [c for c in COLUMNS if c not in results.columns]
    if missing:
        raise ValueError(f"results lack the columns {', '.join(missing)}")
    rows = results.loc[:, list(COLUMNS)].copy()
    for c in TEXTS:
        # Names come again and again, so each is read once; as plain objects they are gone through five times faster.
        code, names = pd.factorize(rows[c], use_na_sentinel=False)
        rows[c] = np.array([_text(x) for x in names] or [""], dtype=object)[code]
    for c in NUMBERS:
        rows[c] = pd.to_numeric(rows[c], errors="coerce").astype("float64")
    rows["effort"] = rows["effort"].replace("", "default")
    rows["published_on"] = [_day(x) for x in rows["published_on"]]
    rows["higher_is_better"] = [bool(x) for x in rows["higher_is_better"]]
    unknown = sorted(set(rows["kind"]) - {"correctness", "preference"})
    if unknown:
        raise ValueError(f"kind must be 'correctness' or 'preference', not {', '.join(map(repr, unknown))}")

    votes = (rows["kind"] == "preference").to_numpy()
    span = (rows["ceiling"] - rows["floor"]).to_numpy()
    reasons = (
        ("no finite value", ~np.isfinite(rows["value"].to_numpy())),
        ("no day of publication", rows["published_on"].isna().to_numpy()),
        ("no model", ~votes & (rows["model"] == "").to_numpy()),
        ("floor and ceiling do not span a range", ~votes & ~(np.isfinite(span) & (span > 0))),
    )
    bad = np.zeros(len(rows), dtype=bool)
    left_out = []
    for reason, mask in reasons:
        count = int((mask & ~bad).sum())
        bad |= mask
        if count:
            left_out.append((reason, count))
    rows = rows[~bad]
    rows = rows.drop_duplicates().sort_values([*_ORDER, *NUMBERS], kind="stable", ignore_index=True)
    return normalised(rows), tuple(left_out)


def normalised(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with `y` (0..1, higher is better) and `s2` (variance of z, 0 if unknown); preference rows
    have neither.
    """
    rows = rows.copy()
    span = (rows["ceiling"] - rows["floor"]).to_numpy()
    # Absurd numbers overflow to infinity and are clipped, or are not finite and do not count.
    with np.errstate(all="ignore"):
        y = np.clip((rows["value"].to_numpy() - rows["floor"].to_numpy()) / span, 0.0, 1.0)
        y = np.where(rows["higher_is_better"].to_numpy(dtype=bool), y, 1 - y)
        error = standard_error(rows, y, span)
        s2 = np.minimum(1.0, (error / (y * (1 - y) + FLATNESS)) ** 2)
    votes = (rows["kind"] == "preference").to_numpy()
    rows["y"] = np.where(votes, np.nan, y)
    rows["s2"] = np.where(votes, np.nan, s2)
    return rows


def standard_error(rows: pd.DataFrame, y: Floats, span: Floats) -> Floats:
    """Standard error of y for each row, 0 where neither an interval, nor an error, nor n is published."""
    half = ((rows["high"] - rows["low"]) / (2 * 1.96)).to_numpy() / span
    stderr = rows["stderr"].to_numpy() / span
    n = rows["n"].to_numpy()
    binomial = binomial_error(y, n)
    known = [np.isfinite(half) & (half > 0), np.isfinite(stderr) & (stderr > 0), np.isfinite(n) & (n > 0)]
    return np.select(known, [half, stderr, binomial], default=0.0)


def binomial_error(y: Floats | float, n: Floats | float) -> Floats:
    """Standard error of a share y of n items, with one more right and one more wrong: a full score has an error too."""
    p = (y * n + 1) / (n + 2)
    return np.asarray(np.sqrt(p * (1 - p) / (n + 2)), dtype=np.float64)


def natural_key(text: str) -> tuple[tuple[int, int, str], ...]:
    """Sort key under which v9 comes before v10."""
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in re.split(r"(\d+)", text) if part)


def _text(value: Any) -> str:
    import pandas as pd

    return "" if value is None or pd.isna(value) else str(value).strip()


def _day(value: Any) -> datetime.date | None:
    if isinstance(value, datetime.datetime):
        import pandas as pd

        return None if pd.isna(value) else value.date()
    return value if isinstance(value, datetime.date) else None
