"""Single suites by themselves: each entry's own results, nothing estimated."""

from __future__ import annotations

from .blocks import Evidence
from .board import Table, TableRow


def tables_of(evidence: Evidence, category: str) -> tuple[Table, ...]:
    """A table of every block of a category that runs today, in the order of their names.

    A block that shares too few models with the newest one is among them: by itself it needs no link.
    """
    suites = {s.block: s for s in evidence.of(category) if s.status in {"live", "history"}}
    running = [i for i, t in enumerate(evidence.tests) if t.category == category and t.current and t.block in suites]
    found = []
    for block in sorted({evidence.tests[i].block for i in running}):
        codes = [i for i in running if evidence.tests[i].block == block]
        codes.sort(key=lambda i: (evidence.tests[i].benchmark, evidence.tests[i].task, evidence.tests[i].metric))
        entries: dict[tuple[str, str], dict[int, float]] = {}
        for c in evidence.cells:
            if c.test in codes:
                entries.setdefault((c.model, c.effort), {})[c.test] = round(100 * c.y, 4)
        tests = [evidence.tests[i] for i in codes]
        metrics = tuple((t.benchmark, t.task, t.metric) for t in tests)
        rows = [_row(*name, [own.get(i) for i in codes]) for name, own in entries.items()]
        rows.sort(key=lambda r: (not r.complete, -r.mean, r.model, r.effort))
        found.append(Table(block, metrics, tuple(rows), suites[block].newest))
    return tuple(found)


def _row(model: str, effort: str, values: list[float | None]) -> TableRow:
    taken = [v for v in values if v is not None]
    mean = round(sum(taken) / len(taken), 4)
    return TableRow(model, effort, mean, tuple(values), len(taken) == len(values))
