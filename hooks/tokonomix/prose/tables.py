"""Tables as text: what the tables of a page show, cell by cell, for what is recorded of them and for Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from tokonomix.prose.phrase import literal
from tokonomix.reads import Bound


@dataclass(frozen=True, slots=True)
class Stated:
    """Words that say what `record` says and have no card of their own, such as a day; `kept` if not kept as shown."""

    text: str
    record: str
    kept: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows; `kept` is what is recorded of it, '' where it holds no value of a record (`record`)."""

    text: str
    kept: str = ""
    record: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its `key` is made of ids, which stay when words change; `label` is its name for people."""

    key: str
    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table under its `title`; without a head it is a note: nothing but the title is shown.

    `columns` are the ids of its columns, each under the words of `head`. `key` (of ids) and `label` (for people) tell
    the tables of one part apart.
    """

    title: str
    head: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    key: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a record in a table: the cell by its ids and for people, and what it shows."""

    key: str
    label: str
    cell: Cell


def cell(shown: Any) -> Cell:
    """Return the cell of what a page shows: a text, a bound or stated value, an absent one, or a run of these.

    Of an absent value nothing is recorded: the words for it are ours, not those of a record.
    """
    parts = shown if isinstance(shown, list | tuple) else [shown]
    text = " ".join("".join("" if part is None else str(getattr(part, "text", part)) for part in parts).split())
    held = next((part for part in parts if isinstance(part, Bound | Stated)), None)
    if held is None:
        return Cell(text)
    return Cell(text, held.kept or text if isinstance(held, Stated) else text, held.record)


def row(key: str, label: str, *shown: Any) -> Row:
    """Return a row of what a page shows."""
    return Row(key, label, tuple(cell(one) for one in shown))


def values(tables: Iterable[Table], *, held: bool = True) -> Iterator[Value]:
    """Yield the cells that hold values, or those that hold none.

    'acme/global/standard/audio.output' by its ids, for people 'Acme API, Standard, Audio output'.
    """
    for table in tables:
        for line in table.rows:
            for column, head, one in zip(table.columns, table.head, line.cells, strict=True):
                if bool(one.kept) is held:
                    yield Value(
                        "/".join(part for part in (table.key, line.key, column) if part),
                        " ".join(", ".join(part for part in (table.label, line.label, head) if part).split()), one,
                    )  # fmt: skip


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
