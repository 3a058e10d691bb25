"""The ledger of forecasts: all of them, open ones first, overdue ones marked, and an honest word where there is none."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from tokonomix.edition import Edition
from tokonomix.load import load
from tokonomix.pages import forecasts

FORECASTS = """forecasts:
  - {statement: 'It stays at {{ price("audio.output") }}.{{ cite("pricebook") }}', made_on: 2026-01-01, due_by: 2027-06-01, judged_by: its price}
  - {statement: It ends., made_on: 2026-01-01, due_by: 2026-06-01, judged_by: its page, outcome: miss}
  - {statement: It is late., made_on: 2026-01-01, due_by: 2026-10-01, judged_by: its page}
"""


def ledger(root: Path) -> Any:
    (made,) = forecasts.make(Edition(load(root), date(2026, 11, 22)))
    return made.view


def foretell(root: Path) -> None:
    path = root / "content/models/acme-voice.md"
    text = path.read_text("utf-8").replace("switch:\n", f"{FORECASTS}switch:\n", 1)
    path.write_text(text.rstrip("\n") + '\n\n{{ part("forecasts") }}\n', "utf-8")


def test_open_forecasts_stand_first_and_what_is_past_its_day_is_marked(small: Path) -> None:
    foretell(small)
    shown = ledger(small)
    assert [(f["due"]["iso"], f["outcome_text"], f["late"]) for f in shown["open"]] == [
        ("2026-10-01", "Open, past its day", True),
        ("2027-06-01", "Open", False),
    ]
    assert [f["outcome_text"] for f in shown["judged"]] == ["Did not come true"]
    assert shown["summary"] == (
        "3 forecasts: 1 did not come true and 2 open. 1 open one is past the day without an outcome."
    )


def test_its_numbers_and_sources_are_bound_on_this_page(small: Path) -> None:
    foretell(small)
    shown = ledger(small)
    statement = shown["open"][1]["statement"]
    assert 'href="../../models/acme-voice/#r-prices-' in statement
    assert 'href="#c1"' in statement
    assert [cite["n"] for cite in shown["cites"]] == [1]


def test_a_site_without_forecasts_says_so(small: Path) -> None:
    shown = ledger(small)
    assert (shown["summary"], shown["open"], shown["judged"]) == ("No review has made a forecast yet.", [], [])
