"""Each benchmark's own rule on small results of our own: golden/<benchmark>.csv gives <benchmark>.expected.csv.

The card is the real one. `<benchmark>@<day>.expected.csv` is what the release of a day gives.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tokonomix.__main__ import main
from tokonomix.aggregates import AGGREGATES

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "golden"
CASES = sorted(path.name.removesuffix(".expected.csv") for path in GOLDEN.glob("*.expected.csv"))


@pytest.mark.parametrize("case", CASES)
def test_the_command_prints_what_the_rule_gives(case, tmp_path, capsys):
    name, _, version = case.partition("@")
    shutil.copytree(ROOT / "data/benchmarks", tmp_path / "data/benchmarks")
    for path in (ROOT / "data").glob("*.yml"):
        shutil.copy(path, tmp_path / "data")
    for path in (ROOT / "data").glob("*.csv"):
        header = path.read_text("utf-8").splitlines()[0]
        (tmp_path / "data" / path.name).write_text(f"{header}\n", "utf-8")
    (tmp_path / "data/results").mkdir()
    shutil.copy(GOLDEN / f"{name}.csv", tmp_path / f"data/results/{name}.csv")
    asked = ["--version", version] if version else []
    assert main(["--root", str(tmp_path), "aggregate", name, "--format", "csv", *asked]) == 0
    assert capsys.readouterr().out == (GOLDEN / f"{case}.expected.csv").read_text("utf-8")


def test_every_rule_has_a_golden_case():
    assert set(AGGREGATES) <= set(CASES)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["livebnch"], "no benchmark 'livebnch'. Write 'livebench'"),
        (["aider"], "benchmark 'aider' has no rule of its own, so there is nothing to compute. Name one of arena, "),
        (["swe-bench"], "nothing to compute. Name one of arena, "),
        (["livebench", "--version", "2026-01-09"], "livebench has no release '2026-01-09'. Write '2026-01-08'"),
        (["bfcl", "--version", "2026-01-08"], "bfcl has no releases, so none '2026-01-08'. Leave the version out."),
    ],
)
def test_what_cannot_be_computed_is_a_sentence_with_the_nearest_names(asked, said, capsys):
    assert main(["--root", str(ROOT), "aggregate", *asked]) == 2
    assert said in capsys.readouterr().err
