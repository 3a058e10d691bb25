"""What tests of pages share: the edition of our own data on the fixed day."""

from datetime import date
from pathlib import Path

import pytest

from tokonomix.edition import Edition
from tokonomix.load import load

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def edition():
    """Return the edition of this repository's own data."""
    return Edition(load(ROOT), date(2026, 11, 22), ROOT / ".cache" / "tokonomix")
