"""MedHELM: 37 medical tests of nine models, part of them judged by models; what the runs and the jury cost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from tokonomix.importers.figures import Figure, rows, word
from tokonomix.importers.records import Files, Importer, Known, Records, refuse
from tokonomix.importers.tables import Line, count, lines, number
from tokonomix.importers.versions import day_of

PATH = "data/results/medhelm.csv"

DAYS: Mapping[str, date] = {"8ac58dd36691": date(2025, 12, 2)}
"""Day on which each version of the tables was published, by its digest."""

METRICS: Mapping[str, str] = {
    "EM": "exact_match",
    "MedCalc Accuracy": "medcalc_accuracy",
    "MedecFlagAcc": "medec_flag_accuracy",
    "EHRSQLExeAcc": "ehrsql_execution_accuracy",
    "MIMICBillingF1": "mimic_billing_f1",
    "Jury Score": "jury_score",
}
"""Metric by what follows the last ' - ' of a column."""

ALSO_CALLED: Mapping[str, str] = {"n2c2": "n2c2-ct"}
"""Task by its word in the table of costs, where that differs from the table of scores."""

TOTALS: Mapping[str, str] = {
    "Benchmark Cost": "benchmark_cost",
    "Total Jury Cost": "jury_cost",
    "Total Cost": "total_cost",
}
"""Metric by column of the table of totals; the numbers of tokens are not kept."""


def parse(files: Files) -> tuple[Figure, ...]:
    """Return scores and costs; SourceError for another shape or a version whose day is not known."""
    scores = tuple(_scores("scores.csv", files["scores.csv"]))
    tasks = {figure.task for figure in scores}
    costs = tuple(_costs("costs.csv", files["costs.csv"]))
    for figure in costs:
        if figure.task not in tasks:
            raise refuse("costs.csv", f"'{figure.task}' is none of the tests in scores.csv")
    name = "token_utilization.csv"
    table = lines(name, files[name], _header(files[name]), key=["Model"])
    totals = [
        Figure(line["Model"], metric, published)
        for line in table
        for column, metric in TOTALS.items()
        if (published := number(name, line, column)) is not None
    ]
    day = day_of(files, DAYS, "medhelm")
    return tuple(replace(figure, published_on=day) for figure in (*scores, *costs, *totals))


def _header(text: str) -> list[str]:
    return text.split("\n", 1)[0].split(",")


def _scores(name: str, text: str) -> Iterator[Figure]:
    header = _header(text)
    columns = {column: column.rpartition(" - ") for column in header[1:]}
    if strange := [column for column, parts in columns.items() if parts[2] not in METRICS]:
        raise refuse(name, f"column '{strange[0]}' has a metric that is not known")
    for line in lines(name, text, header, key=["Model"]):
        for column, (task, _, suffix) in columns.items():
            if (published := number(name, line, column)) is not None:
                yield Figure(line["Model"], METRICS[suffix], published, word(task))


def _costs(name: str, text: str) -> Iterator[Figure]:
    for line in lines(name, text, _header(text), key=["Model", "Benchmark"]):
        task = word(line["Benchmark"])
        column = "Cost Input Output Tokens"
        bare = Line(line) | {column: line[column].replace(",", "")}
        # A thousands separator is layout, not part of the number.
        if (published := number(name, bare, column)) is not None:
            yield Figure(
                line["Model"], "cost", published, ALSO_CALLED.get(task, task), n=count(name, line, "Test Instances")
            )


def translate(figures: tuple[Figure, ...], known: Known) -> Records:
    """Return one row a figure; the number of items of a test stands on its cost and on the benchmark's card."""
    return Records(rows={PATH: rows(figures, known)})


IMPORTER = Importer("medhelm", ("scores.csv", "costs.csv", "token_utilization.csv"), parse, translate)
