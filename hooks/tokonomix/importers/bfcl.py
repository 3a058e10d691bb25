"""BFCL: whether a model calls the right function with the right arguments; shares, times and cost of the whole run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from tokonomix.importers.figures import Figure, rows
from tokonomix.importers.records import Files, Importer, Known, Records, refuse
from tokonomix.importers.tables import Line, lines, number
from tokonomix.importers.versions import day_of

PATH = "data/results/bfcl.csv"

DAYS: Mapping[str, date] = {"869f6f79cbfb": date(2026, 4, 12)}
"""Day on which each version of the tables was published, by its digest."""

SHARES: Mapping[str, Mapping[str, str | None]] = {
    "data_overall.csv": {
        "Overall Acc": None,
        "Non-Live AST Acc": "non_live",
        "Non-Live Simple AST": "non_live_simple",
        "Non-Live Multiple AST": "non_live_multiple",
        "Non-Live Parallel AST": "non_live_parallel",
        "Non-Live Parallel Multiple AST": "non_live_parallel_multiple",
        "Live Acc": "live",
        "Live Simple AST": "live_simple",
        "Live Multiple AST": "live_multiple",
        "Live Parallel AST": "live_parallel",
        "Live Parallel Multiple AST": "live_parallel_multiple",
        "Multi Turn Acc": "multi_turn",
        "Multi Turn Base": "multi_turn_base",
        "Multi Turn Miss Func": "multi_turn_miss_func",
        "Multi Turn Miss Param": "multi_turn_miss_param",
        "Multi Turn Long Context": "multi_turn_long_context",
        "Web Search Acc": "web_search",
        "Web Search Base": "web_search_base",
        "Web Search No Snippet": "web_search_no_snippet",
        "Memory Acc": "memory",
        "Memory KV": "memory_kv",
        "Memory Vector": "memory_vector",
        "Memory Recursive Summarization": "memory_recursive_summarization",
        "Relevance Detection": "relevance",
        "Irrelevance Detection": "irrelevance",
    },
    "data_agentic.csv": {"Agentic Overall Acc": "agentic"},
    "data_live.csv": {"Irrelevance Detection": "live_irrelevance"},
    "data_non_live.csv": {
        "Python Simple AST": "non_live_simple_python",
        "Java Simple AST": "non_live_simple_java",
        "JavaScript Simple AST": "non_live_simple_javascript",
        "Irrelevance Detection": "non_live_irrelevance",
    },
}
"""Task of each share of right calls, by file and column; None for the whole."""

FIGURES: Mapping[str, str] = {
    "Total Cost ($)": "total_cost",
    "Latency Mean (s)": "latency_mean",
    "Latency Standard Deviation (s)": "latency_sd",
    "Latency 95th Percentile (s)": "latency_p95",
    "Format Sensitivity Max Delta": "format_max_delta",
    "Format Sensitivity Standard Deviation": "format_sd",
}
"""Metric of the other columns of the overall table."""

RANKS: Mapping[str, str | None] = {
    "data_overall.csv": None,
    "data_agentic.csv": "agentic",
    "data_live.csv": "live",
    "data_multi_turn.csv": "multi_turn",
    "data_non_live.csv": "non_live",
}
"""Task that a table's column 'Rank' is about."""

AGAIN: Mapping[str, Mapping[str, str]] = {
    "data_agentic.csv": {"Web Search Summary": "Web Search Acc", "Memory Summary": "Memory Acc"},
    "data_live.csv": {"Live Overall Acc": "Live Acc", "Relevance Detection": "Relevance Detection"},
    "data_multi_turn.csv": {"Multi Turn Overall Acc": "Multi Turn Acc"},
    "data_non_live.csv": {"Non-Live Overall Acc": "Non-Live AST Acc"},
}
"""Columns that say again what a column of the overall table says."""

ZERO_IS_MISSING = ("total_cost", "latency_mean", "latency_p95")


def parse(files: Files) -> tuple[Figure, ...]:
    """Return all figures; SourceError for another shape, or where two tables contradict each other."""
    tables = {name: _table(name, files[name]) for name in RANKS}
    overall = {line["Model"]: line for line in tables["data_overall.csv"]}
    found: list[Figure] = []
    for name, table in tables.items():
        for line in table:
            if line["Model"] not in overall:
                raise refuse(name, f"'{line['Model']}' is not in data_overall.csv")
            for column, first in AGAIN.get(name, {}).items():
                if line[column] != overall[line["Model"]][first]:
                    raise refuse(name, f"{column} of '{line['Model']}' differs from data_overall.csv")
            found += _figures(name, line)
    day = day_of(files, DAYS, "bfcl")
    return tuple(replace(figure, published_on=day) for figure in found)


def _table(name: str, text: str) -> list[Line]:
    header = text.split("\n", 1)[0].split(",")
    wanted = {"Rank", "Model", *SHARES.get(name, {}), *AGAIN.get(name, {})}
    if name == "data_overall.csv":
        wanted |= set(FIGURES)
    if gone := sorted(wanted - set(header)):
        raise refuse(name, f"column '{gone[0]}' is missing")
    # A fault is told with a row's first cell, which shall be the name.
    return [{"Model": line["Model"]} | line for line in lines(name, text, header, key=["Model"])]


def _figures(name: str, line: Line) -> Iterator[Figure]:
    model = line["Model"]
    share = accuracy(model)
    for column, task in SHARES.get(name, {}).items():
        if published := number(name, line, column, unit="%", missing=("N/A",)):
            yield Figure(model, share, published, task)
    if published := number(name, line, "Rank"):
        yield Figure(model, "rank", published, RANKS[name])
    if name == "data_overall.csv":
        for column, metric in FIGURES.items():
            published = number(name, line, column, missing=("N/A",))
            if published and not (metric in ZERO_IS_MISSING and not float(published)):
                yield Figure(model, metric, published)


def accuracy(model: str) -> str:
    """Return the metric of a model's shares: native calls and calls written as text are two different questions."""
    return "accuracy" if "(FC" in model else "accuracy_prompted"


def translate(figures: tuple[Figure, ...], known: Known) -> Records:
    """Return one row a figure; the number of items a task stands on the benchmark's card."""
    return Records(rows={PATH: rows(figures, known)})


IMPORTER = Importer("bfcl", tuple(RANKS), parse, translate)
