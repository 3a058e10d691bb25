"""The repositories that the benchmark measures are of the stated size and sound; no test looks at a clock."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tokonomix.load import load
from tools.bench import AIM, BENCHMARKS, BOARDS, Size, make_repository, measure

SMALL = Size(models=30, rates=1000, results=60 * BENCHMARKS)


def test_a_made_repository_has_its_size_and_nothing_to_mend(tmp_path: Path) -> None:
    make_repository(tmp_path, SMALL)
    catalog = load(tmp_path)
    assert Size(len(catalog.models), len(catalog.prices), len(catalog.results)) == SMALL


def test_a_made_repository_has_the_same_bytes_each_time(tmp_path: Path) -> None:
    for name in ("first", "second"):
        make_repository(tmp_path / name, SMALL)
    assert texts(tmp_path / "first") == texts(tmp_path / "second")


def texts(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def test_the_aim_can_be_made_of_models_rates_and_results_that_differ() -> None:
    assert AIM.rates <= AIM.models * 72
    assert AIM.results % BENCHMARKS == 0


def test_a_cold_run_finds_nothing_kept_and_the_next_one_does(tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    code = (
        "import pathlib, sys; root = pathlib.Path(sys.argv[1]); kept = root / '.cache' / 'x';"
        "open(root / 'seen', 'a').write('kept ' if kept.exists() else 'cold ');"
        "kept.parent.mkdir(exist_ok=True); kept.touch()"
    )
    cold, unchanged = measure(tmp_path, (sys.executable, "-c", code, str(tmp_path)), runs=2)
    assert seen.read_text("utf-8") == "cold cold kept kept "
    assert min(cold, unchanged) > 0


def test_the_boards_of_all_months_are_made_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")  # 22 November 2026, in the month of the newest results
    make_repository(tmp_path, SMALL)
    measure(tmp_path, (sys.executable, "-c", BOARDS, str(tmp_path)), runs=1)
    months = {(r.published_on.year, r.published_on.month) for r in load(tmp_path).results if r.published_on}
    assert months == {(2026, 10), (2026, 11)}
    assert len(list((tmp_path / ".cache/tokonomix/months").glob("*.pickle"))) == 1, "November is not over"
    assert len(list((tmp_path / ".cache/tokonomix").glob("*.pickle"))) == 1
