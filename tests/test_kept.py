"""What is kept between runs saves time and hides nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pydantic
import pytest
import yaml

from tokonomix import kept, load, proof
from tokonomix.edition import Site
from tokonomix.kept import InColumns, cache_of, keep, state_of
from tokonomix.problem import Problem, SourceError

FOLDERS = ("data", "content")


@pytest.fixture(autouse=True)
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the package that is taken for the one that runs, so that who edits it now disturbs no test."""
    package = tmp_path / "copy" / "tokonomix"
    shutil.copytree(kept.PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(kept, "PACKAGE", package)
    monkeypatch.setattr(kept, "LOADED", kept._code())
    return package


def files(root: Path) -> list[Path]:
    return sorted(path for folder in FOLDERS for path in (root / folder).rglob("*") if path.is_file())


def kept_files(root: Path) -> list[Path]:
    return sorted((cache_of(root) / "records").glob("*"))


def refuse(*_: object) -> None:
    raise AssertionError("read again")


def test_what_passed_is_not_read_again_and_comes_back_equal(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = load.load(small)
    monkeypatch.setattr(load, "read", refuse)
    again = load.load(small)
    assert again == first
    assert [str(r.row.place("metric")) for r in again.results] == [str(r.row.place("metric")) for r in first.results]
    assert again.prices_of("acme-large") == first.prices_of("acme-large")


def test_any_byte_that_changes_is_seen(small: Path) -> None:
    before = {state_of(small, *FOLDERS)}
    changed = files(small)
    for path in changed:
        raw = path.read_bytes()
        path.write_bytes(raw[:-1] + bytes([raw[-1] ^ 1]) if raw else b" ")
        before.add(state_of(small, *FOLDERS))
        path.write_bytes(raw)
    assert len(changed) > 10
    assert len(before) == len(changed) + 1


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / "data/moved.csv").rename(root / "data/moves.csv"),
        lambda root: (root / "data/models/acme/acme-voice.yml").unlink(),
        lambda root: (root / "data/results/empty.csv").touch(),
        lambda root: (root / "data/prices").rename(root / "data/rates"),
    ],
    ids=["a file renamed", "a file removed", "an empty file added", "a folder renamed"],
)
def test_files_that_come_go_or_move_are_seen(small: Path, change: Callable[[Path], object]) -> None:
    before = state_of(small, *FOLDERS)
    change(small)
    assert state_of(small, *FOLDERS) != before


def test_bytes_that_move_from_one_file_to_the_next_are_seen(small: Path) -> None:
    first, second = small / "data/a.csv", small / "data/b.csv"
    states = set()
    for here, there in (("xy", "z"), ("x", "yz"), ("", "xyz")):
        first.write_text(here, "utf-8")
        second.write_text(there, "utf-8")
        states.add(state_of(small, *FOLDERS))
    assert len(states) == 3


def test_a_day_of_a_file_is_not_trusted(small: Path) -> None:
    load.load(small)
    path = small / "data/prices/acme.csv"
    told, text = path.stat(), path.read_text("utf-8")
    path.write_text(text.replace(",pricebook,", ",pricebooc,", 1), "utf-8")
    assert path.read_text("utf-8") != text
    assert path.stat().st_size == told.st_size
    os.utime(path, ns=(told.st_atime_ns, told.st_mtime_ns))
    with pytest.raises(SourceError, match="pricebooc"):
        load.load(small)


def test_a_problem_is_told_in_every_run_and_after_it_is_mended_no_more(small: Path) -> None:
    path = small / "data/prices/acme.csv"
    text = path.read_text("utf-8")
    path.write_text(text.replace("acme-large", "acme-lorge", 1), "utf-8")
    told = []
    for _ in range(2):
        with pytest.raises(SourceError) as error:
            load.load(small)
        told.append(error.value.problems)
    assert told[0] == told[1]
    assert kept_files(small) == []
    path.write_text(text, "utf-8")
    load.load(small)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda raw: b"",
        lambda raw: b"not what we wrote",
        lambda raw: raw[: len(raw) // 2],
        lambda raw: raw.replace(b"acme-large", b"acme-lorge", 1),
        lambda raw: raw + b" ",
    ],
    ids=["empty", "something else", "half", "one letter", "one byte more"],
)
def test_a_kept_file_that_was_spoilt_is_ignored_and_written_anew(small: Path, spoil: Callable[[bytes], bytes]) -> None:
    first = load.load(small)
    (path,) = kept_files(small)
    whole = path.read_bytes()
    path.write_bytes(spoil(whole))
    assert path.read_bytes() != whole
    assert load.load(small) == first
    assert kept.kept(path) == first


def test_a_kept_file_under_the_name_of_another_state_is_ignored(small: Path) -> None:
    load.load(small)
    (old,) = kept_files(small)
    with (small / "data/prices/acme.csv").open("a", encoding="utf-8") as file:
        file.write("acme-lorge,,,text.input,1,,,,,,acme-site,2026-10-01,,\n")
    old.rename(old.with_stem(str(state_of(small, *FOLDERS))))
    with pytest.raises(SourceError):
        load.load(small)


def edit(package: Path) -> None:
    with (package / "checks" / "price_states.py").open("a", encoding="utf-8") as file:
        file.write("# a rule\n")


def test_another_code_reads_anew(small: Path, package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = state_of(small, *FOLDERS)
    edit(package)
    monkeypatch.setattr(kept, "LOADED", kept._code())
    assert before
    assert state_of(small, *FOLDERS) not in (before, None)


def test_a_run_whose_code_was_edited_meanwhile_neither_keeps_nor_trusts(small: Path, package: Path) -> None:
    load.load(small)
    before = [path.read_bytes() for path in kept_files(small)]
    edit(package)
    with (small / "data/moved.csv").open("a", encoding="utf-8") as file:
        file.write("\n")
    load.load(small)
    assert [path.read_bytes() for path in kept_files(small)] == before
    assert len(before) == 1


def test_the_code_is_known_before_any_of_it_is_loaded() -> None:
    code = "import sys, tokonomix; print(sorted(name for name in sys.modules if name.startswith('tokonomix.')))"
    command = [sys.executable, "-c", code]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "['tokonomix.kept']\n"


def test_another_version_of_what_reads_reads_anew(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    states = {state_of(small, *FOLDERS)}
    for owner, name in ((pydantic, "VERSION"), (yaml, "__version__"), (sys, "version_info")):
        with monkeypatch.context() as patch:
            patch.setattr(owner, name, "0")
            states.add(state_of(small, *FOLDERS))
    assert len(states) == 4


def test_nothing_is_kept_below_a_folder_that_is_a_link(small: Path) -> None:
    (small / "data/prices").rename(small / "elsewhere")
    (small / "data/prices").symlink_to(small / "elsewhere")
    load.load(small)
    assert kept_files(small) == []


def test_what_was_edited_while_it_was_read_is_not_kept(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = load.read

    def edited_meanwhile(root: Path) -> object:
        found = read(root)
        with (root / "data/moved.csv").open("a", encoding="utf-8") as file:
            file.write("\n")
        return found

    monkeypatch.setattr(load, "read", edited_meanwhile)
    load.load(small)
    assert kept_files(small) == []


def test_runs_at_the_same_time_leave_one_whole_file(small: Path, package: Path) -> None:
    code = "import sys, pathlib, tokonomix.load as l; print(len(l.load(pathlib.Path(sys.argv[1])).prices))"
    command = [sys.executable, "-c", code, str(small)]
    same = {**os.environ, "PYTHONPATH": str(package.parent)}
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=same) for _ in range(4)]
    assert {run.communicate()[0] for run in runs} == {f"{len(load.load(small).prices)}\n"}
    assert {run.returncode for run in runs} == {0}
    (path,) = kept_files(small)
    assert kept.kept(path) == load.load(small)


def test_a_folder_that_cannot_be_written_costs_time_only(small: Path) -> None:
    (small / ".cache").write_text("no folder", "utf-8")
    assert load.load(small) == load.load(small)


def test_the_newest_are_kept_and_older_ones_dropped(tmp_path: Path) -> None:
    for number in range(5):
        keep(tmp_path / "few" / f"{number}.pickle", number, most=3)
    assert len(list((tmp_path / "few").iterdir())) == 3
    assert kept.kept(tmp_path / "few" / "4.pickle") == 4


def test_what_is_due_is_asked_on_each_day_anew(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[date] = []

    def rule(catalog: object, today: date) -> list[Problem]:
        asked.append(today)
        return []

    monkeypatch.setattr(proof, "DUE", (rule,))
    days = [date(2026, 11, 22), date(2026, 11, 22), date(2027, 11, 22)]
    for day in days:
        proof.examine(small, day, Site(), drafts=True)
    assert asked == days


def test_records_in_columns_come_back_as_they_were(small: Path, tmp_path: Path) -> None:
    catalog = load.load(small)
    price = catalog.prices[0]
    lists = (catalog.prices, catalog.results, (), (price,), (replace(price, note=None), replace(price, note="x")))
    keep(tmp_path / "x.pickle", [InColumns(records) for records in lists], most=1)
    assert kept.kept(tmp_path / "x.pickle") == list(lists)
