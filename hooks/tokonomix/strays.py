"""Files in the folders of records and texts that nobody reads: told, because who put them there thinks otherwise."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path, PurePosixPath

from tokonomix.problem import Place, Problem

ENDINGS = {".yaml": ".yml", ".yml": ".yml", ".csv": ".csv", ".md": ".md", ".markdown": ".md", ".mdown": ".md"}
"""Endings that people write, in small letters or capitals, and the one that is read."""


def strays(root: Path, read: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for each file of data/ that was not read, and each text of content/ under another ending."""
    for path in _files(root, "data"):
        if path not in read and not (path == "data/README.md" or path.startswith("data/schema/")):
            yield _stray(path)
    for path in _files(root, "content"):
        # Beside texts there may be pictures, which the site takes over as they are.
        if path not in read and ENDINGS.get(PurePosixPath(path).suffix.lower()) == ".md":
            yield _stray(path)


def _stray(path: str) -> Problem:
    file = PurePosixPath(path)
    proper = file.with_suffix(ENDINGS.get(file.suffix.lower(), file.suffix))
    mend = f"Rename it to {proper}"
    if proper == file:
        mend = "Move it to where data/README.md has such files, or remove it"
    return Problem(Place(path), "nothing here is read", mend)


def _files(root: Path, folder: str) -> Iterator[str]:
    """Yield the files below a folder, without those that systems and editors hide."""
    for here, folders, names in os.walk(root / folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and not name.endswith("~"):
                yield (Path(here) / name).relative_to(root).as_posix()
