"""Patterns that find whole words, whatever their capitals."""

from __future__ import annotations

import re

SIZE_OF_CONTEXT = "context (?:window|length|size|limit)s?|context (?:is|was|of|holds|reaches|comes)"
"""Words for how much a model holds: where its answers get worse is another number of tokens."""


def words(*alternatives: str) -> re.Pattern[str]:
    """Return what finds any of the alternatives, each a regular expression, as whole words."""
    return re.compile(rf"\b(?:{'|'.join(alternatives)})\b", re.IGNORECASE)
