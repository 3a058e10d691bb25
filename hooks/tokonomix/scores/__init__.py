"""Scores: abilities, ranks and boards from published numbers. Frames in, frozen results out; knows nothing
of the rest.
"""

from .board import (
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
from .versions import METHOD_VERSION, VERSIONS, Version

__all__ = [
    "COLUMNS",
    "METHOD_VERSION",
    "VERSIONS",
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
    "Version",
    "make_boards",
]
