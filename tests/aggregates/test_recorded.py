"""What the sources printed is what their own rules give from the parts in our records."""

from __future__ import annotations

from pathlib import Path

import pytest

from tokonomix.aggregates import AGGREGATES, aggregate
from tokonomix.load import load

ROOT = Path(__file__).parents[2]

CONTRADICT_THEMSELVES: dict[str, set[tuple[str, str]]] = {
    "open-asr": {
        ("efficient-speech/lite-whisper-large-v3-turbo-acc", "overall"),
        ("nvidia/canary-180m-flash", "overall"),
    },
}
"""Rows whose printed figure is not what their own columns give, by benchmark: published name and metric."""

PRINTED = {"bfcl": 981, "confabulations": 66, "euroeval": 265, "livebench": 45, "open-asr": 181}
"""How many figures with a rule each source printed; the others printed none, or our copy of them was left out."""


@pytest.fixture(scope="module")
def catalog():
    return load(ROOT)


@pytest.mark.parametrize("name", sorted(AGGREGATES))
def test_every_printed_aggregate_is_reproduced_within_rounding_but_for_the_named_exceptions(name, catalog):
    wrong = {(f.model, f.metric) for f in aggregate(catalog, name) if f.agrees is False}
    assert wrong == CONTRADICT_THEMSELVES.get(name, set())


@pytest.mark.parametrize("name", sorted(PRINTED))
def test_the_printed_aggregates_are_all_compared(name, catalog):
    assert sum(figure.agrees is not None for figure in aggregate(catalog, name)) == PRINTED[name]


def test_every_release_of_a_benchmark_by_day_has_its_figures(catalog):
    days = {r.published_on.isoformat() for r in catalog.results if r.benchmark == "livebench" and r.published_on}
    for day in days:
        assert any(figure.metric == "overall" for figure in aggregate(catalog, "livebench", day))
    assert len(days) == 5
