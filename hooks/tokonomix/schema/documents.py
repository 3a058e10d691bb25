"""The documents generated from the shapes: JSON Schemas for editors, and data/README.md for people."""

from __future__ import annotations

import json
from typing import Any

from tokonomix.schema import content, registry, rows
from tokonomix.schema.base import Shape
from tokonomix.schema.model import ModelFile

FILES: tuple[tuple[str, str, type[Shape], str], ...] = (
    ("data/models/<vendor>/<id>.yml", "model", ModelFile, "one file a model, snapshot or alias"),
    (
        "data/offers/<platform>.csv",
        "offer",
        rows.OfferRow,
        "one row a model served on the platform in a region",
    ),
    ("data/prices/<platform>.csv", "price", rows.PriceRow, "one row a rate and period"),
    ("data/claims/<platform>.csv", "claim", rows.ClaimRow, "what sources we do not follow say of a rate"),
    ("data/disputes.csv", "dispute", rows.DisputeRow, "what we decided where sources disagree"),
    ("data/exceptions.csv", "exception", rows.ExceptionRow, "where the world breaks a rule of thumb of ours"),
    ("data/numbers.csv", "number", rows.NumberRow, "numbers that may be typed into a text, and why"),
    ("data/words.csv", "word", rows.WordRow, "spellings and terms we do not use, and what we write"),
    ("data/results/<benchmark>.csv", "result", rows.ResultRow, "one row a published number"),
    ("data/benchmarks/<benchmark>.yml", "benchmark", registry.BenchmarkFile, "the card of a benchmark"),
    ("data/runs/<run>.yml", "run", registry.RunFile, "the record of an own run"),
    ("data/method/holdout.yml", "holdout", registry.TrialFile, "how well scores foretell hidden results"),
    ("data/aliases.csv", "alias", rows.AliasRow, "what sources call our models"),
    ("data/moved.csv", "moved", rows.MovedRow, "ids that changed"),
    ("data/withdrawn.csv", "withdrawn", rows.WithdrawnRow, "records that were wrong and are gone"),
    ("data/seen/<model>.csv", "seen", rows.SeenRow, "what the values of a review were when it was checked"),
    ("content/models/<id>.md", "review", content.ReviewFront, "front matter of a review"),
    ("content/use-cases/<slug>.md", "use-case", content.UseCaseFront, "front matter of a use case"),
    ("content/**/*.md", "page", content.PageFront, "front matter of any other page"),
)
LISTS: tuple[tuple[str, str, type[Shape]], ...] = (
    ("data/categories.yml", "categories", registry.Category),
    ("data/vendors.yml", "vendors", registry.Vendor),
    ("data/platforms.yml", "platforms", registry.Platform),
    ("data/sources.yml", "sources", registry.Source),
    ("data/workloads.yml", "workloads", registry.Workload),
    ("data/cycles.yml", "cycles", registry.Cycle),
)
_HEAD = """# Data

Generated from the shapes in `hooks/tokonomix/schema/` by `tokonomix schema`; a test holds it to them. Do not edit it.

Days are written `YYYY-MM-DD`. Amounts are decimals with a point; an empty cell is *not known*, and `0` is allowed only
where the state says free or included. Every record names a source in `sources.yml` and the day on which it was read.
In YAML, begin a file with `# yaml-language-server: $schema=…` to have your editor complete and check it.
"""


def generated() -> dict[str, str]:
    """Return the text of every generated document by its path from the repository root."""
    found = {}
    for _path, name, shape, _what in FILES:
        found[f"data/schema/{name}.json"] = _json(shape.model_json_schema())
    for _path, name, shape in LISTS:
        entry = shape.model_json_schema()
        definitions = entry.pop("$defs", {})
        whole: dict[str, Any] = {"type": "object", "additionalProperties": entry}
        found[f"data/schema/{name}.json"] = _json(
            {**whole, **({"$defs": definitions} if definitions else {})}
        )
    found["data/README.md"] = _readme()
    return found


def _readme() -> str:
    parts = [_HEAD]
    for path, name, shape, what in FILES:
        parts.append(
            f"## `{path}`\n\n{what[0].upper()}{what[1:]}. Schema: [`{name}.json`](schema/{name}.json).\n"
        )
        parts.append(_table(shape))
    for path, name, shape in LISTS:
        parts.append(f"## `{path}`\n\nEntries by id. Schema: [`{name}.json`](schema/{name}.json).\n")
        parts.append(_table(shape))
    return "\n".join(parts)


def _table(shape: type[Shape], prefix: str = "") -> str:
    lines = ["| field | needed | what |", "|---|---|---|"] if not prefix else []
    for name, info in shape.model_fields.items():
        field = f"{prefix}{info.alias or name}"
        nested = _nested(info.annotation)
        needed = "yes" if info.is_required() else ""
        what = (
            (info.description or (nested.__doc__ if nested else "") or "")
            .strip()
            .replace("\n", " ")
            .replace("|", "\\|")
        )
        lines.append(f"| `{field}` | {needed} | {what} |")
        if nested:
            lines.append(_table(nested, f"{field}."))
    return "\n".join(lines) + ("\n" if not prefix else "")


def _nested(annotation: Any) -> type[Shape] | None:
    if isinstance(annotation, type) and issubclass(annotation, Shape):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        if found := _nested(part):
            return found
    return None


def _json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"
