"""The data for download: every file, the JSON API, the schemas, and where each record comes from."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from tokonomix import wording
from tokonomix.edition import Edition
from tokonomix.pages import view
from tokonomix.pages.files import File, files, schemas
from tokonomix.pages.framed import frame
from tokonomix.pages.made import Made

API = {
    "models": "Every model, snapshot and alias with its facts, their sources and the claims of others",
    "offers": "Who serves which model, in which region, where it is processed and on whose word",
    "promises": "What platforms promise of their offers: regions, retention, training, each with its page",
    "prices": "Every rate of every platform with its period and state",
    "claims": "What sources say of the same fact or rate beside each other, what we show, our verdict and the reason",
    "results": "Every published number with its task, metric, interval and source",
    "sources": "Every source with its licence, version and the day we read it",
    "reviews": "Every review as text, with its sources; each also stands as Markdown beside its page, as index.md",
    "boards": (
        "Every leaderboard as computed: scores, intervals, rank intervals, coverage, reasons; boards/<board>.json: one "
        "board with the source, n, day and setting of every number"
    ),
}
"""The files of the JSON API and what each holds; a test holds it to what the feed writes."""
LICENCES = {"none-stated": "none stated", "facts-only": "facts only"}


def make(edition: Edition) -> Iterator[Made]:
    """Yield the page."""
    page = frame(edition, "data/index", "Data", "Every record behind this site, for download.")
    every = files(edition)
    sources = _sources(edition, every)
    groups = [
        {"name": name, "files": [_file(edition, file) for file in group]}
        for name, group in groupby(every, key=lambda file: file.group)
    ]
    yield page.made(
        "data.html",
        {
            "whole": groups[0],
            "recorded": groups[1:],
            "api": [{"href": f"api/v1/{name}.json", "what": what} for name, what in API.items()],
            "schemas": [{"name": path.rsplit("/", 1)[-1], "href": path} for path in sorted(schemas())],
            "sources": [row for row in sources if row["total"]],
            "quiet": [row for row in sources if not row["total"]],
            "cite": _citation(edition),
            "repository": edition.site.repository,
        },
    )


def _file(edition: Edition, file: File) -> dict[str, Any]:
    licences = sorted({edition.catalog.license_of(name) for name in file.sources} or {"CC-BY-4.0"})
    return {
        "href": file.uri, "name": file.uri.removeprefix("data/"), "what": file.what,
        "rows": wording.count(file.rows), "schema": f"data/schema/{file.schema}.json" if file.schema else "",
        "sources": [edition.catalog.sources[name].name for name in sorted(file.sources)],
        "licences": wording.listing([LICENCES.get(name, name) for name in licences]),
    }  # fmt: skip


def _sources(edition: Edition, every: list[File]) -> list[dict[str, Any]]:
    """Return every source with its licence and how many records it gives, those with most first."""
    counts: dict[str, dict[str, int]] = {}
    for file in every:
        kind = {"data/facts.csv": "facts", "data/prices.csv": "prices", "data/offers.csv": "offers"}.get(file.uri)
        kind = "results" if file.uri.startswith("data/results/") else kind
        for origin, count in file.sources.items() if kind else ():
            of_kind = counts.setdefault(origin, {})
            of_kind[kind or ""] = of_kind.get(kind or "", 0) + count
    rows = []
    for name, source in edition.catalog.sources.items():
        found = counts.get(name, {})
        excluded = source.licence in edition.site.exclude_licences
        rows.append(
            {
                "id": name, "name": source.name, "publisher": source.publisher, "url": source.url,
                "grade": source.grade, "licence": LICENCES.get(source.licence, source.licence),
                "version": source.version or "", "read": view.day(source.read), "excluded": excluded,
                "counts": wording.listing([wording.plural(n, kind.rstrip("s")) for kind, n in found.items()]),
                "total": sum(found.values()),
            }
        )  # fmt: skip
    return sorted(rows, key=lambda row: (-row["total"], row["name"].lower()))


def _citation(edition: Edition) -> str:
    commit = f", commit {edition.site.commit[:12]}" if edition.site.commit else ""
    where = f" {edition.site.url.rstrip('/')}/data/" if edition.site.url else ""
    return f"Tokonomix: records of AI models, as of {wording.day(edition.as_of)}{commit}. CC BY 4.0.{where}"
