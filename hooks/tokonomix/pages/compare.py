"""Models side by side: differences first, sameness folded; the reader's choice stands in the address."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, groupby
from typing import Any

from tokonomix import wording
from tokonomix.edition import Edition
from tokonomix.pages import comparison, pairs, view
from tokonomix.pages.comparison import Cell, Row
from tokonomix.pages.framed import frame
from tokonomix.pages.made import Made
from tokonomix.pages.pairs import Pairs
from tokonomix.records import Model

MOST = 6
COUNTS = {2: "Two", 3: "Three", 4: "Four", 5: "Five", 6: "Six"}


def make(edition: Edition) -> Iterator[Made]:
    """Yield the page, with the comparison shown before the reader chooses."""
    page = frame(edition, "compare", "Compare", "Two to six models side by side.")
    models = comparison.default(edition)
    told = {m.id: comparison.of_model(edition, page.bindings, m) for m in models}
    rows = [(row, [told[m.id][row.key] for m in models]) for row in comparison.rows(edition)]
    boards = {f"score.{board.board}": board for board in pairs.boards(edition)}
    differ = [(row, line) for row, line in rows if not comparison.same(line)]
    yield page.made(
        "compare.html",
        {
            "models": [view.model_link(edition, m) for m in models],
            "heading": heading([m.name for m in models]),
            "count": COUNTS.get(len(models), str(len(models))).lower(),
            "most": MOST,
            "groups": [
                {"name": name, "rows": [_row(models, row, line, boards.get(row.key)) for row, line in group]}
                for name, group in groupby(differ, key=lambda pair: pair[0].group)
            ],
            "same": [_row(models, row, line, None) for row, line in rows if comparison.same(line)],
            "ids": ",".join(m.id for m in models),
            "pairs": _pairs(list(boards.values()), models, told),
        },
    )


def _pairs(boards: list[Pairs], models: list[Model], told: dict[str, dict[str, Cell]]) -> dict[str, Any]:
    """Return what each board says of each pair of models; a cell leads to the score of the first that has one."""
    rows = []
    for one, other in combinations(models, 2):
        cells = []
        for board in boards:
            text, remark = pairs.words(board, (one.id, one.name), (other.id, other.name))
            scores = [(m, told[m.id][f"score.{board.board}"]) for m in (one, other)]
            href = next((comparison.href(m, cell) for m, cell in scores if cell.anchor), "")
            cells.append({"text": text, "note": remark, "href": "" if text == pairs.NO_SCORE else href})
        rows.append({"name": f"{one.name} and {other.name}", "cells": cells})
    return {"heads": [board.name for board in boards], "rows": rows}


def heading(names: list[str]) -> str:
    """Return the names as a heading: 'GPT-5.5, Claude Opus 5 and Kimi K3'."""
    return wording.listing(names)


def _row(models: list[Model], row: Row, line: list[Cell], board: Pairs | None) -> dict[str, Any]:
    marks = comparison.best(row.better, line, board.behind([m.id for m in models]) if board else ())
    return {
        "name": row.name,
        "cells": [
            {
                "text": cell.text, "href": comparison.href(model, cell), "note": cell.note, "gone": cell.gone,
                "lo": cell.low, "hi": cell.high,
                "mid": float(cell.value) if row.better == "score" and cell.value else None,
                "state": cell.value if row.key == "state" else "", "best": mark, "bar": row.better == "score",
            }
            for model, cell, mark in zip(models, line, marks, strict=True)
        ],
    }  # fmt: skip
