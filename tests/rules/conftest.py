"""The small repository of the prose with a faulty review, and with a clean one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.rules.reviews import GOLDEN, HERE, LATER, REVIEW, TODAY
from tests.signing import sign
from tokonomix.edition import Edition
from tokonomix.load import load


@pytest.fixture(scope="session")
def repositories(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the small repository of the prose with the faulty review, and with the clean one."""
    found = {}
    for name in ("faulty", "clean"):
        root = tmp_path_factory.mktemp(name) / "repository"
        shutil.copytree(HERE.parent / "prose" / "small", root)
        for source, target in (
            (f"{name}.md", REVIEW), ("voice.md", "content/use-cases/voice.md"),
            ("numbers.csv", "data/numbers.csv"), ("words.csv", "data/words.csv"),
        ):  # fmt: skip
            (root / target).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(GOLDEN / source, root / target)
        sign(root)
        # After the review one model is replaced and ends, another comes.
        robot = root / "data/models/robotics/robot-b.yml"
        ended = "deprecated_on: 2027-01-01\nshutdown_on: 2027-06-01\nreplacement: robot-f\n"
        robot.write_text(robot.read_text("utf-8") + ended, "utf-8")
        text = "name: Robot 5 Plus\nkind: model\nvendor: robotics\nreleased: 2027-02-01\nsource: pricebook\nread: 2026-11-21\n"
        robot.with_name("robot-f.yml").write_text(text, "utf-8")
        soon = text.replace("Robot 5 Plus", "Robot Soon").replace("2027-02-01", "2026-11-25")
        robot.with_name("robot-soon.yml").write_text(soon, "utf-8")
        # Two share a part of their names, and one of them can be had by whoever wants to run it.
        for end, more in (("Large", "weights: {open: true}\n"), ("Small", "")):
            gizmo = text.replace("Robot 5 Plus", f"Gizmo {end}").replace("2027-02-01", "2025-02-01") + more
            robot.with_name(f"gizmo-{end.lower()}.yml").write_text(gizmo, "utf-8")
        with (root / "data/workloads.yml").open("a", encoding="utf-8") as file:
            file.write("letter: {name: Letters, unit: letter, units: 10, uses: {text.input: 100}, note: None.}\n")
        found[name] = root
    with (found["faulty"] / "data/numbers.csv").open("a", encoding="utf-8") as file:
        file.write(f"four walls,{REVIEW},a saying\n")
    return found


@pytest.fixture(scope="session")
def faulty(repositories: dict[str, Path]) -> Edition:
    return Edition(load(repositories["faulty"]), TODAY)


@pytest.fixture(scope="session")
def later(repositories: dict[str, Path]) -> Edition:
    return Edition(load(repositories["faulty"]), LATER)
