"""The board of one category: its entries, tests, suites and tables put together."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace

from .blocks import STATUSES, Cell, Evidence
from .board import DIGITS, Board, Entry, LiveTest, Table, empty_board
from .curve import Key, collected
from .fitted import Fitted
from .normalise import Floats
from .ranks import arranged
from .score import Category, Name, Scored
from .standing import Taken, note, standing
from .versions import METHOD_VERSION


def board_of(
    category: Category,
    as_of: datetime.date,
    evidence: Evidence | None,
    fitted: Fitted | None,
    found: Scored | None,
    draws: Mapping[Key, Floats],
    tables: tuple[Table, ...],
) -> Board:
    """The board of a category; without data an empty one that says so."""
    if evidence is None or not evidence.of(category.id):
        nothing = "No correctness result is recorded in this category."
        return empty_board(category.id, as_of, f"{category.note} {nothing}".strip())
    entries = _entries(category, evidence, found)
    columns = {}
    if found is not None:
        scored = [(e.model, e.effort) for e in entries if e.score is not None]
        columns = {name: found.curve.at(draws[*name, found.code]) for name in scored}
    live, linked, history, thin = (tuple(s.block for s in evidence.of(category.id, status)) for status in STATUSES)
    counted = [t for t in evidence.tests if t.category == category.id and t.status in {"live", "linked"}]
    return arranged(
        Board(
            category.id,
            as_of,
            METHOD_VERSION,
            ranked=(),
            provisional=(),
            unranked=tuple(entries),
            resolution_floor=None,
            tests=len(evidence.live(category.id)),
            results=sum(t.results for t in counted),
            models=len({e.model for e in entries}),
            newest=max(s.newest for s in evidence.of(category.id)),
            live_blocks=live,
            linked_blocks=linked,
            history_blocks=history,
            thin_blocks=thin,
            note=note(category.note, category.separable, live, bool(columns)),
            live_tests=_live_tests(evidence, fitted, category.id),
            tables=tables,
            draws=collected(columns),
        )
    )


def _entries(category: Category, evidence: Evidence, found: Scored | None) -> list[Entry]:
    own: dict[Name, list[Cell]] = {}
    suites: dict[str, set[str]] = {}
    for c in evidence.cells:
        test = evidence.tests[c.test]
        if test.category == category.id:
            own.setdefault((c.model, c.effort), []).append(c)
            mine = suites.setdefault(c.model, set())
            if Taken.of(test).telling:
                mine.add(test.block)
    live = evidence.live(category.id)
    blocks = len({evidence.tests[i].block for i in live})
    entries = []
    for name, cells in own.items():
        taken = [Taken.of(evidence.tests[c.test]) for c in cells]
        reason, has_score = standing(category.separable, taken, suites[name[0]])
        has_score = has_score and found is not None
        inside = tuple(sorted({t.block for t in taken if t.status == "live"}))
        entry = Entry(
            *name,
            snapshots=tuple(sorted({s for c in cells for s in c.snapshots})),
            reason=reason,
            provisional=has_score and reason != "",
            blocks=inside,
            blocks_taken=len(inside),
            blocks_of_model=len(suites[name[0]]),
            blocks_live=blocks,
            metrics_taken=sum(evidence.tests[c.test].live for c in cells),
            metrics_live=len(live),
            newest=datetime.date.fromordinal(max(c.newest for c in cells)),
        )
        entries.append(entry if found is None or not has_score else _valued(entry, found))
    return entries


def _valued(entry: Entry, found: Scored) -> Entry:
    name = entry.model, entry.effort
    return replace(
        entry,
        score=round(found.expected[name], DIGITS),
        low=round(found.low[name], DIGITS),
        high=round(found.high[name], DIGITS),
        sd=round(found.spread[name], DIGITS),
        borrowed=round(found.borrowed[name], DIGITS),
        reliability=round(found.reliability[name], DIGITS),
    )


def _live_tests(evidence: Evidence, fitted: Fitted | None, category: str) -> tuple[LiveTest, ...]:
    if fitted is None:
        return ()
    p = fitted.fit.parameters
    found = []
    for i, weight in evidence.weights(category).items():
        t, k = evidence.tests[i], fitted.metrics[i]
        found.append(
            LiveTest(
                t.block,
                t.benchmark,
                t.release,
                t.task,
                t.metric,
                weight=round(weight, 6),
                results=t.results,
                difficulty=round(float(p.d[k]), DIGITS),
                slope=round(float(p.a[k]), DIGITS),
                noise=round(float(p.tau2[k]), DIGITS),
                ceiling=t.ceiling,
            )
        )
    return tuple(sorted(found, key=lambda x: (x.block, x.benchmark, x.task, x.metric)))
