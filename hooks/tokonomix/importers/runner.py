"""Runs an importer: fetches, lays its records beside those of others, reports, and writes whole files or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tokonomix.importers import filing, merging, settling
from tokonomix.importers.fetching import fetch
from tokonomix.importers.filing import ALIASES, Held, shape_of
from tokonomix.importers.records import Importer, Known, Records, refuse
from tokonomix.importers.writing import columns
from tokonomix.schema.base import Shape
from tokonomix.schema.billing import RATES
from tokonomix.schema.rows import ClaimRow, OfferRow, PriceRow, ResultRow

KEYS: Mapping[type[Shape], tuple[str, ...]] = {
    OfferRow: ("model", "region", "scope"),
    PriceRow: ("model", "region", "tier", "rate", "when", "from"),
    ClaimRow: ("model", "region", "tier", "rate", "when"),
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

_DAYS_READ = ("checked_on", "read")


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


MOST_VANISHED = 0.1
"""Share of a source's records that may vanish in one import."""
FEW_VANISHED = 50
"""So many may vanish whatever their share."""


def run(
    importer: Importer, address: str, *, root: Path, read: date, dry_run: bool = False, allow_vanished: bool = False
) -> Report:
    """Import a source from a folder, a file or an https address into the repository at `root`.

    Raises SourceError, and then has written nothing, if the source is gone or its shape has changed; also if much of
    what it said before would vanish, which `allow_vanished` permits.
    """
    files = fetch(importer, address)
    before = filing.records(root)
    bare = _stripped(before, importer.id)
    records = importer.translate(importer.parse(files), known_to(bare, importer.id, read))
    after, disputed = _applied(bare, records, importer.id, read)
    filing.validate(after, before)
    report = reported(importer.id, before, after, disputed, dry_run)
    if not allow_vanished:
        _refuse_loss(address, report, _owned(before, importer.id))
    if not dry_run:
        filing.write(root, before, after)
    return report


def _refuse_loss(address: str, report: Report, owned: Collection[str]) -> None:
    """Refuse to lose a good part of a source: a field it renamed looks like records that it dropped."""
    lost = len(report.vanished)
    if lost <= FEW_VANISHED or lost <= MOST_VANISHED * len(owned):
        return
    had, gone = Counter(map(_sort, owned)), Counter(map(_sort, report.vanished))
    most = sorted(gone, key=lambda name: (gone[name] < had[name], -gone[name], name))[:3]
    told = ", ".join(f"{gone[name]} of {had[name]} '{name}'" for name in most)
    raise refuse(
        address,
        f"{lost} of {len(owned)} records of '{report.source}' would vanish: {told}",
        "Adapt the importer if the source changed its shape; if it truly dropped them, add --allow-vanished",
    )


def _sort(record: str) -> str:
    """Return what a record says: the field of a model, the rate of a price, else the file it stands in."""
    path, _, key = record.partition("#")
    if path.startswith("models/"):
        return key
    return next((part for part in key.split("/") if part in RATES), path)


def remove(source: str, *, root: Path) -> tuple[str, ...]:
    """Delete every record of a source, nothing of any other; return the paths that changed.

    Where another source claims what this one said, that is followed now. A model file keeps what other sources say;
    importing the source again completes it to the same bytes.
    """
    before = filing.records(root)
    after = settled(_stripped(before, source))
    filing.write(root, before, after)
    return tuple(filing.differing(before, after))


def _stripped(held: Held, source: str) -> Held:
    """Return what remains without a source's records; files that held nothing else are gone."""
    bare: Held = {}
    for path, value in held.items():
        if path.endswith(".yml"):
            if file := merging.without(value, source):
                bare[path] = file
        elif path == ALIASES:
            bare[path] = value
        elif rest := [row for row in value if row.get("source") != source]:
            bare[path] = rest
    return bare


def known_to(bare: Held, source: str, read: date) -> Known:
    """Return what an importer may know of the records of others."""
    return Known(
        read=read,
        models={
            Path(path).stem: {"vendor": Path(path).parent.name} | value
            for path, value in bare.items()
            if path.endswith(".yml")
        },
        aliases={
            row["published_as"]: (row.get("model"), row.get("variant"))
            for row in bare.get(ALIASES, [])
            if row.get("source") == source and "published_as" in row
        },
        rows={path: tuple(rows) for path, rows in bare.items() if path.endswith(".csv")},
    )


def _applied(bare: Held, records: Records, source: str, read: date) -> tuple[Held, list[str]]:
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
    for path, rows in records.rows.items():
        ours = [filing.written(row) | {"source": source} for row in rows]
        others = bare.get(path, [])
        after[path] = _offers(others, ours, source) if shape_of(path) is OfferRow else [*others, *ours]
    after = settled(after)
    return after, disputed + list(_disputed_rates(after, source))


def settled(held: Held) -> Held:
    """Return the records with every rate at the source that is followed, and at the others as claims."""
    after = dict(held)
    for platform in sorted({Path(path).stem for path in held if path.startswith(("data/prices/", "data/claims/"))}):
        prices, claims = (f"data/{folder}/{platform}.csv" for folder in ("prices", "claims"))
        found = settling.settled(held.get(prices, []), held.get(claims, []))
        for path, rows in zip((prices, claims), found, strict=True):
            after.pop(path, None)
            if rows:
                after[path] = rows
    return after


def _disputed_rates(held: Held, source: str) -> Iterator[str]:
    """Yield the rates on which a source differs from the one we follow, or another from it."""
    for path, rows in held.items():
        if path.startswith("data/claims/"):
            prices = held.get(path.replace("/claims/", "/prices/"), [])
            ours = {settling.rate_key(row) for row in prices if row["source"] == source}
            for claim in settling.dissenting(prices, rows):
                if claim["source"] == source or settling.rate_key(claim) in ours:
                    yield _id(path.replace("/claims/", "/prices/"), claim)


def _offers(others: list[dict[str, str]], ours: list[dict[str, str]], source: str) -> list[dict[str, str]]:
    """Return the offers of all sources, one a region and scope: that of the source that outranks the others."""
    grounds = {_ground(row) for row in ours}
    kept = [
        row for row in others if _ground(row) not in grounds or not merging.outranks(source, row["source"], "prices")
    ]
    covered = {_ground(row) for row in kept}
    return [*kept, *(row for row in ours if _ground(row) not in covered)]


def _ground(row: Mapping[str, str]) -> tuple[str, ...]:
    # As its id: a global endpoint has one scope, stated or not.
    names = ("model",) if row.get("region", "global") == "global" else ("model", "region", "scope")
    return tuple(row.get(name, "") for name in names)


def _id(path: str, row: Mapping[str, str]) -> str:
    parts = path.removeprefix("data/").removesuffix(".csv")
    key = (row.get(name, "") for name in KEYS[shape_of(path)])
    return f"{parts}#{'/'.join(part for part in key if part)}"


def reported(source: str, before: Held, after: Held, disputed: Iterable[str], dry_run: bool) -> Report:
    """Return what became of a source's records between two states."""
    old, new = _owned(before, source), _owned(after, source)
    return Report(
        source=source,
        added=tuple(sorted(new.keys() - old.keys())),
        changed=tuple(sorted(key for key in new.keys() & old.keys() if new[key] != old[key])),
        disputed=tuple(sorted(set(disputed))),
        vanished=tuple(sorted(old.keys() - new.keys())),
        files=tuple(filing.differing(before, after)),
        dry_run=dry_run,
    )


def _owned(held: Held, source: str) -> dict[str, object]:
    """Return the records of a source by id; days of reading do not count as a change."""
    found: dict[str, object] = {}
    for path, value in held.items():
        if path.endswith(".yml"):
            fields = merging.owned(value, source)
            found |= {f"models/{Path(path).stem}#{name}": entry for name, entry in fields.items()}
        elif path != ALIASES:
            kept = set(columns(shape_of(path))) - set(_DAYS_READ)
            for row in value:
                if row.get("source") == source:
                    found[_id(path, row)] = {name: text for name, text in row.items() if name in kept}
    return found
