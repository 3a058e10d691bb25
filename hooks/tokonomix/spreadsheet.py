"""What a spreadsheet makes of days and numbers when it saves a CSV file, brought back where it can mean one thing only.

A cell that can mean two things is settled by the rest of its file, which one program wrote in one locale: `21/11/2026`
shows that `05/04/2026` is the fifth of April, `0,6` that `1,234` is a little more than one. Where the rest is silent or
contradicts itself the cell is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Literal

from tokonomix.problem import Problem
from tokonomix.source import Table

Kind = Literal["day", "amount", "figure"]
"""day; amount: a decimal; figure: a number as printed, perhaps a range or with a percent sign."""

_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[ T]00:00(?::00)?)?\Z")
_YEAR_FIRST = re.compile(r"(\d{4})[./](\d{1,2})[./](\d{1,2})\Z")
_DOTTED = re.compile(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})\Z")
_SLASHED = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4})\Z")
_PLAIN = re.compile(r"[-+]?\d+(?:\.\d+)?\Z")
_COMMA = re.compile(r"([-+]?)(\d+),(\d+)\Z")
_SMALL = re.compile(r"([-+]?)(\d)(?:[.,](\d+))?[eE]-(\d{1,2})\Z")
_GROUPED = (
    (re.compile(r"[-+]?\d{1,3}(?:\.\d{3})+,\d+\Z"), ".", ","),
    (re.compile(r"[-+]?\d{1,3}(?:\.\d{3}){2,}\Z"), ".", ","),
    (re.compile(r"[-+]?\d{1,3}(?:,\d{3})+\.\d+\Z"), ",", "."),
    (re.compile(r"[-+]?\d{1,3}(?:,\d{3}){2,}\Z"), ",", "."),
    (re.compile(r"[-+]?\d{1,3}(?:[ \u00a0\u202f']\d{3})+(?:[.,]\d+)?\Z"), " \u00a0\u202f'", ","),
)
_LOCAL = re.compile(r'"[-+]?\d+,\d+')
_PARTS = re.compile(r"(.+?)(\s*[-–]\s*)(\d.*)\Z")
_DECIMAL = "Write it with a decimal point and no other sign, for example 1234.5"


def is_foreign(table: Table) -> bool:
    """Tell whether a file looks saved by a spreadsheet although all of its cells may be read as they stand."""
    rows = table.rows
    return bool(rows) and (
        rows[0].table.delimiter != "," or any('"' in row.text and _LOCAL.search(row.text) for row in rows)
    )


def understood(table: Table, kinds: Mapping[str, Kind]) -> tuple[Table, list[Problem]]:
    """Return the table with its days and numbers as we write them, and a problem for each that can mean two things."""
    cells = [(row, row.values) for row in table.rows]
    dialect = _Dialect(
        (kinds[name], text) for _row, values in cells for name, text in values.items() if name in kinds
    )
    rows, problems = [], []
    for row, values in cells:
        said = dict(values)
        for name, text in values.items():
            if name not in kinds:
                continue
            try:
                said[name] = dialect.read(kinds[name], text)
            except _AmbiguousError as error:
                problems.append(Problem(row.place(name), error.what, error.mend))
        rows.append(row if said == values else replace(row, said=said))
    return replace(table, rows=tuple(rows)), problems


class _AmbiguousError(Exception):
    def __init__(self, text: str, one: str, other: str, mend: str) -> None:
        super().__init__(text)
        self.what = f"'{text}' is {one} or {other}, and the file does not show which"
        self.mend = mend


class _Dialect:
    """In which order a file writes day and month, and whether it writes a comma for the decimal point."""

    def __init__(self, cells: Iterator[tuple[Kind, str]]) -> None:
        orders: set[bool] = set()
        commas: set[bool] = set()
        for kind, text in cells:
            if kind == "day" and (found := _SLASHED.match(text)):
                first, second = int(found[1]), int(found[3])
                if (first > 12) != (second > 12):
                    orders.add(first > 12)
            elif kind != "day":
                for part in _parts(text) if kind == "figure" else (text,):
                    commas |= _shows_comma(part)
        self.day_first = orders.pop() if len(orders) == 1 else None
        self.comma = commas.pop() if len(commas) == 1 else None

    def read(self, kind: Kind, text: str) -> str:
        """Return a cell as we write it, or as it stands if it is none of its kind; _AmbiguousError if it may be two."""
        if kind == "day":
            return self._day(text)
        if kind == "amount":
            return self._number(text)
        return self._figure(text)

    def _day(self, text: str) -> str:
        if found := _ISO.match(text):
            return found[1]
        if found := _YEAR_FIRST.match(text):
            return _iso(found[1], found[2], found[3])
        if found := _DOTTED.match(text):
            return _iso(found[3], found[2], found[1])
        if not (found := _SLASHED.match(text)):
            return text
        first, second, year = int(found[1]), int(found[3]), found[4]
        day_first = self.day_first
        if first > 12 or second > 12 or first == second:
            day_first = first > 12
        if day_first is None:
            one, other = _iso(year, second, first), _iso(year, first, second)
            raise _AmbiguousError(text, one, other, "Write the day as YYYY-MM-DD")
        return _iso(year, second, first) if day_first else _iso(year, first, second)

    def _number(self, text: str) -> str:
        if _PLAIN.match(text):
            whole, _, places = text.partition(".")
            if self.comma and len(places) == 3 and 0 < len(whole.strip("-+0")) <= 3:
                raise _AmbiguousError(text, text, whole + places, _DECIMAL)
            return text
        if found := _SMALL.match(text):
            sign, whole, places, power = found[1], found[2], found[3] or "", int(found[4])
            return f"{sign}0.{'0' * (power - 1)}{whole}{places}" if power else text
        for pattern, separators, point in _GROUPED:
            if pattern.match(text):
                return re.sub(f"[{re.escape(separators)}]", "", text).replace(point, ".")
        if not (found := _COMMA.match(text)):
            return text
        sign, whole, places = found.groups()
        if len(places) == 3 and 0 < len(whole.lstrip("0")) <= 3 and not self.comma:
            raise _AmbiguousError(text, f"{sign}{whole}.{places}", f"{sign}{whole}{places}", _DECIMAL)
        return f"{sign}{whole}.{places}"

    def _figure(self, text: str) -> str:
        bare = text.removesuffix("%").rstrip("\u00a0\u202f ")
        if found := _PARTS.match(bare):
            bare_parts = f"{self._number(found[1])}{found[2]}{self._number(found[3])}"
        else:
            bare_parts = self._number(bare)
        return text if bare_parts == bare else bare_parts + ("%" if text.endswith("%") else "")


def _parts(text: str) -> tuple[str, ...]:
    bare = text.removesuffix("%").rstrip("\u00a0\u202f ")
    return (found[1], found[3]) if (found := _PARTS.match(bare)) else (bare,)


def _shows_comma(text: str) -> set[bool]:
    """Return {True} if a number can only have a decimal comma, {False} if only a point, else nothing."""
    if found := _COMMA.match(text):
        return {True} if len(found[3]) != 3 or not 0 < len(found[2].lstrip("0")) <= 3 else set()
    whole, point, places = text.partition(".")
    if _PLAIN.match(text) and point and (len(places) != 3 or not 0 < len(whole.strip("-+0")) <= 3):
        return {False}
    return set()


def _iso(year: object, month: object, day: object) -> str:
    return f"{int(str(year)):04}-{int(str(month)):02}-{int(str(day)):02}"
