"""The scores of one model by category, each with its interval, on one scale."""

from __future__ import annotations

from typing import Any

from tokonomix import wording
from tokonomix.bindings import Bindings
from tokonomix.boards import OVERALL, Scored, effort_words
from tokonomix.charts import chart as charts
from tokonomix.edition import Edition
from tokonomix.records import Model


def of_model(edition: Edition, bindings: Bindings, model: Model) -> dict[str, Any] | None:
    """Return the figure of every category that scores a model, at its best effort; None if none does."""
    names = {name: category.name for name, category in edition.catalog.categories.items()} | {OVERALL: "Overall"}
    found = {name: scored for name in names if (scored := edition.boards.find(name, model.id)) is not None
             and scored.entry.score is not None}  # fmt: skip
    if not found:
        return None
    silent = [names[name].lower() for name in names if name not in found]
    missing = f" No score in {wording.listing(silent, 'or')}." if silent else ""
    return {
        "id": "scores-chart",
        "title": f"Scored in {len(found) - (OVERALL in found)} of {len(edition.catalog.categories)} categories",
        "sentence": f"Points on a scale of 0 to 100, each at its best effort; the line is the 95{wording.NARROW}% "
                    f"interval.{missing}",
        "name": f"Scores of {model.name} with their intervals",
        "json": _figure(model, {names[name]: scored for name, scored in found.items()}),
        "size": "s",
        "table": {
            "caption": "Scores by category, 0 to 100",
            "head": ["Category", "Effort", {"text": "Score", "num": True},
                     {"text": f"95{wording.NARROW}% interval", "num": True}, {"text": "Rank", "num": True}],
            "keys": [f"{name}/{scored.entry.effort}" for name, scored in found.items()],
            "rows": [
                [
                    names[name],
                    effort_words(scored.entry.effort) or "default",
                    bindings.score(model, name, scored.entry.effort),
                    _interval(scored),
                    bindings.rank(model, name, scored.entry.effort),
                ]
                for name, scored in found.items()
            ],
        },
        "downloads": [("JSON", "api/v1/boards.json")],
    }  # fmt: skip


def _interval(scored: Scored) -> str:
    low, high = scored.entry.low, scored.entry.high
    return "none" if low is None or high is None else f"{wording.score(low)} to {wording.score(high)}"


def _figure(model: Model, found: dict[str, Scored]) -> str:
    import plotly.graph_objects as go

    hue = charts.colour(model.vendor)
    entries = [scored.entry for scored in found.values()]
    mid = [entry.score or 0 for entry in entries]
    dots = go.Scatter(
        x=mid, y=list(found), mode="markers", marker={"size": 10, "color": hue},
        error_x={"type": "data", "symmetric": False, "color": hue, "thickness": 2, "width": 0,
                 "array": [0 if e.high is None else e.high - (e.score or 0) for e in entries],
                 "arrayminus": [0 if e.low is None else (e.score or 0) - e.low for e in entries]},
        customdata=[f"{name}: {wording.score(s.entry.score or 0)}, {_interval(s)}" for name, s in found.items()],
        hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip
    return charts.figure_json(
        [dots],
        # A little beyond the scale, so that its last mark has room on a phone.
        xaxis={"range": [0, 104], "tickvals": [0, 25, 50, 75, 100], "title": {"text": "Score"}},
        yaxis={"range": [len(found) - 0.5, -0.5], "type": "category"},
    )
