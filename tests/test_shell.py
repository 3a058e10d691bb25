"""The command as a shell runs it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_a_reader_that_has_enough_ends_the_command_without_a_traceback():
    command = [sys.executable, "-m", "tokonomix", "--today", "2026-11-22", "board", "coding", "--format", "json"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(1)  # of far more than a pipe holds
        process.stdout.close()
        said = process.stderr.read()
    assert said == ""
    assert process.returncode == 1
