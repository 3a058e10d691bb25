"""The overall board: declared weights over the categories in which an entry has a score.

    overall = centre + Σ w_c (score_c - centre_c) / Σ w_c     over categories with a score

`centre_c` is the mean expected score in c of all entries on this board, `centre` the weighted mean of the
centres: so nobody gains by lacking a hard category or loses by lacking an easy one.

Suites choose and spell settings differently. A setting with scores of its own in two categories takes one that it
lacks from another setting of the same model that may stand in for it (`settings`): its score there and its draws,
which are joint over the settings and categories of a model.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from .board import DIGITS, Board, Entry, LiveTest, empty_board
from .curve import collected
from .ranks import arranged
from .score import Name, Scored
from .settings import stand_in
from .standing import RANKED_BLOCKS, listed
from .versions import METHOD_VERSION

REQUIRED = ("reasoning", "coding")
LEAST_CATEGORIES = 3
LEAST_OWN = 2
"""Categories in which a setting needs a score of its own before it takes another from a different setting."""


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
    parts = {name: _completed(name, own, parts) for name, own in parts.items()}
    whole = {n: p for n, p in parts.items() if _lacking(p) == ""}

    def at(name: Name, c: str) -> float:
        taken = parts[name].get(c)
        return scores[c].expected[name[0], taken.effort if taken else name[1]]

    centres = {c: float(np.mean([at(n, c) for n in whole])) for c in counted if c in scores and whole}
    share = sum(counted[c] for c in centres)
    centre = sum(counted[c] * centres[c] for c in centres) / share if centres else 0.0
    # A category whose one suite is too small for a score has live tests and adds nothing here.
    scored = [boards[c] for c in counted if any(e.score is not None for e in boards[c].entries)]
    live = {b for board in scored for b in board.live_blocks}
    tests = sum(b.tests for b in scored)
    entries, columns = [], {}
    for name, own in sorted(parts.items()):
        entry = _entry(name, own, counted, len(live), tests)
        if name in whole:
            total = sum(counted[c] for c in own)
            drawn = {c: boards[c].draws.of(e.model, e.effort) for c, e in own.items()}
            values = sum(counted[c] * (drawn[c] - centres[c]) for c in own) / total + centre
            values = np.clip(values, 0.0, 100.0)
            low, high = np.quantile(values, [0.025, 0.975])
            point = centre + sum(counted[c] * (at(name, c) - centres[c]) for c in own) / total
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
            tests=tests,
            results=sum(b.results for b in scored),
            models=len({e.model for b in scored for e in b.entries}),
            newest=max((b.newest for b in scored if b.newest), default=None),
            live_blocks=tuple(sorted({x for b in scored for x in b.live_blocks})),
            linked_blocks=tuple(sorted({x for b in scored for x in b.linked_blocks})),
            history_blocks=(),
            thin_blocks=(),
            note=_note(counted, boards),
            live_tests=_live_tests(scored, counted),
            tables=(),
            draws=collected(columns),
        )
    )


def _completed(name: Name, own: Mapping[str, Entry], parts: Mapping[Name, Mapping[str, Entry]]) -> dict[str, Entry]:
    """The entries by category of a setting, with those that it takes from other settings of the model."""
    if len(own) < LEAST_OWN:
        return dict(own)
    others: dict[str, dict[str, Entry]] = {}
    for (model, effort), theirs in parts.items():
        if model == name[0]:
            for c in theirs.keys() - own.keys():
                others.setdefault(c, {})[effort] = theirs[c]
    found = {c: (stand_in(name[1], offered), offered) for c, offered in others.items()}
    taken = {c: offered[effort] for c, (effort, offered) in found.items() if effort is not None}
    return {c: own.get(c) or taken[c] for c in sorted(own.keys() | taken.keys())}


def _lacking(own: Mapping[str, Entry]) -> str:
    missing = [c for c in REQUIRED if c not in own]
    further = LEAST_CATEGORIES - len(REQUIRED) - len([c for c in own if c not in REQUIRED])
    if further > 0:
        missing.append("a third category")
    return f"No score in {listed(missing)}; an overall score needs reasoning, coding and one more." if missing else ""


def _live_tests(scored: Sequence[Board], counted: Mapping[str, float]) -> tuple[LiveTest, ...]:
    """The live tests of all categories, each with its share of the score of a model that has every category."""
    total = sum(counted[b.category] for b in scored)
    return tuple(
        replace(t, weight=round(t.weight * counted[b.category] / total, 6)) for b in scored for t in b.live_tests
    )


def _entry(name: Name, own: Mapping[str, Entry], counted: Mapping[str, float], live: int, tests: int) -> Entry:
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
        metrics_live=tests,
        newest=max((e.newest for e in parts if e.newest), default=None),
        categories=tuple(sorted(own)),
        settings=tuple(own[c].effort for c in sorted(own)),
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
