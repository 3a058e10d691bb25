"""What `tokonomix board` prints of this repository, and the built page beside it."""

from __future__ import annotations

import io
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import DAY, ROOT
from tests.pages.reading import Page, page, plain
from tokonomix.__main__ import main
from tokonomix.boards import OVERALL, effort_words
from tokonomix.catalog import Catalog
from tokonomix.feeds.board_rows import SPEED
from tokonomix.load import load
from tokonomix.pages.boards import VOICE, home_of

CATEGORIES = tuple(yaml.safe_load((ROOT / "data/categories.yml").read_text("utf-8")))
SCORED = (OVERALL, *CATEGORIES)
EVERY = (*SCORED, VOICE, SPEED)
Item = dict[str, Any]


@cache
def catalog() -> Catalog:
    return load(ROOT)


@cache
def printed(board: str, form: str = "json", root: Path = ROOT, as_of: str = "") -> str:
    """Return what the command prints."""
    out = io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdout", out)
        if root == ROOT:
            patch.setattr("tokonomix.commands.load", lambda _root: catalog())  # read once, for it takes seconds
        asked = ["--root", str(root), "--today", DAY, "board", board, "--format", form]
        assert main([*asked, *(["--as-of", as_of] if as_of else [])]) == 0
    return out.getvalue()


def items(board: str, part: str) -> list[Item]:
    return [item for item in json.loads(printed(board))["items"] if item["part"] == part]


def built(site: Path, board: str) -> Page:
    return page(site, f"benchmarks/{SPEED}/" if board == SPEED else home_of(board))


def model_words(item: Item) -> str:
    name = catalog().models[item["model"]].name if item["model"] else item["name"]
    return plain(f"{name} {effort_words(item['figure']['variant'])}")
