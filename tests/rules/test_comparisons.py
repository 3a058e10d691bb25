"""What is advised in place of words that compare binds as it is written, or no binding is advised."""

from __future__ import annotations

import re

import pytest

from tests.rules.reviews import script_of
from tokonomix.edition import Edition
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
