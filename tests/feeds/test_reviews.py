"""Reviews as text: Markdown beside the page and one file of the API, with values, sources, tables and speculation."""

from __future__ import annotations

import json
import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.signing import sign
from tokonomix.edition import Edition
from tokonomix.feeds import reviews
from tokonomix.load import load
from tokonomix.pages import model, part_tables
from tokonomix.prose.tables import values

GOLDEN = Path(__file__).resolve().parent / "golden"
REVIEW = "content/models/acme-large.md"
TWIN = "models/acme-large/index.md"
STATES = ("acme-old", "acme-voice", "robot-e", "robot-twin")
"""Models that are retired, disputed, level with another, and of which next to nothing is known."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return the small repository of prose with a review that places every part."""
    copy = tmp_path / "repository"
    shutil.copytree(ROOT / "tests/prose/small", copy)
    (copy / REVIEW).parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(GOLDEN / "review.source.md", copy / REVIEW)
    sign(copy, REVIEW)
    return copy


def written(root: Path, *, drafts: bool = False) -> dict[str, str]:
    edition = Edition(load(root), date(2026, 11, 22), drafts=drafts)
    outputs = reviews.make(edition, list(model.reviewed(edition)))
    return {output.uri: str(output.content) for output in outputs}


def approved(name: str, text: str) -> bool:
    path = GOLDEN / name
    if os.environ.get("APPROVE"):
        path.write_text(text, "utf-8")
    return text == path.read_text("utf-8")


def test_a_review_as_markdown_says_what_its_page_says(root: Path) -> None:
    assert approved("review.md", written(root)[TWIN])


def test_no_binding_and_no_markup_of_the_page_is_left_in_the_markdown(root: Path) -> None:
    text = written(root)[TWIN]
    assert "{{" not in text
    assert "<a " not in text
    assert "<!--part" not in text
    assert r"Acme \*Old\* 1\_0" in text


def test_the_api_has_each_review_as_plain_text_with_its_sources(root: Path) -> None:
    (item,) = json.loads(written(root)["api/v1/reviews.json"])["items"]
    assert item["verdict"] == "It costs US$\u00a02.00 and is current; Acme *Old* 1_0 was cheaper to love."
    assert item["strengths"] == [{"text": "It holds 200,000 tokens.[1]", "grade": "vendor"}]
    assert [source["n"] for source in item["sources"]] == [1, 2]
    assert item["markdown"] == TWIN
    assert item["body"] in written(root)[TWIN]


def test_what_became_older_than_its_data_says_so_in_both(root: Path) -> None:
    with (root / "data/seen/acme-large.csv").open("a", encoding="utf-8") as seen:
        seen.write('"price(""text.input"")",US$ 3.00,2026-11-22\n')
    record = root / "data/models/acme/acme-large.yml"
    record.write_text(record.read_text("utf-8") + "deprecated_on: 2026-11-20\nreplacement: robot-a\n", "utf-8")
    found = written(root)
    text = found[TWIN].replace("\u00a0", " ")
    assert "on its way out; read it to decide on the move. Its maker names Robot A as its successor.\n" in text
    assert "What changed bears on the verdict: the stage of a model's life. Nobody has reviewed it again yet.\n" in text
    changed = text.split("## Changed since the technical review\n\n")[1]
    assert changed.startswith("- 'US$ 3.00' is now 'US$ 2.00', in: It costs US$ 2.00 and is deprecated; Acme")
    (item,) = json.loads(found["api/v1/reviews.json"])["items"]
    assert (item["status"], item["successor"]) == ("superseded", "robot-a")
    assert item["turned"] == ["the stage of a model's life"]
    assert ("US$ 3.00", "US$ 2.00") in [(one["was"], one["now"]) for one in item["changes"]]


def test_a_draft_is_in_neither(root: Path) -> None:
    text = (root / REVIEW).read_text("utf-8")
    (root / REVIEW).write_text(text.replace("status: published", "status: draft"), "utf-8")
    found = written(root, drafts=True)
    assert list(found) == ["api/v1/reviews.json"]
    assert json.loads(found["api/v1/reviews.json"])["items"] == []


def test_the_tables_of_a_page_as_text_read_as_approved_in_every_state_of_the_records(root: Path) -> None:
    edition = Edition(load(root), date(2026, 11, 22))
    views = {page.view["model"].id: page.view for page in model.make(edition)}
    parts = []
    for name in STATES:
        made = {part: reviews.markdown(part_tables.tables(views[name], part)) for part in reviews.FOLLOWING}
        parts += [f"# {name}\n", *(f"## {part}\n\n{text}\n" for part, text in made.items())]
    assert approved("parts.md", "\n".join(parts))


def test_editions_that_ask_different_questions_are_tables_apart(root: Path) -> None:
    card = root / "data/benchmarks/puzzles.yml"
    card.write_text(card.read_text("utf-8") + "releases: by day\n", "utf-8")
    results = root / "data/results/puzzles.csv"
    with results.open("a", encoding="utf-8") as file:
        file.write("acme-large,,Acme Large,p1,solved,40.0,,,,,,2026-05-01,puzzles,\n")
    text = written(root)[TWIN]
    october, may = text.index("Puzzles, edition of 1\u00a0October 2026 ("), text.index("Puzzles, edition of 1\u00a0May 2026 (")
    assert october < text.index("| 88.0 % |") < may < text.index("| 40.0 % |")
    assert "Published" not in text[october:may]


def test_no_two_cells_of_a_part_have_one_name(root: Path) -> None:
    edition = Edition(load(root), date(2026, 11, 22))
    for page in model.make(edition):
        for part in reviews.FOLLOWING:
            keys = [value.key for value in values(part_tables.tables(page.view, part))]
            assert len(keys) == len(set(keys))


def test_the_built_page_links_to_its_markdown(site_dir: Path) -> None:
    pages = list((site_dir / "models").glob("*/index.md"))
    assert pages
    for page in pages:
        linked = '<link rel="alternate" type="text/markdown" href="index.md">'
        assert linked in page.with_suffix(".html").read_text("utf-8")
        assert page.read_text("utf-8").startswith("# ")
