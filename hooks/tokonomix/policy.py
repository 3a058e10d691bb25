"""The content security policy of a page, with the hashes of the scripts it carries inline."""

from __future__ import annotations

import base64
import hashlib
import re

_INLINE = re.compile(r"<script(?![^>]*\ssrc=)([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_HEAD = re.compile(r"<head>\s*(<meta charset=[^>]*>)?", re.IGNORECASE)
LIVE_TEST = "connect-src 'self' https: http://localhost:* http://127.0.0.1:*"


def with_policy(page: str, *, calls_providers: bool = False, preview: bool = False) -> str:
    """Return the HTML with a policy that allows only this origin, and inline scripts by their hash.

    `calls_providers` opens connections for the live test, which sends the reader's prompts where the reader says.
    A `preview` allows inline scripts and styles: MkDocs puts a script into each answer, which loads the page anew.
    """
    hashes = sorted({_hash(body) for attributes, body in _INLINE.findall(page) if _runs(attributes)})
    if preview:
        hashes = ["'unsafe-inline'"]
    scripts = " ".join(["'self'", "'wasm-unsafe-eval'", *hashes])
    rules = [
        "default-src 'self'",
        f"script-src {scripts}",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'self'",
    ]
    if preview:
        rules.append("style-src 'self' 'unsafe-inline'")
    if calls_providers:
        rules.append(LIVE_TEST)
    meta = f'<meta http-equiv="Content-Security-Policy" content="{"; ".join(rules)}">'
    return _HEAD.sub(lambda match: match[0] + meta, page, count=1)


def _runs(attributes: str) -> bool:
    kind = re.search(r"type=[\"']?([^\"'\s>]+)", attributes)
    return kind is None or kind[1] in ("module", "text/javascript")


def _hash(body: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()}'"
