"""Logs of harnesses become rows of results and records of runs."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.importers.harness.small_logs import (
    HEADER,
    LOGS,
    READ,
    card,
    drop_tasks,
    log,
    recorded,
    refused,
    score,
    share,
    zipped,
)
from tokonomix.__main__ import main
from tokonomix.importers.harness.record import Wanted, record
from tokonomix.load import load
from tokonomix.problem import SourceError


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


def test_the_command_records_a_log(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    card(root, share("accuracy"))
    given_ = ["--root", str(root), "--today", "2026-11-22", "record", "inspect", str(LOGS / "inspect.json")]
    assert main([*given_, "--benchmark", "puzzles"]) == 0
    assert "  acme-large default, logic: accuracy 72, n 50" in capsys.readouterr().out
    assert main(["--root", str(root), "--today", "2026-11-22", "check"]) == 0


def test_the_command_names_the_harnesses_it_knows(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(root), "record", "inspekt", "log.json", "--benchmark", "puzzles"]) != 0
    assert "no harness 'inspekt'. Write 'inspect'" in capsys.readouterr().err
