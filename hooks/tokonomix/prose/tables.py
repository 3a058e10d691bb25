"""Tables as text: what the tables of a page show, cell by cell, for what is recorded of them and for Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from tokonomix.bindings import Absent
from tokonomix.prose.phrase import literal
from tokonomix.reads import Bound


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows; `holds` if that is a value of a record (`record`), or says that none is known."""

    text: str
    holds: bool = False
    record: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its cells in the order of the head, and a `key` that stays when names change."""

    key: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table under its `title`; without a head it is a note: nothing but the title is shown.

    `key` tells the tables of one part apart, `columns` its columns where their heads are names that may change.
    """

    title: str
    head: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    key: str = ""
    columns: tuple[str, ...] = ()


def cell(shown: Any) -> Cell:
    """Return the cell of what a page shows: a text, a bound value, an absent one, or a run of these."""
    parts = shown if isinstance(shown, list | tuple) else [shown]
    text = "".join("" if part is None else str(getattr(part, "text", part)) for part in parts)
    bound = next((part for part in parts if isinstance(part, Bound)), None)
    holds = any(isinstance(part, Bound | Absent) for part in parts)
    return Cell(" ".join(text.split()), holds, bound.record if bound else "")


def row(key: str, *shown: Any) -> Row:
    """Return a row of what a page shows."""
    return Row(key, tuple(cell(one) for one in shown))


def values(tables: Iterable[Table]) -> Iterator[tuple[str, Cell]]:
    """Yield the cells that hold values, each with a name of its own: 'acme-voice, Audio out'."""
    seen: dict[str, int] = {}
    for table in tables:
        for line in table.rows:
            for head, one in zip(table.columns or table.head, line.cells, strict=True):
                if not one.holds:
                    continue
                name = " ".join(", ".join(part for part in (table.key, line.key, head) if part).split())
                seen[name] = seen.get(name, 0) + 1
                yield (name if seen[name] == 1 else f"{name}, {seen[name]}"), one


def markdown(tables: Iterable[Table]) -> str:
    """Return tables as Markdown: each title as a paragraph, then a table with pipes."""
    return "\n\n".join(_table(table) for table in tables)


def _table(table: Table) -> str:
    if not table.head:
        return literal(table.title)
    lines = [_line(map(literal, table.head)), _line("---" for _ in table.head)]
    lines += [_line(literal(one.text) for one in line.cells) for line in table.rows]
    return f"{literal(table.title)}\n\n" + "\n".join(lines)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
