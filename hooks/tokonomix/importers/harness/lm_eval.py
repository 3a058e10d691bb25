"""lm-evaluation-harness: one file a run with any number of tasks, groups of them, and metrics by filter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tokonomix.importers.harness.log import (
    SHARE,
    Figure,
    Log,
    at,
    count,
    day_of,
    direction,
    error_of,
    number,
    parse,
    said,
    text,
    words,
)
from tokonomix.importers.records import refuse

SHARES = frozenset(
    {
        "acc", "acc_norm", "acc_bytes", "exact_match", "em", "f1", "pass@1", "pass_at_1", "prompt_level_strict_acc",
        "prompt_level_loose_acc", "inst_level_strict_acc", "inst_level_loose_acc",
    }
)  # fmt: skip
"""Metrics that are shares of items by what they are called; the log does not give the ends of the others."""


def read(name: str, raw: bytes) -> Log:
    """Return what a file of results says; refuse one without results."""
    log = parse(name, raw)
    results = log.get("results")
    if not isinstance(results, dict) or not results:
        raise refuse(name, "'results' is missing or empty", "Run it to its end; a run without a score is not recorded")
    # Older versions list a group beside the tasks, newer ones in both places with the same figures.
    groups = at(log, "groups")
    every = {**(groups if isinstance(groups, dict) else {}), **results}
    parts = _parts(log)
    return Log(
        what=", ".join(task for task in every if not any(task in members for members in parts.values())),
        model=_model(name, log),
        day=day_of(name, log.get("date"), "date"),
        harness=f"lm-evaluation-harness {text(name, log, 'lm_eval_version')}",
        figures=tuple(f for task, found in every.items() for f in _figures(name, log, task, found, parts)),
        commit=words(log.get("git_hash")),
        settings=said([(key, at(log, "config", key)) for key in ("model_args", "gen_kwargs", "limit")]),
        parts=parts,
    )


def _model(name: str, log: dict[str, Any]) -> str:
    if isinstance(log.get("model_name"), str):
        return text(name, log, "model_name")
    return text(name, log, "config", "model")


def _parts(log: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    """Return the members of each group; a task by itself is listed with none."""
    listed = log.get("group_subtasks")
    if not isinstance(listed, dict):
        return {}
    return {
        group: tuple(member for member in members if isinstance(member, str))
        for group, members in listed.items()
        if isinstance(members, list) and members
    }


def _figures(
    name: str, log: dict[str, Any], task: str, found: Any, parts: dict[str, tuple[str, ...]]
) -> Iterator[Figure]:
    if not isinstance(found, dict):
        raise refuse(name, f"results of '{task}' are no list of metrics", "Give the file as the harness wrote it")
    filters: dict[str, list[str]] = {}
    for key in found:
        metric, comma, chosen = key.partition(",")
        if comma and not metric.endswith("_stderr"):
            filters.setdefault(metric, []).append(chosen)
    for metric, listed in filters.items():
        for chosen in listed:
            stderr, notes = error_of(found.get(f"{metric}_stderr,{chosen}"))
            better = at(log, "higher_is_better", task, metric)
            yield Figure(
                task, metric, number(name, found[f"{metric},{chosen}"], f"'{metric},{chosen}' of '{task}'"),
                (f"{metric},{chosen}",), SHARE if metric in SHARES else None, stderr,
                n=_items(log, task, parts), better=direction(better, high=True),
                notes=(*notes, *_notes(log, task)),
            )  # fmt: skip


def _items(log: dict[str, Any], task: str, parts: dict[str, tuple[str, ...]]) -> int | None:
    """Return the number of items asked; of a group the sum over the tasks in it, None if one does not say."""
    counts = [count(at(log, "n-samples", member, "effective")) for member in _within(task, parts)]
    return sum(c for c in counts if c) if all(counts) else None


def _within(task: str, parts: dict[str, tuple[str, ...]]) -> list[str]:
    """Return the tasks in a group and in the groups in it, each once; of a task itself."""
    found = [task]
    for name in found:  # grows while it is read, so that groups of groups are opened too
        found += [member for member in dict.fromkeys(parts.get(name, ())) if member not in found]
    return [name for name in found if not parts.get(name)]


def _notes(log: dict[str, Any], task: str) -> Iterator[str]:
    shots = count(at(log, "n-shot", task))
    if shots:
        yield f"{shots} examples in the prompt"
    whole, asked = (count(at(log, "n-samples", task, key)) for key in ("original", "effective"))
    if whole and asked and asked < whole:
        yield f"only {asked} of {whole} items were asked"
