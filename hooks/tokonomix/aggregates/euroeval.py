"""EuroEval: the rank of a group of languages is the mean of theirs, for models that have every one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tokonomix.aggregates.figure import Figure, by_model, mean, number, printed
from tokonomix.records import Benchmark, Result

GERMANIC = ("danish", "dutch", "english", "faroese", "german", "icelandic", "norwegian", "swedish")


def figures(benchmark: Benchmark, results: Sequence[Result]) -> Iterator[Figure]:
    """Yield a model's European rank as `overall` and its Germanic one as `germanic`; lower is better."""
    # A dataset is in a language too, and has a group: the kind of task it is.
    languages = tuple(name for name, task in benchmark.card.tasks.items() if task.language and not task.group)
    groups: Mapping[str, tuple[str, ...]] = {"": languages, "germanic": GERMANIC}
    for model, cells in by_model(results).items():
        for group, members in groups.items():
            ranks = [printed(cells, language, "rank") for language in members]
            if all(ranks):
                value = mean([number(rank) for rank in ranks])
                yield Figure(model, group or "overall", value, 2, printed(cells, group, "rank"))
