"""The rows of a board as printed and as served: what stands behind every number, and what is refused."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import DAY, ROOT
from tests.feeds.printing import EVERY, Item, catalog, items, printed
from tests.pages.worlds import ranked_world
from tokonomix.__main__ import main
from tokonomix.boards import OVERALL
from tokonomix.feeds.board_row import UNKNOWN
from tokonomix.feeds.board_rows import SPEED, names, rows
from tokonomix.feeds.boards import COLUMNS, as_csv
from tokonomix.pages.boards import home_of

NUMBER = re.compile(r"-?\d+(\.\d+)?\Z")


def figures(value: Any, inside: bool = False) -> Iterator[Item]:
    """Yield every object that holds a number; fail for a number that stands in none."""
    if isinstance(value, dict):
        here = inside or "value" in value
        if value.get("value") is not None:
            yield value
        for key, part in value.items():
            if key not in ("model", "name", "task", "benchmark"):
                yield from figures(part, here)
    elif isinstance(value, list):
        for part in value:
            yield from figures(part, inside)
    else:
        number = (isinstance(value, int | float) and not isinstance(value, bool)) or NUMBER.match(str(value))
        assert inside or not number, f"{value} stands in no figure"


@pytest.mark.parametrize("board", EVERY)
def test_every_number_of_a_board_has_source_n_day_and_setting(board: str) -> None:
    whole = json.loads(printed(board))
    assert whole["schema"] == f"tokonomix/boards/{board}/v1"
    found = list(figures(whole["items"]))
    assert found
    for figure in found:
        assert isinstance(figure["value"], str)
        assert figure["source"], figure
        assert set(figure["source"]) <= set(catalog().sources)
        assert figure["n"] == UNKNOWN or (isinstance(figure["n"], int) and figure["n"] > 0)
        assert date.fromisoformat(figure["day"]) <= date.fromisoformat(DAY)
        assert figure["variant"]
        assert not any(isinstance(part, float) for part in figure.values())


def test_every_entry_of_the_file_of_all_boards_has_source_n_day_and_setting(site_dir: Path) -> None:
    whole = json.loads((site_dir / "api/v1/boards.json").read_text("utf-8"))
    for board in whole["items"]:
        shown = {(i["model"], i["figure"]["variant"]): i["figure"] for i in items(board["category"], "score")}
        assert len(shown) == len(board["entries"])
        for entry in board["entries"]:
            figure = shown[entry["model"], entry["effort"]]
            assert entry["score"] == figure["value"]
            assert {key: entry[key] for key in ("source", "n", "day", "variant")} == {
                key: figure[key] for key in ("source", "n", "day", "variant")
            }
        assert not board["entries"] or board["source"]


@pytest.mark.parametrize("board", EVERY)
def test_csv_and_json_hold_the_same_rows(board: str) -> None:
    flat = list(csv.DictReader(io.StringIO(printed(board, "csv"))))
    whole = json.loads(printed(board))["items"]
    assert len(flat) == len(whole)
    for row, item in zip(flat, whole, strict=True):
        figure = item["figure"] or {"value": None, "source": [], "day": "day unknown", "n": UNKNOWN}
        assert (row["part"], row["metric"], row["model"]) == (item["part"], item["metric"] or "", item["model"] or "")
        assert row["value"] == (figure["value"] or "")
        assert (row["sources"], row["n"], row["day"]) == (" ".join(figure["source"]), str(figure["n"]), figure["day"])
        assert row["rank_low"] == str(figure.get("rank_low", ""))


@pytest.mark.parametrize("board", EVERY)
def test_the_files_of_the_site_are_what_the_command_prints(site_dir: Path, board: str) -> None:
    home = f"benchmarks/{SPEED}/" if board == SPEED else home_of(board)
    assert (site_dir / home / "board.csv").read_text("utf-8") == printed(board, "csv")
    served = json.loads((site_dir / f"api/v1/boards/{board}.json").read_text("utf-8"))
    assert served | {"built_from": ""} == json.loads(printed(board)) | {"built_from": ""}


def csv_of(root: Path, board: str, as_of: str = "") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(printed(board, "csv", root, as_of))))


def test_a_ranked_entry_has_rank_group_quartile_coverage_and_the_items_behind_it(small: Path) -> None:
    edition = ranked_world(small)
    entry = edition.boards.board("reasoning").ranked[0]
    row = next(row for row in csv_of(small, "reasoning") if row["part"] == "score")
    for name in ("rank_low", "rank_high", "of", "group", "groups", "quartile_low", "quartile_high", "sd", "low", "high"):
        assert row[name] == str(getattr(entry, name))
    assert (row["metrics_taken"], row["blocks_taken"]) == (str(entry.metrics_taken), str(entry.blocks_taken))
    assert row["n"] == str(400 * entry.metrics_taken)
    assert (row["sources"], row["day"]) == ("puzzles", "2026-10-06")


def test_an_item_count_that_one_source_withholds_makes_n_unknown(small: Path) -> None:
    ranked_world(small)
    path = small / "data/benchmarks/riddles.yml"
    path.write_text(path.read_text("utf-8").replace(", n: 400", "", 1), "utf-8")
    row = next(row for row in csv_of(small, "reasoning") if row["part"] == "score")
    assert row["n"] == UNKNOWN


def test_a_board_of_an_earlier_day_knows_nothing_later(small: Path) -> None:
    ranked_world(small)
    before = csv_of(small, "reasoning", "2026-10-03")
    assert {row["day"] for row in before if row["part"] == "score"} <= {f"2026-10-0{n}" for n in (1, 2, 3)}
    now = {row["metric"]: row["value"] for row in csv_of(small, "reasoning") if row["part"] == "summary"}
    then = {row["metric"]: row["value"] for row in before if row["part"] == "summary"}
    assert int(then["tests"]) < int(now["tests"])


def test_the_board_of_a_small_world_is_printed_whole(small: Path) -> None:
    golden = Path(__file__).parent / "golden" / "reasoning.csv"
    said = re.sub(r"\b[0-9a-f]{12}\n", "<digest>\n", printed("reasoning", "csv", small))
    assert said == golden.read_text("utf-8")


def test_the_rows_of_a_board_are_in_the_order_of_the_columns(small: Path) -> None:
    edition = ranked_world(small)
    text = as_csv(edition, "reasoning", rows(edition, "reasoning"))
    assert text.splitlines()[0] == ",".join(COLUMNS)
    assert names(edition)[0] == OVERALL


def test_a_board_of_a_day_to_come_is_refused(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["--root", str(small), "--today", "2026-11-22", "board", "reasoning", "--as-of"]
    assert main([*command, "2026-11-22"]) == 0
    assert main([*command, "2026-11-23"]) == 2
    assert "2026-11-23 is after today, 2026-11-22, and nobody knows a board of then" in capsys.readouterr().err


def test_a_board_that_does_not_exist_is_named_with_the_nearest_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(ROOT), "--today", DAY, "board", "codng"]) != 0
    assert "no board 'codng'. Write 'coding', or name one of overall, " in capsys.readouterr().err
