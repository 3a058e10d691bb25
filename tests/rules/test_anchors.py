"""The anchors that a check knows of a page are those that its build gives it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.rules.reviews import script_of
from tokonomix.edition import Edition
from tokonomix.load import load
from tokonomix.pages.text import ELSEWHERE
from tokonomix.rules import page_links
from tokonomix.rules.anchors import AMID_DATA, MADE, anchors


def test_what_stands_amid_data_is_left_to_the_build() -> None:
    assert ELSEWHERE.keys() == AMID_DATA


def test_no_anchor_that_a_built_page_has_is_unknown(site_dir: Path) -> None:
    catalog = load(ROOT)
    names = [
        *(f"models/{name}" for name in catalog.reviews),
        *(f"use-cases/{name}" for name in catalog.use_cases),
        *(name for name in catalog.texts if name not in AMID_DATA),
    ]
    unknown = set()
    for name in names:
        page = site_dir / name.removesuffix("index") / "index.html"
        known = anchors(catalog, f"{name}.md")
        if known is None or not page.exists():
            continue  # a template of its own, or a draft
        built = re.findall(r'\sid="([^"]*)"', page.read_text("utf-8"))
        unknown |= {(name, one) for one in built if one not in known and not MADE.match(one)}
    assert not unknown


@pytest.mark.parametrize(
    ("link", "mend"),
    [
        ("use-cases/voice.md", "Write '../use-cases/voice.md', or the path of another page, from this page"),
        ("../use-cases/voicemail.md", "Write '../use-cases/voice.md', or the path of another page, from this page"),
        ("../use-cases/voting.md", "Write '../use-cases/voice.md', or the path of another page, from this page"),
        ("acme-lrge.md", "Write 'acme-large.md', or the path of another page, from this page"),
        ("../use-cases/voice.md#laws", "Write '#law', or write a heading of it in small letters"),
    ],
)
def test_a_wrong_link_is_mended_by_what_may_be_copied(faulty: Edition, link: str, mend: str) -> None:
    told = [one.mend for one in page_links.check(script_of(faulty, "acme-voice", f"See [this]({link})."))]
    assert told[-1].startswith(mend)
