"""every-eval-ever: the common record of an evaluation, of a run or of figures that somebody published."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from tokonomix.importers.harness.log import (
    Figure,
    Log,
    at,
    count,
    day_of,
    direction,
    error_of,
    known,
    number,
    parse,
    said,
    text,
    words,
)
from tokonomix.importers.records import refuse

USUAL = (Decimal("0.95"), Decimal(95))
SETTINGS = ("temperature", "top_p", "top_k", "max_tokens")


def read(name: str, raw: bytes) -> Log:
    """Return what a record says; refuse one without a result."""
    log = parse(name, raw)
    results = log.get("evaluation_results")
    if not isinstance(results, list) or not results:
        raise refuse(name, "'evaluation_results' is missing or empty", "A run without a score is not recorded")
    run = text(name, log, "source_metadata", "source_type") == "evaluation_run"
    maker = at(log, "source_metadata", "evaluator_relationship") == "first_party"
    organisation = text(name, log, "source_metadata", "source_organization_name")
    stamp = log.get("evaluation_timestamp")
    figures = tuple(_figure(name, result) for result in results)
    return Log(
        what=", ".join(dict.fromkeys(figure.task for figure in figures)),
        model=_model(name, log),
        day=day_of(name, stamp or log.get("retrieved_timestamp"), "retrieved_timestamp"),
        harness=_harness(log),
        figures=figures,
        settings=said([(key, at(results[0], "generation_config", "generation_args", key)) for key in SETTINGS]),
        notes=() if stamp else ("the day is that of the record, which does not say when it was run or published",),
        run=run and not maker,
        why_no_run=f"the maker of the model, {organisation}, ran it" if run else f"{organisation} published it",
    )  # fmt: skip


def _model(name: str, log: dict[str, Any]) -> str:
    return text(name, log, "model_info", "id" if isinstance(at(log, "model_info", "id"), str) else "name")


def _harness(log: dict[str, Any]) -> str:
    stated = (words(at(log, "eval_library", key)) for key in ("name", "version"))
    return " ".join(word for word in stated if word and word != "unknown") or "not stated"


def _figure(name: str, result: Any) -> Figure:
    task = text(name, result, "evaluation_name")
    config = at(result, "metric_config")
    score = number(name, at(result, "score_details", "score"), f"score of '{task}'")
    if at(config, "has_unknown_level") is True and score == -1:
        what = f"score of '{task}' is -1, which here means unknown"
        raise refuse(name, what, "A run without a score is not recorded")
    ends = known(at(config, "min_score")), known(at(config, "max_score"))
    uncertainty = at(result, "score_details", "uncertainty")
    stderr, notes = error_of(at(uncertainty, "standard_error", "value"))
    low, high = _interval(uncertainty)
    metric, *names = [*_names(config), ""]
    return Figure(
        task, metric, score, tuple(names), (ends[0], ends[1]) if ends[0] is not None and ends[1] is not None else None,
        stderr, low, high, count(at(uncertainty, "num_samples")),
        direction(at(config, "lower_is_better"), high=False), notes,
    )  # fmt: skip


def _names(config: Any) -> Iterator[str]:
    for key in ("metric_id", "metric_name"):
        if found := words(at(config, key)):
            yield found


def _interval(uncertainty: Any) -> tuple[Decimal | None, Decimal | None]:
    """Return the 95 % interval; one of another level is left out."""
    interval = at(uncertainty, "confidence_interval")
    if at(interval, "confidence_level") not in USUAL:
        return None, None
    return known(at(interval, "lower")), known(at(interval, "upper"))
