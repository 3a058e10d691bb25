"""Drafts the file of a new model: what sources say of it, and an empty line for each field that has to be filled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tokonomix.importers import filing, merging, naming, runner
from tokonomix.importers.fetching import fetch
from tokonomix.importers.records import Importer
from tokonomix.importers.writing import columns, format_yaml
from tokonomix.problem import UsageError, mend_name
from tokonomix.schema.model import ModelFile
from tokonomix.source import read_csv, read_yaml

NEEDED = ("name", "kind", "vendor", "source", "read")
"""Fields without which a file is no model."""

WANTED = (
    "released", "status", "modalities.input", "modalities.output", "limits.context", "limits.max_output",
    "knowledge.reliable", "weights.open", "endpoints",
)  # fmt: skip
"""Fields that readers look for first."""


@dataclass(frozen=True)
class Draft:
    """The file of a model before a person completes it."""

    path: str
    text: str
    empty: tuple[str, ...]
    """Needed fields that nobody states; the file has a line for each."""
    unknown: tuple[str, ...]
    """Fields that readers look for and nobody states."""
    platform: str | None
    """Where the maker sells its models."""


def draft(
    model: str, *, root: Path, read: date, vendor: str | None = None, sources: Path | None = None,
    importers: Iterable[Importer] = (),
) -> Draft:  # fmt: skip
    """Return the file of a new model from what the sources below a folder say; UsageError if it cannot be one."""
    held = filing.records(root)
    files = {Path(path).stem: value for path, value in held.items() if path.endswith(".yml")}
    _refuse(model, held, root)
    vendors: Mapping[str, Any] = read_yaml(root, "data/vendors.yml").value or {}
    said = _said(model, held, sources, importers, read)
    if not said and (base := naming.base_of(model, files)) in files:
        said = {"kind": "snapshot", "of": base, "vendor": files[str(base)]["vendor"]}
    maker = said.get("vendor") or vendor
    if maker is None:
        raise UsageError(f"nobody says who makes '{model}'. Name the maker with --vendor.")
    if vendor and vendor != maker:
        raise UsageError(f"'{model}' is made by '{maker}', not '{vendor}'. Leave --vendor out.")
    if maker not in vendors:
        mend = mend_name(maker, vendors, "Add it to data/vendors.yml first")
        raise UsageError(f"vendor '{maker}' does not exist. {mend}.")
    said = {"vendor": maker, **said}
    known = merging.held(said)
    empty = tuple(name for name in NEEDED if name not in said)
    return Draft(
        f"data/models/{maker}/{model}.yml", _text(said, empty), empty,
        tuple(name for name in WANTED if name not in known and name not in empty), vendors[maker].get("platform"),
    )  # fmt: skip


def _refuse(model: str, held: Mapping[str, Any], root: Path) -> None:
    if not re.fullmatch(r"[a-z0-9][a-z0-9.-]*", model):
        slug = re.sub(r"[^a-z0-9.-]+", "-", naming.slug(model)).strip("-.")
        mend = f"Write '{slug}'" if slug else "Use lower-case letters, digits, '.' and '-' only"
        raise UsageError(f"'{model}' is not an id. {mend}.")
    if path := next((path for path in held if path.endswith(f"/{model}.yml")), None):
        raise UsageError(f"'{model}' exists: {path}. Edit that file.")
    try:
        moved = {row.values.get("from"): row.values.get("to") for row in read_csv(root, "data/moved.csv").rows}
    except FileNotFoundError:
        moved = {}
    if model in moved:
        raise UsageError(f"'{model}' is now '{moved[model]}', and an id is never used again. Edit that model.")


def _said(
    model: str, held: filing.Held, sources: Path | None, importers: Iterable[Importer], read: date
) -> dict[str, Any]:
    """Return what the sources that lie below a folder say of a model, each field with its owner."""
    said: dict[str, Any] = {}
    if sources is None:
        return said
    if not sources.is_dir():
        raise UsageError(f"no folder '{sources}'. Give the folder that holds a folder for each source.")
    for one in importers:
        folder = sources / (one.folder or one.id)
        if not folder.is_dir():
            continue
        now = {**held, f"data/models/{said['vendor']}/{model}.yml": said} if "vendor" in said else held
        records = one.translate(one.parse(fetch(one, str(folder))), runner.known_to(now, one.id, read))
        for record in records.models:
            if record.id == model and (record.creates or said):
                said, _disputed = merging.merged(said, record, one.id, read)
    return said


def _text(said: Mapping[str, Any], empty: Iterable[str]) -> str:
    """Return the file in canonical form, with an empty line for each field that is still to be filled."""
    lines = format_yaml(ModelFile, said).splitlines() if said else []
    order = columns(ModelFile)
    for name in empty:
        before = set(order[: order.index(name)])
        tops = [index for index, line in enumerate(lines) if line.split(":")[0] in before]
        at = max(tops, default=-1) + 1
        while at < len(lines) and lines[at].startswith((" ", "-")):
            at += 1
        lines.insert(at, f"{name}:")
    return "\n".join(lines) + "\n"
