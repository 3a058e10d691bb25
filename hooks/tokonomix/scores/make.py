"""From a frame of published numbers to boards: the one way in."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from .blocks import Replaced, arrange
from .board import Boards, Method
from .category import board_of
from .curve import joint_draws
from .fitted import Fitted, fitted_to
from .normalise import usable_rows
from .overall import overall_board
from .preference import preference_boards
from .score import Category, scored
from .tables import tables_of
from .versions import METHOD_VERSION

if TYPE_CHECKING:
    import pandas as pd


def make_boards(
    results: pd.DataFrame,
    released: Mapping[str, datetime.date | None],
    *,
    categories: Sequence[Category],
    as_of: datetime.date,
    weights: Mapping[str, float],
    replaced: Iterable[Replaced] = (),
    groups: Mapping[tuple[str, str], str] | None = None,
    seed: int = 1,
) -> Boards:
    """Boards of all `categories`, the overall board and the boards of votes.

    `results` has the columns of `COLUMNS`, one row a usable published number, already filtered to what was
    published by `as_of`: model (what people compare; snapshots mapped to it), snapshot (as recorded),
    effort ('default' if not stated), category, benchmark, release ('' if it has none), task, metric, kind
    ('correctness' or 'preference'), value, n, stderr, low, high (95 % interval), floor, ceiling (all
    numbers or NaN, in the published unit), higher_is_better, published_on. `released` is the release day of
    a model where known. `weights` are the shares of categories in the overall score; a category without one
    does not count. `replaced` are tasks whose items a newer one of the same benchmark holds: they inform, and are no
    live tests. `groups` are the kinds into which a benchmark sorts its tasks, by (benchmark, task).

    The order of rows has no influence and two runs give the same bytes. Raises `ValueError` when a column
    is missing, a kind is unknown or a category is not declared; rows that carry no usable number are left
    out and counted in `Boards.method.left_out`.
    """
    rows, left_out = usable_rows(results)
    declared = {c.id: c for c in categories}
    strange = sorted(set(rows["category"]) - set(declared))
    if strange:
        raise ValueError(f"results of categories that are not declared: {', '.join(strange)}")
    votes = rows[rows["kind"] == "preference"].reset_index(drop=True)
    correct = rows[rows["kind"] == "correctness"].reset_index(drop=True)
    evidence = arrange(correct, {c.id: c.live for c in categories}, replaced) if len(correct) else None
    whole = frozenset(c.id for c in categories if c.separable)
    fitted = fitted_to(evidence, whole, released, groups) if evidence is not None else None
    scores = {}
    draws = {}
    if evidence is not None and fitted is not None:
        scores = {c.id: found for c in categories if (found := scored(fitted, evidence, c)) is not None}
        taken = {(c, (x.model, x.effort)) for c, x in zip(fitted.categories, fitted.cells, strict=True)}
        wanted = [(*entry, scores[c].code) for c, entry in sorted(taken) if c in scores]
        draws = joint_draws(fitted.fit, fitted.models, fitted.efforts, wanted, fitted.kappa, seed)
    boards = {}
    for c in categories:
        tables = tables_of(evidence, c.id) if evidence is not None else ()
        boards[c.id] = board_of(c, as_of, evidence, fitted, scores.get(c.id), draws, tables)
    overall = overall_board(as_of, boards, scores, weights)
    return Boards(boards, overall, preference_boards(votes), _method(fitted, left_out, seed))


def _method(fitted: Fitted | None, left_out: tuple[tuple[str, int], ...], seed: int) -> Method:
    if fitted is None:
        return Method(METHOD_VERSION, seed, 0, 0, 0, 0, 0, (), (), (), (), 0.0, 0.0, 0.0, 0.0, 1.0, 0, (), left_out)
    p = fitted.fit.parameters
    spread = np.sqrt(np.diag(p.sigma))
    correlations = np.round(p.sigma / np.outer(spread, spread), 4).tolist()
    sd = np.sqrt(p.variances)
    effort, block, both = np.round(np.median(sd[:-1], axis=1), 4).tolist()
    grouped = sd[-1, fitted.layout.grouped]
    return Method(
        METHOD_VERSION,
        seed,
        len(fitted.models),
        len(fitted.efforts),
        len(fitted.cells),
        len(fitted.metrics),
        fitted.blocks,
        tuple(fitted.abilities),
        tuple(np.round(spread, 4).tolist()),
        tuple(tuple(row) for row in correlations),
        tuple(np.round(p.beta, 4).tolist()),
        effort,
        block,
        both,
        round(float(np.median(grouped)), 4) if len(grouped) else 0.0,
        round(fitted.kappa, 4),
        fitted.hidden,
        fitted.undated,
        left_out,
    )
