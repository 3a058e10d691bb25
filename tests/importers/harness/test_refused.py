"""Logs that are refused, each with what is wrong and how to mend it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.importers.harness.small_logs import (
    HEADER,
    LOGS,
    READ,
    Change,
    card,
    log,
    recorded,
    refused,
    score,
    share,
    zipped,
)
from tokonomix.importers.harness.record import Wanted, record
from tokonomix.problem import SourceError


def status(name: str) -> Change:
    return lambda log: log.update(status=name)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (status("started"), "status is 'started': the run has not ended. Finish the run"),
        (status("cancelled"), "status is 'cancelled': the run was cancelled"),
        (status("error"), "status is 'error': the run ended in an error"),
        (lambda log: log.update(invalidated=True), "the log is marked as invalidated"),
        (lambda log: log.pop("results"), "the run has no score. Score it"),
        (lambda log: log["results"].update(scores=[]), "the run has no score. Score it"),
        (lambda log: score(log)["accuracy"].update(value=float("nan")), "'choice/accuracy' is NaN"),
        (lambda log: score(log)["accuracy"].update(value=None), "'choice/accuracy' is missing, not a number"),
        (lambda log: score(log)["accuracy"].update(value=True), "'choice/accuracy' is 'True', not a number"),
        (lambda log: score(log)["accuracy"].update(value=1e300), "'choice/accuracy' is 1E+300"),
        (lambda log: score(log)["accuracy"].update(value=72), "'accuracy' is 72, not from 0 to 1"),
        (lambda log: log.update(version=9), "version of the log is '9'"),
        (lambda log: log["eval"].pop("model"), "'eval.model' is missing"),
        (lambda log: log["stats"].update(started_at="soon"), "stats.started_at is 'soon', not a time"),
        (lambda log: log["eval"].update(task="quiz"), "no task of the log is on the card: quiz. Add it under 'tasks'"),
        (lambda log: score(log).pop("accuracy"), "no metric of 'acme_evals/logic' is on the card: mean"),
        (
            lambda log: log["results"]["scores"].append(log["results"]["scores"][0] | {"name": "judge"}),
            "stands 2 times: 'choice/accuracy', 'judge/accuracy'. Name the one that counts",
        ),
        (
            lambda log: log["results"]["scores"].append(log["results"]["scores"][0]),
            "stands 2 times. Give a log in which each metric of a task stands once",
        ),
    ],
)
def test_a_log_of_inspect_that_is_no_finished_scored_run_is_refused(
    root: Path, tmp_path: Path, change: Change, what: str
) -> None:
    card(root, share("accuracy"))
    assert what in refused(root, log(tmp_path, "inspect", change))


def test_a_scorer_that_the_card_names_tells_two_equal_metrics_apart(root: Path, tmp_path: Path) -> None:
    card(root, share("judged", "judge/accuracy"))
    judge = {"name": "judge", "metrics": {"accuracy": {"value": 0.25}}}
    (row,) = recorded(root, log(tmp_path, "inspect", lambda log: log["results"]["scores"].append(judge))).rows
    assert (row["metric"], row["published"]) == ("judge/accuracy", "25")


@pytest.mark.parametrize(
    ("metrics", "tasks", "what"),
    [
        (share("acc"), "  mixed: {name: Mixed}\n", "'mixed' is a group of 'logic', 'programs': the same answers would"),
        (share("exact_match"), "  sums: {name: Sums}\n", "no metric of 'logic' is on the card: acc, acc_norm"),
        (share("word_perplexity") + share("acc"), "  wordy: {name: W}\n", "lower is better, the card higher"),
    ],
)
def test_lm_eval_refuses_what_would_count_twice_or_cannot_be_told(
    root: Path, metrics: str, tasks: str, what: str
) -> None:
    card(root, metrics, tasks)
    assert what in refused(root, LOGS / "lm-eval.json")


def test_a_metric_under_two_filters_is_refused_where_the_card_does_not_say_which(root: Path) -> None:
    card(root, share("acc") + share("exact_match"), "  sums: {name: Sums}\n")
    said = refused(root, LOGS / "lm-eval.json")
    assert "'exact_match' of 'sums' stands 2 times: 'exact_match,strict-match', 'exact_match,flexible-extract'" in said
    assert "Name the one that counts in data/benchmarks/puzzles.yml instead of 'exact_match'." in said


def test_percent_is_not_guessed_for_a_metric_whose_ends_are_not_known(root: Path, tmp_path: Path) -> None:
    card(root, share("bleu"))
    path = log(tmp_path, "lm-eval", lambda log: log["results"].update({
        "logic": {"bleu,none": 0.4}, "programs": {"bleu,none": 40.0},
    }))  # fmt: skip
    assert "the log does not say whether 'bleu' is a share of 1 or percent" in refused(root, path)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda log: log.update(results={}), "'results' is missing or empty"),
        (lambda log: log["results"]["logic"].update({"acc,none": "N/A"}), "'acc,none' of 'logic' is 'N/A', not a number"),
        (lambda log: log.pop("lm_eval_version"), "'lm_eval_version' is missing"),
        (lambda log: log.pop("date"), "date is missing, not a time"),
    ],
)
def test_lm_eval_without_a_score_a_version_or_a_day_is_refused(
    root: Path, tmp_path: Path, change: Change, what: str
) -> None:
    card(root, share("acc"))
    assert what in refused(root, log(tmp_path, "lm-eval", change))


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda log: log.update(evaluation_results=[]), "'evaluation_results' is missing or empty"),
        (
            lambda log: log["source_metadata"].update(evaluator_relationship="first_party"),
            "no run of ours: the maker of the model, We, ran it",
        ),
        (
            lambda log: log["evaluation_results"][0].update(
                metric_config={"lower_is_better": False, "score_type": "levels", "has_unknown_level": True},
                score_details={"score": -1},
            ),
            "score of 'Logic' is -1, which here means unknown",
        ),
        (
            lambda log: log["evaluation_results"][0]["metric_config"].update(lower_is_better=True),
            "of 'solved' the log says lower is better, the card higher",
        ),
    ],
)
def test_every_eval_ever_without_a_score_or_of_the_maker_is_refused(
    root: Path, tmp_path: Path, change: Change, what: str
) -> None:
    assert what in refused(root, log(tmp_path, "every-eval-ever", change))


def test_a_key_given_twice_is_refused(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "log.json"
    path.write_bytes(HEADER.replace(b'"status": "success"', b'"status": "error", "status": "success"'))
    assert "key 'status' is given twice" in refused(root, path, "inspect")


@pytest.mark.parametrize(
    ("members", "what"),
    [
        ([("_journal/start.json", HEADER)], "no header.json in the ZIP. Finish the run"),
        ([("header.json", HEADER), ("header.json", HEADER)], "header.json stands 2 times in the ZIP"),
        ([("header.json", b"\0" * 65_000_000)], "header.json is larger than 64,000,000 bytes"),
        ([("header.json", b"[1]")], "not a JSON object"),
    ],
)
def test_a_zip_with_odd_members_is_refused(
    root: Path, tmp_path: Path, members: list[tuple[str, bytes]], what: str
) -> None:
    assert what in refused(root, zipped(tmp_path / "log.eval", *members), "inspect")


def test_a_zip_that_this_python_cannot_unpack_is_refused_with_the_way_out(root: Path, tmp_path: Path) -> None:
    path = zipped(tmp_path / "log.eval", ("header.json", HEADER))
    raw = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        raw[raw.index(mark) + offset] = 93  # zstandard
    path.write_bytes(raw)
    said = refused(root, path, "inspect")
    assert "header.json cannot be unpacked" in said or "not a whole ZIP" in said
    assert "inspect log convert" in said or "Copy the log again" in said


@pytest.mark.parametrize(
    ("asked", "what"),
    [
        ({"benchmark": "puzzels"}, "benchmark 'puzzels' has no card. Write 'puzzles', or write data/benchmarks/"),
        ({"benchmark": "zzz"}, "benchmark 'zzz' has no card. Write data/benchmarks/zzz.yml first: what it asks"),
        ({"model": "acme-lorge"}, "model 'acme-lorge' does not exist. Write 'acme-large'"),
        ({"variant": "high"}, "'high' is no variant. Write key=value"),
        ({"task": "logics"}, "task 'logics' is not on the card. Write 'logic'"),
        ({"source": "nobody"}, "source 'nobody' does not exist"),
    ],
)
def test_what_a_person_says_must_exist(root: Path, asked: dict[str, str], what: str) -> None:
    card(root, share("accuracy"))
    wanted = {"benchmark": "puzzles", "read": READ} | asked
    with pytest.raises(SourceError) as error:
        record("inspect", LOGS / "inspect.json", Wanted(**wanted), root=root)  # type: ignore[arg-type]
    assert what in str(error.value)
