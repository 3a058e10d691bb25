"""The canonical writer: one layout for every YAML and CSV file, so that equal records are equal bytes."""

from __future__ import annotations

import csv
import io
import re
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, get_args, get_origin

from tokonomix.schema.base import Shape, may_lack
from tokonomix.schema.rows import AliasRow, ClaimRow, DisputeRow, OfferRow, PriceRow, ResultRow, SeenRow
from tokonomix.source import parse_yaml

ORDER: Mapping[type[Shape], tuple[str, ...]] = {
    OfferRow: ("model", "region", "scope", "served_as", "from", "source"),
    PriceRow: ("model", "region", "tier", "rate", "when", "from", "source"),
    ClaimRow: ("model", "region", "tier", "rate", "when", "source"),
    DisputeRow: ("record",),
    ResultRow: (
        "published_on",
        "model",
        "published_as",
        "variant",
        "task",
        "metric",
        "evaluated_on",
        "source",
    ),
    AliasRow: ("source", "published_as"),
    SeenRow: ("binding",),
}
"""Columns by which the rows of a file are sorted; the remaining columns break ties."""

UNWRITTEN = {"tier": "standard", "status": "list", "currency": "USD"}
"""Cells left empty because the empty cell says it."""

_PLAIN = re.compile(r"[A-Za-z0-9_./(+][^\n\t]*\Z")
_WIDTH = 110


def columns(shape: type[Shape]) -> tuple[str, ...]:
    """Return the keys of a shape as written in files, in the order of the schema."""
    return tuple(info.alias or name for name, info in shape.model_fields.items())


def cell(value: object) -> str:
    """Return a value as a CSV cell: days as YYYY-MM-DD, decimals without exponent, None as nothing."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return decimal(value)
    return re.sub(r"\s+", " ", str(value)).strip()


def decimal(value: Decimal | float) -> str:
    """Return a number as a plain decimal without trailing zeros, rid of the noise of binary floats."""
    number = Decimal(str(value)).quantize(Decimal("1e-9")).normalize()
    return f"{number:f}"


def format_csv(shape: type[Shape], rows: Iterable[Mapping[str, object]]) -> str:
    """Return a CSV file: columns as in the schema, rows sorted, repeated rows once.

    A column that the shape may lack is written only if some row has it.
    """
    rows = list(rows)
    unused = {name for name in may_lack(shape) if not any(cell(row.get(name)) for row in rows)}
    names = tuple(name for name in columns(shape) if name not in unused)
    lines: set[tuple[str, ...]] = set()
    for row in rows:
        if stray := sorted(set(row) - set(columns(shape))):
            raise KeyError(f"{shape.__name__} has no column {stray}")
        cells = {name: cell(row.get(name)) for name in names}
        for name, default in UNWRITTEN.items():
            if cells.get(name) == default:
                cells[name] = ""
        lines.add(tuple(cells[name] for name in names))
    order: list[int] = [names.index(name) for name in ORDER.get(shape, ())]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    ordered = sorted(lines, key=lambda line: ([line[index] for index in order], line))
    writer.writerows(ordered)
    return text.getvalue()


def format_yaml(shape: type[Shape], value: Mapping[str, Any]) -> str:
    """Return a YAML file: keys in the order of the schema, empty values left out, quotes only where needed."""
    return "\n".join(_mapping(value, shape, "")) + "\n"


def format_registry(shape: type[Shape], entries: Mapping[str, Mapping[str, Any]]) -> str:
    """Return a YAML file of entries by id, in the order given, a blank line between them."""
    return "\n".join(
        "\n".join([f"{key}:", *_mapping(entry, shape, "  "), ""]) for key, entry in entries.items()
    )


def _mapping(value: Mapping[str, Any], shape: type[Shape] | None, indent: str) -> list[str]:
    """Return the lines of a mapping: in the order of its shape, or as given where its keys are ids."""
    order = columns(shape) if shape else tuple(value)
    if stray := sorted(set(value) - set(order)):
        raise KeyError(f"{shape.__name__ if shape else 'mapping'} has no key {stray}")
    lines: list[str] = []
    for key in order:
        if _empty(entry := value.get(key)):
            continue
        inner, by_id = _inner(shape, key) if shape else (None, False)
        if by_id and entry is not None:
            lines.append(f"{indent}{scalar(key)}:")
            for name, part in entry.items():
                lines += _entry(name, part, inner, indent + "  ")
        else:
            lines += _entry(key, entry, inner, indent)
    return lines


def _entry(key: str, entry: Any, inner: type[Shape] | None, indent: str) -> list[str]:
    if isinstance(entry, Mapping):
        return [f"{indent}{scalar(key)}:", *_mapping(entry, inner, indent + "  ")]
    if isinstance(entry, list | tuple):
        return _listing(key, entry, inner, indent)
    line = f"{indent}{scalar(key)}: {scalar(entry)}"
    if len(line) <= _WIDTH or not isinstance(entry, str) or " " not in entry:
        return [line]
    room = _WIDTH - len(indent) - 2
    words = textwrap.wrap(entry, room, break_long_words=False, break_on_hyphens=False)
    return [f"{indent}{scalar(key)}: >-", *(f"{indent}  {part}" for part in words)]


def _listing(key: str, entry: Sequence[Any], inner: type[Shape] | None, indent: str) -> list[str]:
    flow = "[" + ", ".join(scalar(item, flow=True) for item in entry) + "]" if _flat(entry) else ""
    if flow and len(indent) + len(key) + 2 + len(flow) <= _WIDTH:
        return [f"{indent}{scalar(key)}: {flow}"]
    lines = [f"{indent}{scalar(key)}:"]
    for item in entry:
        if isinstance(item, Mapping):
            first, *rest = _mapping(item, inner, indent + "    ")
            lines += [f"{indent}  - {first.lstrip()}", *rest]
        else:
            lines.append(f"{indent}  - {scalar(item)}")
    return lines


def _flat(entry: Sequence[Any]) -> bool:
    return not any(isinstance(item, Mapping | list | tuple) for item in entry)


def _empty(value: Any) -> bool:
    return value is None or (isinstance(value, Mapping | list | tuple | str) and not len(value))


def _inner(shape: type[Shape], key: str) -> tuple[type[Shape] | None, bool]:
    """Return the shape nested under a key, and whether it stands there by ids of its own."""
    info = next(info for name, info in shape.model_fields.items() if (info.alias or name) == key)
    shapes = [t for t in _leaves(info.annotation) if isinstance(t, type) and issubclass(t, Shape)]
    return next(iter(shapes), None), get_origin(info.annotation) is dict


def _leaves(annotation: Any) -> list[Any]:
    if get_origin(annotation) is None:
        return [annotation]
    return [leaf for part in get_args(annotation) for leaf in _leaves(part)]


def scalar(value: Any, flow: bool = False) -> str:
    """Return one value as YAML; a text is quoted only if it would be read as something else."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, float | Decimal):
        return decimal(value)
    if isinstance(value, int | date):
        return str(value)
    text = re.sub(r"\s+", " ", str(value)).strip()
    if _PLAIN.match(text) and not (flow and re.search(r"[,\[\]{}]", text)) and _reads_back(text):
        return text
    return "'" + text.replace("'", "''") + "'"


def _reads_back(text: str) -> bool:
    if ": " in text or " #" in text or text.endswith(":"):
        return False
    return not re.fullmatch(r"[-+.0-9eE~]*|null|true|false", text) or isinstance(
        parse_yaml(text, "").value, str
    )
