"""SWE-bench: share of issues resolved; only the bash-only board compares models, the others compare whole agents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from tokonomix.importers.figures import Figure, rows
from tokonomix.importers.records import Files, Importer, Known, Records, refuse
from tokonomix.importers.tables import Line, lines, number

PATH = "data/results/swe-bench.csv"

PUBLISHED = date(2025, 12, 10)
"""Day of the commit; each row names the day of its run."""

MODELS_BOARD = "bash-only"
"""The one board on which every model runs in the same small agent, on `ISSUES` issues."""
ISSUES = 500

METRICS: Mapping[str, str] = {
    "resolved_pct": "resolved",
    "cost_usd": "cost",
    "instance_cost_usd": "cost_per_issue",
    "instance_calls": "calls_per_issue",
}
"""Metric by column."""
ZERO_IS_MISSING = ("cost_usd", "instance_cost_usd", "instance_calls")
"""No run is free or makes no call: 0 here means that nobody counted."""

_COLUMNS = [
    "leaderboard", "name", "model_tag", "org_tag", "resolved_pct", "date", "cost_usd", "instance_cost_usd",
    "instance_calls", "os_model", "os_system", "checked", "mini_swe_agent_version", "folder", "n_per_instance",
]  # fmt: skip


def parse(files: Files) -> tuple[Figure, ...]:
    """Return the figures of every board; SourceError for another shape."""
    ((name, text),) = files.items()
    table = lines(name, text, _COLUMNS, key=["leaderboard", "name", "date", "folder"])
    runs = Counter((line["leaderboard"], line["name"]) for line in table)
    found: list[Figure] = []
    for line in table:
        once = runs[line["leaderboard"], line["name"]] == 1
        # Systems are entered again under the same name; their folder tells the entries apart.
        found += _figures(name, line, line["name"] if once else f"{line['name']} [{line['folder']}]")
    return tuple(found)


def _figures(name: str, line: Line, published_as: str) -> Iterator[Figure]:
    try:
        day = date.fromisoformat(line["date"])
    except ValueError:
        raise refuse(name, f"date of '{line['name']}' is '{line['date']}'") from None
    alone = line["leaderboard"] == MODELS_BOARD
    for column, metric in METRICS.items():
        published = number(name, line, column)
        if published is None or (column in ZERO_IS_MISSING and not float(published)):
            continue
        notes = [] if alone else ["a system: an agent with a model in it"]
        solved = float(published) * ISSUES / 100
        if alone and metric == "resolved" and abs(solved - round(solved)) > 1e-6:
            notes.append(f"{published} % is no number of {ISSUES} issues")
        yield Figure(
            published_as, metric, published, line["leaderboard"].lower(), ISSUES if alone else None,
            evaluated_on=day, published_on=PUBLISHED, note="; ".join(notes) or None,
        )  # fmt: skip


def translate(figures: tuple[Figure, ...], known: Known) -> Records:
    """Return one row a figure; the sizes of the boards of systems are not in the file, so their n stays unknown."""
    return Records(rows={PATH: rows(figures, known)})


IMPORTER = Importer("swe-bench", ("leaderboards.csv",), parse, translate)
