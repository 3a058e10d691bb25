"""Shared field types of all files as written, and pydantic's findings turned into problems with a place."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache, partial
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    ValidationError,
)
from pydantic.config import JsonDict
from pydantic_core import ErrorDetails, PydanticCustomError

from tokonomix.problem import Place, Problem, SourceError, mend_name, nearest
from tokonomix.source import Document, Row, Table
from tokonomix.spreadsheet import Kind, is_foreign, understood

_ID = re.compile(r"[a-z0-9][a-z0-9.-]*\Z")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_API_BASE = re.compile(r"https://[^\s?#]*[^\s?#/]\Z")
_DECIMAL = re.compile(r"-?\d+(\.\d+)?\Z")

Loc = tuple[str | int, ...]
"""The way to a value: its keys and its numbers in lists."""
MEMORY = 1 << 16
"""Texts of each kind whose value is remembered: columns say the same days, ids and amounts again and again."""


def _fault(what: str, mend: str) -> PydanticCustomError:
    return PydanticCustomError("tokonomix", "{what}\n{mend}", {"what": what, "mend": mend})


def _as_day(value: object) -> date:
    return value if isinstance(value, date) else _day(str(value))


@lru_cache(maxsize=MEMORY)
def _day(text: str) -> date:
    if not _DAY.match(text):
        raise _fault(f"'{text}' is not a day", "Write it as YYYY-MM-DD, for example 2026-05-04")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _fault(
            f"'{text}' is no day of the calendar",
            "Write a day that exists, as YYYY-MM-DD",
        ) from None


def _as_partial_day(value: object) -> str:
    text = str(value)
    for pattern, form in (
        (r"\d{4}\Z", "-01-01"),
        (r"\d{4}-\d{2}\Z", "-01"),
        (_DAY.pattern, ""),
    ):
        if re.match(pattern, text):
            _as_day(text + form)
            return text
    raise _fault(
        f"'{text}' is not a day, month or year",
        "Write it as YYYY, YYYY-MM or YYYY-MM-DD",
    )


def _as_amount(value: object) -> Decimal:
    return _amount(str(value))


@lru_cache(maxsize=MEMORY)
def _amount(text: str) -> Decimal:
    if not _DECIMAL.match(text):
        mend = "Write a plain decimal with a point, for example 0.60"
        raise _fault(f"'{text}' is not an amount", mend)
    try:
        return Decimal(text)
    except InvalidOperation:  # pragma: no cover - the pattern above admits only decimals
        raise _fault(f"'{text}' is not an amount", "Write a plain decimal with a point") from None


@lru_cache(maxsize=MEMORY)
def _as_id(value: str) -> str:
    if not _ID.match(value):
        rule = "an id has lower-case letters, digits, '.' and '-' only"
        meant = re.sub(r"[^a-z0-9.-]+", "-", value.strip().lower()).strip("-.")
        raise _fault(f"'{value}' is not an id", f"Write '{meant}': {rule}" if meant else f"Write one: {rule}")
    return value


def _as_api_base(value: str) -> str:
    if not _API_BASE.match(value):
        mend = "Write it from https:// on, without a closing '/', '?' or '#', for example https://api.example.com/v1"
        raise _fault(f"'{value}' is not the base address of a service", mend)
    return value


Day = Annotated[date, BeforeValidator(_as_day)]
"""A day, written YYYY-MM-DD."""

PartialDay = Annotated[str, BeforeValidator(_as_partial_day)]
"""A day, month or year, as exact as its source says it: YYYY-MM-DD, YYYY-MM or YYYY."""

Amount = Annotated[Decimal, BeforeValidator(_as_amount)]
"""A decimal amount, kept exactly as written."""

Id = Annotated[str, AfterValidator(_as_id)]
"""Lower-case letters, digits, points and dashes."""

ApiBase = Annotated[str, AfterValidator(_as_api_base)]
"""Address to which the path of a request is appended: https, no closing slash, no query."""


class Shape(BaseModel):
    """Base of everything written in a file: no unknown keys, frozen, field docstrings kept for the JSON Schema."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        use_attribute_docstrings=True,
        populate_by_name=True,
    )


S = TypeVar("S", bound=Shape)


def shape_document(shape: type[S], document: Document) -> S:
    """Return a YAML document as `shape`; raise SourceError with every misfit and its place."""
    if not isinstance(document.value, dict):
        raise SourceError(
            [
                Problem(
                    document.place(),
                    "not a list of keys and values",
                    "Write 'key: value' lines",
                )
            ]
        )
    return _shape(shape, document.value, document.place, document.key_place)


def shape_part(shape: type[S], document: Document, *keys: str | int) -> S:
    """Return the part of a document under `keys` as `shape`; raise SourceError like `shape_document`."""
    value: Any = document.value
    for key in keys:
        value = value[key]
    if not isinstance(value, dict):
        what = "not a list of keys and values"
        raise SourceError([Problem(document.place(*keys), what, "Write 'key: value' lines")])
    return _shape(
        shape,
        value,
        lambda *rest: document.place(*keys, *rest),
        lambda *rest: document.key_place(*keys, *rest),
    )


def shape_rows(shape: type[S], table: Table) -> tuple[list[tuple[S, Row]], list[Problem]]:
    """Return every row that fits `shape` with its row, and the problems of the header and of the others."""
    fields = {info.alias or name: info for name, info in shape.model_fields.items()}
    problems = []
    for name in table.header:
        if name not in fields:
            mend = mend_name(name, set(fields) - set(table.header), "Remove the column")
            place = Place(table.path, 1, _header_column(table, name))
            problems.append(Problem(place, f"column '{name}' is unknown", mend))
    for name in fields:
        if name not in table.header and name not in may_lack(shape):
            what = f"column '{name}' is missing"
            problems.append(
                Problem(
                    Place(table.path),
                    what,
                    f"Add '{name}' to the header, empty where not known",
                )
            )
    if problems:
        return [], problems
    shaped, problems = _shaped(shape, table)
    if problems or is_foreign(table):
        # Perhaps a spreadsheet saved it: what it wrote in the manner of its country is read as we write it.
        table, unclear = understood(table, kinds(shape))
        shaped, problems = _shaped(shape, table)
        said = {problem.place for problem in unclear}
        problems = [*unclear, *(problem for problem in problems if problem.place not in said)]
    return shaped, problems


def kinds(shape: type[Shape]) -> dict[str, Kind]:
    """Return the columns of a shape in which a spreadsheet may write a value otherwise than we do."""
    found: dict[str, Kind] = {}
    for name, info in shape.model_fields.items():
        types = _types(info.annotation)
        if date in types:
            found[info.alias or name] = "day"
        elif Decimal in types:
            found[info.alias or name] = "amount"
        elif name == "published":
            found[name] = "figure"
    return found


def _shaped(shape: type[S], table: Table) -> tuple[list[tuple[S, Row]], list[Problem]]:
    shaped: list[tuple[S, Row]] = []
    problems: list[Problem] = []
    for row in table.rows:
        try:
            shaped.append((shape.model_validate(row.values), row))
        except ValidationError as error:
            cell = partial(_cell, row)
            problems += _problems(error, shape, cell, cell)
    return shaped, problems


LACKING: JsonDict = {"may_lack": True}
"""Mark of a column that a file without such values leaves out, header and all."""


def may_lack(shape: type[Shape]) -> frozenset[str]:
    """Return the columns that a file of this shape may leave out."""
    return frozenset(
        info.alias or name for name, info in shape.model_fields.items() if info.json_schema_extra == LACKING
    )


def _cell(row: Row, *keys: str | int) -> Place:
    return row.place(str(keys[0]) if keys else None)


def _header_column(table: Table, name: str) -> int:
    return sum(len(column) + 1 for column in table.header[: table.header.index(name)]) + 1


def _shape(shape: type[S], value: object, place: Callable[..., Place], key_place: Callable[..., Place]) -> S:
    try:
        return shape.model_validate(value)
    except ValidationError as error:
        raise SourceError(_problems(error, shape, place, key_place)) from None


def _problems(
    error: ValidationError, shape: type[Shape], place: Callable[..., Place], key_place: Callable[..., Place]
) -> list[Problem]:
    details = error.errors(include_url=False)
    meant = _meant(details)
    found = []
    for detail in details:
        if detail["loc"] in meant.values():
            continue  # it is there, misspelt
        what, mend = _words(detail, shape)
        if (other := meant.get(detail["loc"])) is not None:
            mend = f"Write '{other[-1]}'"
        where = key_place if detail["type"] in ("extra_forbidden", "missing") else place
        found.append(Problem(where(*_key(detail["loc"])), what, mend))
    return found


def _meant(details: Sequence[ErrorDetails]) -> dict[Loc, Loc]:
    """Return for each unknown key the missing one beside it that it must be, if it comes near one."""
    missing = [detail["loc"] for detail in details if detail["type"] == "missing"]
    found: dict[Loc, Loc] = {}
    for detail in details:
        loc = detail["loc"]
        if detail["type"] != "extra_forbidden":
            continue
        beside = {str(other[-1]): other for other in missing if other[:-1] == loc[:-1] and other not in found.values()}
        near = nearest(str(loc[-1]), beside, most=1).strip("'")
        if near:
            found[loc] = beside[near]
    return found


def _key(loc: Sequence[str | int]) -> tuple[str | int, ...]:
    return tuple(part for part in loc if part != "[key]")


_CITES = ("source", "sources", "citation", "reference", "ref")
"""What editors write for the key 'cite'."""


def _words(detail: ErrorDetails, shape: type[Shape]) -> tuple[str, str]:
    """Return what is wrong and how to mend it, in our words, for each kind of misfit that pydantic finds."""
    kind, loc = detail["type"], detail["loc"]
    name, value = (str(loc[-1]) if loc else ""), detail.get("input")
    what, mend = f"{name} is '{value}'", f"Mend it: {detail['msg'].lower()}"
    if kind == "tokonomix":
        what, _, mend = detail["msg"].partition("\n")
    elif kind == "missing":
        what, mend = f"'{name}' is missing", f"Add '{name}'"
    elif kind == "extra_forbidden":
        known = _known_keys(shape, loc)
        meant = "cite" if name in _CITES and "cite" in known else name
        what, mend = f"key '{name}' is unknown", mend_name(meant, known, f"Remove '{name}'")
    elif kind in ("literal_error", "enum"):
        options = re.findall(r"'([^']*)'", str(detail.get("ctx", {}).get("expected", "")))
        mend = mend_name(str(value), options, f"Write one of {', '.join(options)}")
    elif kind == "list_type":
        what = f"{name} is '{value}', not a list"
        one = isinstance(value, (str, int, float)) and not re.search(r"[,:#\[\]{}]", str(value))
        mend = f"Write [{value}]" if one else "Write each item on a line of its own, after '- '"
    elif kind in ("dict_type", "model_type", "model_attributes_type"):
        mend = f"Write the fields of '{name}' below it, each as 'key: value'"
    elif kind == "bool_type":
        mend = "Write true or false"
    elif kind in ("string_type", "string_sub_type"):
        what = f"{name} is {value!r}, not a text"
        mend = f"Write '{name}' as a text, in quotes if it looks like a number"
    elif kind == "greater_than" and str(value) in ("0", "0.0"):
        what, mend = f"{name} is 0, which some sources write for unknown", f"Leave '{name}' out, or write the number"
    elif kind.startswith(("int", "float", "decimal", "greater", "less", "finite")):
        mend = f"Write a number ({detail['msg'].lower()})"
    return what, mend


def _known_keys(shape: type[Shape], loc: Sequence[str | int]) -> set[str]:
    """Return the keys allowed where an unknown one was found, following the path through nested shapes."""
    here: Any = shape
    for part in loc[:-1]:
        if isinstance(part, int) or not (isinstance(here, type) and issubclass(here, Shape)):
            continue
        info = here.model_fields.get(str(part))
        nested = _types(info.annotation) if info else []
        here = next((t for t in nested if isinstance(t, type) and issubclass(t, Shape)), here)
    return (
        {info.alias or name for name, info in here.model_fields.items()}
        if hasattr(here, "model_fields")
        else set()
    )


def _types(annotation: Any) -> list[Any]:
    args = getattr(annotation, "__args__", ())
    return [annotation] if not args else [t for arg in args for t in _types(arg)]
