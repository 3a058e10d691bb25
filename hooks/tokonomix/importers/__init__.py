"""One source a file; IMPORTERS lists them in the order of a first import. Never part of a build."""

from __future__ import annotations

from tokonomix.importers.records import Importer

IMPORTERS: tuple[Importer, ...] = ()


def importer(source: str) -> Importer | None:
    """Return the importer of a source, None if there is none."""
    return next((one for one in IMPORTERS if one.id == source), None)
