"""Single suites by themselves: each entry's own results, nothing estimated."""

from __future__ import annotations

from .blocks import Evidence
from .board import Table, TableRow


def tables_of(evidence: Evidence, category: str) -> tuple[Table, ...]:
    """A table of every live block of a category, in the order of their names."""
    live = evidence.live(category)
    found = []
    for block in sorted({evidence.tests[i].block for i in live}):
        codes = [i for i in live if evidence.tests[i].block == block]
        codes.sort(key=lambda i: (evidence.tests[i].benchmark, evidence.tests[i].task, evidence.tests[i].metric))
        entries: dict[tuple[str, str], dict[int, float]] = {}
        for c in evidence.cells:
            if c.test in codes:
                entries.setdefault((c.model, c.effort), {})[c.test] = round(100 * c.y, 4)
        metrics = tuple((evidence.tests[i].task, evidence.tests[i].metric) for i in codes)
        rows = [_row(*name, [own.get(i) for i in codes]) for name, own in entries.items()]
        rows.sort(key=lambda r: (not r.complete, -r.mean, r.model, r.effort))
        found.append(Table(block, metrics, tuple(rows)))
    return tuple(found)


def _row(model: str, effort: str, values: list[float | None]) -> TableRow:
    taken = [v for v in values if v is not None]
    mean = round(sum(taken) / len(taken), 4)
    return TableRow(model, effort, mean, tuple(values), len(taken) == len(values))
