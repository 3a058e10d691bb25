"""One source a file; IMPORTERS lists them in the order of a first import. Never part of a build."""

from __future__ import annotations

from tokonomix.importers import aider, arena, genai_prices, livebench, model_deprecations, models_dev
from tokonomix.importers.records import Importer

IMPORTERS: tuple[Importer, ...] = (
    models_dev.IMPORTER,
    genai_prices.IMPORTER,
    model_deprecations.IMPORTER,
    livebench.IMPORTER,
    arena.IMPORTER,
    aider.IMPORTER,
)


def importer(source: str) -> Importer | None:
    """Return the importer of a source, None if there is none."""
    return next((one for one in IMPORTERS if one.id == source), None)
