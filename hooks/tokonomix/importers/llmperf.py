"""LLMPerf: 150 requests a provider and size of Llama 2, with percentiles of the requests that were answered."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime

from tokonomix.importers.figures import Figure, rows, word
from tokonomix.importers.records import Files, Importer, Known, Records, refuse
from tokonomix.importers.tables import Line, count, number

PATH = "data/results/llmperf.csv"

MEASURES: Mapping[str, str] = {
    "ttft_s": "first_token",
    "inter_token_latency_s": "between_tokens",
    "end_to_end_latency_s": "whole_answer",
    "request_output_throughput_token_per_s": "throughput",
}
"""Measure by its name in the file."""
STATISTICS: Mapping[str, str] = {
    "quantiles_p25": "p25", "quantiles_p50": "p50", "quantiles_p75": "p75", "quantiles_p90": "p90",
    "quantiles_p95": "p95", "quantiles_p99": "p99", "mean": "mean", "min": "min", "max": "max", "stddev": "stddev",
}  # fmt: skip

PUBLISHED = date(2024, 1, 9)
"""Day of the commit; days of runs stand in the file."""

_NEEDED = (
    "run", "framework", "model", "mean_input_tokens", "mean_output_tokens", "num_concurrent_requests", "timestamp",
    "results_error_rate", "results_number_errors", "results_num_requests_started", "results_num_completed_requests",
    "results_mean_output_throughput_token_per_s", "results_num_completed_requests_per_min",
)  # fmt: skip


def parse(files: Files) -> tuple[Figure, ...]:
    """Return the figures of every run; SourceError for another shape, or a run whose counts do not add up."""
    ((name, text),) = files.items()
    reader = csv.DictReader(text.splitlines())
    columns = reader.fieldnames or []
    wanted = [*_NEEDED, *(f"results_{m}_{s}" for m in MEASURES for s in STATISTICS)]
    if gone := [column for column in wanted if column not in columns]:
        raise refuse(name, f"column '{gone[0]}' is missing")
    found: list[Figure] = []
    seen = set()
    for line in reader:
        if line["run"] in seen:
            raise refuse(name, f"'{line['run']}' stands twice")
        seen.add(line["run"])
        found += _figures(name, line)
    return tuple(found)


def _figures(name: str, line: Line) -> Iterator[Figure]:
    started = count(name, line, "results_num_requests_started")
    answered = count(name, line, "results_num_completed_requests")
    failed = int(line["results_number_errors"])
    if started != answered + failed:
        raise refuse(name, f"'{line['run']}' started {started} requests, answered {answered} and failed {failed}")
    day = datetime.fromtimestamp(int(line["timestamp"]), UTC).date()
    setting = {"provider": word(line["framework"])}
    note = (
        f"{line['mean_input_tokens']} tokens in, {line['mean_output_tokens']} out, "
        f"{line['num_concurrent_requests']} requests at once; {failed} of {started} failed"
    )

    def figure(metric: str, column: str, n: int) -> Iterator[Figure]:
        published = number(name, line, column)
        if published is not None:
            yield Figure(
                line["run"], metric, published, n=n, evaluated_on=day, published_on=PUBLISHED, note=note,
                setting=setting,
            )  # fmt: skip

    yield from figure("error_rate", "results_error_rate", started)
    yield from figure("throughput_all", "results_mean_output_throughput_token_per_s", answered)
    yield from figure("answers_per_minute", "results_num_completed_requests_per_min", answered)
    for measure, known in MEASURES.items():
        for statistic, short in STATISTICS.items():
            yield from figure(f"{known}_{short}", f"results_{measure}_{statistic}", answered)


def translate(figures: tuple[Figure, ...], known: Known) -> Records:
    """Return one row a figure; n is the number of requests that were answered, of the error rate all of them."""
    return Records(rows={PATH: rows(figures, known)})


IMPORTER = Importer("llmperf", ("summary.csv",), parse, translate)
