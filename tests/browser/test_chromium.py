"""Holds how a browser is found, and that the one found opens a page."""

import pytest

from tests.browser import chromium


def test_the_browser_that_is_found_opens_a_page(page):
    page.set_content("<title>Tokonomix</title><p id=sum></p><script>sum.textContent = 20 + 22</script>")
    assert page.title() == "Tokonomix"
    assert page.text_content("#sum") == "42"


def test_a_browser_named_in_the_environment_goes_before_all_others(monkeypatch, tmp_path):
    named = tmp_path / "my-chromium"
    named.write_text("#!/bin/sh\n", encoding="utf-8")
    named.chmod(0o755)
    monkeypatch.setenv("CHROMIUM", str(named))
    assert chromium.find() == named


def test_a_name_in_the_environment_that_is_no_program_is_refused_by_name(monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    with pytest.raises(FileNotFoundError, match="CHROMIUM names '/nowhere/chromium', which is no program"):
        chromium.find()


def test_chrome_is_taken_where_there_is_no_chromium(monkeypatch, tmp_path):
    chrome = tmp_path / "google-chrome"
    chrome.write_text("#!/bin/sh\n", encoding="utf-8")
    chrome.chmod(0o755)
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert chromium.find() == chrome
