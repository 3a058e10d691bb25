"""Models, snapshots and aliases point at things that exist and fit their kind."""

from __future__ import annotations

from collections.abc import Iterator

from tokonomix.catalog import Catalog
from tokonomix.problem import Place, Problem, mend_name
from tokonomix.records import Model


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield a problem for each unknown vendor, parent, target or replacement, and each kind that does not fit."""
    known = set(catalog.platforms) | catalog.broken
    for vendor_id, vendor in catalog.vendors.items():
        if vendor.platform and "platforms" in catalog.registries and vendor.platform not in known:
            place = catalog.registries["vendors"].place(vendor_id, "platform")
            mend = mend_name(vendor.platform, catalog.platforms, "Add it to data/platforms.yml")
            yield Problem(place, f"platform '{vendor.platform}' does not exist", mend)
    for model in catalog.models.values():
        yield from _of_model(catalog, model)


def _of_model(catalog: Catalog, model: Model) -> Iterator[Problem]:
    readable = "vendors" in catalog.registries
    if readable and model.vendor not in catalog.vendors and model.vendor not in catalog.broken:
        mend = mend_name(model.vendor, catalog.vendors, "Add it to data/vendors.yml")
        yield Problem(model.place, f"vendor '{model.vendor}' does not exist", mend)
    if model.kind == "snapshot" and not model.of:
        yield Problem(
            model.place,
            "a snapshot without 'of'",
            "Add 'of' with the id of its model, or set kind to model",
        )
    if model.kind != "snapshot" and model.of:
        yield Problem(
            model.place,
            f"'of' on a {model.kind}",
            "Set kind to snapshot, or remove 'of'",
        )
    if model.kind != "alias" and model.targets:
        yield Problem(
            model.place,
            f"'targets' on a {model.kind}",
            "Set kind to alias, or remove 'targets'",
        )
    pointers = [
        (model.of, "of"),
        *((target, "targets") for target, _, _ in model.targets),
    ]
    replacement = model.facts.get("replacement")
    for name, field in pointers:
        if name and not _exists(catalog, name):
            yield _unknown(catalog, name, model.place, field)
        elif name and name == model.id:
            yield Problem(model.place, f"'{field}' names the model itself", "Name another model")
    if replacement and replacement.value and not _exists(catalog, replacement.value):
        yield _unknown(catalog, replacement.value, replacement.place, "replacement")


def _exists(catalog: Catalog, name: str) -> bool:
    return name in catalog.models or name in catalog.broken


def _unknown(catalog: Catalog, name: str, place: Place, field: str) -> Problem:
    mend = mend_name(name, catalog.models, "Add its file under data/models/")
    return Problem(place, f"{field} is '{name}', no model of ours", mend)
