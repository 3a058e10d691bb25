"""Generated documents are what the shapes say today."""

from __future__ import annotations

from pathlib import Path

import pytest

from tokonomix.schema import documents

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize("path", sorted(documents.generated()))
def test_a_generated_document_is_up_to_date(path: str) -> None:
    assert (ROOT / path).read_text("utf-8") == documents.generated()[path], "run: .venv/bin/tokonomix schema"


def test_every_field_of_every_file_says_what_it_is() -> None:
    undescribed = [line for line in documents.generated()["data/README.md"].splitlines() if line.endswith("|  |")]
    assert undescribed == []
