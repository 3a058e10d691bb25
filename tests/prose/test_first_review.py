"""The first review on the real records: what its page must show, and that it fails when a row it needs is gone."""

from __future__ import annotations

import html
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tokonomix.__main__ import main
from tokonomix.rules.sections import SECTIONS

ROOT = Path(__file__).resolve().parents[2]
NAME = "gpt-4o-mini-realtime-preview-2024-12-17"
REVIEW = f"content/models/{NAME}.md"


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of data/ and content/ with the fits that are already made, so that nothing is computed twice."""
    root = tmp_path_factory.mktemp("copy")
    for folder in ("data", "content", ".cache/tokonomix"):
        if (ROOT / folder).is_dir():
            shutil.copytree(ROOT / folder, root / folder)
    return root


@pytest.mark.parametrize("rate", ["text.input", "text.output", "text.cache_read", "audio.input", "audio.output", "audio.cache_read"])
def test_without_one_of_its_prices_the_sentence_that_needs_it_is_named(copied: Path, capsys: Any, rate: str) -> None:
    prices = copied / "data" / "prices" / "openai.csv"
    whole = prices.read_text("utf-8")
    lines = whole.splitlines(keepends=True)
    kept = [line for line in lines if not re.match(rf"{NAME},[^,]*,[^,]*,{re.escape(rate)},", line)]
    assert len(kept) == len(lines) - 1
    try:
        prices.write_text("".join(kept), "utf-8")
        code = main(["--root", str(copied), "--today", "2026-11-22", "check"])
    finally:
        prices.write_text(whole, "utf-8")
    told = [line for line in capsys.readouterr().err.splitlines() if f"no price '{rate}' of {NAME}" in line]
    written = (ROOT / REVIEW).read_text("utf-8").split("\n")
    assert code == 1
    assert told
    for line in told:
        path, row, column, _message = line.split(":", 3)
        assert path == REVIEW
        assert written[int(row) - 1][int(column) - 1 :].startswith(rate)


def test_its_page_shows_prices_context_lifecycle_and_who_disagrees(site_dir: Path) -> None:
    page = (site_dir / "models" / NAME / "index.html").read_text("utf-8")
    text = re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", "", page))).replace("US$ ", "$")
    facts = re.search(r"Audio price(.*?)Knowledge to", text)
    assert facts
    assert "$10.00 in, $20.00 out" in facts[1]
    assert "$0.60 in, $2.40 out" in facts[1]
    assert "16,000 tokens" in facts[1]
    for claim in ("32,000 (TrueFoundry models)", "128,000 (litellm price map and tokencost)"):
        assert claim in text
    assert "23 July 2026 (OpenAI deprecations, archived copy of 22 April 2026) and 20 January 2027 (litellm price map)" in text
    assert "Creative: not run, because no result was reported" in text
    for heading in SECTIONS:
        assert f"{heading}</h2>" in page


def test_its_prose_is_of_the_length_of_a_review(site_dir: Path) -> None:
    page = (site_dir / "models" / NAME / "index.html").read_text("utf-8")
    article = page[page.index('<article class="prose') : page.index('id="sources"')]
    paragraphs = re.findall(r"<p>(.*?)</p>", article, re.DOTALL)
    words = " ".join(re.sub(r"<[^>]+>", "", paragraph) for paragraph in paragraphs).split()
    assert 900 <= len(words) <= 1800
