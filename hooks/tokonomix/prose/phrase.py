"""What a binding puts into a sentence: text, bound values and links, as HTML for the page or as plain text."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from posixpath import relpath

from tokonomix.bindings import Absent
from tokonomix.reads import Bound


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a page of the site (`target` from its root, with a closing slash)."""

    text: str
    target: str

    @property
    def id(self) -> str:
        """Return the last part of the address: the id of a model."""
        return self.target.rstrip("/").rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference to the numbered source list of the page."""

    number: int
    source: str
    first: bool


@dataclass(frozen=True, slots=True)
class Changed:
    """A quiet mark behind a value that was another when the sentence was checked; its card says which."""

    mark: Bound


@dataclass(frozen=True, slots=True)
class Unwritten:
    """A passage that a draft still lacks: what it has to say."""

    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """A place for a table or list that the page's template makes."""

    name: str


Piece = str | Bound | Absent | Link | Citation | Changed | Unwritten | Part


@dataclass(frozen=True, slots=True)
class Phrase:
    """Pieces in reading order."""

    pieces: tuple[Piece, ...]

    def html(self, home: str) -> str:
        """Return HTML for the page at `home`, with links relative to it."""
        return "".join(_html(piece, home) for piece in self.pieces)

    def plain(self) -> str:
        """Return plain text, as in feeds."""
        return "".join(_plain(piece) for piece in self.pieces)

    def markdown(self) -> str:
        """Return plain text as Markdown that reads the same, with a comment where a part stands."""
        return "".join(_markdown(piece) for piece in self.pieces)

    def recorded(self) -> str:
        """Return plain text in which a linked model is its id in brackets, which stays when its name changes."""
        return "".join(f"[{piece.id}]" if isinstance(piece, Link) else _plain(piece) for piece in self.pieces)


def relative(target: str, home: str) -> str:
    """Return the address of a page from another page, both from the root of the site."""
    path, sign, anchor = target.partition("#")
    if path == home:
        return f"{sign}{anchor}" if sign else "./"
    joined = relpath(path or ".", home or ".")
    return f"{joined if path and not path.endswith('/') else joined.rstrip('/') + '/'}{sign}{anchor}"


def safe(text: str) -> str:
    """Return text as HTML in which Markdown finds nothing to do: no emphasis, code, link, table cell or curly quote."""
    return _MARKDOWN.sub(lambda match: f"&#{ord(match[0])};", html.escape(text, quote=False))


def literal(text: str) -> str:
    """Return text as Markdown in which nothing is markup, for files that are read as they are."""
    return _MARKS.sub(lambda match: f"\\{match[0]}", text)


_MARKS = re.compile(r"[\\`*_\[\]<|~]")
_MARKDOWN = re.compile(r"[\\`*_{}\[\]()#+!|~:\"']|-(?=-)|\.(?=\.)")


def _html(piece: Piece, home: str) -> str:
    if isinstance(piece, Bound):
        stale = " stale" if piece.stale else ""
        return f'<a class="bn{stale}" href="{_address(piece.href, home)}">{safe(piece.text)}</a>'
    if isinstance(piece, Absent):
        title = f' title="{html.escape(piece.why)}"' if piece.why else ""
        return f'<span class="unk"{title}>{safe(piece.text)}</span>'
    if isinstance(piece, Link):
        return f'<a href="{_address(piece.target, home)}">{safe(piece.text)}</a>'
    if isinstance(piece, Unwritten | Changed | Part):
        return _beside(piece, home)
    if isinstance(piece, Citation):
        mark = f' id="cited-{piece.number}"' if piece.first else ""
        label = f"Source {piece.number}"
        return f'<sup class="cite"{mark}><a href="#c{piece.number}" aria-label="{label}">{piece.number}</a></sup>'
    return safe(piece)


def _beside(piece: Unwritten | Changed | Part, home: str) -> str:
    """Return what stands in or behind a sentence without being part of it."""
    if isinstance(piece, Part):
        return _comment(piece)
    if isinstance(piece, Changed):
        return f'<sup class="since">{_html(piece.mark, home)}</sup>'
    return f'<mark class="todo">{safe(_plain(piece))}</mark>'


def _address(target: str, home: str) -> str:
    return html.escape(relative(target, home))


def _markdown(piece: Piece) -> str:
    if isinstance(piece, Part):
        return _comment(piece)
    return _plain(piece) if isinstance(piece, Citation) else literal(_plain(piece))


def _comment(part: Part) -> str:
    return f"<!--part:{part.name}-->"


def _plain(piece: Piece) -> str:
    if isinstance(piece, str):
        return piece
    if isinstance(piece, Part | Changed):
        return ""
    if isinstance(piece, Unwritten):
        return f"To write: {piece.text}"
    return f"[{piece.number}]" if isinstance(piece, Citation) else piece.text
