"""Each benchmark's own rule for its headline figure, one a file: what it printed, computed again from its parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from tokonomix.aggregates import (
    arena,
    bfcl,
    confabulations,
    euroeval,
    livebench,
    medhelm,
    multilingual_mmlu,
    open_asr,
    voicebench,
)
from tokonomix.aggregates.figure import Figure
from tokonomix.catalog import Catalog
from tokonomix.problem import UsageError, mend_name
from tokonomix.records import Benchmark, Result

Rule = Callable[[Benchmark, Sequence[Result]], Iterator[Figure]]
"""From a benchmark and its results, of one release where it has several, to its figures."""

AGGREGATES: Mapping[str, Rule] = {
    "arena": arena.figures,
    "bfcl": bfcl.figures,
    "confabulations": confabulations.figures,
    "euroeval": euroeval.figures,
    "livebench": livebench.figures,
    "medhelm": medhelm.figures,
    "multilingual-mmlu": multilingual_mmlu.figures,
    "open-asr": open_asr.figures,
    "voicebench": voicebench.figures,
}


def aggregate(catalog: Catalog, name: str, version: str | None = None) -> tuple[Figure, ...]:
    """Return the figures of a benchmark by its own rule, by model and in the rule's order.

    `version` is the day of a release (2026-06-25) of a benchmark that has several; without it the newest. Raises
    UsageError for a benchmark that is unknown or has no rule, and for a release we do not hold.
    """
    if name not in catalog.benchmarks or name not in AGGREGATES:
        every = f"Name one of {', '.join(sorted(AGGREGATES))}"
        if name in catalog.benchmarks:
            raise UsageError(f"benchmark '{name}' has no rule of its own, so there is nothing to compute. {every}.")
        raise UsageError(f"no benchmark '{name}'. {mend_name(name, AGGREGATES, every)}.")
    benchmark = catalog.benchmarks[name]
    results = [result for result in catalog.results if result.benchmark == name]
    if benchmark.card.releases == "by day":
        days = sorted({result.published_on.isoformat() for result in results if result.published_on})
        version = version or (days[-1] if days else None)
        if version not in days:
            mend = mend_name(str(version), days, f"Name one of {', '.join(days)}")
            raise UsageError(f"{name} has no release '{version}'. {mend}.")
        results = [r for r in results if r.published_on and r.published_on.isoformat() == version]
    elif version:
        raise UsageError(f"{name} has no releases, so none '{version}'. Leave the version out.")
    return tuple(AGGREGATES[name](benchmark, results))
