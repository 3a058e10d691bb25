"""The day of a source's version, where its files do not state it: known by the digest of what was read."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date

from tokonomix.importers.records import Files, refuse


def digest(*texts: str) -> str:
    """Return the name of a version: the first 12 digits of the SHA-256 of its files, one after the other."""
    return hashlib.sha256("".join(texts).encode()).hexdigest()[:12]


def day_of(files: Files, days: Mapping[str, date], module: str) -> date:
    """Return the day of the version in `files`; SourceError if it is not listed, so that none gets another's day."""
    version = digest(*(files[name] for name in sorted(files)))
    if version not in days:
        mend = f"Add '{version}' with the day of its commit to DAYS in importers/{module}.py"
        raise refuse(min(files), "the day of this version is not known, and the files do not state it", mend)
    return days[version]
