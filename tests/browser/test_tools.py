"""The pages on which the reader works, in a real browser: the calculator, the comparison, the list of models."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.serving import serving


@pytest.fixture
def site(page: Page, site_dir: Path) -> Iterator[str]:
    """Return the address of the served site; a console error or a failed request fails the test."""
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("requestfailed", lambda request: wrong.append(request.url))
    with serving(site_dir) as address:
        yield address
    assert wrong == []


def first_bill(page: Page) -> str:
    return page.locator("#bills tbody tr td.total").first.inner_text()


def test_other_work_is_chosen_by_keyboard_and_stands_in_the_address(page, site):
    page.goto(f"{site}pricing/")
    own = first_bill(page)
    page.locator("[data-work=voice-call]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-title]")).to_contain_text("Customer-service call, 10,000 a month")
    assert "work=voice-call" in page.url
    page.get_by_label("More: Minutes the caller speaks").press("Enter")
    expect(page.locator("[data-title]")).to_contain_text("minutes the caller speaks 2.5")
    bill = first_bill(page)
    page.reload()
    expect(page.locator("[data-title]")).to_contain_text("minutes the caller speaks 2.5")
    assert first_bill(page) == bill != own
    page.locator("[data-work=document-question]").click()
    expect(page.locator("#bills tbody tr td.total").first).to_have_text(own)
    assert "?" not in page.url


def test_twice_the_work_is_twice_the_bill(page, site):
    page.goto(f"{site}pricing/")
    row = page.locator("#bills tbody tr[data-model=gpt-4o]")
    once = float(row.locator("td.total").inner_text().replace(",", ""))
    page.get_by_label("How many a month", exact=True).fill("2000")
    expect(page.locator("[data-title]")).to_contain_text("2,000 a month")
    assert float(row.locator("td.total").inner_text().replace(",", "")) == pytest.approx(2 * once, abs=0.011)


def test_bills_that_are_looked_for_are_counted_and_none_is_said(page, site):
    page.goto(f"{site}pricing/")
    told, none = page.locator("[data-bill-live]"), page.locator("[data-none=bills]")
    own = told.inner_text()
    find = page.locator("[data-bill-find]")
    find.fill("gpt-4o mini")
    expect(told).to_have_text(re.compile(r"^\d of \d+ models$"))
    assert page.locator("#bills tbody tr:visible").count() == int(told.inner_text()[0])
    find.fill("no such model")
    expect(told).to_have_text(re.compile(r"^0 of \d+ models$"))
    expect(none).to_be_visible()
    none.get_by_role("button").click()
    expect(none).to_be_hidden()
    expect(told).to_have_text(own)


def test_an_address_that_names_a_card_of_a_benchmark_opens_it(page, site):
    page.goto(f"{site}benchmarks/methodology/#benchmark-aider")
    expect(page.locator("#benchmark-aider .asks")).to_be_visible()
    expect(page.locator("#benchmark-bfcl .asks")).to_be_hidden()


def test_a_part_of_a_bill_opens_the_record_of_its_price(page, site):
    page.goto(f"{site}pricing/?work=chat-turn")
    expect(page.locator("[data-title]")).to_contain_text("Turn in a chat")
    page.get_by_label("Find models or vendors").fill("gpt-4o")  # its row stands below the fiftieth
    page.locator("#bills tbody tr[data-model=gpt-4o] td a.bn").nth(1).focus()
    page.keyboard.press("Space")
    card = page.get_by_role("dialog", name="Record behind")
    expect(card).to_contain_text("GPT-4o: text input, cached")
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)


def test_the_chart_of_prices_is_drawn_when_it_comes_near(page, site):
    page.goto(f"{site}pricing/")
    assert page.locator("#price-history-chart .plot").count() == 0
    page.locator("#price-history-chart").scroll_into_view_if_needed()
    expect(page.locator("#price-history-chart .plot svg").first).to_be_visible()


def test_models_are_added_and_removed_by_keyboard_and_the_address_follows(page, site):
    page.goto(f"{site}compare/?models=gpt-4o,o3")
    expect(page.locator("#side-by-side")).to_have_text("GPT-4o and o3")
    page.get_by_label("Add a model").fill("gpt-4o-mini")
    page.keyboard.press("Enter")
    expect(page.locator("#side-by-side")).to_have_text("GPT-4o, o3 and GPT-4o mini")
    assert page.url.endswith("?models=gpt-4o,o3,gpt-4o-mini")
    page.get_by_role("button", name="Remove o3").press("Enter")
    expect(page.locator("#side-by-side")).to_have_text("GPT-4o and GPT-4o mini")
    page.go_back()
    expect(page.locator("#side-by-side")).to_have_text("GPT-4o, o3 and GPT-4o mini")


def test_whether_one_is_better_is_told_of_every_pair_the_reader_chooses(page, site):
    page.goto(f"{site}compare/?models=gpt-5,gpt-4o,o3")
    table = page.locator("[data-better] table")
    expect(table.locator("tbody tr")).to_have_count(3)
    expect(table.locator("tbody th").first).to_have_text("GPT-5 and GPT-4o")
    chance = re.compile(r"(GPT-5 is better, with|leans to GPT-5,) (at least )?[5-9]\d")
    expect(table.locator("tbody tr").first).to_contain_text(chance)
    page.get_by_label("Add a model").fill("gpt-4o-mini")
    page.keyboard.press("Enter")
    expect(table.locator("tbody tr")).to_have_count(6)
    table.locator("tbody a.bn").first.press("Space")
    expect(page.get_by_role("dialog", name="Record behind")).to_contain_text("95")


def test_a_comparison_says_which_names_it_does_not_know(page, site):
    page.goto(f"{site}compare/?models=gpt-4o,o3,gpt-9000")
    expect(page.locator("[data-say]")).to_have_text("We know no model called gpt-9000.")


def test_the_list_of_models_is_filtered_and_the_view_can_be_sent(page, site):
    page.goto(f"{site}models/?vendor=openai&q=realtime")
    expect(page.locator("[data-live]")).to_contain_text(" of ")
    shown = page.locator("#models tbody tr:visible").all_text_contents()
    assert shown
    assert all("OpenAI" in row and "realtime" in row.lower() for row in shown)
    expect(page.locator("[data-live]")).to_contain_text(f"{len(shown)} of ")


@pytest.mark.parametrize(("path", "table", "noun"), [("models/", "models", "models"), ("pricing/", "offers", "offers")])
def test_the_rows_of_a_long_list_come_when_they_are_asked_for_and_lead_where_they_should(page, site, path, table, noun):
    page.goto(f"{site}{path}")
    rows = page.locator(f"#{table} tbody tr:not(.sub)")
    told = int(page.locator(f"form[data-filters={table}] [data-live]").inner_text().split()[0].replace(",", ""))
    begun = rows.count()
    assert begun < told
    page.get_by_role("button", name=f"Show all {told:,} rows").click()
    expect(rows).to_have_count(told)
    expect(rows.last).to_be_visible()
    assert page.locator(f"#{table} tr.sub").count() == len(set(page.locator(f"#{table} tr.sub").all_text_contents()))
    page.locator(f"#{table} tbody a.bn").last.press("Enter")  # it came with the other rows
    expect(page.get_by_role("dialog", name="Record behind")).to_contain_text("Record")
    page.locator(f"#{table} thead .so").first.click()
    expect(page.locator(f"form[data-filters={table}] [data-live]")).to_contain_text(f"{told:,} {noun}, sorted by Model, A to Z")


def test_without_javascript_bills_offers_and_comparison_are_complete(browser, site_dir):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    with serving(site_dir) as site:
        page.goto(f"{site}pricing/")
        assert page.locator("#bills tbody tr:visible").count() == page.locator("#bills tbody tr").count() > 100
        expect(page.locator("#offers tbody tr").nth(50)).to_be_visible()
        page.get_by_role("link", name=re.compile(r"^[\d,]+ more offers$")).click()
        page.wait_for_load_state()
        assert page.locator("#offers tbody tr:visible").count() == page.locator("#offers tbody tr").count() > 500
        page.goto(f"{site}models/")
        assert page.locator("#models tbody tr:visible").count() == page.locator("#models tbody tr").count() > 100
        page.get_by_role("link", name=re.compile(r"^[\d,]+ more models$")).click()
        page.wait_for_load_state()
        assert page.locator("#models tbody tr:visible").count() == page.locator("#models tbody tr").count() > 100
        page.goto(f"{site}compare/")
        assert page.locator(".cmp").first.locator("td").count() > 20
        expect(page.get_by_text("With JavaScript you can choose the models")).to_be_visible()
    context.close()
