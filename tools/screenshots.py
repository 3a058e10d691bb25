"""Makes docs/screenshots/error-and-mend.png: a fault in a review, what the check says, and the mended line that passes.

Run it with `.venv/bin/python -m tools.screenshots`; all that it shows was printed by the check itself, on a copy.
"""

from __future__ import annotations

import html
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
SMALL = ROOT / "tests" / "small"
TARGET = ROOT / "docs" / "screenshots" / "error-and-mend.png"
REVIEW = "content/models/acme-voice.md"
RIGHT, WRONG = '{{ fact("shutdown_on") }}', '{{ fact("shutdown_one") }}'
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
STYLE = """
body { margin:0; padding:24px 28px; width:880px; font:15px/1.5 system-ui,sans-serif; color:#16211d; background:#fbfcfa }
h2 { font-size:15px; margin:0 0 6px } h2:not(:first-child) { margin-top:22px }
pre { margin:0; padding:12px 14px; font:13px/1.55 ui-monospace,monospace; white-space:pre-wrap; background:#fff;
  border:1px solid #c9d2cd; border-left:5px solid #c9d2cd }
.bad { border-left-color:#a4262c } .good { border-left-color:#1d6b4f } mark { background:#ffe9a8 }
"""


def checked(root: Path) -> str:
    """Return what the check prints of a repository."""
    command = [sys.executable, "-m", "tokonomix", "--root", str(root), "--today", "2026-11-22", "check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    return (done.stderr or done.stdout).strip()


def line_of(root: Path, words: str) -> str:
    """Return the line of the review that holds some words, with its number, the words marked."""
    for number, line in enumerate((root / REVIEW).read_text("utf-8").splitlines(), start=1):
        if words in line:
            shown = html.escape(line).replace(html.escape(words), f"<mark>{html.escape(words)}</mark>")
            return f"{number:>3}  {shown}"
    raise LookupError(words)


def main() -> None:
    """Write the picture."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(shutil.copytree(SMALL, Path(folder) / "repository"))
        text = (root / REVIEW).read_text("utf-8")
        (root / REVIEW).write_text(text.replace(RIGHT, WRONG), "utf-8")
        wrong, said = line_of(root, WRONG), checked(root)
        (root / REVIEW).write_text(text, "utf-8")
        right, passed = line_of(root, RIGHT), checked(root)
    page_text = (
        f'<!doctype html><html lang="en-GB"><meta charset="utf-8"><style>{STYLE}</style>'
        f"<h2>1. You wrote</h2><pre>{wrong}</pre><h2>2. The check says</h2><pre class=bad>{html.escape(said)}</pre>"
        f"<h2>3. You mend it</h2><pre>{right}</pre>"
        f"<h2>4. The check passes</h2><pre class=good>{html.escape(passed)}</pre>"
    )
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as player:
        found = shutil.which("chromium") or shutil.which("google-chrome")
        browser = player.chromium.launch(executable_path=found, args=FLAGS)
        page = browser.new_page(viewport={"width": 936, "height": 400})
        page.set_content(page_text)
        page.screenshot(path=str(TARGET), full_page=True)
        browser.close()
    print(TARGET.relative_to(ROOT))


if __name__ == "__main__":
    main()
