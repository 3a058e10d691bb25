"""The content security policy allows this origin, inline scripts by hash, and nothing else."""

from __future__ import annotations

import base64
import hashlib

from tokonomix.policy import with_policy


def test_the_policy_stands_right_after_the_character_set() -> None:
    page = with_policy('<html><head>\n<meta charset="utf-8"><title>x</title></head>')
    assert page.index("<meta charset") < page.index("Content-Security-Policy") < page.index("<title>")


def test_an_inline_script_is_allowed_by_its_hash_and_nothing_is_unsafe() -> None:
    body = "let a = 1;"
    digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
    page = with_policy(f"<head></head><script>{body}</script>")
    assert f"'sha256-{digest}'" in page
    assert "unsafe-inline" not in page
    assert "'unsafe-eval'" not in page


def test_data_and_scripts_with_a_source_need_no_hash() -> None:
    page = with_policy('<head></head><script type="application/json">{}</script><script src="a.js"></script>')
    assert "sha256" not in page


def test_a_preview_runs_the_script_that_mkdocs_puts_into_each_answer() -> None:
    page = with_policy("<head></head><script>let a = 1;</script>", preview=True)
    assert "script-src 'self' 'wasm-unsafe-eval' 'unsafe-inline';" in page  # beside a hash it would not count


def test_only_the_live_test_may_connect_elsewhere() -> None:
    assert "connect-src" not in with_policy("<head></head>")
    assert "connect-src 'self' https:" in with_policy("<head></head>", calls_providers=True)
