"""The live test in a real browser: against a server that streams, hides its errors, refuses keys or is not there."""

from __future__ import annotations

import csv
import json
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.provider import KEY, providing
from tests.browser.serving import serving

PREFIX = "/tokonomix/"
WRONG = "sk-wrong-0123456789"


def origin(address: str) -> str:
    """Return scheme, host and port of an address."""
    return "://".join(urlsplit(address)[:2])


@dataclass
class Live:
    """The open page, and what a browser noticed while it was used."""

    page: Page
    root: str
    api: str
    seen: list[dict[str, Any]]
    errors: list[str] = field(default_factory=list)
    origins: set[str] = field(default_factory=set)

    def open(self, query: str = "") -> None:
        self.page.goto(f"{self.root}live-test/{query}")
        expect(self.part("form")).to_have_attribute("data-ready", "")

    @property
    def site(self) -> str:
        return origin(self.root)

    def part(self, name: str) -> Locator:
        return self.page.locator(f"[data-live={name}]")

    def add_own(self, *models: str, api: str | None = None) -> None:
        if not self.part("own-address").is_visible():
            self.page.get_by_text("Another address").click()
        for model in models:
            self.part("own-address").fill(f"{api or self.api}/v1")
            self.part("own-name").fill(model)
            self.part("own-add").click()

    def run(self, prompts: str, key: str = KEY) -> None:
        for box in self.part("keys").locator("input").all():
            box.fill(key)
        self.part("prompts").fill(prompts)
        self.part("run").click()
        self.wait()

    def wait(self) -> None:
        expect(self.part("status")).to_contain_text("done")
        expect(self.part("stop")).to_be_hidden(timeout=30_000)

    def rows(self, name: str) -> list[list[str]]:
        return [[cell.inner_text() for cell in row.locator("th, td").all()] for row in self.part(name).locator("tr").all()]

    def saved(self, name: str) -> str:
        with self.page.expect_download() as download:
            self.part(name).click()
        return Path(download.value.path()).read_text("utf-8")


@pytest.fixture
def live(page: Page, site_dir: Path) -> Iterator[Live]:
    """The page of the built site under a prefix, beside a provider; whatever a policy blocks is noted as an error."""
    with serving(site_dir, PREFIX) as root, providing() as (api, seen):
        live = Live(page, root, api, seen)
        page.on("console", lambda said: live.errors.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: live.errors.append(str(error)))
        page.on("request", lambda request: live.origins.add(origin(request.url)))
        page.add_init_script(
            "addEventListener('securitypolicyviolation', e => console.error(`policy: ${e.blockedURI} ${e.effectiveDirective}`))"
        )
        yield live
        page.close()


def test_prompts_go_to_the_chosen_server_and_answers_are_judged_timed_and_listed(live):
    live.open()
    live.add_own("plain", "bare")
    live.part("rule-add").click()
    live.part("rules").locator("textarea").fill("14. juni")
    live.run("Wann?\nWie lange?")
    assert {(asked["model"], asked["messages"][0]["content"]) for asked in live.seen} == {
        (model, prompt) for model in ("plain", "bare") for prompt in ("Wann?", "Wie lange?")
    }
    plain, bare = live.rows("rows")
    assert plain[1] == "2 of 2"
    assert plain[5:] == ["42", "no list price"]
    assert bare[1] == "0 of 2"
    assert bare[5:] == ["not reported", "no list price"]
    assert plain[3].endswith(" s")
    expect(live.part("grid").locator("section").first).to_contain_text("Grüße! Zu „Wie lange?“: bis zum 14.\u202fJuni.")
    expect(live.part("power")).to_contain_text("2 prompts cannot tell two models apart.")
    expect(live.part("finding")).to_contain_text("plain alone was right on 2 prompts, bare alone on 0: that can be chance.")
    ledger = live.rows("entries")
    assert len(ledger) == 4
    assert all(row[2].startswith(f"POST {urlsplit(live.api).netloc}/v1/chat/completions") for row in ledger)
    assert [row[5:] for row in ledger] == [["sent, not shown", "200"]] * 4
    assert live.errors == []
    assert live.origins == {live.site, live.api}


def test_a_key_stands_nowhere_but_in_its_field(live):
    live.open()
    live.add_own("plain")
    live.run(f"Do not say {KEY} aloud")  # the provider repeats the prompt, and so the key
    expect(live.part("grid")).to_contain_text("[key]")
    live.part("prompts").fill("")
    live.part("asked").evaluate("node => node.remove()")  # the prompt is the reader's own text
    stored = live.page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, location.href, history.state])")
    databases = live.page.evaluate("indexedDB.databases().then(all => all.length)")
    assert databases == 0
    files = [live.saved("csv"), live.saved("json")]
    for text in (live.page.content(), stored, live.part("ledger").inner_text(), *files):
        assert KEY not in text
    assert live.seen[0]["key"] == KEY
    assert live.errors == []


def test_a_saved_file_holds_every_answer_and_request(live):
    live.open()
    live.add_own("plain", "bare")
    live.run("One\n---\nTwo\nlines")
    lines = list(csv.DictReader(live.saved("csv").splitlines()))
    assert [line["model"] for line in lines[:2]] == ["plain", "bare"]
    assert lines[0]["tokens_out"] == "21"
    assert lines[1]["tokens_out"] == ""
    file = json.loads(live.saved("json"))
    assert file["prompts"] == ["One", "Two\nlines"]
    assert len(file["answers"]) == len(file["requests"]) == 4
    assert file["answers"][0]["first_ms"] <= file["answers"][0]["whole_ms"]


def test_a_refused_key_is_told_in_the_servers_words_without_the_key_and_tried_once(live):
    live.open()
    live.add_own("plain")
    live.run("One\nTwo", key=WRONG)
    live.part("previous").click()
    expect(live.part("grid")).to_contain_text("401: Incorrect API key provided: [key].")
    assert [asked["key"] for asked in live.seen] == [WRONG]
    assert WRONG not in live.page.content()


def test_a_host_that_is_not_there_is_told_from_one_that_hides_its_answer(live):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        dead = f"http://127.0.0.1:{free.getsockname()[1]}"
    live.open()
    live.add_own("plain", api=dead)
    live.run("One")
    expect(live.part("grid")).to_contain_text(f"{urlsplit(dead).netloc} does not answer.")
    assert [row[5:] for row in live.rows("entries")] == [["sent, not shown", "no readable answer"], ["none", "no answer"]]
    assert live.origins == {live.site, dead}


def test_an_error_without_permission_to_read_it_names_the_key_first(live):
    live.open()
    live.add_own("hidden")
    live.run("One", key=WRONG)
    expect(live.part("grid")).to_contain_text("answers, but does not let this page read the answer.")
    ledger = live.rows("entries")
    assert [(row[2].split()[0], *row[5:]) for row in ledger] == [
        ("POST", "sent, not shown", "no readable answer"),
        ("GET", "none", "answers, unread"),
    ]
    assert [asked["key"] for asked in live.seen] == [WRONG, None]


def test_a_model_the_server_does_not_know_is_asked_for_once(live):
    live.open()
    live.add_own("plain", "unknown")
    live.run("One\nTwo\nThree")
    assert [asked["model"] for asked in live.seen].count("unknown") == 1
    expect(live.part("rows")).to_contain_text("3 failed")
    expect(live.part("grid")).to_contain_text("Not sent, after this answer to an earlier request: 404: The model does not exist")


def test_models_in_the_address_are_chosen_and_those_that_cannot_be_called_say_why(live):
    live.open("?models=gpt-4o-mini,gpt-4o-mini-realtime-preview-2024-12-17,claude-opus-4-5,no-such-model")
    expect(live.part("chosen").locator("li")).to_have_count(1)
    expect(live.part("chosen")).to_contain_text("GPT-4o mini OpenAI API")
    said = live.part("missed").locator("p").all_inner_texts()
    assert len(said) == 3
    assert "realtime connection" in said[0] or "retired" in said[0]
    assert "no platform on record" in said[1]
    assert said[2] == "no-such-model is left out: no model of that name is recorded here."
    live.part("chosen").get_by_role("button").click()
    assert live.page.url.endswith("/live-test/")
    assert live.errors == []
    assert live.origins == {live.site}


def test_the_cost_is_at_the_list_price_of_our_records_whose_card_opens_in_place(live):
    piece = {"choices": [{"delta": {"content": "Hi"}, "finish_reason": "stop"}], "usage": {"prompt_tokens": 1000, "completion_tokens": 500}}
    live.page.route(
        "https://api.openai.com/**",
        lambda route: route.fulfill(
            status=200, headers={"access-control-allow-origin": "*", "content-type": "text/event-stream"},
            body=f"data: {json.dumps(piece)}\n\ndata: [DONE]\n\n",
        ),
    )  # fmt: skip
    live.open("?models=gpt-4o-mini")
    into, out = (float(text.removeprefix("US$").strip()) for text in live.part("chosen").locator("a.bn").all_inner_texts())
    live.run("One")
    expected = (1000 * into + 500 * out) / 1e6
    line = next(csv.DictReader(live.saved("csv").splitlines()))
    assert float(line["cost_usd"]) == pytest.approx(expected)
    assert line["prices_checked_on"]
    expect(live.part("rows")).to_contain_text("US$")
    live.part("chosen").locator("a.bn").first.press("Enter")
    card = live.page.get_by_role("dialog", name="Record behind")
    expect(card).to_contain_text("list price")
    live.page.keyboard.press("Escape")
    expect(live.part("chosen").locator("a.bn").first).to_be_focused()
    assert live.errors == []
    assert live.origins == {live.site, "https://api.openai.com"}


def test_a_test_can_be_set_up_run_and_stopped_by_keyboard_alone(live):
    live.open()
    keys = live.page.keyboard

    def reach(name: str) -> None:
        for _ in range(60):
            keys.press("Tab")
            if live.page.evaluate("document.activeElement.dataset.live ?? document.activeElement.type") == name:
                return
        pytest.fail(f"Tab never reached {name}")

    reach("select")
    keys.press("Tab")
    keys.press("Tab")
    keys.press("Enter")  # opens "Another address"
    reach("own-address")
    keys.type(f"{live.api}/v1")
    reach("own-name")
    keys.type("slow")
    keys.press("Enter")
    reach("password")
    keys.type(KEY)
    reach("prompts")
    keys.type("One")
    reach("run")
    keys.press("Enter")
    expect(live.part("grid")).to_contain_text("Answering")
    reach("stop")
    keys.press("Enter")
    live.wait()
    expect(live.part("run")).to_be_focused()
    expect(live.part("grid")).to_contain_text("Stopped by you.")
    expect(live.part("status")).to_contain_text("0 of 1 request done, then stopped.")
    assert live.errors == []


def test_a_run_goes_on_as_it_was_set_up_while_the_form_changes(live):
    live.open()
    live.add_own("slow", "plain")
    live.part("keys").locator("input").fill(KEY)
    live.part("prompts").fill("One\nTwo")
    live.part("run").click()
    expect(live.part("grid")).to_contain_text("Answering")
    for remove in live.part("chosen").get_by_role("button").all()[::-1]:
        remove.click()
    live.part("prompts").fill("Three")
    live.wait()
    assert sorted(asked["model"] for asked in live.seen) == ["plain", "plain", "slow", "slow"]
    assert {asked["key"] for asked in live.seen} == {KEY}
    assert KEY not in live.saved("json")
    assert live.errors == []


def test_nothing_is_sent_before_the_form_is_complete(live):
    live.open()
    live.part("run").click()
    expect(live.part("faults")).to_contain_text("Choose at least one model.")
    expect(live.part("faults")).to_contain_text("Write at least one prompt.")
    expect(live.part("select")).to_be_focused()
    live.part("select").select_option("gpt-4o-mini@openai")
    live.part("add").click()
    live.part("prompts").fill("One\nTwo\nThree")
    live.part("rule-add").click()
    live.part("rules").locator("textarea").fill("a\nb")
    live.part("run").click()
    said = live.part("faults").locator("li").all_inner_texts()
    assert said == ["The key for OpenAI API is missing.", "“contains” has 2 lines for 3 prompts. Write one line, or one for each prompt."]
    live.add_own("plain", api="http://example.org")
    expect(live.part("own-fault")).to_contain_text("must begin with https://")
    assert live.origins == {live.site}
    assert live.errors == []


def test_leaving_the_page_empties_the_key_fields(live):
    live.open("?models=gpt-4o-mini")
    live.part("keys").locator("input").fill(KEY)
    live.page.goto(f"{live.root}about/")
    live.page.go_back()
    expect(live.part("keys").locator("input")).to_have_value("")


def test_without_javascript_the_page_says_what_it_would_do_and_why_it_needs_it(browser: Browser, site_dir: Path):
    with serving(site_dir, PREFIX) as root:
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(f"{root}live-test/")
        expect(page.get_by_role("heading", name="This page needs JavaScript")).to_be_visible()
        expect(page.get_by_text("your prompts and keys must not pass through us")).to_be_visible()
        expect(page.locator("[data-live=form]")).to_be_hidden()
        context.close()
