"""List prices over time, as steps: what fell, what rose, what is announced."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

from tokonomix import wording
from tokonomix.bindings import Bindings
from tokonomix.charts import chart as charts
from tokonomix.edition import Edition
from tokonomix.money.history import Change, changes, periods
from tokonomix.money.rates import rate_name
from tokonomix.records import Model, Price

RATE = "text.output"
TABLE = ("text.input", "text.cache_read", "text.output", "audio.input", "audio.output")
MOST = 8
"""Lines that can be told apart; the table has every change."""
ROOM = 0.24
"""Room for names at the right, as a share of the time drawn."""
APART = 0.1
"""Least distance of two labels, in powers of ten."""


@dataclass(frozen=True)
class Line:
    """The periods of one rate of a model that changed."""

    model: Model
    rows: tuple[Price, ...]
    label: str = ""
    """What stands at its end, where it is not the model's name."""

    @property
    def name(self) -> str:
        """Return what stands at the end of the line."""
        return self.label or self.model.name

    @property
    def key(self) -> tuple[str, str]:
        """Return what tells the line from the others of a figure."""
        return self.model.id, self.label

    def last(self, today: date) -> date:
        """Return the last day to draw: today, or the day on which the maker's service no longer had the model."""
        gone = self.model.value("shutdown_on")
        return min(today, gone) if isinstance(gone, date) else today

    @property
    def reach(self) -> float:
        """Return how far the price moved in all, in powers of ten, whatever the direction."""
        amounts = [float(row.amount or 0) for row in self.rows]
        return sum(abs(math.log10(b / a)) for a, b in pairwise(amounts))


def chart(edition: Edition, bindings: Bindings) -> dict[str, Any] | None:
    """Return the figure with a table of every change; None if no price on record changed."""
    every = sorted(changes(edition.catalog, edition.models, TABLE), key=lambda c: (c.on, c.model.name, c.rate))
    if not every:
        return None
    lines = drawn(edition, every)
    return {
        "id": "price-history-chart",
        "title": finding(edition, every),
        "sentence": sentence(edition, every, lines),
        "name": f"{rate_name(RATE)} price over time of {wording.plural(len(lines), 'model')}",
        "json": _figure(edition, lines) if lines else None,
        "size": "l",
        "table": {
            "caption": "Every change of a list price on record, US$ per 1M tokens, newest first",
            "head": ["Model", "Rate", "From", {"text": "Before", "num": True}, {"text": "After", "num": True},
                     {"text": "Change", "num": True}],
            "rows": [_row(edition, bindings, change) for change in reversed(every)],
        },
        "downloads": [("CSV", "data/price-changes.csv"), ("JSON", "api/v1/prices.json")],
    }  # fmt: skip


def of_model(edition: Edition, bindings: Bindings, model: Model) -> dict[str, Any] | None:
    """Return the figure of every rate of a model that changed at its maker's service; None if none did."""
    found = {rate: periods(edition.catalog, model, rate) for rate in TABLE}
    moved = {rate: rows for rate, rows in found.items() if len(rows) > 1}
    every = [
        Change(model, rate, before, after)
        for rate, rows in moved.items() for before, after in pairwise(rows) if after.since
    ]  # fmt: skip
    if not every:
        return None
    lines = [Line(model, rows, rate_name(rate)) for rate, rows in moved.items()]
    every.sort(key=lambda change: change.on)
    days = len({change.on for change in every})
    coming = f"Beyond {wording.day(edition.as_of)} a price is announced and drawn dotted."
    return {
        "id": "price-history-chart",
        "title": f"The list price changed on {wording.plural(days, 'day')} on record",
        "sentence": f"US$ per 1M tokens at the maker's own service, logarithmic; a dot is the first day of a price. "
                    f"{_observed(lines)}{coming if every[-1].on > edition.as_of else ''}".strip(),
        "name": f"Price over time of {model.name}",
        "json": _figure(edition, lines),
        "size": "s",
        "table": {
            "caption": "Every change on record, US$ per 1M tokens, newest first",
            "head": ["Rate", "From", {"text": "Before", "num": True}, {"text": "After", "num": True},
                     {"text": "Change", "num": True}],
            "rows": [_row(edition, bindings, change)[1:] for change in reversed(every)],
        },
        "downloads": [("CSV", "data/price-changes.csv")],
    }  # fmt: skip


def finding(edition: Edition, every: Iterable[Change]) -> str:
    """Return what the changes of the drawn rate say: how often list prices fell and rose, and which fell most."""
    past = [c for c in every if c.rate == RATE and c.on <= edition.today and not c.promotion]
    fell, rose = [c for c in past if c.factor < 1], [c for c in past if c.factor > 1]
    if not past:
        return "No list price of output has changed so far"
    counted = [f"{verb} {_times(len(group))}" for group, verb in ((fell, "fell"), (rose, "rose")) if group]
    said = f"Since {wording.month(min(c.earliest for c in past))} list prices of output {wording.listing(counted)}"
    if not fell:
        return said
    most = min(c.factor for c in fell)
    names = list(dict.fromkeys(c.model.name for c in sorted(fell, key=lambda c: c.on) if c.factor == most))
    who = wording.listing(names) if len(names) <= 2 else f"{len(names)} models"
    return f"{said}; {who} fell most, by {_share(most)}"


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def sentence(edition: Edition, every: Iterable[Change], lines: Sequence[Line]) -> str:
    """Return what is shown, how to read it, and what is to come."""
    shown = f"The {wording.plural(len(lines), 'model')} whose price of text output moved most. " if lines else ""
    ends = [c for c in every if c.rate == RATE and c.promotion and c.on > edition.today and c.after.status != "promo"]
    coming = ""
    if ends:
        days = sorted({c.on for c in ends})
        first, last = wording.day(days[0]), wording.day(days[-1])
        when = f"on {first}" if first == last else f"between {first} and {last}"
        count = len({c.model.id for c in ends})
        coming = f" {wording.plural(count, 'promotion')} end{'s' if count == 1 else ''} {when}."
    return (
        f"{shown}US$ per 1M tokens at the maker's own service, logarithmic. A dot is the first day of a price; where "
        "that day is not recorded the line begins without one, on the day of release or a month before the change. "
        f"{_observed(lines)}{_ended(edition, lines)}Beyond {wording.day(edition.as_of)} a price is announced and drawn "
        f"dotted.{coming}"
    )


def _observed(lines: Sequence[Line]) -> str:
    if not any(row.last_unseen for line in lines for row in line.rows):
        return ""
    return (
        "A diamond is the day on which a copy of a price list first showed a price whose first day nobody states: it "
        "can have changed earlier. "
    )


def _ended(edition: Edition, lines: Sequence[Line]) -> str:
    gone = any(line.last(edition.as_of) < edition.as_of for line in lines)
    return "A line that ends early belongs to a model that its maker no longer serves. " if gone else ""


def drawn(edition: Edition, every: Iterable[Change]) -> list[Line]:
    """Return the lines to draw: the models whose price moved most, one of those that share a history."""
    models = {c.model.id: c.model for c in every if c.rate == RATE}
    lines: dict[tuple[Any, ...], Line] = {}
    for model in models.values():
        rows = periods(edition.catalog, model, RATE)
        alike = (model.vendor, *((row.since, row.amount) for row in rows))
        kept = lines.get(alike)
        if kept is None or (len(model.name), model.name) < (len(kept.model.name), kept.model.name):
            lines[alike] = Line(model, rows)
    most = sorted(lines.values(), key=lambda line: (-line.reach, line.model.name))[:MOST]
    return sorted(most, key=lambda line: line.model.name)


def _row(edition: Edition, bindings: Bindings, change: Change) -> list[Any]:
    coming = change.on > edition.today
    what = ", announced" if coming else ", promotion begins" if change.after.status == "promo" else ""
    what += ", end of a promotion" if change.before.status == "promo" else ""
    seen = change.after.last_unseen
    day = f"{wording.seen(seen, change.on, short=True) if seen else wording.short_day(change.on)}{what}"
    return [
        change.model.name,
        rate_name(change.rate),
        day,
        bindings.price_row(change.model, change.before, current=coming),
        bindings.price_row(change.model, change.after, current=not coming and change.after.holds_on(edition.today)),
        _signed(change.factor),
    ]


def _share(factor: Decimal) -> str:
    return wording.percent(abs(float(factor) - 1) * 100)


def _signed(factor: Decimal) -> str:
    return f"{'+' if factor > 1 else '−'}{_share(factor)}"


def _figure(edition: Edition, lines: Sequence[Line]) -> str:
    traces: list[Any] = []
    of_colour: dict[str, int] = {}
    days = [day for line in lines for day, _row in _stations(line)]
    first, last = min(days), max([edition.as_of, *days])
    end = last + timedelta(days=30) if last > edition.as_of else edition.as_of
    heights = _heights(lines, edition.as_of)
    for line in lines:
        height = heights[line.key]
        colour = charts.colour(line.model.vendor)
        dash = charts.DASHES[of_colour.setdefault(colour, 0) % len(charts.DASHES)]
        of_colour[colour] += 1
        traces += _drawn(line, line.last(edition.as_of), end, Mark(colour, dash, height))
    # Room on the right for the names, which stand behind the ends of their lines.
    room = timedelta(days=round((end - first).days * ROOM))
    day = edition.as_of.isoformat()
    return charts.figure_json(
        traces,
        xaxis={"type": "date", "range": [(first - timedelta(days=10)).isoformat(), (end + room).isoformat()]},
        yaxis={"type": "log", "title": {"text": "US$ per 1M tokens"}},
        shapes=[
            {"type": "line", "x0": day, "x1": day, "yref": "paper", "y0": 0, "y1": 1,
             "line": {"color": "var(--rule-2)", "width": 1, "dash": "dot"}}
        ],
    )  # fmt: skip


@dataclass(frozen=True)
class Mark:
    """How a line is drawn, and at which height its name stands."""

    colour: str
    dash: str
    height: float


def _stations(line: Line) -> list[tuple[date, Price]]:
    return [(_start(line), line.rows[0]), *((row.since or date.min, row) for row in line.rows[1:])]


def _drawn(line: Line, today: date, end: date, mark: Mark) -> Iterator[Any]:
    """Yield a line's traces: what was, what is announced, the first days, the name."""
    import plotly.graph_objects as go

    past = [(day, row) for day, row in _stations(line) if day <= today]
    future = [(day, row) for day, row in _stations(line) if day > today]
    if past:
        yield _steps(line, [*past, (today, past[-1][1])], mark.colour, mark.dash)
    if future:
        begin = [(today, past[-1][1])] if past else []
        yield _steps(line, [*begin, *future, (end, future[-1][1])], mark.colour, "dot")
    dots = [row for row in line.rows if row.since]
    yield go.Scatter(
        x=[str(row.since) for row in dots], y=[float(row.amount or 0) for row in dots], mode="markers",
        marker={"size": 8, "line": {"color": mark.colour, "width": 2},
                "symbol": ["diamond-open" if row.last_unseen else "circle" for row in dots],
                "color": ["var(--paper)" if row.since and row.since > today else mark.colour for row in dots]},
        customdata=[
            [line.name, wording.amount(row.amount or 0), _began(row, row.since or today)] for row in dots
        ],
        hovertemplate="%{customdata[0]}<br>US$ %{customdata[1]} %{customdata[2]}<extra></extra>",
    )  # fmt: skip
    yield go.Scatter(
        x=[(end if future else today).isoformat()], y=[mark.height], mode="text", text=[f" {line.name}"],
        textposition="middle right", textfont={"size": 12, "color": "var(--ink)"}, hoverinfo="skip", cliponaxis=False,
    )  # fmt: skip


def _began(row: Price, since: date) -> str:
    return wording.seen(row.last_unseen, since) if row.last_unseen else f"from {wording.day(since)}"


def _start(line: Line) -> date:
    """Return where a line begins whose first day is not recorded: on the day of release, or a month before it moved."""
    if line.rows[0].since:
        return line.rows[0].since
    moved = line.rows[1].since or date.max
    released = line.model.released
    return released if released and released < moved else moved - timedelta(days=30)


def _steps(line: Line, steps: Sequence[tuple[date, Price]], colour: str, dash: str) -> Any:
    import plotly.graph_objects as go

    return go.Scatter(
        x=[day.isoformat() for day, _ in steps], y=[float(row.amount or 0) for _, row in steps], mode="lines",
        line={"shape": "hv", "color": colour, "width": 2, "dash": dash}, name=line.name, hoverinfo="skip",
    )  # fmt: skip


def _heights(lines: Sequence[Line], today: date) -> dict[tuple[str, str], float]:
    """Return the height of each line's name: that of its end, apart from others where the ends stand in one column."""
    found = {line.key: float(line.rows[-1].amount or 0) for line in lines}
    column = [line.key for line in lines if line.last(today) == today]
    return found | dict(zip(column, _spread([found[name] for name in column]), strict=True))


def _spread(values: Sequence[float]) -> list[float]:
    """Return heights for labels: those of the values, moved up where two would stand on each other."""
    placed: dict[int, float] = {}
    floor = -math.inf
    for index in sorted(range(len(values)), key=lambda i: (values[i], i)):
        height = max(math.log10(values[index]), floor)
        placed[index] = 10**height
        floor = height + APART
    return [round(placed[index], 4) for index in range(len(values))]
