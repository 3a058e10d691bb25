"""An import that would lose a good part of a source is refused: a renamed field looks like records that are gone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.importers.small_sources import READ, bring, entry, models_dev, write
from tokonomix.importers import importer
from tokonomix.importers.runner import run
from tokonomix.problem import SourceError


def listed(cost: str = "cost", count: int = 30):
    """Return a file of models.dev with so many priced models; `cost` is what it calls their prices."""
    return models_dev(openai={f"gpt-{9 + i}": entry(f"GPT-{9 + i}", **{cost: {"input": 2, "output": 8}}) for i in range(count)})


def written(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (root / "data").rglob("*.*")}


def test_a_renamed_field_is_named_and_nothing_is_written(tmp_path):
    bring(tmp_path, "models-dev", listed())
    before = written(tmp_path)
    with pytest.raises(SourceError) as caught:
        bring(tmp_path, "models-dev", listed("pricing"))
    (problem,) = caught.value.problems
    assert "90 of 360 records" in problem.what
    assert "30 of 30 'text.input', 30 of 30 'text.output'" in problem.what
    assert "--allow-vanished" in problem.mend
    assert written(tmp_path) == before


def test_a_list_cut_short_is_refused(tmp_path):
    bring(tmp_path, "models-dev", listed())
    with pytest.raises(SourceError):
        bring(tmp_path, "models-dev", listed(count=3))


def test_a_few_records_may_vanish_and_all_of_them_where_that_is_asked_for(tmp_path):
    bring(tmp_path, "models-dev", listed())
    assert bring(tmp_path, "models-dev", listed(count=29)).vanished
    source = write(tmp_path / "sources" / "models-dev", {"models-dev.json": json.dumps(listed("pricing"))})
    report = run(importer("models-dev"), str(source), root=tmp_path, read=READ, allow_vanished=True)
    assert len([name for name in report.vanished if "text." in name]) == 58
