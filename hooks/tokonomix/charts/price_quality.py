"""Price against quality: list price and overall score of living models, with the line nothing cheaper beats."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tokonomix import cards, wording
from tokonomix.bindings import Bindings
from tokonomix.boards import OVERALL, effort_words
from tokonomix.charts import chart as charts
from tokonomix.edition import Edition
from tokonomix.records import Model

if TYPE_CHECKING:
    from tokonomix.scores.board import Entry


@dataclass(frozen=True)
class Point:
    """A model at its best effort, with US$ per 1M tokens at three in to one out."""

    model: Model
    entry: Entry
    price: float
    leads: bool

    @property
    def name(self) -> str:
        """Return the name with the effort."""
        effort = effort_words(self.entry.effort)
        return f"{self.model.name}, {effort}" if effort else self.model.name


def points(edition: Edition, category: str) -> list[Point]:
    """Return living models with a score and a list price in force, cheapest first; `leads` marks the Pareto line."""
    found, seen = [], set()
    scored = [entry for entry in edition.boards.board(category).entries if entry.score is not None]
    for entry in sorted(scored, key=lambda e: (-(e.score or 0), e.effort)):
        model, price = edition.catalog.models[entry.model], edition.list_prices.get(entry.model)
        if entry.model in seen or price is None or model.state(edition.today) not in ("current", "preview"):
            continue
        seen.add(entry.model)
        if all(rate.current for rate in edition.rates(model.id).values()):
            found.append((float(price), -(entry.score or 0), model.id, model, entry))
    best, pairs = -math.inf, []
    for cost, _score, _id, model, entry in sorted(found, key=lambda item: item[:3]):
        score = entry.score or 0
        pairs.append(Point(model, entry, cost, score > best))
        best = max(best, score)
    return pairs


def chart(edition: Edition, bindings: Bindings) -> dict[str, Any] | None:
    """Return the figure with its table, by the first board that scores anybody; None if no model has both."""
    category = edition.yardstick
    shown = points(edition, category) if category else []
    if not category or not shown:
        return None
    leading = [p for p in shown if p.leads]
    score = "overall score" if category == OVERALL else f"{edition.catalog.categories[category].name.lower()} score"
    return {
        "id": "price-quality-chart",
        "title": f"{wording.plural(len(leading), 'model')} on the line: nothing cheaper scores higher",
        "sentence": (
            f"{wording.plural(len(shown), 'living model')} with a list price and {score}, each at its best effort. The "
            f"bars are 95{wording.NARROW}% intervals, drawn for the line; most neighbours cannot be told "
            "apart. Price: US$ per 1M tokens at "
            "three tokens in to one out. A model that thinks before it answers uses more tokens than the price shows."
        ),
        "name": f"Price against {score} of {len(shown)} models",
        "json": _figure(shown, leading, score),
        "size": "l",
        "legend": _legend(edition, shown),
        "points": [(p.model.name, cards.model_home(p.model.id)) for p in leading],
        "table": {
            "caption": f"Price and {score}, cheapest first",
            "head": ["Model", {"text": "Input", "num": True}, {"text": "Output", "num": True},
                     {"text": "Score", "num": True}, "On the line"],
            "rows": [
                [
                    p.name,
                    bindings.price(p.model, "text.input"),
                    bindings.price(p.model, "text.output"),
                    bindings.score(p.model, category, p.entry.effort),
                    "yes" if p.leads else "no",
                ]
                for p in shown
            ],
        },
        "downloads": [("JSON", "api/v1/boards.json")],
    }  # fmt: skip


def _legend(edition: Edition, shown: list[Point]) -> list[tuple[str, str]]:
    """Return the makers that have a colour, then what the others share; each with the class of its colour."""
    makers = {p.model.vendor for p in shown}
    known = [(f"s-{name}", edition.catalog.vendors[name].name) for name in charts.SERIES if name in makers]
    return [*known, ("s-other", "other makers")] if makers - set(charts.SERIES) else known


def _figure(shown: list[Point], leading: list[Point], score: str) -> str:
    import plotly.graph_objects as go

    line_x = [p.price for p in leading]
    line_y = [p.entry.score for p in leading]
    traces: list[Any] = [
        go.Scatter(
            x=line_x, y=line_y, mode="lines", line={"color": "var(--accent)", "width": 2, "shape": "hv"},
            hoverinfo="skip", showlegend=False,
        )
    ]  # fmt: skip
    for vendor in (*charts.SERIES, "other"):
        mine = [
            p for p in shown if p.model.vendor == vendor or (vendor == "other" and p.model.vendor not in charts.SERIES)
        ]
        if mine:
            traces.append(_trace(mine, vendor, {p.model.id for p in leading}))
    return charts.figure_json(
        traces,
        xaxis={
            "type": "log",
            "title": {"text": "US$ per 1M tokens, log scale"},
            },
        yaxis={"title": {"text": score.capitalize()}},
    )


def _trace(mine: list[Point], vendor: str, leading: set[str]) -> Any:
    import plotly.graph_objects as go

    hue = charts.colour(vendor)
    scores = [p.entry.score or 0 for p in mine]
    on_line = [p.model.id in leading for p in mine]
    return go.Scatter(
        x=[p.price for p in mine], y=scores, mode="markers+text", name="other makers" if vendor == "other" else vendor,
        text=[p.model.name if leads else "" for p, leads in zip(mine, on_line, strict=True)], textposition="top left",
        textfont={"size": 12},
        marker={"size": 9, "color": [hue if leads else "var(--paper)" for leads in on_line],
                "line": {"color": hue, "width": 2}},
        # Whiskers of every point would hide the points: those on the line show how wide all of them are.
        error_y={"type": "data", "symmetric": False, "color": hue, "thickness": 1, "width": 0,
                 "array": [(p.entry.high or 0) - (p.entry.score or 0) if leads else 0
                           for p, leads in zip(mine, on_line, strict=True)],
                 "arrayminus": [(p.entry.score or 0) - (p.entry.low or 0) if leads else 0
                                for p, leads in zip(mine, on_line, strict=True)]},
        customdata=[f"{p.name}: {p.entry.score:.0f}, {p.entry.low:.0f} to {p.entry.high:.0f}" for p in mine],
        hovertemplate="%{customdata}<br>US$ %{x:.2f} per 1M tokens<extra></extra>",
    )  # fmt: skip
