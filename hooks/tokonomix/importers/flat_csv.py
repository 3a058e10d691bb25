"""One flat table for people: a price list with facts of models beside it, each row with the source it was read from.

Unlike the sources with an importer of their own, a list says nothing about what it leaves out: it adds and corrects
records of the sources it names, closes the period of an amount that changed, and deletes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import Field

from tokonomix.importers import filing, merging, runner
from tokonomix.importers.filing import Held
from tokonomix.importers.runner import Report
from tokonomix.importers.settling import rate_key
from tokonomix.problem import Place, Problem, SourceError, mend_name
from tokonomix.schema.base import LACKING, Amount, Day, Id, PartialDay, Shape, shape_rows
from tokonomix.schema.billing import RATES, misspelt
from tokonomix.schema.rows import Per, PriceStatus, Tier
from tokonomix.source import Row, read_csv, read_yaml


class ListRow(Shape):
    """One row of a flat table: a rate, facts of its model, or both. Only `model` and `source` must be columns."""

    model: Id
    source: Id
    vendor: Id | None = Field(default=None, json_schema_extra=LACKING)
    name: str | None = Field(default=None, json_schema_extra=LACKING)
    platform: Id | None = Field(default=None, json_schema_extra=LACKING)
    served_as: str | None = Field(default=None, json_schema_extra=LACKING)
    region: str = Field(default="global", json_schema_extra=LACKING)
    tier: Tier = Field(default="standard", json_schema_extra=LACKING)
    rate: str | None = Field(default=None, json_schema_extra=LACKING)
    amount: Amount | None = Field(default=None, ge=0, json_schema_extra=LACKING)
    per: Per = Field(default="1M tokens", json_schema_extra=LACKING)
    currency: str = Field(default="USD", pattern="^(USD|EUR|GBP|CNY)$", json_schema_extra=LACKING)
    when: str | None = Field(default=None, json_schema_extra=LACKING)
    since: Day | None = Field(default=None, alias="from", json_schema_extra=LACKING)
    until: Day | None = Field(default=None, json_schema_extra=LACKING)
    status: PriceStatus = Field(default="list", json_schema_extra=LACKING)
    context: int | None = Field(default=None, gt=0, json_schema_extra=LACKING)
    max_input: int | None = Field(default=None, gt=0, json_schema_extra=LACKING)
    max_output: int | None = Field(default=None, gt=0, json_schema_extra=LACKING)
    released: PartialDay | None = Field(default=None, json_schema_extra=LACKING)
    deprecated_on: Day | None = Field(default=None, json_schema_extra=LACKING)
    shutdown_on: Day | None = Field(default=None, json_schema_extra=LACKING)
    replacement: Id | None = Field(default=None, json_schema_extra=LACKING)
    checked_on: Day | None = Field(default=None, json_schema_extra=LACKING)
    url: str | None = Field(default=None, pattern="^https://", json_schema_extra=LACKING)
    note: str | None = Field(default=None, json_schema_extra=LACKING)


NAME = "csv"
"""What a flat table is called where a source is named."""

FACTS: Mapping[str, str] = {
    "name": "name",
    "context": "limits.context",
    "max_input": "limits.max_input",
    "max_output": "limits.max_output",
    "released": "released",
    "deprecated_on": "deprecated_on",
    "shutdown_on": "shutdown_on",
    "replacement": "replacement",
}
"""Column to the field of a model file."""

PRICE = ("model", "region", "tier", "rate", "amount", "per", "currency", "when", "from", "until", "status", "note")
"""Columns of a price row that a list has under the same name."""

ZERO = ("free", "included")
Line = tuple[ListRow, Row]


@dataclass
class _Reading:
    """What the repository holds while the rows of a list are laid into it."""

    read: date
    held: Held
    platforms: Collection[str]
    sources: Collection[str]
    vendors: Collection[str]
    machines: Collection[str]
    """Sources that have an importer of their own, whose records only it writes."""

    def model_path(self, model: str) -> str | None:
        """Return the path of a model's file, None if there is none."""
        return next((p for p in self.held if p.endswith(f"/{model}.yml")), None)


def bring(
    path: str, *, root: Path, read: date, machines: Collection[str], dry_run: bool = False
) -> list[Report]:
    """Lay a flat table into the repository; return a report for each source it names.

    `machines` are the sources with an importer. Raises SourceError with every problem of the table, and then has
    written nothing.
    """
    try:
        table = read_csv(Path(), path)
    except (FileNotFoundError, IsADirectoryError):
        raise SourceError([Problem(Place(path), f"no file '{path}'", "Give the path of a CSV file")]) from None
    lines, problems = shape_rows(ListRow, table)
    before = filing.records(root)
    platforms, sources, vendors = (_ids(root, name) for name in ("platforms", "sources", "vendors"))
    reading = _Reading(read, dict(before), platforms, sources, vendors, machines)
    problems += [problem for line in lines for problem in _faults(line, reading)]
    problems += _repeated(lines)
    if problems:
        raise SourceError(problems)
    reports = []
    for source in sorted({line.source for line, _row in lines}):
        old = dict(reading.held)
        mine = [line for line in lines if line[0].source == source]
        disputed = list(_lay(mine, source, reading, problems))
        reading.held = runner.settled(reading.held)
        report = runner.reported(source, old, reading.held, disputed, dry_run)
        reports.append(replace(report, vanished=(*report.vanished, *_unlisted(mine, source, reading))))
    if problems:
        raise SourceError(problems)
    filing.validate(reading.held, before)
    if not dry_run:
        filing.write(root, before, reading.held)
    return reports


def _ids(root: Path, name: str) -> frozenset[str]:
    try:
        return frozenset(read_yaml(root, f"data/{name}.yml").value or ())
    except FileNotFoundError:
        return frozenset()


def _faults(line: Line, reading: _Reading) -> Iterator[Problem]:
    """Yield what is wrong with a row beyond its shape."""
    said, row = line
    if said.source in reading.machines:
        what = f"the records of '{said.source}' are written by its importer alone"
        yield Problem(row.place("source"), what, "Name the page that you read, as a source of its own")
    elif said.source not in reading.sources:
        mend = mend_name(said.source, set(reading.sources) - set(reading.machines), "Add it to data/sources.yml")
        yield Problem(row.place("source"), f"source '{said.source}' does not exist", mend)
    if reading.model_path(said.model) is None:
        yield from _new_faults(line, reading)
    if said.rate:
        yield from _price_faults(line, reading)
    elif said.amount is not None:
        yield Problem(row.place("amount"), "an amount without a rate", "Write what is billed, for example text.input")
    elif not any(getattr(said, column) for column in FACTS):
        yield Problem(row.place(), "the row says nothing", "Give a rate with its amount, or a fact of the model")


def _new_faults(line: Line, reading: _Reading) -> Iterator[Problem]:
    said, row = line
    known = {Path(path).stem for path in reading.held if path.endswith(".yml")}
    if not (said.vendor and said.name):
        mend = mend_name(said.model, known, "Give its vendor and name, and it is added")
        yield Problem(row.place("model"), f"model '{said.model}' does not exist", mend)
    elif said.vendor not in reading.vendors:
        mend = mend_name(said.vendor, reading.vendors, "Add it to data/vendors.yml")
        yield Problem(row.place("vendor"), f"vendor '{said.vendor}' does not exist", mend)


def _price_faults(line: Line, reading: _Reading) -> Iterator[Problem]:
    said, row = line
    if said.rate not in RATES:
        mend = mend_name(str(said.rate), RATES, "See data/README.md for what can be billed")
        yield Problem(row.place("rate"), f"rate '{said.rate}' is not known", mend)
    if said.platform not in reading.platforms:
        what = f"platform '{said.platform}' does not exist" if said.platform else "a rate without a platform"
        mend = mend_name(said.platform or "", reading.platforms, "Write who sells at it, an id of data/platforms.yml")
        yield Problem(row.place("platform"), what, mend)
    if said.when and (fault := misspelt(said.when)):
        yield Problem(row.place("when"), *fault)
    if said.amount == 0 and said.status not in ZERO:
        mend = "Leave it empty and write status unknown, or set status to 'free'"
        yield Problem(row.place("amount"), f"amount is 0 but status is '{said.status}'", mend)
    if said.amount is None and said.status in ("list", "promo"):
        mend = "Write the amount, or set status to 'unknown'"
        yield Problem(row.place("amount"), f"amount is empty but status is '{said.status}'", mend)
    if said.since and said.until and said.since >= said.until:
        what = f"from {said.since} is not before until {said.until}"
        yield Problem(row.place("until"), what, "Swap or mend the days; until is the first day it no longer held")


def _repeated(lines: list[Line]) -> Iterator[Problem]:
    """Yield rows that state a rate or a fact of a source a second time, and otherwise."""
    rates: dict[tuple[object, ...], Row] = {}
    facts: dict[tuple[str, str, str], tuple[Any, Row]] = {}
    for said, row in lines:
        if said.rate:
            key = (said.model, said.platform, said.region, said.tier, said.rate, said.when, said.since)
            if (first := rates.setdefault(key, row)) is not row:
                yield Problem(row.place("rate"), f"the rate of line {first.line} again", "Keep one of them")
        for column in FACTS:
            if (value := getattr(said, column)) is None:
                continue
            known, first = facts.setdefault((said.model, said.source, column), (value, row))
            if known != value:
                what = f"{column} is '{value}' but '{known}' on line {first.line}"
                yield Problem(row.place(column), what, "Write one value for a model and source")


def _lay(lines: list[Line], source: str, reading: _Reading, problems: list[Problem]) -> Iterator[str]:
    """Lay the rows of one source into the records; yield ids of facts on which another source differs."""
    for said, row in sorted(lines, key=lambda line: (line[0].since or date.min, line[1].line)):
        checked = (said.checked_on or reading.read).isoformat()
        facts = {name: getattr(said, column) for column, name in FACTS.items() if getattr(said, column) is not None}
        if facts:
            path = reading.model_path(said.model) or f"data/models/{said.vendor}/{said.model}.yml"
            file = reading.held.get(path) or {"kind": "model", "vendor": said.vendor, "source": source, "read": checked}
            origin = {"source": source, "read": checked} | ({"url": said.url} if said.url else {})
            reading.held[path], disputed = merging.stated(file, facts, origin)
            yield from (f"models/{said.model}#{name}" for name in disputed)
        if said.rate:
            problems += _lay_rate(said, row, checked, reading)
            _lay_offer(said, checked, reading)


def _lay_rate(said: ListRow, row: Row, checked: str, reading: _Reading) -> Iterator[Problem]:
    path = f"data/prices/{said.platform}.csv"
    rows = list(reading.held.get(path, ()))
    new = filing.written({name: row.values.get(name) for name in PRICE})
    new = {"region": said.region, "per": said.per} | new | {"source": said.source, "checked_on": checked}
    alike = [r for r in rows if rate_key(r) == rate_key(new) and "last_seen" not in r]
    own = [r for r in alike if r["source"] == said.source]
    for other in alike:
        if other["source"] not in (*reading.machines, said.source) and _meet(other, new):
            what = f"'{other['source']}' already gives this rate in {path}"
            yield Problem(row.place("rate"), what, "Close that row with 'until' first, or mend it there")
    same = next((r for r in own if r.get("from") == new.get("from")), None)
    open_ = next((r for r in own if r.get("from", "") < new.get("from", "") < r.get("until", "9999")), None)
    today = next((r for r in own if r.get("from", "") <= checked < r.get("until", "9999")), None)
    if "from" not in new and today is not None:
        if (today.get("amount"), today.get("status")) == (_plain(new, today), new.get("status")):
            rows[rows.index(today)] = today | {"checked_on": checked}
        else:
            since = f" since {today['from']}" if "from" in today else ""
            told = [cells.get("amount", "unknown") for cells in (new, today)]
            what = f"{said.rate} is {told[0]} but {told[1]}{since} in {path}"
            yield Problem(row.place("amount"), what, "Write into 'from' since when it is so; or mend the recorded row")
    elif same is not None:
        amount = {"amount": _plain(new, same)} if "amount" in new else {}
        rows[rows.index(same)] = {k: v for k, v in same.items() if k != "status"} | new | amount
    else:
        if open_ is not None:
            rows[rows.index(open_)] = open_ | {"until": new["from"]}
        rows.append(new)
    reading.held[path] = rows


def _meet(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    begun = max(one.get("from", ""), other.get("from", ""))
    return begun < min(one.get("until", "9999"), other.get("until", "9999"))


def _plain(new: Mapping[str, str], old: Mapping[str, str]) -> str | None:
    """Return the new amount, written as the old one if it is the same number."""
    amount = new.get("amount")
    return old["amount"] if amount and "amount" in old and Decimal(amount) == Decimal(old["amount"]) else amount


def _lay_offer(said: ListRow, checked: str, reading: _Reading) -> None:
    path = f"data/offers/{said.platform}.csv"
    rows = reading.held.get(path, [])
    if any(r["model"] == said.model and r.get("region", "global") == said.region for r in rows):
        return
    offer = {"model": said.model, "served_as": said.served_as, "region": said.region}
    reading.held[path] = [*rows, filing.written(offer | {"source": said.source, "read": checked})]


def _unlisted(lines: list[Line], source: str, reading: _Reading) -> Iterator[str]:
    """Yield the rates of a source that still hold and that the list no longer names beside others of the model."""
    day = reading.read.isoformat()
    listed = {(s.platform, s.model, s.region, s.tier): set[str]() for s, _row in lines if s.rate}
    for said, _row in lines:
        if said.rate:
            listed[said.platform, said.model, said.region, said.tier].add(f"{said.rate} {said.when or ''}")
    for (platform, model, region, tier), rates in sorted(listed.items(), key=str):
        for row in reading.held.get(f"data/prices/{platform}.csv", ()):
            ground = (row["model"], row.get("region", "global"), row.get("tier", "standard"))
            holds = row.get("from", "") <= day < row.get("until", "9999")
            named = f"{row['rate']} {row.get('when', '')}" in rates
            if row["source"] == source and ground == (model, region, tier) and holds and not named:
                yield f"prices/{platform}#{model}@{region}/{tier}/{row['rate']}"
