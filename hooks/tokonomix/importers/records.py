"""What passes between an importer and the runner: wanted files, what is known already, and records in our schema."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tokonomix.problem import Place, Problem, SourceError

Files = Mapping[str, str]
"""Text of each file fetched, by its name below the address."""


@dataclass(frozen=True)
class Known:
    """What the repository holds apart from the records of the source that is imported."""

    read: date
    """Day on which the source was read: a parameter of the import, never the clock."""
    models: Mapping[str, Mapping[str, Any]]
    """Model files as written, by id, without what this source wrote; a file that is wholly its own is absent."""
    aliases: Mapping[str, tuple[str | None, str | None]]
    """Rows of `data/aliases.csv` for this source: published name to (model, variant); model None = not ours."""
    rows: Mapping[str, tuple[Mapping[str, str], ...]] = field(default_factory=dict)
    """Rows of other sources, by path of the CSV file; empty cells are left out."""


@dataclass(frozen=True)
class ModelRecord:
    """What a source says about one model; `fields` by dotted name (`limits.context`), None and empty = unknown."""

    id: str
    vendor: str
    fields: Mapping[str, Any]
    url: str | None = None
    creates: bool = True
    """Whether the source may open a file; otherwise it only adds to one that exists."""


@dataclass(frozen=True)
class Records:
    """All records of one source; the runner sets `source`, so that no importer writes for another."""

    models: tuple[ModelRecord, ...] = ()
    rows: Mapping[str, tuple[Mapping[str, object], ...]] = field(default_factory=dict)
    """Rows by path (`data/prices/openai.csv`), by column name as in the file's header."""


@dataclass(frozen=True)
class Importer:
    """One source: which files it needs, how they are understood, and what they say in our words.

    `parse` refuses with a SourceError (`refuse`) that names the field that broke; `translate` is pure.
    """

    id: str
    files: tuple[str, ...]
    """Names below the address; one with `*` stands for all that fit and needs a folder."""
    parse: Callable[[Files], Any]
    translate: Callable[[Any, Known], Records]
    folder: str | None = None
    """Name of the folder that holds the files, where it is not the id: two sources may stand in one file."""
    live: str | None = None
    """Where the source publishes what the importer reads as it stands; None if somebody has to prepare it."""


def refuse(
    name: str,
    what: str,
    mend: str = "Adapt the importer: the source has changed its shape",
) -> SourceError:
    """Return the error for a source whose shape is not as expected; `name` is the file's."""
    return SourceError([Problem(Place(name), what, mend)])
