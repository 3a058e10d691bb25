"""Inspect: a log as JSON, or as `.eval`, a ZIP whose header.json is the same without its samples."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from tokonomix.importers.harness.log import (
    SHARE,
    Figure,
    Log,
    at,
    count,
    day_of,
    error_of,
    number,
    parse,
    said,
    text,
    words,
)
from tokonomix.importers.records import refuse

HEADER = "header.json"
MOST_BYTES = 64_000_000
VERSIONS = ("1", "2")
SPREAD = ("stderr", "bootstrap_stderr", "std", "var")
"""Metrics that tell how sure another is, and are no figure of their own."""
ENDS = {"accuracy": SHARE}
SETTINGS = ("temperature", "top_p", "max_tokens", "reasoning_effort", "reasoning_tokens", "seed")
UNFINISHED = {
    "started": "the run has not ended",
    "cancelled": "the run was cancelled",
    "error": "the run ended in an error",
}


def read(name: str, raw: bytes) -> Log:
    """Return what a log says; refuse one that is unfinished, invalidated or without a score."""
    log = parse(name, _header(name, raw) if raw[:2] == b"PK" else raw)
    version = text(name, {"version": str(log.get("version", ""))}, "version")
    if version not in VERSIONS:
        raise refuse(name, f"version of the log is '{version}'", f"Known are {' and '.join(VERSIONS)}")
    status = text(name, log, "status")
    if status != "success":
        what = f"status is '{status}': {UNFINISHED.get(status, 'the run did not succeed')}"
        raise refuse(name, what, "Finish the run (inspect eval-retry); an unfinished run is not recorded")
    if log.get("invalidated") is True:
        raise refuse(name, "the log is marked as invalidated", "Run it again")
    scores = at(log, "results", "scores")
    if not isinstance(scores, list) or not scores:
        raise refuse(name, "the run has no score", "Score it (inspect score), or run it without --no-score")
    dataset = words(at(log, "eval", "dataset", "name"))
    task = text(name, log, "eval", "task")
    return Log(
        what=f"{task} on {dataset}" if dataset else task,
        model=text(name, log, "eval", "model"),
        day=day_of(name, at(log, "stats", "started_at") or at(log, "eval", "created"), "stats.started_at"),
        harness=f"Inspect {text(name, log, 'eval', 'packages', 'inspect_ai')}",
        figures=tuple(f for score in scores for f in _figures(name, log, score, task)),
        commit=words(at(log, "eval", "revision", "commit")),
        settings=_settings(log),
        notes=tuple(_notes(log)),
    )


def _header(name: str, raw: bytes) -> bytes:
    """Return the one header of a zipped log."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            headers = [member for member in packed.infolist() if member.filename == HEADER]
            if not headers:
                raise refuse(name, f"no {HEADER} in the ZIP", "Finish the run: Inspect writes its header at the end")
            if len(headers) > 1:
                what = f"{HEADER} stands {len(headers)} times in the ZIP"
                raise refuse(name, what, "Give the log as Inspect wrote it")
            with packed.open(headers[0]) as member:
                found = member.read(MOST_BYTES + 1)
    except (NotImplementedError, RuntimeError) as error:
        what = f"{HEADER} cannot be unpacked: {str(error).lower()}"
        raise refuse(name, what, "Write the log as JSON: inspect log convert <log> --to json") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise refuse(name, f"not a whole ZIP: {str(error).lower()}", "Copy the log again") from None
    if len(found) > MOST_BYTES:
        raise refuse(name, f"{HEADER} is larger than {MOST_BYTES:,} bytes", "Give the log of one run")
    return found


def _figures(name: str, log: dict[str, Any], score: Any, task: str) -> Iterator[Figure]:
    scorer, reducer = words(at(score, "name")), words(at(score, "reducer"))
    metrics = at(score, "metrics")
    if scorer is None or not isinstance(metrics, dict):
        raise refuse(name, "an entry of results.scores has no name or no metrics", "Give the log as Inspect wrote it")
    values = {key.rsplit("/", 1)[-1]: at(metric, "value") for key, metric in metrics.items()}
    for metric, value in values.items():
        if metric in SPREAD:
            continue
        # The standard error is that of the plain mean of the items.
        of_mean = values.get("stderr", values.get("bootstrap_stderr")) if metric in ("accuracy", "mean") else None
        stderr, notes = error_of(of_mean)
        names = [f"{scorer}/{metric}"]
        if reducer:
            names.append(f"{scorer}/{reducer}/{metric}")
        yield Figure(
            task, metric, number(name, value, f"'{scorer}/{metric}'"), tuple(names), ENDS.get(metric), stderr,
            n=_items(log, score), notes=notes,
        )  # fmt: skip


def _items(log: dict[str, Any], score: Any) -> int | None:
    """Return the number of items behind a score: Inspect counts answers, and reduces the epochs of an item to one."""
    answers = count(at(log, "results", "completed_samples"))
    epochs = count(at(log, "eval", "config", "epochs")) or 1
    items = -(-answers // epochs) if answers else None
    scored = count(at(score, "scored_samples"))
    return min(items, scored) if items and scored else items


def _settings(log: dict[str, Any]) -> str | None:
    """Return how answers were generated: as the plan says, else as the model was set."""
    planned, of_model = at(log, "plan", "config"), at(log, "eval", "model_generate_config")
    return said([(key, at(of_model, key) if at(planned, key) is None else at(planned, key)) for key in SETTINGS])


def _notes(log: dict[str, Any]) -> Iterator[str]:
    total, done = (count(at(log, "results", key)) for key in ("total_samples", "completed_samples"))
    if total and done and done < total:
        yield f"{done} of {total} answers were completed; the others count neither way"
    epochs = count(at(log, "eval", "config", "epochs"))
    if epochs and epochs > 1:
        yield f"each item was asked {epochs} times"
    limit, items = count(at(log, "eval", "config", "limit")), count(at(log, "eval", "dataset", "samples"))
    if limit and items and limit < items:
        yield f"only {limit} of the {items} items of the data set were asked"
    if at(log, "eval", "revision", "dirty") is True:
        yield "the commit had changes that were not committed"
