"""The table of hidden results on the methodology page: what was measured, beside its bar, and of which day it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tokonomix import wording
from tokonomix.bindings import Bindings
from tokonomix.checks.method_trials import PATH, code_of_method
from tokonomix.edition import Edition
from tokonomix.reads import Bound, Card, Line, anchor
from tokonomix.schema.registry import TrialFile, TrialRow


def trial(edition: Edition, bindings: Bindings) -> dict[str, Any]:
    """Return the recorded table in three parts, and when and of what it was made; nothing if none is recorded."""
    found = edition.catalog.trial
    if found is None:
        return {}
    card = _card(edition, bindings, found)
    judged = [row for row in found.rows if row.met is not None]
    lead = [row for row in judged if row.part != "coverage" or row.check.endswith("pooled")]
    failed = [row for row in judged if not row.met]
    now = edition.boards.boards.method.results
    commit = _bound(bindings, card, found.commit[:8])
    facts: list[dict[str, Any]] = [
        {"term": "Tried on", "parts": [f"{wording.day(found.on)}, at commit ", commit]},
        {"term": "Results in the fit then", "parts": [_bound(bindings, card, wording.count(found.results))]},
        {"term": "Bars met", "parts": [_bound(bindings, card, f"{len(judged) - len(failed)} of {len(judged)}")]},
    ]
    if now != found.results:
        facts.append({"term": "Since", "parts": [f"the boards of today rest on {wording.count(now)} results"]})
    if found.code != code_of_method():
        facts.append({"term": "Due", "parts": ["the code that makes scores has changed since; the table is due anew"]})
    return {
        "facts": facts,
        "failed": [row.check for row in failed],
        "rows": _rows(bindings, card, lead),
        "more": _rows(bindings, card, [row for row in found.rows if row not in lead]),
        "elsewhere_met": bool(found.elsewhere) and all(row.met is not False for row in found.elsewhere),
        "elsewhere": _rows(bindings, card, found.elsewhere),
    }


def _rows(bindings: Bindings, card: Card, rows: Sequence[TrialRow]) -> list[dict[str, Any]]:
    return [
        {
            "check": row.check[:1].upper() + row.check[1:], "measured": _bound(bindings, card, row.measured),
            "bar": row.bar or "none", "met": {None: "", True: "met", False: "not met"}[row.met],
        }
        for row in rows
    ]  # fmt: skip


def _bound(bindings: Bindings, card: Card, text: str) -> Bound:
    return bindings.ledger.bind(text, text, card)


def _card(edition: Edition, bindings: Bindings, found: TrialFile) -> Card:
    bindings.ledger.note(PATH, "rows", found.data[:12])
    return Card(
        anchor("method", "trial"), bindings.ledger.home, "Method: hidden results", f"{len(found.rows)} checks",
        (
            Line("Made by", "make bench-scores"),
            Line("On the boards of", wording.day(found.on)),
            Line("Commit", found.commit),
            Line("Code", found.code[:12]),
            Line("Data", f"{found.data[:12]}: {wording.count(found.results)} results, "
                         f"{wording.plural(found.models, 'model')}, {wording.plural(found.blocks, 'suite')}"),
            Line("Record", PATH, edition.site.row(PATH, 1)),
        ),
        "measured",
    )  # fmt: skip
