"""What tests of several rooms share: a small repository to change, and the real site, built once."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import yaml

from tokonomix.edition import Edition
from tokonomix.kept import cache_of
from tokonomix.load import load

ROOT = Path(__file__).resolve().parent.parent
DAY = "2026-11-22"
EPOCH = "1795305600"
"""22 November 2026, so that no test depends on the clock."""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return a copy of the small repository in tests/small, free to change."""
    root = tmp_path / "small"
    shutil.copytree(ROOT / "tests" / "small", root)
    return root


@pytest.fixture
def mkdocs() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Return a function that runs the real MkDocs on a repository that has only data/ and content/."""
    return run_mkdocs


def run_mkdocs(root: Path, *arguments: str, **extra: object) -> subprocess.CompletedProcess[str]:
    """Run `mkdocs build --strict` on `root` with our own hooks, theme and settings."""
    write_config(root, **extra)
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--strict",
        "--config-file",
        str(root / "mkdocs.yml"),
        *arguments,
    ]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment(), cwd=root)


def write_config(root: Path, **extra: object) -> None:
    """Write a mkdocs.yml that is ours but for absolute paths to our hooks and theme, which are never copied."""
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    config["hooks"] = [str(ROOT / "hooks" / "main.py")]
    config["theme"]["custom_dir"] = str(ROOT / "overrides")
    config["watch"] = []
    config["extra"] = {**config["extra"], **extra}
    (root / "mkdocs.yml").write_text(yaml.safe_dump(config, sort_keys=False), "utf-8")


def environment() -> dict[str, str]:
    """Return the environment of a build on the fixed day, without the theme's banners."""
    banners = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    kept = {name: value for name, value in os.environ.items() if name != "SITE_URL"}
    return {**kept, **banners, "SOURCE_DATE_EPOCH": EPOCH}


@pytest.fixture(scope="session")
def site_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of this repository, built strictly by the command people use, once for all workers."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    target, done = shared / "site", shared / "site.done"
    with (shared / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(target)]
            run = subprocess.run(
                command, capture_output=True, text=True, check=False, env=environment(), cwd=ROOT
            )
            assert run.returncode == 0, run.stderr
            done.touch()
    return target


@pytest.fixture(scope="session")
def edition() -> Edition:
    """Return the records of this repository on the fixed day, with the fits kept where `make check` keeps them."""
    return Edition(load(ROOT), date.fromisoformat(DAY), cache_of(ROOT))
