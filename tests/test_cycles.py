"""The cycle that scores belong to, as declared: which one runs, and what a page says of one that is over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.pages.reading import page, plain
from tokonomix import cycles
from tokonomix.bindings import Bindings
from tokonomix.catalog import Catalog
from tokonomix.edition import Edition
from tokonomix.load import load
from tokonomix.pages.boards import home_of
from tokonomix.problem import Place
from tokonomix.schema.registry import Cycle

OCTOBER = Cycle.model_validate({"name": "October 2026", "from": "2026-10-01", "until": "2026-11-01"})
NOVEMBER = Cycle.model_validate({"name": "November 2026", "from": "2026-11-01", "until": "2026-12-01"})


def declared(small: Path, **known: Cycle) -> Catalog:
    """Return the small world with these cycles declared."""
    return replace(load(small), cycles=known)


@pytest.mark.parametrize(
    ("day", "name"), [("2026-09-30", None), ("2026-10-01", "oct"), ("2026-11-01", "nov"), ("2027-05-05", "nov")]
)
def test_the_newest_cycle_is_the_one_that_began_last(small: Path, day: str, name: str | None) -> None:
    assert cycles.newest(declared(small, oct=OCTOBER, nov=NOVEMBER), date.fromisoformat(day)) == name


def test_a_cycle_is_over_on_the_day_after_its_last(small: Path) -> None:
    catalog = declared(small, oct=OCTOBER)
    assert cycles.last_day(catalog, "oct") == date(2026, 10, 31)
    assert not cycles.is_over(catalog, "oct", date(2026, 10, 31))
    assert cycles.is_over(catalog, "oct", date(2026, 11, 1))


@pytest.mark.parametrize(
    ("day", "known", "words"),
    [
        ("2026-11-22", {"oct": OCTOBER, "nov": NOVEMBER}, "October 2026; the current cycle is November 2026"),
        ("2027-03-01", {"oct": OCTOBER, "nov": NOVEMBER}, "October 2026; the newest cycle, now over, is November 2026"),
        ("2026-11-22", {"oct": OCTOBER}, "October 2026, which ended on 31 October 2026; no later one is declared"),
        ("2026-10-22", {"oct": OCTOBER}, "October 2026, the current one"),
    ],
)
def test_a_cycle_is_told_with_how_it_stands_to_the_newest(
    small: Path, day: str, known: dict[str, Cycle], words: str
) -> None:
    from_small = load(small)
    edition = Edition(replace(from_small, cycles=known, registries=from_small.registries), date.fromisoformat(day))
    edition.__dict__["as_of"] = edition.today  # whatever the small records say of their newest day
    parts = Bindings(edition, "x/", Place("x")).cycle_standing("oct")
    assert plain("".join(part if isinstance(part, str) else part.text for part in parts)) == words


def test_every_board_says_which_cycle_it_belongs_to(site_dir: Path, edition: Edition) -> None:
    name = cycles.newest(edition.catalog, edition.as_of)
    assert name is not None
    for category in edition.months.news:
        assert f"The cycle {edition.catalog.cycles[name].name} runs to" in page(site_dir, home_of(category)).words


def test_a_review_of_an_old_cycle_says_which_one_is_current(site_dir: Path, edition: Edition) -> None:
    told = 0
    for review in edition.reviews.values():
        if review.front.cycle:
            words = plain(page(site_dir, f"models/{review.id}/").words)
            assert f"Its own figures are of cycle {edition.catalog.cycles[review.front.cycle].name}; the" in words
            told += 1
    assert told
