"""What the comparison page reads in the browser: `/assets/data/compare.json`, no contract."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Sequence

from tokonomix.bindings import Bindings
from tokonomix.edition import Edition
from tokonomix.pages import comparison
from tokonomix.pages.made import Made, Output
from tokonomix.problem import Place


def make(edition: Edition, made: Sequence[Made]) -> Iterator[Output]:  # noqa: ARG001 - part of the contract of feeds
    """Yield the file: the rows, and for each model its name, its maker and its cells in the order of the rows."""
    bindings = Bindings(edition, "compare/", Place("content/compare.md"))
    rows = comparison.rows(edition)
    models = []
    for model in edition.models:
        told = comparison.of_model(edition, bindings, model)
        vendor = edition.catalog.vendors[model.vendor].name
        models.append([model.id, model.name, vendor, [told[row.key].lean() for row in rows]])
    whole = {"rows": [list(dataclasses.astuple(row)) for row in rows], "models": models}
    yield Output("assets/data/compare.json", json.dumps(whole, ensure_ascii=False, separators=(",", ":")) + "\n")
