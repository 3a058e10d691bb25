"""An offer is of a model and on a platform that exist."""

from __future__ import annotations

from collections.abc import Iterator

from tokonomix.catalog import Catalog
from tokonomix.checks.price_models import unknown_model, unknown_platform
from tokonomix.problem import Problem


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield a problem for each offer of an unknown model or platform."""
    for offer in catalog.offers:
        yield from unknown_model(catalog, offer.model, offer.row)
        yield from unknown_platform(catalog, offer.platform, offer.row)
