"""What every page is called, so that search finds a name as it is typed: `/assets/data/names.json`, no contract."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date

from tokonomix.cards import model_home
from tokonomix.edition import Edition
from tokonomix.pages import view
from tokonomix.pages.made import Made, Output
from tokonomix.records import Model

NOT_LISTED = ("model_results.html", "month.html", "moved.html")
"""Templates of pages that stand behind others, which the full-text search leaves out, too."""


def make(edition: Edition, made: Sequence[Made]) -> Iterator[Output]:
    """Yield the file: address, name and a few words of each page, in the order in which equally good finds stand.

    Pages that are no model come first; of models those sold today, whole models before snapshots, newest first.
    """
    models = sorted(edition.models, key=lambda m: _place(edition, m))
    own = {model_home(model.id) for model in models}
    pages = [[m.home, m.title, m.description] for m in made if m.template not in NOT_LISTED and m.home not in own]
    found = [*pages, *([model_home(m.id), m.name, _words(edition, m)] for m in models)]
    yield Output("assets/data/names.json", json.dumps(found, ensure_ascii=False, separators=(",", ":")) + "\n")


def _place(edition: Edition, model: Model) -> tuple[bool, bool, int, str]:
    released = model.released or date.min
    return model.state(edition.today) == "retired", model.kind != "model", -released.toordinal(), model.id


def _words(edition: Edition, model: Model) -> str:
    kind = "" if model.kind == "model" else f"{model.kind}, "
    _state, words = view.status(edition, model)
    return f"{edition.catalog.vendors[model.vendor].name}, {kind}{words[:1].lower()}{words[1:]}"
