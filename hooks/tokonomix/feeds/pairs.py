"""Whether one model is better than another, for any pair on any board: `/assets/data/pairs.json`, no contract."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from tokonomix.edition import Edition
from tokonomix.pages import pairs
from tokonomix.pages.made import Made, Output


def make(edition: Edition, made: Sequence[Made]) -> Iterator[Output]:  # noqa: ARG001 - part of the contract of feeds
    """Yield the file: for each board its models in order, the suites each took, and what is said of each pair."""
    whole = [board.plain() for board in pairs.boards(edition)]
    yield Output("assets/data/pairs.json", json.dumps(whole, ensure_ascii=False, separators=(",", ":")) + "\n")
