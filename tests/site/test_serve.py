"""The preview: `mkdocs serve` follows data, content and the code of the hooks."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.previewing import Preview, previewing, until


@pytest.fixture
def preview(small: Path) -> Iterator[Preview]:
    """Serve the small repository."""
    with previewing(small) as served:
        yield served


def test_a_changed_price_is_on_the_page_without_a_restart(small: Path, preview: Preview) -> None:
    page = "models/acme-voice/"
    until(lambda: "US$\u00a020.00" in preview(page))
    path = small / "data" / "prices" / "acme.csv"
    path.write_text(path.read_text("utf-8").replace("audio.output,20.00", "audio.output,21.50"), "utf-8")
    until(lambda: "US$\u00a021.50" in preview(page))


def test_a_fault_does_not_end_the_preview(small: Path, preview: Preview) -> None:
    page = "models/acme-voice/"
    until(lambda: "US$\u00a020.00" in preview(page))
    path = small / "data" / "prices" / "acme.csv"
    good = path.read_text("utf-8")
    path.write_text(good.replace("audio.output,20.00", "audio.output,0"), "utf-8")
    until(lambda: "amount is 0 but status is 'list'" in preview.said)
    path.write_text(good.replace("audio.output,20.00", "audio.output,21.50"), "utf-8")
    until(lambda: "US$\u00a021.50" in preview(page))


def test_an_edited_review_is_made_anew_alone(small: Path, preview: Preview) -> None:
    page = "models/acme-voice/"
    until(lambda: "about to end" in preview(page))
    path = small / "content" / "models" / "acme-voice.md"
    good = path.read_text("utf-8")
    path.write_text(good.replace("about to end", "soon to end"), "utf-8")
    until(lambda: "soon to end" in preview(page))
    assert "Only models/acme-voice.md made anew" in preview.said
    assert "list price" in preview("models/acme-large/")
    path.write_text(good.replace('price("audio.output")', 'price("audio.outpot")'), "utf-8")
    until(lambda: "no price &#x27;audio.outpot&#x27;" in preview(page))
    assert "content/models/acme-voice.md:2:37: no price 'audio.outpot'" in preview.said
    assert "soon to end" in preview(page)  # the last good page
    path.write_text(good.replace("about to end", "nearly gone"), "utf-8")
    until(lambda: "nearly gone" in preview(page))
    assert "audio.outpot" not in preview(page)


def test_a_change_of_data_that_breaks_a_sentence_is_found(small: Path, preview: Preview) -> None:
    until(lambda: "about to end" in preview("models/acme-voice/"))
    path = small / "data" / "prices" / "acme.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if "audio.output" not in line), "utf-8")
    until(lambda: "content/models/acme-voice.md:2:37: no price" in preview("models/acme-large/"))
    assert "US$\u00a020.00" in preview("models/acme-voice/")
    path.write_text("".join(lines).replace("audio.output,20.00", "audio.output,21.50"), "utf-8")
    until(lambda: "US$\u00a021.50" in preview("models/acme-voice/"))


def test_a_preview_starts_with_texts_at_fault_and_shows_them_once_mended(small: Path) -> None:
    page, path = "models/acme-voice/", small / "content" / "models" / "acme-voice.md"
    good = path.read_text("utf-8")
    path.write_text(good.replace('price("audio.output")', 'price("audio.outpot")'), "utf-8")
    (small / "content" / "about" / "latin.md").parent.mkdir(exist_ok=True)
    (small / "content" / "about" / "latin.md").write_bytes("---\ntitle: Café\n---\n".encode("latin-1"))
    with previewing(small) as preview:
        until(lambda: "list price" in preview("models/acme-large/"))
        assert "no price &#x27;audio.outpot&#x27;" in preview("models/acme-large/")  # at the foot
        assert "This text comes when it is mended" in preview(page)
        assert "not UTF-8 text" in preview("about/latin/")
        path.write_text(good.replace("about to end", "soon to end"), "utf-8")
        until(lambda: "soon to end" in preview(page))
        assert "audio.outpot" not in preview(page)
        assert "not UTF-8 text" in preview(page)  # at the foot
        (small / "content" / "about" / "latin.md").unlink()
        until(lambda: "not UTF-8 text" not in preview(page))
        assert preview("about/latin/") == ""
        path.unlink()
        until(lambda: "soon to end" not in preview(page))
        assert "US$\u00a020.00" in preview(page)  # the model's records have a page without a review
        assert preview.said.count("Reading and checking all records") == 1


def test_drafts_show_under_serve(small: Path, preview: Preview) -> None:
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
