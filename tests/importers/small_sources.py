"""Small inputs of our own in the formats of the three sources of facts and prices, and how to import them."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from tokonomix.importers import importer
from tokonomix.importers.runner import Report, run
from tokonomix.source import read_csv, read_yaml

READ = date(2026, 11, 22)


def entry(name: str, **fields: Any) -> dict[str, Any]:
    """Return a model of models.dev with what the source always has."""
    usual = {
        "name": name,
        "limit": {"context": 128000, "output": 16384},
        "modalities": {"input": ["text", "image"], "output": ["text"]},
        "open_weights": False,
        "release_date": "2024-05-13",
    }
    return usual | fields


def models_dev(models: Mapping[str, Any] | None = None, **providers: Mapping[str, Any]) -> dict[str, Any]:
    """Return a file of models.dev; a provider `amazon_bedrock` is written with a dash."""
    named = {name.replace("_", "-"): {"name": name, "models": found} for name, found in providers.items()}
    return {"models": models or {}, "providers": named}


def price_entry(name: str, prices: Any, **fields: Any) -> dict[str, Any]:
    """Return a model of genai-prices that is found by its own name."""
    return {"id": name, "name": name.title(), "match": {"equals": name}, "prices": prices} | fields


def genai(checked: str = "", **providers: list[dict[str, Any]]) -> dict[str, str]:
    """Return the files of genai-prices; `checked` is the rows of the list of checked days."""
    found = [{"id": name.replace("_", "-"), "name": name, "models": models} for name, models in providers.items()]
    return {"data.json": json.dumps(found), "prices_checked.csv": f"provider,model,prices_checked\n{checked}"}


def write(folder: Path, files: Mapping[str, str]) -> Path:
    """Write the files of a source and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def bring(root: Path, source: str, data: Any, *, dry_run: bool = False, read: date = READ) -> Report:
    """Import `data` (files by name, or the content of the one file) as a source into a repository."""
    one = importer(source)
    assert one is not None
    files = data if source == "genai-prices" else {one.files[0]: json.dumps(data)}
    return run(one, str(write(root / "sources" / source, files)), root=root, read=read, dry_run=dry_run)


def model(root: Path, path: str) -> dict[str, Any]:
    """Return a model file as plain values."""
    found = read_yaml(root, f"data/models/{path}.yml").value
    assert isinstance(found, dict)
    return found


def prices(root: Path, platform: str) -> list[dict[str, str]]:
    """Return the price rows of a platform without their empty cells."""
    return [dict(row.values) for row in read_csv(root, f"data/prices/{platform}.csv").rows]


def claimed(root: Path, platform: str) -> list[tuple[str, ...]]:
    """Return the claims about a platform's rates as (model, rate, amount, source)."""
    if not (root / f"data/claims/{platform}.csv").is_file():
        return []
    rows = read_csv(root, f"data/claims/{platform}.csv").rows
    return [tuple(row.values[name] for name in ("model", "rate", "amount", "source")) for row in rows]


def aliases(root: Path, *rows: tuple[str, str, str]) -> None:
    """Write data/aliases.csv with rows of source, published name and model."""
    (root / "data").mkdir(exist_ok=True)
    with (root / "data/aliases.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(
            [("source", "published_as", "model", "variant", "note"), *((*row, "", "") for row in rows)]
        )


def everything(root: Path) -> dict[str, bytes]:
    """Return every file below data/ with its bytes."""
    paths = (path for path in (root / "data").rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}
