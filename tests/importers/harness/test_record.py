"""Logs of runs: what is recorded of them, what is refused and why, and that nothing hostile gets through as a zero."""

from __future__ import annotations

import io
import json
import warnings
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tokonomix.__main__ import main
from tokonomix.importers.harness import HARNESSES
from tokonomix.importers.harness.record import Recorded, Wanted, record
from tokonomix.load import load
from tokonomix.problem import SourceError

LOGS = Path(__file__).parent / "logs"
READ = date(2026, 11, 21)
OWN = "{name: Ours, publisher: We, kind: own, grade: measured, licence: CC-BY-4.0, read: 2026-11-21}"
METRICS = "metrics:\n  solved: {name: Solved, unit: '%', floor: 0, ceiling: 100, ranks: true}\n"
Change = Callable[[dict[str, Any]], object]


@pytest.fixture
def root(small: Path) -> Path:
    """Return the small repository with a source of own runs, without results of puzzles."""
    with (small / "data/sources.yml").open("a", encoding="utf-8") as file:
        file.write(f"tokonomix-runs: {OWN}\n")
    with (small / "data/aliases.csv").open("a", encoding="utf-8") as file:
        file.write("tokonomix-runs,acme/acme-large,acme-large,,\n")
    (small / "data/results/puzzles.csv").unlink()
    return small


def card(root: Path, metrics: str, tasks: str = "") -> None:
    """Give the card of puzzles other metrics, and further tasks."""
    path = root / "data/benchmarks/puzzles.yml"
    text = path.read_text("utf-8").replace(METRICS, f"metrics:\n{metrics}")
    path.write_text(text.replace("judge:", f"{tasks}judge:", 1), "utf-8")


def drop_tasks(root: Path, *names: str) -> None:
    """Take tasks off the card of puzzles."""
    path = root / "data/benchmarks/puzzles.yml"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(tuple(f"  {name}: {{name" for name in names))]
    path.write_text("".join(kept), "utf-8")


def share(name: str, key: str = "") -> str:
    return f"  '{key or name}': {{name: {name}, unit: '%', floor: 0, ceiling: 100, ranks: true}}\n"


def log(tmp_path: Path, harness: str, change: Change = lambda log: None) -> Path:
    """Write the log of a harness, changed."""
    whole = json.loads((LOGS / f"{harness}.json").read_text("utf-8"))
    change(whole)
    path = tmp_path / f"{harness}.json"
    path.write_text(json.dumps(whole), "utf-8")
    return path


def recorded(root: Path, path: Path, harness: str = "", **asked: Any) -> Recorded:
    return record(harness or path.stem, path, Wanted("puzzles", READ, **asked), root=root)


def refused(root: Path, path: Path, harness: str = "", **asked: Any) -> str:
    """Return the sentence of a refusal; nothing may have been written."""
    before = {p: p.read_bytes() for p in root.rglob("*") if p.is_file()}
    with pytest.raises(SourceError) as error:
        recorded(root, path, harness, **asked)
    assert {p: p.read_bytes() for p in root.rglob("*") if p.is_file()} == before
    assert not (root / "data/runs").exists()
    (problem,) = error.value.problems
    return f"{problem.what}. {problem.mend}."


def score(log: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = log["results"]["scores"][0]["metrics"]
    return found


def zipped(path: Path, *members: tuple[str, bytes]) -> Path:
    with warnings.catch_warnings(), zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        warnings.simplefilter("ignore")  # about names given twice, which is what some tests want
        for name, content in members:
            packed.writestr(name, content)
    return path


HEADER = (LOGS / "inspect.json").read_bytes()


# What is recorded


def test_a_log_of_inspect_becomes_a_row_and_the_record_of_its_run(root: Path, tmp_path: Path) -> None:
    card(root, share("accuracy"))
    found = recorded(root, log(tmp_path, "inspect"))
    (row,) = found.rows
    assert row | {"note": ""} == {
        "model": "acme-large", "published_as": "acme/acme-large", "task": "logic", "metric": "accuracy",
        "published": "72", "n": "50", "stderr": "6.34", "evaluated_on": "2026-10-02", "source": "tokonomix-runs",
        "run": found.run, "note": "",
    }  # fmt: skip
    assert row["note"].split("; ") == [
        "each item was asked 4 times",
        "only 50 of the 400 items of the data set were asked",
        "the commit had changes that were not committed",
    ]
    catalog = load(root)
    run = catalog.runs[str(found.run)]
    assert (run.harness, run.commit, run.items, run.on) == ("Inspect 0.3.108", "9f8e7d6", 50, date(2026, 10, 2))
    assert (run.what, run.settings) == ("acme_evals/logic on acme/logic", "temperature 0, max tokens 2048")
    assert {catalog.grade(result) for result in catalog.results} == {"measured"}


def test_a_zipped_log_says_what_its_json_says(root: Path, tmp_path: Path) -> None:
    card(root, share("accuracy"))
    members = (("_journal/start.json", b"{}"), ("samples/1_epoch_1.json", b"not read"), ("header.json", HEADER))
    packed = recorded(root, zipped(tmp_path / "log.eval", *members), "inspect").rows
    (root / "data/results/puzzles.csv").unlink()
    plain = recorded(root, LOGS / "inspect.json").rows
    assert [row | {"run": ""} for row in packed] == [row | {"run": ""} for row in plain]


def test_the_same_log_twice_gives_the_same_bytes(root: Path, tmp_path: Path) -> None:
    card(root, share("accuracy"))
    found = recorded(root, LOGS / "inspect.json")
    files = {p: p.read_bytes() for p in (root / "data").rglob("*") if p.is_file()}
    assert recorded(root, LOGS / "inspect.json").rows == found.rows
    assert {p: p.read_bytes() for p in (root / "data").rglob("*") if p.is_file()} == files


def test_a_dry_run_reports_and_writes_nothing(root: Path) -> None:
    card(root, share("accuracy"))
    wanted = Wanted("puzzles", READ)
    found = record("inspect", LOGS / "inspect.json", wanted, root=root, dry_run=True)
    assert "would write data/results/puzzles.csv, data/runs/" in next(found.lines())
    assert not (root / "data/runs").exists()
    assert not (root / "data/results/puzzles.csv").exists()


def test_rows_of_others_stay_and_keep_their_order(small: Path, root: Path) -> None:
    card(root, share("accuracy") + share("solved"))
    head = "model,variant,published_as,task,metric,published,n,stderr,low,high,evaluated_on,published_on,source,note"
    other = "acme-large,,Acme Large,logic,solved,71.5,,,,,,2026-10-01,puzzles,"
    (root / "data/results/puzzles.csv").write_text(f"{head}\n{other}\n", "utf-8")
    recorded(root, LOGS / "inspect.json")
    assert sorted(result.source for result in load(root).results) == ["puzzles", "tokonomix-runs"]


def test_lm_eval_records_the_members_a_card_names_and_not_their_group(root: Path) -> None:
    card(root, share("acc"))
    found = recorded(root, LOGS / "lm-eval.json")
    assert [(r["task"], r["published"], r["n"], r.get("stderr")) for r in found.rows] == [
        ("logic", "70", "50", "6.48"), ("programs", "48", "50", "7.07"),
    ]  # fmt: skip
    assert found.rows[0]["note"] == "5 examples in the prompt; only 50 of 400 items were asked"
    assert "mixed: acc,none" in found.left_out
    assert "logic: acc_norm,none" in found.left_out
    run = load(root).runs[str(found.run)]
    assert (run.commit, run.items, run.on) == (None, 100, date(2026, 10, 2))
    assert run.what == "mixed, sums, same, wordy"


def test_a_group_counts_with_the_items_of_its_members_where_the_card_names_it(root: Path) -> None:
    card(root, share("acc"), "  mixed: {name: Mixed, categories: [reasoning]}\n")
    drop_tasks(root, "logic", "programs")
    (row,) = recorded(root, LOGS / "lm-eval.json").rows
    assert (row["task"], row["published"], row["n"], row.get("stderr")) == ("mixed", "61", "100", None)


def test_a_metric_under_two_filters_is_taken_under_the_one_the_card_names(root: Path) -> None:
    card(root, share("strict", "exact_match,strict-match"), "  sums: {name: Sums, categories: [reasoning]}\n")
    drop_tasks(root, "logic", "programs")
    (row,) = recorded(root, LOGS / "lm-eval.json").rows
    assert (row["metric"], row["published"], row["n"]) == ("exact_match,strict-match", "25", "20")


def test_a_standard_error_of_zero_is_none_for_all_items_scored_alike(root: Path) -> None:
    card(root, share("acc"), "  same: {name: Same, categories: [reasoning]}\n")
    row = next(row for row in recorded(root, LOGS / "lm-eval.json").rows if row["task"] == "same")
    assert (row["published"], row.get("stderr")) == ("100", None)
    assert "all items scored alike" in row["note"]


def test_a_metric_that_is_no_share_is_kept_in_its_own_unit_and_its_items_may_be_unknown(root: Path) -> None:
    perplexity = "  word_perplexity: {name: Perplexity, unit: points, better: lower, floor: 1}\n"
    card(root, perplexity, "  wordy: {name: Wordy}\n")
    drop_tasks(root, "logic", "programs")
    found = recorded(root, LOGS / "lm-eval.json")
    (row,) = found.rows
    assert (row["published"], row.get("n")) == ("12.345679", None)
    assert load(root).runs[str(found.run)].items is None


def test_every_eval_ever_gives_its_own_ends_and_is_brought_to_those_of_the_card(root: Path) -> None:
    found = recorded(root, LOGS / "every-eval-ever.json")
    logic, programs = found.rows
    assert {key: logic[key] for key in ("task", "metric", "published", "stderr", "low", "high", "n")} == {
        "task": "logic", "metric": "solved", "published": "75", "stderr": "2.5", "low": "70", "high": "80", "n": "50",
    }  # fmt: skip
    assert (programs["published"], programs.get("low"), programs.get("n")) == ("25", None, None)
    run = load(root).runs[str(found.run)]
    assert (run.harness, run.on, run.settings) == ("harness 1.2", date(2026, 10, 2), "temperature 0.7")


def test_what_somebody_published_is_recorded_as_theirs_without_a_run(root: Path, tmp_path: Path) -> None:
    def documented(log: dict[str, Any]) -> None:
        log["source_metadata"]["source_type"] = "documentation"
        del log["evaluation_timestamp"]

    path = log(tmp_path, "every-eval-ever", documented)
    assert "no run of ours: We published it. Add who published it" in refused(root, path)
    found = recorded(root, path, source="puzzles", model="acme-large")
    assert (found.run, found.rows[0]["published_on"]) == (None, "2026-10-04")
    assert "evaluated_on" not in found.rows[0]
    assert "the day is that of the record" in found.rows[0]["note"]
    assert not (root / "data/runs").exists()
    assert recorded(root, path, source="puzzles", model="acme-large").files == ()
    catalog = load(root)
    assert {catalog.grade(result) for result in catalog.results} == {"published"}


def test_a_model_that_no_alias_names_stays_unmapped_and_is_said(root: Path, tmp_path: Path) -> None:
    card(root, share("accuracy"))
    found = recorded(root, log(tmp_path, "inspect", lambda log: log["eval"].update(model="x/other")))
    assert "model" not in found.rows[0]
    assert any("no model of ours" in line for line in found.lines())


def test_model_variant_and_task_can_be_said(root: Path, tmp_path: Path) -> None:
    card(root, share("accuracy"))
    path = log(tmp_path, "inspect", lambda log: log["eval"].update(task="quiz", model="x/y"))
    (row,) = recorded(root, path, model="acme-large-2025-03-01", variant="effort=high", task="programs").rows
    assert (row["model"], row["variant"], row["task"]) == ("acme-large-2025-03-01", "effort=high", "programs")


def test_two_runs_of_one_day_are_two_runs_and_the_second_must_wait(root: Path, tmp_path: Path) -> None:
    card(root, share("accuracy"))
    recorded(root, LOGS / "inspect.json")
    other = log(tmp_path, "inspect", lambda log: score(log)["accuracy"].update(value=0.5))
    with pytest.raises(SourceError, match="on this day stands in"):
        recorded(root, other)
    recorded(root, other, variant="effort=high")
    assert len(load(root).runs) == 2


# What is refused


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


# The command


def test_the_command_records_a_log(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    card(root, share("accuracy"))
    given_ = ["--root", str(root), "--today", "2026-11-22", "record", "inspect", str(LOGS / "inspect.json")]
    assert main([*given_, "--benchmark", "puzzles"]) == 0
    assert "  acme-large default, logic: accuracy 72, n 50" in capsys.readouterr().out
    assert main(["--root", str(root), "--today", "2026-11-22", "check"]) == 0


def test_the_command_names_the_harnesses_it_knows(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(root), "record", "inspekt", "log.json", "--benchmark", "puzzles"]) != 0
    assert "no harness 'inspekt'. Write 'inspect'" in capsys.readouterr().err


# Hostile input

LEAVES = (
    st.none() | st.booleans() | st.floats() | st.integers(-(10**30), 10**30) | st.text(max_size=8)
    | st.sampled_from([float("nan"), float("inf"), -1, 0, 1e308, 5e-324, "N/A", "\0", "2026-10-02"])
)  # fmt: skip
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=4,
)


def paths(value: Any, above: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the keys to every part of a log."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [above, *(path for key, part in inner for path in paths(part, (*above, key)))]


@pytest.mark.parametrize("harness", HARNESSES)
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_whatever_stands_in_a_log_it_is_read_with_finite_figures_or_refused(harness: str, data: st.DataObject) -> None:
    whole = json.loads((LOGS / f"{harness}.json").read_text("utf-8"))
    for path in data.draw(st.lists(st.sampled_from(paths(whole)[1:]), min_size=1, max_size=3)):
        part = whole
        try:
            for key in path[:-1]:
                part = part[key]
            part[path[-1]] = data.draw(VALUES)
        except (KeyError, IndexError, TypeError):
            continue  # an earlier change removed this part
    try:
        found = HARNESSES[harness]("log.json", json.dumps(whole).encode())
    except SourceError:
        return
    for figure in found.figures:
        assert figure.value.is_finite()
        assert figure.n is None or figure.n > 0
        assert figure.stderr is None or figure.stderr > 0


@given(raw=st.binary(max_size=400) | st.binary(max_size=60).map(lambda tail: b"PK\x03\x04" + tail))
@pytest.mark.parametrize("harness", HARNESSES)
def test_bytes_that_are_no_log_are_refused(harness: str, raw: bytes) -> None:
    with pytest.raises(SourceError):
        HARNESSES[harness]("log", raw)


@settings(max_examples=200, deadline=None)
@given(place=st.integers(0, 5000), bits=st.integers(1, 255), end=st.integers(0, 400))
def test_a_damaged_zip_is_read_or_refused(place: int, bits: int, end: int) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("header.json", HEADER)
    raw = bytearray(packed.getvalue())
    raw[2 + place % (len(raw) - 2)] ^= bits
    try:
        found = HARNESSES["inspect"]("log.eval", bytes(raw[: len(raw) - end if end < 50 else len(raw)]))
    except SourceError:
        return
    assert found.figures[0].value == Decimal("0.72")


@pytest.mark.parametrize("huge", ["9" * 5000, "1e99999", "1e999999999999999999999", "-1e-99999999", "0e99999999"])
def test_a_number_beyond_all_measure_is_refused_or_nothing(huge: str) -> None:
    raw = HEADER.replace(b"0.72,", huge.encode() + b",").replace(b'"epochs": 4', b'"epochs": ' + huge.encode())
    try:
        found = HARNESSES["inspect"]("log.json", raw)
    except SourceError:
        return
    assert found.figures[0].value == 0
    assert found.figures[0].n in (None, 200)
