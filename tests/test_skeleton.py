"""A new review: a draft whose sentences are true as they stand, refused until it is written."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tokonomix.__main__ import main
from tokonomix.bindings import Bindings
from tokonomix.edition import Edition
from tokonomix.problem import Place
from tokonomix.rules.sections import SECTIONS
from tokonomix.skeleton import skeleton

SMALL = Path(__file__).resolve().parent / "prose" / "small"


def run(root: Path, *arguments: str) -> int:
    return main(["--root", str(root), "--today", "2026-11-22", *arguments])


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = Path(shutil.copytree(SMALL, tmp_path / "repository"))
    (root / "data/numbers.csv").write_text("text,page,why\nNext six months,,a heading of every review\n", "utf-8")
    return root


@pytest.mark.parametrize("model", ["acme-large", "robot", "robot-twin", "acme-old", "acme-voice"])
def test_a_new_review_passes_the_check_whatever_is_recorded_of_its_model(
    repository: Path, capsys: Any, model: str
) -> None:
    (repository / f"content/models/{model}.md").unlink(missing_ok=True)
    assert run(repository, "new", "review", model) == 0
    assert run(repository, "check") == 0, capsys.readouterr().err


def test_it_has_every_section_in_its_order_and_binds_what_is_known(repository: Path) -> None:
    run(repository, "new", "review", "acme-large")
    text = (repository / "content/models/acme-large.md").read_text("utf-8")
    assert tuple(re.findall(r"(?m)^## (.*)$", text)) == tuple(SECTIONS)
    assert text.startswith("---\n# yaml-language-server: $schema=../../data/schema/review.json\n")
    for bound in ('price("text.input", unit=True)', 'fact("limits.context")', 'rank("reasoning")', "residency()"):
        assert f"{{{{ {bound} }}}}" in text
    assert 'price("audio.output"' not in text


def test_the_check_counts_what_is_still_to_be_written(repository: Path, capsys: Any) -> None:
    run(repository, "new", "review", "acme-large")
    count = (repository / "content/models/acme-large.md").read_text("utf-8").count("{{ todo(")
    capsys.readouterr()
    assert run(repository, "check") == 0
    path = "content/models/acme-large.md"
    told = f"{path}: draft, {count} passages to write; the first passage at {path}:3:11, all with 'tokonomix check --due'"
    assert told in capsys.readouterr().out
    run(repository, "check", "--due")
    assert capsys.readouterr().out.count("still to be written") == count


def test_the_check_names_the_sections_that_a_draft_lacks(repository: Path, capsys: Any) -> None:
    run(repository, "new", "review", "acme-large")
    path = repository / "content/models/acme-large.md"
    text = path.read_text("utf-8").replace("## In short", "# In short").replace("## Next six months", "Later")
    path.write_text(text.replace('{{ part("peers") }}', ""), "utf-8")
    capsys.readouterr()
    assert run(repository, "check") == 0
    told = capsys.readouterr().out
    assert 'to write, 2 sections missing: In short; Next six months, nowhere {{ part("peers") }}; the first' in told


def test_published_unwritten_it_is_refused_at_every_passage(repository: Path, capsys: Any) -> None:
    run(repository, "new", "review", "acme-large")
    path = repository / "content/models/acme-large.md"
    text = path.read_text("utf-8")
    path.write_text(text.replace("status: draft", "status: published"), "utf-8")
    capsys.readouterr()
    assert run(repository, "check") == 1
    told = [line for line in capsys.readouterr().err.splitlines() if "still to be written" in line]
    assert len(told) == text.count("{{ todo(") > 10
    assert told[0].startswith("content/models/acme-large.md:3:11: still to be written: what it is for")


def test_a_review_is_never_written_over(repository: Path, capsys: Any) -> None:
    assert run(repository, "new", "review", "acme-large") == 0
    assert run(repository, "new", "review", "acme-large") == 2
    assert "'acme-large' has a review: content/models/acme-large.md. Edit that file." in capsys.readouterr().err


def test_a_model_that_is_not_ours_is_refused_with_the_nearest(repository: Path, capsys: Any) -> None:
    assert run(repository, "new", "review", "acme-lage") == 2
    told = capsys.readouterr().err
    assert "'acme-lage' is no model of ours. Name one of these, or begin its record with" in told
    assert "\n  acme-large  Acme Large, current, 6 results" in told


def test_without_a_model_those_on_sale_without_a_review_are_listed(repository: Path, capsys: Any) -> None:
    assert run(repository, "new", "review") == 0
    told = capsys.readouterr().out
    assert told.startswith("on sale and without a review, most results first:\n  acme-")
    assert "begin a review of one with: tokonomix new review <id>" in told
    assert "acme-voice" not in told


def test_it_presets_no_recommendation_and_speaks_once_of_what_is_not_scored(repository: Path, capsys: Any) -> None:
    run(repository, "new", "review", "acme-large")
    text = (repository / "content/models/acme-large.md").read_text("utf-8")
    assert "\n    to: []\n" in text
    assert text.count("what no score in") == 1
    assert text.count('{{ score("') == 1
    assert "# cases:" in text
    assert "# cycle:" in text
    prose = [line for line in text.splitlines() if not line.startswith(("|", "{{ todo"))]
    assert max(map(len, prose)) <= 120


def test_of_a_model_that_is_gone_it_says_so(repository: Path, capsys: Any) -> None:
    run(repository, "new", "review", "acme-old")
    assert "the model is retired: published, the review would stand marked as superseded" in capsys.readouterr().out
    assert "It is {{ state() }} and {{ ends() }}." in (repository / "content/models/acme-old.md").read_text("utf-8")


def test_it_compares_with_the_newest_sibling(repository: Path) -> None:
    run(repository, "new", "review", "robot-a")
    text = (repository / "content/models/robot-a.md").read_text("utf-8")
    assert '- {{ model("robot") }}:' in text
    assert 'It\n  {{ gap("robot", "reasoning") }}.' in text


@pytest.mark.parametrize("model", ["claude-sonnet-4-6", "glm-5.2", "deepseek-v4-pro"])
def test_no_sentence_on_a_category_has_one_verb_twice(edition: Edition, model: str) -> None:
    subject = edition.catalog.models[model]
    bindings = Bindings(edition, f"models/{model}/", Place(""))
    pairs = []
    for line in re.findall(r"- [A-Z]\w+: score .*?\.(?=\n[-\n])", skeleton(edition, subject), re.DOTALL):
        gaps = [bindings.gap(subject, edition.catalog.models[m], c) for m, c in re.findall(r'gap\("(.*?)", "(.*?)"\)', line)]
        pairs.append([gap[0] for gap in gaps if gap])
    assert any(pairs)
    assert all(len(verbs) == len({*verbs}) <= 2 for verbs in pairs)
