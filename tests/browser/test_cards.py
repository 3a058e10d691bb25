"""A source card tells all of a number, opened by keyboard and by touch, and links its row where a repository is set."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.serving import serving
from tests.conftest import ROOT, run_mkdocs
from tests.pages.worlds import with_texts

REPOSITORY = "https://example.invalid/us/site"
MODEL = "models/acme-large/"
REVIEWED = "models/acme-voice/"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the small repository, of which one figure has its n, built with a repository set."""
    root = Path(shutil.copytree(ROOT / "tests" / "small", tmp_path_factory.mktemp("cards") / "small"))
    with_texts(root)
    path = root / "data/results/puzzles.csv"
    path.write_text(path.read_text("utf-8").replace("solved,71.5,,", "solved,71.5,1250,"), "utf-8")
    done = run_mkdocs(root, repository=REPOSITORY)
    assert done.returncode == 0, done.stderr
    with serving(root / "site", "/") as found:
        yield found


def tells_all(card: Locator) -> None:
    """Hold that a card has value, unit, n, source, day, grade and the link of its row."""
    expect(card.locator(".val")).to_have_text("71.5\u202f%")
    lines = dict(zip(card.locator("dt").all_inner_texts(), card.locator("dd").all_inner_texts(), strict=True))
    assert lines["Items"] == "1,250"
    assert lines["Source"]
    assert lines["Published on"] == "1\u00a0October 2026"
    assert lines["Grade"].strip() == "published"
    row = card.locator("dd a", has_text="results/puzzles#acme-large/default/logic/solved/2026-10-01")
    href = row.get_attribute("href") or ""
    assert href.startswith(f"{REPOSITORY}/blob/")
    assert href.endswith("/data/results/puzzles.csv#L2")


def number(page: Page) -> Locator:
    return page.locator("#main a.bn", has_text="71.5").first


def test_a_card_opened_by_keyboard_tells_all_of_its_number(address: str, page: Page) -> None:
    page.goto(address + MODEL, wait_until="networkidle")
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")
    number(page).focus()
    page.keyboard.press("Enter")
    tells_all(page.get_by_role("dialog", name="Record behind"))


def test_a_card_opened_by_touch_tells_all_of_its_number(address: str, browser: Browser) -> None:
    context = browser.new_context(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(address + MODEL, wait_until="networkidle")
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")
    number(page).tap()
    tells_all(page.get_by_role("dialog", name="Record behind"))
    context.close()


def test_a_page_leads_to_where_its_text_is_edited(address: str, page: Page) -> None:
    page.goto(address + "models/acme-voice/")
    link = page.get_by_role("link", name="Edit this page")
    assert link.get_attribute("href") == f"{REPOSITORY}/edit/main/content/models/acme-voice.md"


def test_sources_stand_beside_the_text_of_a_review_where_there_is_room(address: str, page: Page) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(address + REVIEWED, wait_until="networkidle")
    note = page.locator(".margin .side").first
    expect(note).to_be_visible()
    reference = page.locator(".prose sup.cite a").first
    assert note.locator("b").inner_text() == reference.inner_text()
    beside, text = note.bounding_box(), page.locator(".prose > p").first.bounding_box()
    assert beside
    assert text
    assert beside["x"] >= text["x"] + text["width"]
    page.set_viewport_size({"width": 768, "height": 900})
    expect(page.locator(".margin .side")).to_have_count(0)
    expect(page.locator(".margin .about")).to_contain_text("Last technical review")


def test_back_from_a_source_leads_to_the_reference(address: str, page: Page) -> None:
    page.goto(address + REVIEWED, wait_until="networkidle")
    reference = page.locator(".prose sup.cite a").first
    reference.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}{REVIEWED}{reference.get_attribute('href')}")
    page.keyboard.press("Tab")
    page.go_back()
    expect(reference).to_be_focused()
