"""Records the log of one run: its figures as rows of results, and the run itself in `data/runs/`."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from tokonomix.importers.filing import put
from tokonomix.importers.harness import HARNESSES
from tokonomix.importers.harness.fit import Fit, fitted
from tokonomix.importers.harness.log import Log
from tokonomix.importers.records import refuse
from tokonomix.importers.runner import KEYS
from tokonomix.importers.writing import cell, format_csv, format_yaml
from tokonomix.problem import Place, Problem, SourceError, mend_name
from tokonomix.schema.base import Shape, shape_document, shape_part, shape_rows
from tokonomix.schema.registry import BenchmarkFile, RunFile, Source
from tokonomix.schema.rows import VARIANT_KEYS, AliasRow, ResultRow
from tokonomix.source import parse_csv, parse_yaml, read_csv, read_yaml

OWN = "tokonomix-runs"
"""Source of what we ran ourselves."""
DIGITS = Decimal("0.000001")
"""Own figures are kept to six decimals; no run has as many items."""
_STRAY = re.compile(r"[^a-z0-9.]+")


@dataclass(frozen=True)
class Wanted:
    """What a person says of a log: what it is a run of, and of which model of ours."""

    benchmark: str
    read: date
    source: str = OWN
    model: str | None = None
    variant: str | None = None
    task: str | None = None


@dataclass(frozen=True)
class Recorded:
    """What was recorded, or in a dry run would be: rows, the id of the run, and what of the log was left out."""

    rows: tuple[Mapping[str, str], ...]
    run: str | None
    left_out: tuple[str, ...]
    files: tuple[str, ...]
    dry_run: bool

    def lines(self) -> Iterator[str]:
        """Yield the report for people."""
        verb = "would write" if self.dry_run else "wrote"
        who = f"run {self.run}" if self.run else "a published figure, so no run"
        yield f"{who}: {len(self.rows)} results; {verb} {', '.join(self.files) or 'nothing new'}"
        for row in self.rows:
            name = row.get("model") or f"?{row['published_as']}"
            task, n = row.get("task", "whole"), row.get("n", "unknown")
            yield f"  {name} {row.get('variant', 'default')}, {task}: {row['metric']} {row['published']}, n {n}"
        yield from (f"  left out: {what}" for what in self.left_out)
        if any("model" not in row for row in self.rows):
            yield "  no model of ours: give --model, or a line in data/aliases.csv; such a result ranks nothing"


def record(harness: str, path: Path, wanted: Wanted, *, root: Path, dry_run: bool = False) -> Recorded:
    """Read a log and record it in the repository at `root`; raise SourceError, and write nothing, if it does not fit.

    The same log recorded again gives the same bytes.
    """
    raw = _raw(path)
    log = HARNESSES[harness](path.name, raw)
    source, card = _source(root, wanted.source), _card(root, wanted.benchmark)
    fits, left_out = fitted(path.name, log, card, wanted.benchmark, wanted.task)
    own = source.grade == "measured"
    if own and not log.run:
        mend = "Add who published it to data/sources.yml and give it as --source; then it is recorded without a run"
        raise refuse(path.name, f"no run of ours: {log.why_no_run}", mend)
    digest = hashlib.sha256(raw).hexdigest()
    model, variant = _who(root, wanted, log)
    run = _run_id(wanted.benchmark, model or log.model, variant, log.day, digest) if own else None
    rows = tuple(_row(log, fit, wanted.source, model, variant, run) for fit in fits)
    texts = {f"data/results/{wanted.benchmark}.csv": _merged(root, wanted.benchmark, rows, path.name)}
    if run:
        texts[f"data/runs/{run}.yml"] = _run_text(log, fits, wanted, digest)
    _validate(texts)
    changed = tuple(
        name for name, text in sorted(texts.items())
        if not (root / name).is_file() or (root / name).read_text("utf-8") != text
    )  # fmt: skip
    if not dry_run:
        put(root, texts)
    return Recorded(rows, run, left_out, changed, dry_run)


def _raw(path: Path) -> bytes:
    if not path.is_file():
        raise refuse(str(path), "the log is not there", "Give the file that the harness wrote")
    return path.read_bytes()


def _source(root: Path, name: str) -> Source:
    document = read_yaml(root, "data/sources.yml")
    if name not in (document.value or {}):
        mend = mend_name(name, document.value or {}, "Add it there")
        raise SourceError([Problem(Place("data/sources.yml"), f"source '{name}' does not exist", mend)])
    return shape_part(Source, document, name)


def _card(root: Path, name: str) -> BenchmarkFile:
    path = f"data/benchmarks/{name}.yml"
    if not (root / path).is_file():
        names = [card.stem for card in root.glob("data/benchmarks/*.yml")]
        mend = mend_name(
            name, names, f"Write {path} first: what it asks, its metrics and tasks as the log names them, its judge; "
            "data/README.md describes every field",
        )  # fmt: skip
        raise SourceError([Problem(Place(path), f"benchmark '{name}' has no card", mend)])
    return shape_document(BenchmarkFile, read_yaml(root, path))


def _who(root: Path, wanted: Wanted, log: Log) -> tuple[str | None, str | None]:
    """Return model and variant: as asked for, else as data/aliases.csv says of the name in the log."""
    if wanted.variant:
        _check_variant(wanted.variant)
    if wanted.model:
        models = {path.stem for path in root.glob("data/models/*/*.yml")}
        if wanted.model not in models:
            mend = mend_name(wanted.model, models, "Add its file there")
            raise SourceError([Problem(Place("data/models"), f"model '{wanted.model}' does not exist", mend)])
        return wanted.model, wanted.variant
    for row in read_csv(root, "data/aliases.csv").rows:
        alias = AliasRow.model_validate(row.values)
        if (alias.source, alias.published_as) == (wanted.source, log.model):
            return alias.model, wanted.variant or alias.variant
    return None, wanted.variant


def _check_variant(variant: str) -> None:
    keys = [part.partition("=")[0] for part in variant.split(" ") if part.partition("=")[2]]
    if len(keys) < len(variant.split(" ")) or keys != [key for key in VARIANT_KEYS if key in keys]:
        mend = f"Write key=value with keys {', '.join(VARIANT_KEYS)}, in this order, for example effort=high"
        raise SourceError([Problem(Place("--variant"), f"'{variant}' is no variant", mend)])


def _run_id(benchmark: str, model: str, variant: str | None, day: date, digest: str) -> str:
    """Return an id that tells runs apart, even two of one day: the log's digest ends it."""
    parts = (benchmark, model, variant or "", day.isoformat(), digest[:8])
    return "-".join(_STRAY.sub("-", part.lower()).strip("-.") for part in parts if part)


def _row(
    log: Log, fit: Fit, source: str, model: str | None, variant: str | None, run: str | None
) -> dict[str, str]:
    figure = fit.figure
    day = "evaluated_on" if log.run else "published_on"
    row = {
        "model": model,
        "variant": variant,
        "published_as": log.model,
        "task": fit.task,
        "metric": fit.metric,
        "published": _kept(figure.value),
        "n": figure.n,
        "stderr": _kept(figure.stderr),
        "low": _kept(figure.low),
        "high": _kept(figure.high),
        day: log.day,
        "source": source,
        "note": "; ".join((*figure.notes, *log.notes)),
        "run": run,
    }
    return {name: text for name, value in row.items() if (text := cell(value))}


def _kept(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(DIGITS)


def _merged(root: Path, benchmark: str, rows: tuple[Mapping[str, str], ...], name: str) -> str:
    """Return the file of results with the rows of this run; refuse where another row says the same thing already."""
    path = f"data/results/{benchmark}.csv"
    held = [row.values for row in read_csv(root, path).rows] if (root / path).is_file() else []
    run = rows[0].get("run")
    # A row of this very log is written anew; without a run it is known by all that it says.
    others = [row for row in held if row not in rows and not (run and row.get("run") == run)]
    keys = {_key(row): row for row in others}
    for row in rows:
        if there := keys.get(_key(row)):
            what = f"{row['metric']} of {row['published_as']} on this day stands in {path} already"
            mend = f"Remove it first{', and data/runs/' + there['run'] + '.yml with it' if there.get('run') else ''}"
            raise refuse(name, what, mend)
    return format_csv(ResultRow, [*others, *rows])


def _key(row: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(row.get(column, "") for column in KEYS[ResultRow])


def _run_text(log: Log, fits: tuple[Fit, ...], wanted: Wanted, digest: str) -> str:
    counts = {fit.task: fit.figure.n for fit in fits}
    return format_yaml(
        RunFile,
        {
            "what": log.what,
            "benchmark": wanted.benchmark,
            "published_as": log.model,
            "on": log.day,
            "harness": log.harness,
            "commit": log.commit,
            "items": sum(n for n in counts.values() if n) if all(counts.values()) else None,
            "settings": log.settings,
            "log": digest,
            "read": wanted.read,
            "note": "; ".join(log.notes),
        },
    )


def _validate(texts: Mapping[str, str]) -> None:
    """Refuse to write what the build would refuse to read."""
    problems: list[Problem] = []
    shapes: Mapping[str, type[Shape]] = {"results": ResultRow, "runs": RunFile}
    for path, text in texts.items():
        shape = shapes[path.split("/")[1]]
        try:
            if path.endswith(".csv"):
                problems += shape_rows(shape, parse_csv(text, path))[1]
            else:
                shape_document(shape, parse_yaml(text, path))
        except SourceError as error:
            problems += error.problems
    if problems:
        raise SourceError(problems)
