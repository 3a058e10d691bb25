"""The methodology page: how every number comes about, with the numbers of today, and the card of every benchmark."""

from __future__ import annotations

from collections.abc import Iterator

from tokonomix.edition import Edition
from tokonomix.pages import view
from tokonomix.pages.benchmark_cards import benchmark_cards
from tokonomix.pages.changes import versions
from tokonomix.pages.framed import frame
from tokonomix.pages.made import Made
from tokonomix.pages.method_figures import MethodFigures
from tokonomix.pages.method_trial import trial

SECTIONS = (
    "grades", "scale", "suites", "ability", "kappa", "ranks", "standing", "overall", "votes", "peers", "prices",
    "limits",
)  # fmt: skip
"""Sections of the text that numbers of today follow, by the anchor of their heading."""


def make(edition: Edition) -> Iterator[Made]:
    """Yield the methodology page."""
    framed = frame(edition, "benchmarks/methodology", "Methodology", "How every number on this site comes about.")
    figures = MethodFigures(edition, framed.bindings)
    yield framed.made(
        "methodology.html",
        {
            "as_of": view.day(edition.as_of),
            "today": {name: getattr(figures, name)() for name in SECTIONS}
            | {"trial": trial(edition, framed.bindings), "versions": versions()},
            "benchmarks": benchmark_cards(edition),
        },
    )
