"""What all charts share: the one plotly template, the colours of makers, and the way to JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

SERIES = ("openai", "anthropic", "google", "mistral", "xai", "deepseek", "alibaba")
"""Vendors with a colour of their own in tokens.css; all others share one."""

DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
"""Line styles in the order in which the lines of one colour take them, so that no line is told by colour alone."""


def colour(vendor: str) -> str:
    """Return the colour of a maker's marks, as a value the page resolves in either scheme."""
    return f"var(--s-{vendor if vendor in SERIES else 'other'})"


def figure_json(traces: Iterable[Any], **layout: Any) -> str:
    """Return a figure as JSON for `chart.js`, which adds fonts, rules and room for the page's width.

    `traces` are plotly traces, `layout` what is particular to this figure. Colours are written "var(--accent)".
    """
    import plotly.graph_objects as go

    shared = go.layout.Template(
        layout={"colorway": [colour(vendor) for vendor in (*SERIES, "other")], "hovermode": "closest"}
    )
    # Without a template of our own plotly would write seven kilobytes of its default one into every page.
    figure = go.Figure(data=list(traces), layout={"template": shared, **layout})
    return str(figure.to_json(engine="json"))
