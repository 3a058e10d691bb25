"""BFCL: a weighted mean of five sections, each the mean of its parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from tokonomix.aggregates.figure import Figure, Number, by_model, mean, number, printed, weighted
from tokonomix.records import Benchmark, Result

METRICS = ("accuracy", "accuracy_prompted")
"""Shares of right calls: native, or written as text. A row has one of the two."""

MEANS: Mapping[str, tuple[str, ...]] = {
    "non_live_simple": ("non_live_simple_python", "non_live_simple_java", "non_live_simple_javascript"),
    "non_live": ("non_live_simple", "non_live_multiple", "non_live_parallel", "non_live_parallel_multiple"),
    "multi_turn": ("multi_turn_base", "multi_turn_miss_func", "multi_turn_miss_param", "multi_turn_long_context"),
    "web_search": ("web_search_base", "web_search_no_snippet"),
    "memory": ("memory_kv", "memory_vector", "memory_recursive_summarization"),
    "agentic": ("web_search", "memory"),
    "irrelevance": ("non_live_irrelevance", "live_irrelevance"),
}
"""Plain means, parts before what is made of them."""

BY_QUESTIONS = ("live_simple", "live_multiple", "live_parallel", "live_parallel_multiple")
"""Parts of `live`, weighted by the number of questions on the card."""

WEIGHTS: Mapping[str, Fraction] = {
    "agentic": Fraction(4, 10),
    "multi_turn": Fraction(3, 10),
    "live": Fraction(1, 10),
    "non_live": Fraction(1, 10),
    "irrelevance": Fraction(1, 10),
}
"""Weights in the overall share; not published, they reproduce every row."""


def figures(benchmark: Benchmark, results: Sequence[Result]) -> Iterator[Figure]:
    """Yield a model's overall share and those of its sections, in percent; what lacks a part is left out."""
    questions = {task: benchmark.card.tasks[task].n or 0 for task in BY_QUESTIONS}
    for model, cells in by_model(results).items():
        for metric in METRICS:
            found = {task: number(r.published or "") for (task, m), r in cells.items() if m == metric}
            made: dict[str, Number] = {}
            parts = {task: value for task, value in found.items() if task not in {*MEANS, "live", ""}}
            for task, wanted in MEANS.items():
                if all(part in parts for part in wanted):
                    made[task] = parts[task] = mean([parts[part] for part in wanted])
            if all(part in parts for part in BY_QUESTIONS):
                total = sum(questions.values())
                shares = [(Fraction(questions[part], total), parts[part]) for part in BY_QUESTIONS]
                made["live"] = weighted(shares)
            if all(part in made for part in WEIGHTS):
                overall = weighted((weight, made[part]) for part, weight in WEIGHTS.items())
                yield Figure(model, "overall", overall, 2, printed(cells, "", metric))
            for task in sorted(made):
                yield Figure(model, task, made[task], 2, printed(cells, task, metric))
