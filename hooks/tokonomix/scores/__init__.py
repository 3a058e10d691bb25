"""Scores: abilities, ranks and boards from published numbers. Frames in, frozen results out; knows nothing
of the rest.
"""

from .board import (
    METHOD_VERSION,
    Board,
    Boards,
    Entry,
    Gap,
    LiveTest,
    Method,
    PreferenceBoard,
    PreferenceRow,
    Table,
    TableRow,
)
from .make import make_boards
from .normalise import COLUMNS
from .score import Category

__all__ = [
    "COLUMNS",
    "METHOD_VERSION",
    "Board",
    "Boards",
    "Category",
    "Entry",
    "Gap",
    "LiveTest",
    "Method",
    "PreferenceBoard",
    "PreferenceRow",
    "Table",
    "TableRow",
    "make_boards",
]
