"""Reads YAML, CSV and front matter into plain values that know their line and column."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from sys import intern
from typing import Any

import yaml

from tokonomix.problem import Place, Problem, SourceError

Key = tuple[str | int, ...]

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT = re.compile(r"[-+]?[0-9]+\Z")
_FLOAT = re.compile(r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?\Z")
_NULL = {"", "~", "null"}
_BOOL = {"true": True, "false": False}


@dataclass(frozen=True)
class Document:
    """A YAML document: `value` in plain Python types, `places` from a key path to where it stands."""

    path: str
    value: Any
    places: Mapping[Key, Place] = field(repr=False)
    keys: Mapping[Key, Place] = field(default_factory=dict, repr=False)
    """Where the key itself stands, for each value of a mapping."""

    def place(self, *keys: str | int) -> Place:
        """Return where the value under `keys` stands, or where its nearest parent does."""
        for end in range(len(keys), -1, -1):
            if (place := self.places.get(keys[:end])) is not None:
                return place
        return Place(self.path)

    def key_place(self, *keys: str | int) -> Place:
        """Return where the last of `keys` is written, else the place of its value."""
        return self.keys.get(keys) or self.place(*keys)


@dataclass(frozen=True, slots=True)
class Columns:
    """What all rows of a CSV file share."""

    path: str
    header: tuple[str, ...]
    delimiter: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a CSV file, kept as its text: cells and places are found when they are asked for."""

    table: Columns
    line: int
    text: str = field(repr=False)
    said: Mapping[str, str] | None = field(default=None, repr=False)
    """The cells as they are meant, where a spreadsheet wrote them otherwise."""

    @property
    def values(self) -> dict[str, str]:
        """Return the texts by column name; empty cells are left out."""
        if self.said is not None:
            return dict(self.said)
        # A line may end in more empty cells than there are columns. Most cells say what others say: one text for all.
        cells = map(str.strip, _cells(self.text, self.table.delimiter))
        return {name: intern(cell) for name, cell in zip(self.table.header, cells, strict=False) if cell}

    @property
    def header(self) -> tuple[str, ...]:
        """Return the columns of the file."""
        return self.table.header

    def place(self, column: str | None = None) -> Place:
        """Return where a cell begins; the row itself if the column is not there."""
        if column is None or column not in self.header:
            return Place(self.table.path, self.line)
        starts = _cell_starts(self.text, self.table.delimiter)
        index = self.header.index(column)
        return Place(
            self.table.path,
            self.line,
            starts[index] if index < len(starts) else len(self.text) + 1,
        )


@dataclass(frozen=True)
class Table:
    """A CSV file with its header and rows."""

    path: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Page:
    """A Markdown file: its whole `text`, its front matter and its body."""

    path: str
    text: str = field(repr=False)
    front: Document
    body: str = field(repr=False)


def read_text(root: Path, path: str) -> str:
    """Return the text of a file without byte-order mark, lines ended by a line feed; SourceError if not UTF-8."""
    raw = (root / path).read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        mend = "Save the file as UTF-8"
        raise SourceError([Problem(Place(path, line, column), "not UTF-8 text", mend)]) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_yaml(root: Path, path: str) -> Document:
    """Read a YAML file; raise SourceError for bad syntax, repeated keys and anything but plain data."""
    return parse_yaml(read_text(root, path), path)


def parse_yaml(text: str, path: str, first_line: int = 1) -> Document:
    """Parse YAML text whose first line is line `first_line` of `path`.

    Plain scalars are read as YAML 1.2 does: `no` and `12:30` and `2026-01-02` are texts.
    """
    try:
        node = yaml.compose(text, Loader=_Loader)
    except (yaml.YAMLError, ValueError) as error:
        line, column, what, mend = _slip(error, text)
        raise SourceError([Problem(Place(path, line + first_line, column + 1), what, mend)]) from None
    problems: list[Problem] = []
    places: dict[Key, Place] = {}
    keys: dict[Key, Place] = {}

    def build(node: yaml.Node, key: Key) -> Any:
        mark = node.start_mark
        here = Place(path, mark.line + first_line, mark.column + 1)
        places.setdefault(key, here)
        if isinstance(node, yaml.MappingNode):
            return build_mapping(node, key)
        if isinstance(node, yaml.SequenceNode):
            return [build(child, (*key, index)) for index, child in enumerate(node.value)]
        if isinstance(node, yaml.ScalarNode) and node.style:
            return node.value
        return _plain(node.value)

    def build_mapping(node: yaml.MappingNode, key: Key) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name_node, value_node in node.value:
            place = Place(
                path,
                name_node.start_mark.line + first_line,
                name_node.start_mark.column + 1,
            )
            if not isinstance(name_node, yaml.ScalarNode):
                problems.append(
                    Problem(
                        place,
                        "a key that is not a text",
                        _mend(text, place.line - first_line, "Write the key as a plain word"),
                    )
                )
                continue
            name = name_node.value
            if name in found:
                first = keys[(*key, name)].line
                mend = f"Keep one; the first stands on line {first}"
                problems.append(Problem(place, f"key '{name}' is given twice", mend))
                continue
            keys[(*key, name)] = place
            found[name] = build(value_node, (*key, name))
            # A message about `key: value` points at the value, except where there is none.
            if isinstance(value_node, yaml.ScalarNode) and not value_node.value:
                places[(*key, name)] = place
        return found

    value = build(node, ()) if node is not None else None
    if problems:
        raise SourceError(problems)
    return Document(path, value, places, keys)


_OPENED = re.compile(r"""[:-][ ](?:"(?:[^"\\]|\\.)*|'(?:[^']|'')*)\Z""")
"""A line that ends inside a quote which its value, or its item of a list, begins with."""


_CUT = (
    (
        re.compile(r"""[:-][ ]'(?:[^']|'')*'(?=\w)"""), "an apostrophe ends the text early",
        "Write it twice (''), or begin the value with >- and write its text indented below, without quotes",
    ),
    (
        re.compile(r"""[:-][ ]"(?:[^"\\]|\\.)*"(?=\w)"""), "a quote inside the text ends it early",
        "Write “ and ” inside it, or begin the value with >- and write its text indented below, without quotes",
    ),
)  # fmt: skip
"""What ends a text in quotes before its end, where YAML stumbles, and how to mend it."""


def _slip(error: Exception, text: str) -> tuple[int, int, str, str]:
    """Return where YAML stumbled (line and column from 0), over what, and how to mend it, in an editor's words."""
    mark, start = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    problem, lines = str(getattr(error, "problem", None) or error), text.split("\n")
    line, column = (mark.line, mark.column) if mark else (0, 0)
    otherwise = _mend(text, line)
    for number in range(line, max(line - 2, -1), -1):  # YAML may see it only at the next line
        for pattern, what, mend in _CUT:
            if number < len(lines) and (cut := pattern.search(lines[number])):
                return number, cut.end() - 1, what, mend
    if "{{" in otherwise:
        return line, column, f"not valid YAML: {problem}", otherwise
    opened = next((n for n, one in enumerate(lines[: line + 1]) if _OPENED.search(one)), None)
    if opened is not None:
        at = _OPENED.search(lines[opened])
        return opened, at.start() + 2 if at else 0, "a quote is not closed", "Close the text that begins here"
    if "tab character" in problem or "".join(lines[line : line + 1]).startswith("\t"):
        return line, column, "a tab, which YAML does not take for spaces", "Write spaces instead"
    if problem.startswith("could not find expected ':'") and start:
        mend = "Write it as 'key: value', with a space after the colon"
        return start.line, start.column, "a line without its colon", mend
    what = f"not valid YAML: {problem}"
    if problem.startswith("mapping values are not allowed"):
        what = "a second colon in one value, or a line that is indented too far"
        otherwise = "Begin the line in the column of its neighbours, and put a text that holds ': ' in quotes"
    return line, column, what, otherwise


def _mend(text: str, index: int, otherwise: str = "Mend the syntax; quote texts that hold ': ' or '#'") -> str:
    """Return the mend of a line: most often it begins with a binding, which YAML takes for a list of keys."""
    lines = text.split("\n")
    if index < len(lines) and re.search(r"(?:^|[:-] )\s*\{\{", lines[index]):
        return "Put a text that begins with '{{' in quotes"
    return otherwise


def _plain(text: str) -> Any:
    if text in _NULL:
        return None
    if text in _BOOL:
        return _BOOL[text]
    if _INT.match(text) and not (len(text.lstrip("+-")) > 1 and text.lstrip("+-").startswith("0")):
        return int(text)
    if _FLOAT.match(text):
        return float(text)
    return text


def read_csv(root: Path, path: str) -> Table:
    """Read a CSV file as spreadsheets write it: BOM, CRLF, `;` and tabs are understood; one record a line.

    Raises SourceError with every misshapen line.
    """
    return parse_csv(read_text(root, path), path)


def parse_csv(text: str, path: str) -> Table:
    """Parse CSV text; see `read_csv`."""
    lines = text.split("\n")
    if not lines[0].strip():
        raise SourceError(
            [
                Problem(
                    Place(path),
                    "no header line",
                    "Write the column names on the first line",
                )
            ]
        )
    delimiter = next((sign for sign in ",;\t" if sign in lines[0]), ",")
    # A sheet that was once wider ends its lines, the header too, in empty cells.
    named = lines[0].rstrip(delimiter + " \t")
    header = tuple(name.strip() for name in next(csv.reader([named], delimiter=delimiter)))
    problems = [
        Problem(Place(path, 1), f"column '{name}' is given twice", "Keep one of them")
        for name in sorted({name for name in header if header.count(name) > 1})
    ]
    columns, blank = Columns(path, header, delimiter), delimiter + " \t"
    rows: list[Row] = []
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip(blank):
            continue
        if line.count('"') % 2:
            what = "a quoted cell is not closed on its line"
            problems.append(
                Problem(
                    Place(path, number, line.rindex('"') + 1),
                    what,
                    "Write each record on one line",
                )
            )
            continue
        count = _count(line, delimiter, len(header))
        if count != len(header):
            what = f"{count} cells where the header has {len(header)}"
            problems.append(
                Problem(
                    Place(path, number),
                    what,
                    f"Separate {len(header)} cells with '{delimiter}'",
                )
            )
            continue
        rows.append(Row(columns, number, line))
    if problems:
        raise SourceError(problems)
    return Table(path, header, tuple(rows))


def _cells(line: str, delimiter: str) -> list[str]:
    return next(csv.reader([line], delimiter=delimiter)) if '"' in line else line.split(delimiter)


def _count(line: str, delimiter: str, most: int) -> int:
    """Return the number of cells; empty ones beyond the header do not count if no other follows."""
    if '"' not in line and line.count(delimiter) + 1 == most:
        return most
    cells = _cells(line, delimiter)
    return most if len(cells) > most and not any(cells[most:]) else len(cells)


def _cell_starts(line: str, delimiter: str) -> list[int]:
    if '"' not in line:
        return [1, *(match.end() + 1 for match in re.finditer(re.escape(delimiter), line))]
    starts, quoted = [1], False
    for index, sign in enumerate(line):
        if sign == '"':
            quoted = not quoted
        elif sign == delimiter and not quoted:
            starts.append(index + 2)
    return starts


def read_page(root: Path, path: str) -> Page:
    """Read a Markdown file with YAML front matter between `---` lines; a missing front matter is empty."""
    page, front = _parted(path, read_text(root, path))
    if front is None:
        raise SourceError([Problem(Place(path), "front matter is not closed", "End it with a line of '---'")])
    document = parse_yaml(front, path, first_line=2)
    return page if document.value is None else replace(page, front=document)


def read_body(root: Path, path: str) -> Page:
    """Read a Markdown file without its front matter, which cannot be read; SourceError if it is no text at all."""
    return _parted(path, read_text(root, path))[0]


def _parted(path: str, text: str) -> tuple[Page, str | None]:
    """Return a page with an empty front matter, and its YAML; None if nothing closes that: then there is no body."""
    lines, empty = text.split("\n"), Document(path, {}, {})
    if lines[0].rstrip() != "---":
        return Page(path, text, empty, text), ""
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == "---":
            return Page(path, text, empty, "\n".join(lines[number + 1 :])), "\n".join(lines[1:number]) + "\n"
    return Page(path, text, empty, ""), None


def gather(
    tasks: Iterable[Iterator[Problem] | Iterable[Problem]],
) -> tuple[Problem, ...]:
    """Return all problems of several checks, sorted, each once."""
    return tuple(sorted({problem for task in tasks for problem in task}))
