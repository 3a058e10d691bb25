"""Figures carry their own colours by name and nothing of plotly's default template."""

import json
import re
from pathlib import Path

import plotly.graph_objects as go

from tokonomix.charts import chart


def test_a_figure_holds_its_data_and_no_default_template():
    text = chart.figure_json([go.Scatter(x=[1], y=[2], line={"color": chart.colour("openai")})], xaxis={"type": "log"})
    figure = json.loads(text)
    assert figure["data"][0]["line"]["color"] == "var(--s-openai)"
    assert figure["layout"]["xaxis"] == {"type": "log"}
    assert len(text) < 600


def test_a_maker_without_a_colour_of_its_own_shares_one():
    assert chart.colour("openai") == "var(--s-openai)"
    assert chart.colour("upstage") == "var(--s-other)"


def test_the_colours_are_those_the_page_defines():
    tokens = Path(__file__).resolve().parents[2] / "overrides/assets/css/tokens.css"
    defined = set(re.findall(r"--s-([a-z]+):", tokens.read_text("utf-8")))
    assert {*chart.SERIES, "other"} <= defined
