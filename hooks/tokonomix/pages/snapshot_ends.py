"""The end of a model that only its dated snapshots tell: each has a last day on record, and the model has none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tokonomix import wording
from tokonomix.edition import Edition
from tokonomix.records import Model


@dataclass(frozen=True, slots=True)
class LastSnapshot:
    """The snapshot of a model that ends last, of `count`; `words` as in 'only snapshot ends 14 Jan 2027'."""

    snapshot: Model
    day: date
    over: bool
    count: int
    words: str


def last_snapshot(edition: Edition, model: Model) -> LastSnapshot | None:
    """Return what ends last of a model whose snapshots all have a last day and that has none itself; None for others.

    Of a model whose own end is announced or past nothing is left to say, and a disputed day is no announced one. Where
    the maker names the model itself as the replacement, the name goes on.
    """
    told = "shutdown_on" in model.facts or model.state(edition.today) in ("deprecated", "retired")
    if model.kind != "model" or told:
        return None
    days = [(snapshot.value("shutdown_on"), snapshot) for snapshot in edition.catalog.snapshots_of(model.id)]
    if not days or any(day is None or snapshot.value("replacement") == model.id for day, snapshot in days):
        return None
    day, last = max(days, key=lambda pair: (pair[0], pair[1].id))
    over = day <= edition.today
    if len(days) == 1:
        verb = "only snapshot ended" if over else "only snapshot ends"
    else:
        verb = "all snapshots ended by" if over else "all snapshots end by"
    return LastSnapshot(last, day, over, len(days), f"{verb} {wording.short_day(day)}")


def ending(edition: Edition, models: Iterable[Model]) -> list[tuple[Model, LastSnapshot]]:
    """Return those of the models of which only the snapshots tell an end, soonest first."""
    found = [(model, last) for model in models if (last := last_snapshot(edition, model))]
    return sorted(found, key=lambda pair: (pair[1].day, pair[0].name.lower(), pair[0].id))
