"""Finds a Chromium or Chrome that is installed on this machine."""

import os
import shutil
import sys
from contextlib import AbstractContextManager
from pathlib import Path

from playwright.sync_api import Playwright, sync_playwright

from tools.node import find_node

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PLACES = {
    "darwin": (
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ),
    "win32": (
        r"C:\Program Files\Google\Chrome\Application\chrome.exe",
        r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    ),
}
MISSING = (
    "No Chromium or Chrome found. Install one (Debian: apt install chromium; any system: "
    ".venv/bin/playwright install chromium), or name one in the environment variable CHROMIUM."
)
FLAGS = (
    "--no-sandbox",  # tests open only our own pages, and in a container as root Chromium starts in no other way
    "--disable-gpu",
    # What else would talk to the network behind our back:
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find() -> Path | None:
    """Path of the browser to use, or None; a name in CHROMIUM goes before everything else.

    Raises FileNotFoundError when CHROMIUM names no file.
    """
    named = os.environ.get("CHROMIUM")
    if named:
        found = shutil.which(named)
        if found is None:
            raise FileNotFoundError(f"CHROMIUM names '{named}', which is no program. Mend or unset it.")
        return Path(found)
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return Path(found)
    for place in PLACES.get(sys.platform, ()):
        if Path(place).is_file():
            return Path(place)
    return find_playwrights()


def drive() -> AbstractContextManager[Playwright]:
    """Playwright, on the Node of our own wheel: the one it brings needs libatomic, which a bare Debian lacks."""
    os.environ["PLAYWRIGHT_NODEJS_PATH"] = str(find_node())
    return sync_playwright()


def find_playwrights() -> Path | None:
    """The Chromium that `playwright install chromium` brought, or None."""
    with drive() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.is_file() else None
