"""Brings the text of a source's files from a folder, a file or an https address."""

from __future__ import annotations

import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

from tokonomix.importers.records import Files, Importer, refuse

_TIMEOUT = 60
_MOST_BYTES = 64_000_000


def fetch(importer: Importer, address: str) -> Files:
    """Return the text of every file the importer wants, from a folder, a single file or an https address."""
    if "://" in address:
        return _fetch_web(importer, address)
    place = Path(address)
    if place.is_file() and len(importer.files) == 1:
        return {place.name: _decoded(place.read_bytes(), address)}
    if not place.is_dir():
        raise refuse(address, "the source is not there", "Give the folder or file that holds it")
    found: dict[str, str] = {}
    for name in importer.files:
        paths = sorted(place.glob(name)) if "*" in name else [place / name]
        if not paths or not all(path.is_file() for path in paths):
            raise refuse(
                f"{address}/{name}",
                f"the file '{name}' is missing",
                "Give the folder that holds it",
            )
        found |= {
            path.relative_to(place).as_posix(): _decoded(path.read_bytes(), str(path)) for path in paths
        }
    return found


def _fetch_web(importer: Importer, address: str) -> Files:
    parts = urllib.parse.urlsplit(address)
    if parts.scheme != "https":
        raise refuse(address, f"'{parts.scheme}' is not https", "Give a path or an https address")
    if pattern := next((name for name in importer.files if "*" in name), None):
        raise refuse(
            address,
            f"'{pattern}' cannot be listed over the web",
            "Download the folder and give its path",
        )
    single = len(importer.files) == 1 and Path(parts.path).suffix
    found = {}
    for name in importer.files:
        url = address if single else f"{address.rstrip('/')}/{name}"
        try:
            with urllib.request.urlopen(url, timeout=_TIMEOUT) as answer:  # noqa: S310 - https only, see above
                raw = answer.read(_MOST_BYTES + 1)
        except (urllib.error.URLError, TimeoutError, OSError) as error:
            reason = getattr(error, "reason", error)
            raise refuse(
                url,
                f"the source did not answer: {reason}",
                "Try again later or give another address",
            ) from None
        if len(raw) > _MOST_BYTES:
            raise refuse(
                url,
                f"the source is larger than {_MOST_BYTES:,} bytes",
                "Check the address",
            )
        found[name] = _decoded(raw, url)
    return found


def _decoded(raw: bytes, name: str) -> str:
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise refuse(name, "not UTF-8 text", "Check the address") from None
