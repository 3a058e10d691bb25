"""Runs `mkdocs serve` on a repository, as an editor does."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.conftest import environment, write_config

PATIENCE = 60
"""Seconds."""


@dataclass(frozen=True)
class Preview:
    """A running preview: its `address` with a slash at the end, and the file with what its terminal says."""

    address: str
    log: Path

    def __call__(self, path: str) -> str:
        """Return a page, '' while it cannot be had."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer:
                return str(answer.read().decode())
        except (urllib.error.URLError, ConnectionError):
            return ""

    @property
    def said(self) -> str:
        """Return what the terminal says."""
        return self.log.read_text("utf-8")


def until(found: Callable[[], bool]) -> None:
    """Wait until something holds; fail after a minute."""
    end = time.monotonic() + PATIENCE
    while not found():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.2)


@contextmanager
def previewing(root: Path) -> Iterator[Preview]:
    """Serve a repository that has only data/ and content/ with our own hooks, theme and settings."""
    write_config(root)
    config = yaml.safe_load((root / "mkdocs.yml").read_text("utf-8"))
    config["watch"] = [str(root / "data")]
    (root / "mkdocs.yml").write_text(yaml.safe_dump(config, sort_keys=False), "utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}", "-f", "mkdocs.yml"]
    with (root / "log").open("w") as log:
        server = subprocess.Popen(command, cwd=root, env=environment(), stdout=log, stderr=log)
    try:
        yield Preview(f"http://127.0.0.1:{port}/", root / "log")
    finally:
        server.terminate()
        server.wait()
