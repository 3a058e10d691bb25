"""Makes the search index of a built site with Pagefind."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

_FOLDER = "pagefind"
_kept: list[Path] = []


def index(site: Path, *, keep: bool = False) -> None:
    """Write `pagefind/` into `site`; raise RuntimeError with Pagefind's words if it fails.

    With `keep`, as under `mkdocs serve`, the first index of the process is used again, because making one
    takes longer than an editor wants to wait.
    """
    if keep and _kept:
        shutil.copytree(_kept[0], site / _FOLDER, dirs_exist_ok=True)
        return
    done = subprocess.run(
        [sys.executable, "-m", "pagefind", "--site", str(site), "--quiet"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"Pagefind made no index: {done.stderr.strip() or done.stdout.strip()}")
    for extra in ("pagefind-ui.css", "pagefind-ui.js", "pagefind-modular-ui.css", "pagefind-modular-ui.js"):
        (site / _FOLDER / extra).unlink(missing_ok=True)
    if keep:
        folder = Path(tempfile.mkdtemp(prefix="tokonomix-search-")) / _FOLDER
        shutil.copytree(site / _FOLDER, folder)
        _kept.append(folder)
