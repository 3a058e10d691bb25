"""Own runs: a figure is measured only with the record of its run, and the two must fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import DAY
from tokonomix.__main__ import main
from tokonomix.boards import compute
from tokonomix.catalog import Catalog
from tokonomix.load import load

HEAD = "model,variant,published_as,task,metric,published,n,stderr,low,high,evaluated_on,published_on,source,note"
RUN = f"""what: puzzles
benchmark: puzzles
published_as: acme/acme-large
on: 2026-10-02
harness: Harness 1.2
commit: 9f8e7d6
items: 50
log: {64 * "a"}
read: 2026-11-21
"""
OWN = "own-runs: {name: Our runs, publisher: We, kind: own, grade: measured, licence: CC-BY-4.0, read: 2026-11-21}\n"


def with_run(root: Path, row: str, run: str = RUN, *, column: bool = True) -> Path:
    """Write one own result of acme-large, a source for it, and the record of a run."""
    (root / "data/runs").mkdir()
    (root / "data/runs/first.yml").write_text(run, "utf-8")
    with (root / "data/sources.yml").open("a", encoding="utf-8") as file:
        file.write(OWN)
    head = f"{HEAD},run" if column else HEAD
    (root / "data/results/puzzles.csv").write_text(f"{head}\n{row}\n", "utf-8")
    return root


def grade(catalog: Catalog) -> str:
    (result,) = catalog.results
    return catalog.grade(result)


ROW = "acme-large,,acme/acme-large,logic,solved,71.5,50,,,,2026-10-02,,own-runs,"


def test_a_result_is_measured_if_its_run_is_on_record_and_then_it_may_rank(small: Path) -> None:
    catalog = load(with_run(small, f"{ROW},first"))
    assert grade(catalog) == "measured"
    assert compute(catalog, catalog.results[0].evaluated_on).board("reasoning").entries  # type: ignore[arg-type]


@pytest.mark.parametrize("column", [True, False])
def test_an_own_result_that_names_no_run_is_reported_only_and_ranks_nothing(small: Path, column: bool) -> None:
    catalog = load(with_run(small, f"{ROW}," if column else ROW, column=column))
    assert grade(catalog) == "reported"
    assert not compute(catalog, catalog.results[0].evaluated_on).board("reasoning").entries  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("row", "what"),
    [
        (f"{ROW},first".replace("2026-10-02", "2026-10-03"), "the result is of day '2026-10-03', its run of '2026-10-02'"),
        (f"{ROW},first".replace("acme/", "other/"), "the result is of model 'other/acme-large', its run of 'acme/acme-large'"),
        (f"{ROW},first".replace("own-runs", "puzzles"), "source 'puzzles' is graded published, yet the row names a run"),
    ],
)
def test_a_run_fits_the_results_that_name_it(
    small: Path, row: str, what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(with_run(small, row)), "--today", DAY, "check"]) == 1
    assert what in capsys.readouterr().err


def test_a_run_of_another_benchmark_is_refused(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with_run(small, f"{ROW},first", RUN.replace("benchmark: puzzles", "benchmark: mazes"))
    assert main(["--root", str(small), "--today", DAY, "check"]) == 1
    assert "the result is of benchmark 'puzzles', its run of 'mazes'" in capsys.readouterr().err
