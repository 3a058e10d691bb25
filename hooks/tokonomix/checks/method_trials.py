"""The table of how well scores foretell hidden results was made with the code that makes the scores."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from tokonomix.catalog import Catalog
from tokonomix.problem import Place, Problem

PATH = "data/method/holdout.yml"
SCORES = Path(__file__).resolve().parent.parent / "scores"


def code_of_method() -> str:
    """Return a digest of the code that makes scores, whatever ends its lines."""
    found = hashlib.sha256()
    for path in sorted(SCORES.glob("*.py")):
        found.update(f"{path.name}\n{path.read_text('utf-8')}".encode())
    return found.hexdigest()


def due(catalog: Catalog, today: date) -> Iterator[Problem]:  # noqa: ARG001 - part of the contract of rules
    """Yield a finding when the code changed since the table was made."""
    if catalog.trial is not None and catalog.trial.code != code_of_method():
        what = f"the table of hidden results is of {catalog.trial.on}, and the code of scores/ has changed since"
        yield Problem(Place(PATH), what, "Run 'make bench-scores WRITE=--write' and commit the file", due=True)
