"""The preview: `mkdocs serve` follows data, content and the code of the hooks."""

from __future__ import annotations

import socket
import subprocess
import sys
import textwrap
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT, environment, write_config

PATIENCE = 60


def until(found: Callable[[], bool]) -> None:
    """Wait until something holds; fail after a minute."""
    end = time.monotonic() + PATIENCE
    while not found():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.2)


@pytest.fixture
def preview(small: Path) -> Iterator[Callable[[str], str]]:
    """Serve the small repository; return a function that gets a page, '' while it cannot be had."""
    write_config(small)
    config = yaml.safe_load((small / "mkdocs.yml").read_text("utf-8"))
    config["watch"] = [str(small / "data")]
    (small / "mkdocs.yml").write_text(yaml.safe_dump(config, sort_keys=False), "utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}", "-f", "mkdocs.yml"]
    with (small / "log").open("w") as log:
        server = subprocess.Popen(command, cwd=small, env=environment(), stdout=log, stderr=log)

    def get(path: str) -> str:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}", timeout=PATIENCE) as answer:
                return str(answer.read().decode())
        except (urllib.error.URLError, ConnectionError):
            return ""

    yield get
    server.terminate()
    server.wait()


def test_a_changed_price_is_on_the_page_without_a_restart(small: Path, preview: Callable[[str], str]) -> None:
    page = "models/acme-voice/"
    until(lambda: "US$\u00a020.00" in preview(page))
    path = small / "data" / "prices" / "acme.csv"
    path.write_text(path.read_text("utf-8").replace("audio.output,20.00", "audio.output,21.50"), "utf-8")
    until(lambda: "US$\u00a021.50" in preview(page))


def test_a_fault_does_not_end_the_preview(small: Path, preview: Callable[[str], str]) -> None:
    page = "models/acme-voice/"
    until(lambda: "US$\u00a020.00" in preview(page))
    path = small / "data" / "prices" / "acme.csv"
    good = path.read_text("utf-8")
    path.write_text(good.replace("audio.output,20.00", "audio.output,0"), "utf-8")
    until(lambda: "amount is 0 but status is 'list'" in (small / "log").read_text("utf-8"))
    path.write_text(good.replace("audio.output,20.00", "audio.output,21.50"), "utf-8")
    until(lambda: "US$\u00a021.50" in preview(page))


def test_an_edited_review_is_made_anew_alone(small: Path, preview: Callable[[str], str]) -> None:
    page = "models/acme-voice/"
    until(lambda: "about to end" in preview(page))
    path = small / "content" / "models" / "acme-voice.md"
    good = path.read_text("utf-8")
    path.write_text(good.replace("about to end", "soon to end"), "utf-8")
    until(lambda: "soon to end" in preview(page))
    assert "Only models/acme-voice.md made anew" in (small / "log").read_text("utf-8")
    assert "list price" in preview("models/acme-large/")
    path.write_text(good.replace('price("audio.output")', 'price("audio.outpot")'), "utf-8")
    until(lambda: "no price 'audio.outpot'" in (small / "log").read_text("utf-8"))
    path.write_text(good.replace("about to end", "nearly gone"), "utf-8")
    until(lambda: "nearly gone" in preview(page))


def test_drafts_show_under_serve(small: Path, preview: Callable[[str], str]) -> None:
    page = "models/acme-voice/"
    until(lambda: "about to end" in preview(page))
    path = small / "content" / "models" / "acme-voice.md"
    path.write_text(path.read_text("utf-8").replace("status: published", "status: draft"), "utf-8")
    until(lambda: "Draft" in preview(page))
    assert "about to end" in preview(page)


def test_changed_code_of_the_package_is_used_in_the_next_build(tmp_path: Path) -> None:
    package = tmp_path / "tokonomix"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "word.py").write_text("WORD = 'old'\n")
    (package / "site.py").write_text("from tokonomix.word import WORD\n\n\ndef begin(config, *, serve):\n    return WORD\n")
    script = f"""
        import importlib.util, os, pathlib, sys
        spec = importlib.util.spec_from_file_location("hook", {str(ROOT / "hooks" / "main.py")!r})
        hook = importlib.util.module_from_spec(spec); spec.loader.exec_module(hook)
        hook._HERE = pathlib.Path({str(tmp_path)!r})
        hook.on_startup(command="serve")
        first = hook.on_config(None)
        path = hook._HERE / "tokonomix" / "word.py"
        path.write_text("WORD = 'new'\\n"); os.utime(path, ns=(1, 1))
        print(first, hook.on_config(None), hook.on_config(None), sys.dont_write_bytecode)
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["old", "new", "new", "True"]
