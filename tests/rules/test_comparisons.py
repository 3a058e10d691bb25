"""What is advised in place of words that compare binds as it is written, or no binding is advised."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.rules.reviews import TODAY, script_of
from tokonomix.edition import Edition
from tokonomix.load import load
from tokonomix.reads import Bound
from tokonomix.rules import frozen_words

SHOW = "Show both figures, and leave the comparison to the reader"


def mends(edition: Edition, body: str) -> list[str]:
    before = {*frozen_words.check(script_of(edition, "acme-large", ""))}
    return [one.mend for one in frozen_words.check(script_of(edition, "acme-large", body)) if one not in before]


@pytest.mark.parametrize(
    ("written", "advised"),
    [
        ('It is dearer than {{ model("acme-voice") }}.', 'it costs {{ price_gap("acme-voice", "text.input") }}'),
        ('In reasoning it beats {{ model("robot") }}.', 'Say that it {{ gap("robot", "reasoning") }}'),
    ],
)
def test_where_the_records_compare_the_advised_sentence_binds(faulty: Edition, written: str, advised: str) -> None:
    (mend,) = mends(faulty, written)
    assert advised in mend
    body = re.sub("Say that it (.*}}).*", r"It \1.", mend)
    assert mends(faulty, body) == []
    (said,) = (one for text in script_of(faulty, "acme-large", body).texts for one in text.said)
    assert any(isinstance(piece, Bound) for piece in said.phrase.pieces)


@pytest.mark.parametrize(
    "written",
    [
        'It is faster than {{ model("robot") }}.',
        'In coding it beats {{ model("robot") }}.',
        'It is dearer than {{ model("robot") }}.',
        'At {{ price("text.output") }} it is dearer than {{ model("acme-voice") }}.',
        'Robot B is cheaper than {{ model("robot") }}.',
        '{{ model("robot-a") }} is cheaper than {{ model("robot") }}.',
    ],
)
def test_where_no_record_compares_both_figures_are_to_be_shown(faulty: Edition, written: str) -> None:
    assert mends(faulty, written) == [SHOW]


def test_a_speed_that_both_have_is_advised_as_it_binds(repositories: dict[str, Path], tmp_path: Path) -> None:
    root = tmp_path / "repository"
    shutil.copytree(repositories["faulty"], root)
    with (root / "data/results/spoken.csv").open("a", encoding="utf-8") as file:
        for model in ("acme-large", "robot"):
            file.write(f"{model},provider=robotics region=fra,{model},turns,pause_p50,400,100,,,,,2026-10-05,spoken,\n")
    edition = Edition(load(root), TODAY)
    (mend,) = mends(edition, 'It is faster than {{ model("robot") }}.')
    mine, theirs = re.findall(r"{{.*?}}", mend)
    assert (mine, theirs) == ('{{ speed("pause_p50", "turns") }}', '{{ speed("pause_p50", "turns", model="robot") }}')
    script = script_of(edition, "acme-large", f"It took {mine} and {theirs}.")
    assert [bool(one.bound) for text in script.texts for one in text.said] == [True, True]
