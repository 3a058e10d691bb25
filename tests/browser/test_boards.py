"""Leaderboards in a real browser: retired models are hidden until asked for, the rest of the board stays what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.serving import serving

BOARDS = ("benchmarks/leaderboard/", "benchmarks/leaderboard/coding/", "benchmarks/leaderboard/voice/")


@pytest.fixture(scope="module")
def site(site_dir: Path) -> Iterator[str]:
    with serving(site_dir) as address:
        yield address


@pytest.mark.parametrize("board", BOARDS)
def test_retired_models_are_hidden_until_asked_for_and_counted(site: str, page: Page, board: str) -> None:
    page.goto(site + board)
    rows = page.locator("#board tbody tr:not(.sub)")
    gone = page.locator("#board tbody tr[data-retired]")
    count, whole = gone.count(), rows.count()
    others = page.locator("#board tbody tr[data-other]:not([data-retired])").count()
    assert 0 < count < whole
    expect(gone.locator("visible=true")).to_have_count(0)
    expect(page.locator("form[data-filters=board] [data-live]")).to_contain_text(f"{count} retired")
    expect(rows.locator("visible=true")).to_have_count(min(50, whole - count - others))
    if others:
        page.get_by_label(f"Show {others} at further settings").check()
    page.get_by_label(f"Show {count} retired").check()
    expect(page.locator("form[data-filters=board] [data-live]")).to_have_text(re.compile(rf"^{whole} (entries|models)"))
    assert page.url.endswith("?retired=yes&other=yes" if others else "?retired=yes")
    page.reload()
    expect(page.get_by_label(f"Show {count} retired")).to_be_checked()
    if whole <= 50:
        expect(gone.locator("visible=true")).to_have_count(count)


def test_every_row_of_a_board_can_be_shown_and_sorted(site: str, page: Page) -> None:
    page.goto(f"{site}benchmarks/leaderboard/coding/")
    living = page.locator("#board tbody tr:not(.sub):not([data-retired]):not([data-other])").count()
    assert living > 50
    page.get_by_role("button", name=f"Show all {living} rows").click()
    expect(page.locator("#board tbody tr:visible")).to_have_count(living)
    page.locator("#board").get_by_role("button", name="Out", exact=True).click()
    expect(page.locator("#board tbody tr:visible")).to_have_count(living)


def test_the_best_setting_of_a_model_stands_alone_until_the_others_are_asked_for(site: str, page: Page) -> None:
    page.goto(f"{site}benchmarks/leaderboard/")
    names = page.locator("#board tbody tr:visible th[scope=row] a").all_inner_texts()
    assert len(names) == len(set(names)) > 10
    others = page.locator("#board tbody tr[data-other]:not([data-retired])").count()
    page.get_by_label(f"Show {others} at further settings").check()
    expect(page.locator("#board tbody tr:visible th[scope=row]")).to_have_count(min(50, len(names) + others))
    page.get_by_label("Find a model").first.fill("sonnet")
    expect(page.locator("#board tbody tr:visible", has_text="Group")).to_have_count(0)


def test_without_scripts_a_board_shows_every_row_with_its_mark(site: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}benchmarks/leaderboard/coding/")
    rows = page.locator("#board tbody tr")
    assert rows.locator("visible=true").count() == rows.count() > 100
    gone = page.locator("#board tr[data-retired]")
    assert all("retired" in words.lower() for words in gone.all_inner_texts())
    context.close()
