"""Installs a Chromium for the browser tests where none is found: `python -m tools.browser`."""

import os
import shutil
import subprocess
import sys

from tests.browser import chromium
from tools.node import find_node


def try_apt() -> bool:
    """Install Debian's Chromium; False where this is not Debian, we are not root, or it fails."""
    if shutil.which("apt-get") is None or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    # dpkg looks for its own tools in PATH, where a shell of root's may lack the sbin folders.
    path = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/local/sbin", "/usr/sbin", "/sbin"])
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "PATH": path}
    commands = (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"],
    )
    return all(subprocess.run(command, env=environment, check=False).returncode == 0 for command in commands)


def try_playwright() -> bool:
    """Download playwright's Chromium into the user's cache; False where that fails."""
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    environment = {**os.environ, "PLAYWRIGHT_NODEJS_PATH": str(find_node())}
    return subprocess.run(command, env=environment, check=False).returncode == 0


def main() -> int:
    """Make sure that a browser is there; 0 when it is, 1 after saying what is missing."""
    try:
        if chromium.find():
            return 0
        print("No Chromium or Chrome found: installing one for the browser tests (once)", flush=True)
        for install in (try_apt, try_playwright):
            if install() and chromium.find():
                return 0
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 1
    print(chromium.MISSING, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
