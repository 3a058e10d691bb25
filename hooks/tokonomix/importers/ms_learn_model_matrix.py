"""Microsoft's table of which OpenAI model is deployed how in which European region: facts about offers, no promises.

What a deployment type promises stands once in `data/platforms.yml`; here is only that it is offered there.
"""

from __future__ import annotations

from collections.abc import Mapping

from tokonomix.importers.records import Files, Importer, Known, Records, refuse
from tokonomix.importers.tables import Line, lines

COLUMNS = ("deployment_type", "processing_boundary", "model", "version", "region", "region_in_eu27")
SCOPES: Mapping[str, str] = {"DataZoneStandard": "zone", "GlobalStandard": "global", "Standard": "region"}
"""Our scope by deployment type; a global one is global however European the region of its resource is."""
EVIDENCE = (
    "https://github.com/MicrosoftDocs/azure-ai-docs/blob/main/articles/foundry/foundry-models/includes/model-matrix/"
    "deployments-standard.md"
)
PATH = "data/offers/azure.csv"


def parse(files: Files) -> list[Line]:
    """Return the rows of the table; refuse if a column or a deployment type is new."""
    ((name, text),) = files.items()
    found = lines(name, text, COLUMNS, key=("deployment_type", "model", "version", "region"))
    for line in found:
        if line["deployment_type"] not in SCOPES:
            raise refuse(name, f"{line['model']}: 'deployment_type' is '{line['deployment_type']}'")
        if not (line["region"].isalnum() and line["region"].islower()):
            raise refuse(name, f"{line['model']}: 'region' is '{line['region']}'")
    return found


def translate(parsed: list[Line], known: Known) -> Records:
    """Return an offer for each model or snapshot of ours, region and deployment type; other versions are noted."""
    versions: dict[tuple[str, str, str, str], list[str]] = {}
    for line in parsed:
        model = _model(line, known)
        if model:
            offer = (model, line["model"], line["region"], SCOPES[line["deployment_type"]])
            versions.setdefault(offer, []).append(line["version"])
    rows = tuple(
        {
            "model": model, "served_as": name, "region": region, "scope": scope, "evidence": EVIDENCE,
            "read": known.read, "note": None if model != name else f"As version {' and '.join(sorted(found))}.",
        }
        for (model, name, region, scope), found in sorted(versions.items())
    )  # fmt: skip
    return Records(rows={PATH: rows})


def _model(line: Line, known: Known) -> str | None:
    """Return the snapshot of that version if we know it, else the model; embeddings and the like are not ours."""
    for name in (f"{line['model']}-{line['version']}", line["model"]):
        if name in known.aliases:
            return known.aliases[name][0]
        if name in known.models:
            return name
    return None


IMPORTER = Importer("ms-learn-model-matrix", ("azure-europe-availability.csv",), parse, translate)
