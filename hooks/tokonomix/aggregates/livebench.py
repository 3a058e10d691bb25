"""LiveBench: mean of the category means, not weighted by questions; cost per question, which is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from tokonomix.aggregates.figure import Figure, Number, by_model, mean, number, printed
from tokonomix.records import Benchmark, Result

BY_HAND = ("grok-3", "grok-3-thinking")
"""The site overrides the averages of these by hand; the rule gives neither."""


def figures(benchmark: Benchmark, results: Sequence[Result]) -> Iterator[Figure]:
    """Yield a model's category means, their mean, and its cost per question, for the results of one release.

    A task without a score is left out of its category's mean; a category without any leaves no overall figure.
    """
    tasks = benchmark.card.tasks
    models = by_model(results)
    groups = sorted({tasks[r.task].group or "" for r in results if r.metric == "score" and r.task})
    for model, cells in models.items():
        if model not in BY_HAND:
            scores: dict[str, list[Number]] = {}
            for (task, metric), result in cells.items():
                if metric == "score":
                    scores.setdefault(tasks[task].group or "", []).append(number(result.published or ""))
            means = {group: mean(scores[group]) for group in groups if group in scores}
            if groups and len(means) == len(groups):
                yield Figure(model, "overall", mean([means[group] for group in groups]), 2)
            yield from (Figure(model, group, value, 2) for group, value in means.items())
        costs = [(number(r.published or ""), r.n) for (task, metric), r in cells.items() if metric == "cost" and task]
        if costs and all(n for _, n in costs):
            questions = sum(n or 0 for _, n in costs)
            total = sum((cost.value for cost, _ in costs), Fraction(0))
            slack = sum((cost.slack for cost, _ in costs), Fraction(0))
            cost = Number(total / questions, slack / questions)
            yield Figure(model, "cost_per_question", cost, 4, printed(cells, "", "cost_per_question"))
