"""Tables of published figures: what was measured where, when and how often, without a rank."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pages.reading import page, plain
from tests.pages.worlds import edition_of
from tokonomix import wording
from tokonomix.bindings import Bindings
from tokonomix.edition import Edition
from tokonomix.pages import speed, voice_tables
from tokonomix.pages.boards import home_of
from tokonomix.pages.published import Column, Shown, table
from tokonomix.problem import Place

SPEED = "benchmarks/speed/"
VOICE = home_of("voice")


def made(edition: Edition, shown: Shown) -> dict[str, object]:
    found = table(edition, Bindings(edition, SPEED, Place("data")), shown)
    assert found
    return found


@pytest.mark.parametrize(
    ("home", "shown"),
    [*((SPEED, one) for one in speed.TABLES), *((VOICE, one) for one in voice_tables.TABLES)],
    ids=lambda value: value.title if isinstance(value, Shown) else "",
)
def test_every_figure_of_a_table_is_that_of_a_record(site_dir: Path, edition: Edition, home: str, shown: Shown) -> None:
    built = page(site_dir, home)
    found = made(edition, shown)
    shown_values = [[cell.value for cell in row.cells if cell.words != "not stated"] for row in built.rows(f"{found['id']}-table")]
    values = {
        str(r.value / r.n if r.n and r.metric.endswith("_turns") else r.value) for r in edition.catalog.results
        if r.benchmark == shown.benchmark and r.value is not None and any(c.holds(r) for c in shown.columns)
    }  # fmt: skip
    on_page = {value for row in shown_values for value in row if value}
    assert values <= on_page
    assert plain(shown.note) in built.words


def test_speed_names_what_is_on_record_and_ranks_nothing(site_dir: Path) -> None:
    built = page(site_dir, SPEED)
    assert "no figure recorded" not in built.words
    assert built.words.count("historic only") == 2
    assert "None on record has all of them, so nothing is ranked." in built.words
    assert "200–400 ms" in built.words
    assert not any(head.startswith("Rank") for heads in built.heads.values() for head in heads)


def test_old_services_are_labelled_historic_and_those_of_this_year_are_not(edition: Edition) -> None:
    assert {one.title: made(edition, one)["historic"] for one in speed.TABLES} == {
        "First answer of a text model": False, "Voice to voice": False, "Time of a function call": False,
        "One short answer, 2024": True, "150 requests to Llama 2, 2023/24": True,
        "Time per programming exercise": True,
    }  # fmt: skip


def test_percentiles_stand_beside_the_share_that_failed_and_the_answers_they_rest_on(
    site_dir: Path, edition: Edition
) -> None:
    found = made(edition, speed.UNDER_LOAD)
    built = page(site_dir, SPEED)
    name = f"{found['id']}-table"
    (row,) = (
        row for row in built.rows(name)
        if row.cells[0].words.startswith("Llama 2 7B Chat") and any(cell.words == "Lepton" for cell in row.cells)
    )  # fmt: skip
    heads = built.heads[name]
    failed = next(i for i, head in enumerate(heads) if head.startswith("Failed"))
    n = heads.index("n")
    assert row.cells[failed].words == "87"
    assert row.cells[n].words == "20–150"


def test_a_row_says_its_provider_and_region_where_the_source_does(edition: Edition) -> None:
    one = made(edition, speed.ONE_ANSWER)
    assert one["provider"]
    assert one["region"]
    assert not made(edition, speed.FIRST_ANSWER)["region"]


def test_a_mean_that_contradicts_its_own_columns_is_flagged_on_the_page(site_dir: Path) -> None:
    built = page(site_dir, VOICE)
    assert built.words.count("the mean of its own columns is") == 2
    assert "7.77 the mean of its own columns is 7.52" in built.words


def test_calls_with_another_customer_are_rows_of_their_own(edition: Edition) -> None:
    rows = made(edition, voice_tables.TELEPHONE)["rows"]
    assert isinstance(rows, list)
    mine = {row["under"]: row["notes"] for row in rows if row["name"] == "gpt-realtime-2" and row["link"]["variant"] == "xhigh effort"}
    assert mine["v1.0, version 1.0.0"] == []
    assert mine["gpt-5.5-2026-04-23 (xhigh), version 1.0.0"] == ["custom"]


def test_a_figure_that_may_not_rank_is_in_no_table(small: Path) -> None:
    shown = Shown("puzzles", "Puzzles", (Column("solved", next(iter(_tasks(small)))),), "A note.")
    assert table(edition_of(small), Bindings(edition_of(small), SPEED, Place("data")), shown)
    path = small / "data/sources.yml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("kind: independent, grade: published", "kind: independent, grade: reported"), "utf-8")
    assert table(edition_of(small), Bindings(edition_of(small), SPEED, Place("data")), shown) is None


def _tasks(small: Path) -> list[str]:
    return [r.task for r in edition_of(small).catalog.results if r.benchmark == "puzzles" and r.task and r.value is not None]


def test_the_count_of_a_table_is_that_of_its_rows(edition: Edition) -> None:
    for shown in (*speed.TABLES, *voice_tables.TABLES):
        found = made(edition, shown)
        assert found["count"].text == wording.count(len(found["rows"]))  # type: ignore[attr-defined,arg-type]
