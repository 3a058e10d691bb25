"""An edition shows what is true on its day, by what is known now."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tokonomix.bindings import Absent, Bindings
from tokonomix.calendar import today
from tokonomix.edition import Edition
from tokonomix.load import load
from tokonomix.problem import Place
from tokonomix.reads import Bound


def on(small: Path, day: str) -> tuple[Edition, Bindings]:
    edition = Edition(load(small), date.fromisoformat(day))
    return edition, Bindings(edition, "models/acme-large/", Place("x"))


def shown(value: Bound | Absent) -> str:
    return value.text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("day", "price"), [("2025-06-01", "US$ 3.00"), ("2026-01-31", "US$ 3.00"), ("2026-02-01", "US$ 2.00")]
)
def test_a_price_is_that_of_the_day(small: Path, day: str, price: str) -> None:
    assert shown(on(small, day)[1].price("acme-large", "text.input")) == price


def test_a_price_before_its_first_day_is_not_listed(small: Path) -> None:
    assert shown(on(small, "2025-02-28")[1].price("acme-large", "text.input")) == "not listed"


@pytest.mark.parametrize(
    ("day", "state"),
    [("2025-02-01", "unknown"), ("2025-03-01", "current"), ("2026-09-01", "deprecated"), ("2026-12-31", "retired")],
)
def test_a_snapshot_lives_by_its_days(small: Path, day: str, state: str) -> None:
    edition, _ = on(small, day)
    assert edition.catalog.models["acme-large-2025-03-01"].state(edition.today) == state


@pytest.mark.parametrize(("day", "target"), [("2026-08-31", "acme-large-2025-03-01"), ("2026-09-01", "acme-large")])
def test_an_alias_points_where_it_pointed_that_day(small: Path, day: str, target: str) -> None:
    edition, _ = on(small, day)
    assert edition.catalog.target("acme-latest", edition.today) == target


def test_a_disputed_day_is_shown_with_every_claim_and_followed_by_none(small: Path) -> None:
    edition, bindings = on(small, "2026-11-22")
    assert shown(bindings.fact("acme-voice", "shutdown_on")) == "23 July 2026 or 20 January 2027"
    assert edition.catalog.models["acme-voice"].state(edition.today) == "deprecated"


def test_a_fact_names_the_sources_that_disagree(small: Path) -> None:
    value = on(small, "2026-11-22")[1].fact("acme-large", "limits.context")
    assert isinstance(value, Bound)
    terms = {(term, text.split(":")[0]) for term, text, _ in value.rows if term in ("Agrees", "Disagrees")}
    assert terms == {("Disagrees", "Pricebook")}


def test_every_bound_value_is_noted_as_a_read_of_its_record(small: Path) -> None:
    _, bindings = on(small, "2026-11-22")
    bindings.price("acme-large", "text.output")
    bindings.fact("acme-large", "limits.context")
    assert {(read.record, read.field) for read in bindings.ledger.reads} == {
        ("prices/acme#acme-large@global/standard/text.output/2025-03-01", "amount"),
        ("models/acme-large#limits.context", "value"),
    }


def test_pages_print_the_newest_day_on_record_not_today(small: Path) -> None:
    assert on(small, "2026-11-22")[0].as_of == date(2026, 11, 21)
    assert on(small, "2026-12-31")[0].as_of == date(2026, 12, 31), "a shutdown took effect"


def test_the_day_comes_from_the_option_else_the_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    assert today() == date(2026, 11, 22)
    assert today("2026-01-02") == date(2026, 1, 2)
