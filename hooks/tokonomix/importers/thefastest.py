"""TheFastest.ai: one short answer a model, provider and region, on one day of 2024."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from tokonomix.importers.figures import Figure, rows, word
from tokonomix.importers.records import Files, Importer, Known, Records, refuse
from tokonomix.importers.tables import Line, lines, number

PATH = "data/results/thefastest.csv"

METRICS: Mapping[str, str] = {
    "ttr_s": "response_headers",
    "ttft_s": "first_token",
    "total_time_s": "whole_answer",
    "tps": "throughput",
}
"""Metric by column."""

CAPPED = ("999", "999.0")
"""Printed as tokens a second where all of them came at once: the end of the scale, not a speed."""

_COLUMNS = [
    "run_time_utc", "region", "provider_model", "ttr_s", "ttft_s", "tps", "num_tokens", "total_time_s", "error",
]  # fmt: skip


def parse(files: Files) -> tuple[Figure, ...]:
    """Return the figures of every answer that came; SourceError for another shape."""
    ((name, text),) = files.items()
    table = lines(name, text, _COLUMNS, key=["run_time_utc", "region", "provider_model"])
    return tuple(figure for line in table if not line["error"] for figure in _figures(name, line))


def _figures(name: str, line: Line) -> Iterator[Figure]:
    provider, slash, _model = line["provider_model"].partition("/")
    if not slash:
        raise refuse(name, f"'{line['provider_model']}' names no provider")
    try:
        day = datetime.fromisoformat(line["run_time_utc"]).date()
    except ValueError:
        raise refuse(name, f"run_time_utc is '{line['run_time_utc']}'") from None
    for column, metric in METRICS.items():
        published = number(name, line, column, missing=CAPPED if column == "tps" else ())
        if published is not None:
            yield Figure(
                line["provider_model"], metric, published, n=1, evaluated_on=day,
                note=f"an answer of {line['num_tokens']} tokens",
                setting={"provider": word(provider), "region": word(line["region"])},
            )  # fmt: skip


def translate(figures: tuple[Figure, ...], known: Known) -> Records:
    """Return one row a figure; each rests on one request."""
    return Records(rows={PATH: rows(figures, known)})


IMPORTER = Importer("thefastest", ("latest.csv",), parse, translate)
