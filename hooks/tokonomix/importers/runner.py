"""Runs an importer: fetches, compares, reports, and writes whole files or nothing."""

from __future__ import annotations

import os
import tempfile
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from tokonomix.importers import merging
from tokonomix.importers.records import Files, Importer, Known, Records, refuse
from tokonomix.importers.writing import UNWRITTEN, cell, columns, format_csv, format_yaml
from tokonomix.problem import Problem, SourceError
from tokonomix.schema.base import Shape, shape_document, shape_rows
from tokonomix.schema.model import ModelFile
from tokonomix.schema.rows import OfferRow, PriceRow, ResultRow
from tokonomix.source import parse_csv, parse_yaml, read_csv, read_yaml

SHAPES: Mapping[str, type[Shape]] = {
    "offers": OfferRow,
    "prices": PriceRow,
    "results": ResultRow,
}
"""Shape of the rows by the folder under `data/`."""

KEYS: Mapping[type[Shape], tuple[str, ...]] = {
    OfferRow: ("model", "region", "scope"),
    PriceRow: ("model", "region", "tier", "rate", "when", "from"),
    ResultRow: (
        "published_as",
        "variant",
        "task",
        "metric",
        "published_on",
        "evaluated_on",
    ),
}
"""Columns that make the natural key of a row within its file."""

_TIMEOUT = 60
_MOST_BYTES = 64_000_000


@dataclass(frozen=True)
class Report:
    """What an import did, or would do: record ids, sorted."""

    source: str
    added: tuple[str, ...]
    changed: tuple[str, ...]
    disputed: tuple[str, ...]
    vanished: tuple[str, ...]
    files: tuple[str, ...]
    """Paths written, or in a dry run those that would be."""
    dry_run: bool

    def lines(self) -> Iterator[str]:
        """Yield the report for people: the counts, then every record but the added ones."""
        verb = "would write" if self.dry_run else "wrote"
        yield (
            f"{self.source}: {len(self.added)} added, {len(self.changed)} changed, {len(self.disputed)} disputed, "
            f"{len(self.vanished)} vanished; {verb} {len(self.files)} files"
        )
        for name in ("changed", "disputed", "vanished"):
            for record in getattr(self, name):
                yield f"  {name}: {record}"


def run(importer: Importer, address: str, *, root: Path, read: date, dry_run: bool = False) -> Report:
    """Import a source from a folder, a file or an https address into the repository at `root`.

    Raises SourceError, and then has written nothing, if the source is gone or its shape has changed.
    """
    files = fetch(importer, address)
    before = _texts(root)
    bare = _stripped(before, importer.id)
    records = importer.translate(importer.parse(files), _known(bare, importer.id, read))
    after, disputed = _applied(bare, records, importer.id, read)
    _validate(after, before)
    report = _report(importer.id, before, after, disputed, dry_run)
    if not dry_run:
        _write(root, before, after)
    return report


def remove(source: str, *, root: Path) -> tuple[str, ...]:
    """Delete every record of a source, nothing of any other; return the paths that changed.

    A model file keeps what other sources say; importing the source again completes it to the same bytes.
    """
    before = _texts(root)
    after = _stripped(before, source)
    _write(root, before, after)
    return tuple(sorted(path for path in before if before[path] != after.get(path)))


def fetch(importer: Importer, address: str) -> Files:
    """Return the text of every file the importer wants, from a folder, a single file or an https address."""
    if "://" in address:
        return _fetch_web(importer, address)
    place = Path(address)
    if place.is_file() and len(importer.files) == 1:
        return {place.name: _decoded(place.read_bytes(), address)}
    if not place.is_dir():
        raise refuse(address, "the source is not there", "Give the folder or file that holds it")
    found: dict[str, str] = {}
    for name in importer.files:
        paths = sorted(place.glob(name)) if "*" in name else [place / name]
        if not paths or not all(path.is_file() for path in paths):
            raise refuse(
                f"{address}/{name}",
                f"the file '{name}' is missing",
                "Give the folder that holds it",
            )
        found |= {
            path.relative_to(place).as_posix(): _decoded(path.read_bytes(), str(path)) for path in paths
        }
    return found


def _fetch_web(importer: Importer, address: str) -> Files:
    parts = urllib.parse.urlsplit(address)
    if parts.scheme != "https":
        raise refuse(address, f"'{parts.scheme}' is not https", "Give a path or an https address")
    if pattern := next((name for name in importer.files if "*" in name), None):
        raise refuse(
            address,
            f"'{pattern}' cannot be listed over the web",
            "Download the folder and give its path",
        )
    single = len(importer.files) == 1 and Path(parts.path).suffix
    found = {}
    for name in importer.files:
        url = address if single else f"{address.rstrip('/')}/{name}"
        try:
            with urllib.request.urlopen(url, timeout=_TIMEOUT) as answer:  # noqa: S310 - https only, see above
                raw = answer.read(_MOST_BYTES + 1)
        except (urllib.error.URLError, TimeoutError, OSError) as error:
            reason = getattr(error, "reason", error)
            raise refuse(
                url,
                f"the source did not answer: {reason}",
                "Try again later or give another address",
            ) from None
        if len(raw) > _MOST_BYTES:
            raise refuse(
                url,
                f"the source is larger than {_MOST_BYTES:,} bytes",
                "Check the address",
            )
        found[name] = _decoded(raw, url)
    return found


def _decoded(raw: bytes, name: str) -> str:
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise refuse(name, "not UTF-8 text", "Check the address") from None


# The records of the repository: {path: model file as a mapping, or rows as mappings}.
_Held = dict[str, Any]


def _texts(root: Path) -> _Held:
    """Return everything importers may touch, as values; comments and layout do not count."""
    held: _Held = {}
    for path in sorted(root.glob("data/models/*/*.yml")):
        name = path.relative_to(root).as_posix()
        document = read_yaml(root, name)
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
        held[name] = document.value
    for folder in SHAPES:
        for path in sorted(root.glob(f"data/{folder}/*.csv")):
            name = path.relative_to(root).as_posix()
            held[name] = [_written(row.values) for row in read_csv(root, name).rows]
    if (root / "data/aliases.csv").is_file():
        held["data/aliases.csv"] = [dict(row.values) for row in read_csv(root, "data/aliases.csv").rows]
    return held


def _stripped(held: _Held, source: str) -> _Held:
    """Return what remains without a source's records; files that held nothing else are gone."""
    bare: _Held = {}
    for path, value in held.items():
        if path.endswith(".yml"):
            if file := merging.without(value, source):
                bare[path] = file
        elif path == "data/aliases.csv":
            bare[path] = value
        elif rest := [row for row in value if row.get("source") != source]:
            bare[path] = rest
    return bare


def _known(bare: _Held, source: str, read: date) -> Known:
    return Known(
        read=read,
        models={
            Path(path).stem: {"vendor": Path(path).parent.name} | value
            for path, value in bare.items()
            if path.endswith(".yml")
        },
        aliases={
            row["published_as"]: (row.get("model"), row.get("variant"))
            for row in bare.get("data/aliases.csv", [])
            if row.get("source") == source and "published_as" in row
        },
        rows={path: tuple(rows) for path, rows in bare.items() if path.endswith(".csv")},
    )


def _applied(bare: _Held, records: Records, source: str, read: date) -> tuple[_Held, list[str]]:
    after = dict(bare)
    disputed: list[str] = []
    paths = {Path(path).stem: path for path in bare if path.endswith(".yml")}
    for record in sorted(records.models, key=lambda r: r.id):
        path = paths.get(record.id) or (
            f"data/models/{record.vendor}/{record.id}.yml" if record.creates else None
        )
        if path:
            after[path], names = merging.merged(after.get(path, {}), record, source, read)
            disputed += [f"models/{record.id}#{name}" for name in names]
    for path, rows in sorted(records.rows.items()):
        shape = SHAPES[path.split("/")[1]]
        kept, names = _rows_merged(bare.get(path, []), rows, source, shape, path)
        disputed += names
        if kept:
            after[path] = kept
    return after, disputed


def _rows_merged(
    others: list[dict[str, str]], rows: tuple[Mapping[str, object], ...], source: str, shape: type[Shape], path: str
) -> tuple[list[dict[str, str]], list[str]]:
    """Return the rows of a file, those of others and ours, and the ids of those on which we disagree.

    Where another source covers the same ground (`_ground`), the one that outranks the other is kept.
    """
    written = [_written(row) | {"source": source} for row in rows]
    if shape is ResultRow:
        return [*others, *written], []
    ours = {_ground(row, shape) for row in written}
    kept = [
        row
        for row in others
        if _ground(row, shape) not in ours or not merging.outranks(source, row["source"], "prices")
    ]
    covered = {_ground(row, shape) for row in kept}
    theirs = {_key(row, shape): row.get("amount") for row in others}
    disputed = [
        _id(path, row, shape)
        for row in written
        if (amount := theirs.get(_key(row, shape))) and Decimal(row.get("amount", "NaN")) != Decimal(amount)
    ]
    return [*kept, *(row for row in written if _ground(row, shape) not in covered)], disputed


def _written(row: Mapping[str, object]) -> dict[str, str]:
    """Return a row as its file will hold it: without empty cells and what an empty cell says."""
    cells = {name: cell(value) for name, value in row.items()}
    return {name: text for name, text in cells.items() if text and text != UNWRITTEN.get(name)}


def _ground(row: Mapping[str, str], shape: type[Shape]) -> tuple[str, ...]:
    """Return what a record settles: all rates of a model in a region and tier, or an offer in a region and scope."""
    names: tuple[str, ...] = ("model", "region", "tier") if shape is PriceRow else ("model", "region", "scope")
    if shape is OfferRow and row.get("region", "global") == "global":
        names = ("model", "region")  # as its id: a global endpoint has one scope, stated or not
    return tuple(row.get(name, "") for name in names)


def _key(row: Mapping[str, str], shape: type[Shape]) -> tuple[str, ...]:
    return tuple(row.get(name, "") for name in KEYS[shape])


def _id(path: str, row: Mapping[str, str], shape: type[Shape]) -> str:
    parts = path.removeprefix("data/").removesuffix(".csv")
    return f"{parts}#{'/'.join(part for part in _key(row, shape) if part)}"


def _text(path: str, value: Any) -> str:
    if path.endswith(".yml"):
        return format_yaml(ModelFile, value)
    return format_csv(SHAPES[path.split("/")[1]], value)


def _validate(after: _Held, before: _Held) -> None:
    """Refuse to write what the build would refuse to read."""
    problems: list[Problem] = []
    for path, value in sorted(after.items()):
        if before.get(path) == value or path == "data/aliases.csv":
            continue
        text = _text(path, value)
        try:
            if path.endswith(".yml"):
                # What another source wrote into a file whose own source is away stays until that comes back.
                if "name" in value:
                    shape_document(ModelFile, parse_yaml(text, path))
            else:
                problems += shape_rows(SHAPES[path.split("/")[1]], parse_csv(text, path))[1]
        except SourceError as error:
            problems += error.problems
    if problems:
        raise SourceError(problems)


def _report(source: str, before: _Held, after: _Held, disputed: list[str], dry_run: bool) -> Report:
    old, new = _records(before, source), _records(after, source)
    return Report(
        source=source,
        added=tuple(sorted(new.keys() - old.keys())),
        changed=tuple(sorted(key for key in new.keys() & old.keys() if new[key] != old[key])),
        disputed=tuple(sorted(set(disputed))),
        vanished=tuple(sorted(old.keys() - new.keys())),
        files=tuple(sorted(path for path in before.keys() | after.keys() if _differs(path, before, after))),
        dry_run=dry_run,
    )


def _differs(path: str, before: _Held, after: _Held) -> bool:
    if path not in before or path not in after:
        return True
    return path != "data/aliases.csv" and _text(path, before[path]) != _text(path, after[path])


def _records(held: _Held, source: str) -> dict[str, object]:
    """Return the records of a source by id; days of reading do not count as a change."""
    found: dict[str, object] = {}
    for path, value in held.items():
        if path.endswith(".yml"):
            fields = merging.owned(value, source)
            found |= {f"models/{Path(path).stem}#{name}": entry for name, entry in fields.items()}
        elif path != "data/aliases.csv":
            shape = SHAPES[path.split("/")[1]]
            for row in value:
                if row.get("source") == source:
                    named = {name: text for name, text in row.items() if name in columns(shape)}
                    found[_id(path, row, shape)] = {
                        k: v for k, v in named.items() if k not in ("checked_on", "read")
                    }
    return found


def _write(root: Path, before: _Held, after: _Held) -> None:
    """Write every changed file, and delete those without a record."""
    texts = {path: _text(path, value) for path, value in after.items() if path != "data/aliases.csv"}
    # Where only layout differs, the source has nothing to say: leave a person's file alone.
    put(root, {p: text for p, text in texts.items() if p not in before or _text(p, before[p]) != text})
    for path in before.keys() - after.keys():
        (root / path).unlink()


def put(root: Path, texts: Mapping[str, str]) -> None:
    """Write files beside their places, then move them all: a fault in between leaves the old ones."""
    staged: list[tuple[str, Path]] = []
    try:
        for path, text in sorted(texts.items()):
            place = root / path
            if place.is_file() and place.read_bytes() == text.encode():
                continue
            place.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=".import-", dir=place.parent)
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
            staged.append((name, place))
        for name, place in staged:
            Path(name).chmod(0o644)
            Path(name).replace(place)
    finally:
        for name, _place in staged:
            Path(name).unlink(missing_ok=True)
