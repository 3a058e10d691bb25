"""Aider polyglot: share of exercises solved by editing files, with time and cost of the run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from tokonomix.importers.records import Files, Importer, Known, Records, refuse
from tokonomix.source import parse_yaml

PATH = "data/results/aider.csv"

METRICS = ("pass_rate_2", "pass_rate_1", "percent_cases_well_formed", "seconds_per_case", "total_cost")
"""What is kept; the other columns count kinds of failure."""

ZERO_IS_MISSING = ("seconds_per_case", "total_cost")
"""No run is free or takes no time: 0 here means that nobody knew."""

_NUMBER = re.compile(r"\d+(\.\d+)?\Z")
_ROUNDING = 0.051


@dataclass(frozen=True)
class Run:
    """One entry; `figures` by metric as printed, None where missing."""

    model: str
    day: date
    cases: int
    solved: Mapping[str, int]
    """Exercises solved, by the metric that states the share."""
    figures: Mapping[str, str | None]
    edit_format: str
    version: str


def parse(files: Files) -> tuple[Run, ...]:
    """Return the entries in their order; SourceError where one lacks a field or repeats another."""
    ((name, text),) = files.items()
    parse_yaml(text, name)  # refuses bad syntax and repeated keys with their place
    # The plain loader keeps every scalar as the text that was published.
    entries = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - builds nothing but texts, lists and mappings
    if not isinstance(entries, list):
        raise refuse(name, "not a list of runs")
    runs = tuple(_run(name, entry) for entry in entries)
    keys = [(run.model, run.day) for run in runs]
    if len(set(keys)) < len(keys):
        model, day = min(key for key in keys if keys.count(key) > 1)
        raise refuse(name, f"'{model}' of {day} stands twice")
    return runs


def _run(name: str, entry: Mapping[str, Any]) -> Run:
    for field in ("model", "date", "test_cases", "pass_rate_2"):
        if not entry.get(field):
            raise refuse(name, f"field '{field}' of '{entry.get('model', '?')}' is missing")
    cases = entry["test_cases"]
    if not cases.isdigit() or cases == "0":
        raise refuse(name, f"test_cases of '{entry['model']}' is '{cases}'")
    try:
        day = date.fromisoformat(entry["date"])
    except ValueError:
        raise refuse(name, f"date of '{entry['model']}' is '{entry['date']}'") from None
    return Run(
        model=entry["model"],
        day=day,
        cases=int(cases),
        solved={
            f"pass_rate_{number}": int(entry[f"pass_num_{number}"])
            for number in (1, 2)
            if str(entry.get(f"pass_num_{number}", "")).isdigit()
        },
        figures={metric: _figure(name, entry, metric) for metric in METRICS},
        edit_format=entry.get("edit_format", ""),
        version=entry.get("versions", ""),
    )


def _figure(name: str, entry: Mapping[str, Any], metric: str) -> str | None:
    text = entry.get(metric) or None
    if text is None:
        return None
    if not _NUMBER.match(text):
        raise refuse(name, f"{metric} of '{entry['model']}' is '{text}', not a number")
    return None if metric in ZERO_IS_MISSING and not float(text) else str(text)


def translate(runs: tuple[Run, ...], known: Known) -> Records:
    """Return one row a figure; n is the number of exercises that were run."""
    return Records(rows={PATH: tuple(row for run in runs for row in _rows(run, known))})


def _rows(run: Run, known: Known) -> Iterator[Mapping[str, object]]:
    model, variant = known.aliases.get(run.model, (None, None))
    for metric, published in run.figures.items():
        if published is None:
            continue
        yield {
            "model": model,
            "variant": variant,
            "published_as": run.model,
            "metric": metric,
            "published": published,
            "n": run.cases,
            "published_on": run.day,
            "note": "; ".join(_notes(run, metric, published)),
        }


def _notes(run: Run, metric: str, published: str) -> Iterator[str]:
    if run.edit_format:
        yield f"edit format {run.edit_format}"
    if run.version:
        yield f"Aider {run.version}"
    solved = run.solved.get(metric)
    if solved is not None and abs(100 * solved / run.cases - float(published)) > _ROUNDING:
        share = 100 * solved / run.cases
        yield f"{solved} of {run.cases} solved would be {share:.1f}"


IMPORTER = Importer(
    "aider", ("polyglot_leaderboard.yml",), parse, translate,
    live="https://raw.githubusercontent.com/Aider-AI/aider/main/aider/website/_data/polyglot_leaderboard.yml",
)  # fmt: skip
