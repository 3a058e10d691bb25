"""What `tokonomix show` prints of a model: each expression binds, and gives the text that stands beside it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tokonomix.__main__ import main
from tokonomix.bindings import Bindings
from tokonomix.cards import model_home
from tokonomix.edition import Edition
from tokonomix.kept import cache_of
from tokonomix.load import load
from tokonomix.problem import Place
from tokonomix.prose.bind import Binder
from tokonomix.prose.offered import _ARGUMENTS, Offered, offered
from tokonomix.prose.vocabulary import VOCABULARY
from tokonomix.source import Document, Page

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 23)
SMALL = Path(__file__).resolve().parent / "small"


@pytest.fixture(scope="module")
def real() -> Edition:
    """Return the real records."""
    return Edition(load(ROOT), TODAY, cache_of(ROOT))


def bound(edition: Edition, model: str, one: Offered) -> str:
    """Return what an expression says on the page of a model; fail if it has a fault."""
    page = Page("page.md", one.write, Document("page.md", {}, {}), one.write)
    binder = Binder(page, Bindings(edition, model_home(model), Place("page.md")), edition.catalog.models[model])
    plain = binder.body().plain
    assert not binder.problems, one.write
    return " ".join(plain.split())


def test_every_function_of_the_vocabulary_says_what_it_may_be_asked_of_a_model() -> None:
    assert tuple(_ARGUMENTS) == tuple(entry.name for entry in VOCABULARY)


@pytest.mark.parametrize("model", ["acme-voice", "acme-large", "acme-old", "robot", "robot-twin", "robot-voice"])
def test_every_expression_gives_the_text_beside_it(edition: Edition, model: str) -> None:
    found = [*offered(edition, edition.catalog.models[model])]
    assert len({one.write for one in found}) == len(found) > 10
    for one in found:
        assert bound(edition, model, one) == ("" if one.function == "part" else one.read)


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_so_it_does_for_any_model_of_the_real_records(real: Edition, data: Any) -> None:
    model = data.draw(st.sampled_from(sorted(real.catalog.models)))
    found = [one for one in offered(real, real.catalog.models[model]) if one.function != "part"]
    for one in data.draw(st.lists(st.sampled_from(found), max_size=10)):
        assert bound(real, model, one) == one.read


def test_it_names_setting_platform_day_and_condition_only_where_they_are_needed(edition: Edition) -> None:
    voice, large, robot = (
        {one.write: one.read for one in offered(edition, edition.catalog.models[name])}
        for name in ("acme-voice", "acme-large", "robot-voice")
    )
    assert voice['{{ reported("solved", "turns") }}'] == "72.50 %"
    assert voice['{{ price("audio.output", platform="cloudy", region="eu") }}'] == "US$ 22.00"
    assert large['{{ price("text.input", day="2026-01-31") }}'] == "US$ 3.00"
    assert large['{{ price("text.input", when="input>128k") }}'] == "US$ 4.00 (above 128,000 tokens of input)"
    assert robot['{{ items("pause_p50", "turns", setting="provider=cloudy region=iad") }}'] == "100"
    assert large['{{ score("coding") }}'] == "not scored"
    assert '{{ score("coding", interval=True) }}' not in large


def test_it_says_which_test_which_seller_and_why_there_is_no_score(edition: Edition) -> None:
    voice, large = (
        {one.write: (one.under, one.about) for one in offered(edition, edition.catalog.models[name])}
        for name in ("acme-voice", "acme-large")
    )
    assert voice['{{ reported("solved", "turns") }}'] == (
        "Spoken cycle", "Turns: Solved, high effort, n not stated, 5 October 2026")  # fmt: skip
    assert voice['{{ price("audio.output", platform="cloudy", region="eu") }}'] == (
        "Cloudy", "Audio output, per 1M tokens, EU")  # fmt: skip
    assert large['{{ price("text.input", day="2026-01-31") }}'] == (
        "Acme API, meant where no platform is named", "Text input, per 1M tokens, until 31 January 2026")  # fmt: skip
    assert large['{{ score("reasoning") }}'] == ("", "Reasoning, effort not stated")
    assert large['{{ score("coding") }}'] == (
        "", "Coding: no source of ours has a correctness result of it in this category")  # fmt: skip


def run(*arguments: str) -> int:
    return main(["--root", str(SMALL), "--today", "2026-11-22", "show", *arguments])


def test_words_leave_only_the_expressions_that_hold_them_all(capsys: Any) -> None:
    assert run("acme-voice", "reported", "logic") == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[0].startswith("Acme Voice: what may be written")
    assert shown[2].startswith("reported: A figure of a benchmark")
    assert shown[3] == "  Spoken cycle"
    assert all("logic" in line for line in shown[4:])
    first = '    {{ reported("solved", "logic") }}  60–65 %      Logic: Solved, n not stated, 5 October 2026'
    assert shown[4] == first
    assert run("acme-voice", "reported", "spoken", "october") == 0
    assert "Solved, high effort" in capsys.readouterr().out
    assert run("acme-voice", "nonesuch") == 2
    assert "nothing of 'acme-voice' has all of: nonesuch" in capsys.readouterr().err


def test_without_an_id_it_lists_models_to_write_of_and_by_words_those_on_sale_first(capsys: Any) -> None:
    assert run() == 0
    shown = capsys.readouterr().out
    assert shown.startswith("on sale and without a review, most results first:\n  acme-large ")
    assert "acme-voice" not in shown
    assert run("acme") == 0
    names = [line.split()[0] for line in capsys.readouterr().out.splitlines() if line.startswith("  ")]
    assert names[0] == "acme-large"
    assert {"acme-old", "acme-voice"} <= {*names}
    assert run("qqqq") == 2
    assert "no model has 'qqqq'" in capsys.readouterr().err
