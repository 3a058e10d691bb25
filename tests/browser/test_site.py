"""The built site in a real browser: pages open without an error and without asking anybody else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.serving import serving

REVIEW = "models/gpt-4o-mini-realtime-preview-2024-12-17/"
MANY = "models/gpt-5.4-mini-2026-03-17/"
RESULTS = f"{MANY}results/"
PAGES = {
    "home": "",
    "models": "models/",
    "review": REVIEW,
    "model without a review": "models/gpt-4o/",
    "results of a model": RESULTS,
    "overall board": "benchmarks/leaderboard/",
    "coding board": "benchmarks/leaderboard/coding/",
    "voice board": "benchmarks/leaderboard/voice/",
    "speed": "benchmarks/speed/",
    "methodology": "benchmarks/methodology/",
    "pricing": "pricing/",
    "vendors": "vendors/",
    "vendor": "vendors/openai/",
    "vendor with a platform": "vendors/microsoft/",
    "shutdowns": "shutdowns/",
    "use cases": "use-cases/",
    "use case": "use-cases/healthcare/",
    "compare": "compare/",
    "live test": "live-test/",
    "data": "data/",
    "about": "about/",
    "corrections": "about/corrections/",
    "imprint": "about/imprint/",
}


@pytest.fixture(scope="module", params=["/", "/folder/of/the/site/"], ids=["root", "prefix"])
def address(request: pytest.FixtureRequest, site_dir: Path) -> Iterator[str]:
    with serving(site_dir, request.param) as found:
        yield found


class Watch:
    """What went wrong on a page, and whom it asked."""

    def __init__(self, page: Page) -> None:
        self.faults: list[str] = []
        self.hosts: set[str] = set()
        page.on("console", lambda m: self.faults.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("requestfailed", lambda r: self.faults.append(f"failed: {r.url}"))
        page.on("response", lambda r: self.faults.append(f"{r.status}: {r.url}") if r.status >= 400 else None)
        page.on("request", lambda r: self.hosts.add(urlsplit(r.url).netloc))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_without_an_error_and_asks_nobody_else(name: str, address: str, page: Page) -> None:
    watch = Watch(page)
    page.goto(address + PAGES[name], wait_until="networkidle")
    page.mouse.wheel(0, 2500)
    page.wait_for_timeout(300)
    assert watch.faults == []
    assert watch.hosts == {urlsplit(address).netloc}
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize("name", PAGES)
def test_a_page_does_not_scroll_sideways_on_a_small_phone(name: str, address: str, page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(address + PAGES[name])
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_source_card_opens_and_closes_by_keyboard(address: str, page: Page) -> None:
    watch = Watch(page)
    page.goto(address + REVIEW, wait_until="networkidle")
    number = page.locator("article.prose a.bn[href*='r-prices']").first
    number.focus()
    page.keyboard.press("Enter")
    card = page.locator("[role=dialog].card")
    card.wait_for()
    said = card.inner_text()
    assert "Source" in said
    assert "Read on" in said
    page.keyboard.press("Escape")
    page.wait_for_function("!document.querySelector('[aria-expanded=true].bn')")
    assert page.evaluate("document.activeElement.classList.contains('bn')")
    assert watch.faults == []


def test_a_card_of_another_page_opens_in_place(address: str, page: Page) -> None:
    watch = Watch(page)
    page.goto(address + "use-cases/code-generation/", wait_until="networkidle")
    number = page.locator("tbody a.bn[href*='models/']").first
    text = number.inner_text()
    number.click()
    card = page.locator("[role=dialog].card")
    card.wait_for()
    page.wait_for_function("t => [...document.querySelectorAll('.card')].some(c => c.innerText.includes(t))", arg=text)
    assert watch.faults == []


def test_a_card_from_a_batch_of_results_is_whole(address: str, page: Page) -> None:
    watch = Watch(page)
    page.goto(address + MANY, wait_until="networkidle")
    page.locator("details.fold summary", has_text="EuroEval").first.click()
    number = page.locator("a.bn[href^='results/']").first
    text = number.inner_text()
    number.focus()
    page.keyboard.press("Enter")
    card = page.locator("[role=dialog].card")
    card.locator("dl").wait_for()
    assert text in card.locator(".val").inner_text()
    terms = card.locator("dt").all_inner_texts()
    assert {"Metric", "Benchmark", "Items", "Setting", "Source", "Read on", "Licence", "Grade", "Record"} <= set(terms)
    assert len(terms) == len(set(terms))
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.classList.contains('bn')")
    assert watch.faults == []


def test_without_scripts_a_result_leads_to_its_record_and_its_batch_to_the_source(address: str, page: Page) -> None:
    context = page.context.browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(address + MANY)
    plain.locator("details.fold summary", has_text="EuroEval").first.click()
    plain.locator("a.bn[href^='results/']").nth(100).click()
    record = plain.locator(f"[id='{plain.url.partition('#')[2]}']")
    assert record.is_visible()
    batch = plain.locator("section.records", has=record)
    assert batch.locator(".sec-h").is_visible()
    assert batch.locator("[data-shared] a").first.get_attribute("href").startswith("https://")
    context.close()


def test_without_scripts_a_number_leads_to_its_record(address: str, page: Page) -> None:
    context = page.context.browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(address + REVIEW)
    plain.locator("article .bn").first.click()
    target = plain.url.partition("#")[2]
    assert target.startswith("r-")
    assert plain.locator(f"[id='{target}']").is_visible()
    context.close()


def test_search_finds_the_reviewed_model(address: str, page: Page) -> None:
    watch = Watch(page)
    page.goto(address, wait_until="networkidle")
    page.keyboard.press("/")
    page.keyboard.type("realtime preview")
    link = page.locator(f"dialog a[href*='{REVIEW}']").first
    link.wait_for(timeout=10_000)
    assert watch.faults == []


@pytest.mark.parametrize(
    ("typed", "leads"),
    [
        ("claude sonnet 4.5", "models/claude-sonnet-4-5/"),
        ("gemini 2.5 pro", "models/gemini-2.5-pro/"),
        ("claude opus 5", "models/claude-opus-5/"),
        ("coding", "benchmarks/leaderboard/coding/"),
        ("gpt-4.1", "models/gpt-4.1/"),
        ("gpt 5.5", "models/gpt-5.5/"),
    ],
)
def test_search_leads_with_the_page_whose_name_is_typed(typed: str, leads: str, address: str, page: Page) -> None:
    watch = Watch(page)
    page.goto(address, wait_until="networkidle")
    page.keyboard.press("/")
    page.keyboard.type(typed)
    page.locator("dialog .say", has_text="page").wait_for(timeout=20_000)
    found = [str(link.get_attribute("href")) for link in page.locator("dialog ol a").all()]
    assert found[0].endswith(f"/{leads}")
    assert len(found) == len(set(found)) <= 10
    assert watch.faults == []


def test_the_review_shows_prices_context_and_lifecycle_from_the_records(address: str, page: Page) -> None:
    page.goto(address + REVIEW)
    text = page.locator("#main").inner_text().replace("\u00a0", " ")
    for figure in ("US$ 0.60", "US$ 2.40", "US$ 10.00", "US$ 20.00", "16,000", "128,000", "32,000"):
        assert figure in text, figure
    for day in ("23 July 2026", "20 January 2027"):
        assert day in text, day
