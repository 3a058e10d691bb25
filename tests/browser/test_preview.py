"""The preview in a browser."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.previewing import PATIENCE, previewing, until


def test_an_open_page_follows_an_edit_and_a_fault_by_itself(small: Path, page: Page) -> None:
    edited = small / "content" / "models" / "acme-voice.md"
    good = edited.read_text("utf-8")
    with previewing(small) as preview:
        until(lambda: "about to end" in preview("models/acme-voice/"))
        page.goto(f"{preview.address}models/acme-voice/")
        edited.write_text(good.replace("about to end", "soon to end"), "utf-8")
        expect(page.locator("body")).to_contain_text("soon to end", timeout=1000 * PATIENCE)
        edited.write_text(good.replace('"audio.output"', '"audio.outpot"'), "utf-8")
        fault = page.get_by_role("alert")
        expect(fault).to_contain_text("content/models/acme-voice.md:2:37: no price", timeout=1000 * PATIENCE)
        expect(fault).to_be_in_viewport()
        expect(page.locator("body")).to_contain_text("soon to end")
