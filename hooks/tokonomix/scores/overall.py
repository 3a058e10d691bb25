"""The overall board: declared weights over the categories in which an entry has a score.

    overall = centre + Σ w_c (score_c - centre_c) / Σ w_c     over categories with a score

`centre_c` is the mean expected score in c of all entries on this board, `centre` the weighted mean of the
centres: so nobody gains by lacking a hard category or loses by lacking an easy one.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from .board import DIGITS, Board, Entry, empty_board
from .curve import collected
from .ranks import arranged
from .score import Name, Scored
from .standing import RANKED_BLOCKS, listed
from .versions import METHOD_VERSION

REQUIRED = ("reasoning", "coding")
LEAST_CATEGORIES = 3


def overall_board(
    as_of: datetime.date,
    boards: Mapping[str, Board],
    scores: Mapping[str, Scored],
    weights: Mapping[str, float],
) -> Board:
    """The overall board from the boards of categories with a weight above 0."""
    counted = {c: w for c, w in sorted(weights.items()) if w > 0 and c in boards}
    parts: dict[Name, dict[str, Entry]] = {}
    for c in counted:
        for e in boards[c].entries:
            if e.score is not None:
                parts.setdefault((e.model, e.effort), {})[c] = e
    if not parts:
        return empty_board("overall", as_of, "No category with a weight has a score.")
    whole = {n: p for n, p in parts.items() if _lacking(p) == ""}
    centres = {c: float(np.mean([scores[c].expected[n] for n in whole])) for c in counted if c in scores and whole}
    share = sum(counted[c] for c in centres)
    centre = sum(counted[c] * centres[c] for c in centres) / share if centres else 0.0
    # A category whose one suite is too small for a score has live tests and adds nothing here.
    scored = [boards[c] for c in counted if any(e.score is not None for e in boards[c].entries)]
    live = {b for board in scored for b in board.live_blocks}
    entries, columns = [], {}
    for name, own in sorted(parts.items()):
        entry = _entry(name, own, counted, len(live))
        if name in whole:
            total = sum(counted[c] for c in own)
            values = sum(counted[c] * (boards[c].draws.of(*name) - centres[c]) for c in own) / total + centre
            values = np.clip(values, 0.0, 100.0)
            low, high = np.quantile(values, [0.025, 0.975])
            point = centre + sum(counted[c] * (scores[c].expected[name] - centres[c]) for c in own) / total
            columns[name] = values
            entry = replace(
                entry,
                score=round(float(np.clip(point, low, high)), DIGITS),
                low=round(float(low), DIGITS),
                high=round(float(high), DIGITS),
                sd=round(float(values.std()), DIGITS),
                borrowed=_mean(own, counted, "borrowed"),
                reliability=_mean(own, counted, "reliability"),
            )
        entries.append(entry)
    return arranged(
        Board(
            "overall",
            as_of,
            METHOD_VERSION,
            (),
            (),
            tuple(entries),
            None,
            tests=sum(b.tests for b in scored),
            results=sum(b.results for b in scored),
            newest=max((b.newest for b in scored if b.newest), default=None),
            live_blocks=tuple(sorted({x for b in scored for x in b.live_blocks})),
            linked_blocks=tuple(sorted({x for b in scored for x in b.linked_blocks})),
            history_blocks=(),
            thin_blocks=(),
            note=_note(counted, boards),
            live_tests=(),
            tables=(),
            draws=collected(columns),
        )
    )


def _lacking(own: Mapping[str, Entry]) -> str:
    missing = [c for c in REQUIRED if c not in own]
    further = LEAST_CATEGORIES - len(REQUIRED) - len([c for c in own if c not in REQUIRED])
    if further > 0:
        missing.append("a third category")
    return f"No score in {listed(missing)}; an overall score needs reasoning, coding and one more." if missing else ""


def _entry(name: Name, own: Mapping[str, Entry], counted: Mapping[str, float], live: int) -> Entry:
    blocks = tuple(sorted({b for e in own.values() for b in e.blocks}))
    reason = _lacking(own)
    suites = max([len(blocks), *(e.blocks_of_model for e in own.values())])
    provisional = reason == "" and suites < RANKED_BLOCKS
    if provisional:
        reason = f"Results on one test suite only ({blocks[0]}); a rank needs two."
    parts = list(own.values())
    return Entry(
        model=name[0],
        effort=name[1],
        snapshots=tuple(sorted({s for e in parts for s in e.snapshots})),
        provisional=provisional,
        reason=reason,
        blocks=blocks,
        blocks_taken=len(blocks),
        blocks_of_model=suites,
        blocks_live=live,
        metrics_taken=sum(e.metrics_taken for e in parts),
        metrics_live=sum(e.metrics_live for e in parts),
        newest=max((e.newest for e in parts if e.newest), default=None),
        categories=tuple(sorted(own)),
        missing=tuple(c for c in counted if c not in own),
    )


def _mean(own: Mapping[str, Entry], counted: Mapping[str, float], field: str) -> float:
    values = [float(getattr(e, field)) for e in own.values()]
    return round(float(np.average(values, weights=[counted[c] for c in own])), DIGITS)


def _note(counted: Mapping[str, float], boards: Mapping[str, Board]) -> str:
    total = sum(counted.values())
    shares = listed([f"{c} {100 * w / total:.0f} %" for c, w in counted.items()])
    empty = [c for c in counted if not any(e.score is not None for e in boards[c].entries)]
    note = f"Weights: {shares}, over the categories in which a model has a score."
    return note + (f" No model has a score in {listed(empty)}." if empty else "")
