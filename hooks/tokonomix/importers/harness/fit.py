"""Fits the figures of a log to the card of a benchmark: which task and metric each is, in the unit of the card."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from tokonomix.importers.harness.log import Figure, Log
from tokonomix.importers.records import refuse
from tokonomix.problem import SourceError, mend_name
from tokonomix.schema.registry import BenchmarkFile, Metric


@dataclass(frozen=True)
class Fit:
    """A figure in the words and the unit of the card; `task` is None for the benchmark as a whole."""

    task: str | None
    metric: str
    figure: Figure


def fitted(
    name: str, log: Log, card: BenchmarkFile, benchmark: str, task: str | None = None
) -> tuple[tuple[Fit, ...], tuple[str, ...]]:
    """Return what of a log is on the card, and the names of what is not; refuse what cannot be told for certain.

    `task` says which task of the card a log of one task is.
    """
    path = f"data/benchmarks/{benchmark}.yml"
    tasks = _tasks(name, log, card, path, task)
    fits = [fit for theirs, ours in tasks.items() for fit in _of_task(name, log, card, path, (theirs, ours))]
    taken = {id(fit.figure) for fit in fits}
    left = [f"{f.task}: {f.names[0] if f.names else f.metric or 'score'}" for f in log.figures if id(f) not in taken]
    return tuple(Fit(f.task, f.metric, _in_unit(name, f, card.metrics[f.metric])) for f in fits), tuple(sorted(left))


def _tasks(name: str, log: Log, card: BenchmarkFile, path: str, asked: str | None) -> dict[str, str | None]:
    """Return the task of the card by that of the log; a group and its members are never both taken."""
    theirs = list(dict.fromkeys(figure.task for figure in log.figures))
    if not theirs:
        raise refuse(name, "the run has no score", "Score it; a run without a score is not recorded")
    members = {member for parts in log.parts.values() for member in parts}
    if asked or not card.tasks:
        top = [task for task in theirs if task not in members]
        if len(top) != 1:
            what = f"the log holds {len(top)} tasks: {', '.join(top)}"
            raise refuse(name, what, f"Name them under 'tasks' in {path}, and leave out --task")
        if asked and asked not in card.tasks:
            mend = mend_name(asked, card.tasks, f"Add it under 'tasks' in {path}")
            raise refuse(name, f"task '{asked}' is not on the card", mend)
        if not asked and card.whole is None:
            raise refuse(name, "the card has neither tasks nor 'whole'", f"Add one of them to {path}")
        return {top[0]: asked}
    found: dict[str, str | None] = {task: ours for task in theirs if (ours := _on_card(card, task))}
    if not found:
        mend = mend_name(theirs[0], card.tasks, f"Add it under 'tasks' in {path}, or name one of them with --task")
        raise refuse(name, f"no task of the log is on the card: {', '.join(theirs)}", mend)
    for task in found:
        if inside := sorted(_inside(log, task) & found.keys()):
            what = f"'{task}' is a group of {', '.join(repr(i) for i in inside)}: the same answers would count twice"
            raise refuse(name, what, f"Keep the group or its members in {path}, not both")
    return found


def _on_card(card: BenchmarkFile, task: str) -> str | None:
    """Return the task of the card that is meant: by its id, without the folder of a registry, or by its name."""
    for known in (task, task.rsplit("/", 1)[-1]):
        if known in card.tasks:
            return known
    return next((key for key, shown in card.tasks.items() if shown.name == task), None)


def _inside(log: Log, group: str) -> set[str]:
    """Return every member of a group and of the groups in it."""
    found = [group]
    for name in found:  # grows while it is read, so that groups of groups are opened too
        found += [member for member in log.parts.get(name, ()) if member not in found]
    return set(found) - {group}


def _of_task(
    name: str, log: Log, card: BenchmarkFile, path: str, task: tuple[str, str | None]
) -> Iterator[Fit]:
    theirs, ours = task
    figures = [figure for figure in log.figures if figure.task == theirs]
    found = [
        Fit(ours, metric, figure) for metric in card.metrics if (figure := _meant(name, figures, metric, card, path))
    ]
    if not found:
        known = sorted({figure.metric or "score" for figure in figures})
        what = f"no metric of '{theirs}' is on the card: {', '.join(known)}"
        raise refuse(name, what, mend_name(known[0], card.metrics, f"Add it under 'metrics' in {path}"))
    yield from found


def _meant(name: str, figures: Sequence[Figure], metric: str, card: BenchmarkFile, path: str) -> Figure | None:
    """Return the one figure that a metric of the card means; a figure without a name is the card's only metric."""
    fits = [f for f in figures if metric == f.metric or metric in f.names or (not f.metric and len(card.metrics) == 1)]
    if len(fits) > 1:
        names = [next((n for n in f.names if sum(n in g.names for g in fits) == 1), "") for f in fits]
        what = f"'{metric}' of '{fits[0].task}' stands {len(fits)} times"
        if not all(names):
            raise refuse(name, what, "Give a log in which each metric of a task stands once")
        quoted = ", ".join(f"'{n}'" for n in names)
        raise refuse(name, f"{what}: {quoted}", f"Name the one that counts in {path} instead of '{metric}'")
    return fits[0] if fits else None


def _in_unit(name: str, fit: Fit, metric: Metric) -> Figure:
    """Return the figure between the floor and the ceiling of the card; refuse one whose own ends are not known."""
    figure = fit.figure
    if figure.better and figure.better != metric.better:
        what = f"of '{fit.metric}' the log says {figure.better} is better, the card {metric.better}"
        raise refuse(name, what, "Mend the card, or name another metric there")
    ends = _ends(metric)
    if figure.ends and not figure.ends[0] <= figure.value <= figure.ends[1]:
        raise _outside(name, fit, figure.ends)
    if figure.ends is None and metric.unit == "%":
        what = f"the log does not say whether '{fit.metric}' is a share of 1 or percent"
        raise refuse(name, what, "Give the metric of the card the unit, floor and ceiling of the harness")
    if figure.ends and ends and figure.ends[0] < figure.ends[1]:
        low, high = figure.ends
        factor = (ends[1] - ends[0]) / (high - low)

        def moved(value: Decimal | None) -> Decimal | None:
            return None if value is None else ends[0] + (value - low) * factor

        stderr = None if figure.stderr is None else figure.stderr * factor
        figure = replace(
            figure, value=ends[0] + (figure.value - low) * factor, stderr=stderr,
            low=moved(figure.low), high=moved(figure.high),
        )  # fmt: skip
    if ends and not ends[0] <= figure.value <= ends[1]:
        raise _outside(name, fit, ends)
    return figure


def _ends(metric: Metric) -> tuple[Decimal, Decimal] | None:
    if metric.floor is not None and metric.ceiling is not None:
        return metric.floor, metric.ceiling
    return (Decimal(0), Decimal(100)) if metric.unit == "%" else None


def _outside(name: str, fit: Fit, ends: tuple[Decimal, Decimal]) -> SourceError:
    what = f"'{fit.metric}' is {fit.figure.value:f}, not from {ends[0]:f} to {ends[1]:f}"
    return refuse(name, what, "Look at the run: an impossible figure is not recorded")
