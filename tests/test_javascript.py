"""Runs the tests of our JavaScript, tests/js/*.test.mjs, with the Node of the Python wheel."""

import subprocess
from pathlib import Path

import pytest

from tools.node import find_node

ROOT = Path(__file__).resolve().parent.parent
FILES = sorted((ROOT / "tests" / "js").glob("*.test.mjs"))


def test_there_are_tests_of_our_javascript():
    assert FILES, "tests/js holds no *.test.mjs"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_our_javascript_passes_its_own_tests(file):
    command = [find_node(), "--test", "--test-reporter=spec", file]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert result.returncode == 0, f"{result.stdout}\n{result.stderr}"
