"""What a page kind makes: an address, a template with its view, and bound Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tokonomix.reads import Ledger


@dataclass(frozen=True)
class Made:
    """One page: `uri` is its source address (`models/gpt-4o.md`), `text` its Markdown with all bindings resolved.

    `view` holds formatted values for `template`; `source` is the file in the repository an editor would change.
    """

    uri: str
    title: str
    description: str
    template: str
    view: Mapping[str, Any] = field(repr=False)
    ledger: Ledger = field(repr=False)
    text: str = field(default="", repr=False)
    source: str = ""

    @property
    def home(self) -> str:
        """Return the page's address from the root of the site: 'models/gpt-4o/'."""
        return home_of(self.uri)


@dataclass(frozen=True)
class Output:
    """A file of the site that is no page: `uri` as served, `content` as bytes or text."""

    uri: str
    content: str | bytes = field(repr=False)


def home_of(uri: str) -> str:
    """Return the address of a page from its source address: 'index.md' as '', 'data/index.md' as 'data/'."""
    stem = uri.removesuffix(".md")
    if stem == "index":
        return ""
    return f"{stem.removesuffix('/index')}/"
