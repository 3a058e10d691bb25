"""Whether one model is better than another: what the joint draws say, the same in the browser, for every pair."""

from __future__ import annotations

import json
import subprocess
from itertools import permutations
from pathlib import Path

import pytest

from tests.pages.worlds import edition_of, ranked_world
from tokonomix.feeds import pairs as feed
from tokonomix.pages import compare, pairs
from tokonomix.scores.ranks import SURE
from tokonomix.wording import NARROW
from tools.node import find_node

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = """
import { readFileSync } from "node:fs"
import { really } from "%s"
const { data, cases } = JSON.parse(readFileSync(process.argv[1], "utf8"))
console.log(JSON.stringify(data.map(board => cases.map(([one, other]) => really(board, one, other)))))
"""


@pytest.fixture
def world(small: Path):
    ranked_world(small)
    return edition_of(small)


def in_the_browser(folder: Path, data, cases):
    given = folder / "pairs.json"
    given.write_text(json.dumps({"data": data, "cases": cases}), "utf-8")
    script = SCRIPT % (ROOT / "overrides/assets/js/compare.js").as_uri()
    command = [find_node(), "--input-type=module", "--eval", script, str(given)]
    return json.loads(subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stdout)


def test_the_browser_says_of_every_pair_what_the_server_says(world, tmp_path) -> None:
    (output,) = feed.make(world, [])
    data = json.loads(output.content)
    named = [(m.id, m.name) for m in world.models]
    cases = [list(pair) for pair in permutations(named, 2)]
    boards = pairs.boards(world)
    assert [board.board for board in boards] == [board[0] for board in data]
    assert boards
    for board, told in zip(boards, in_the_browser(tmp_path, data, cases), strict=True):
        assert told == [list(pairs.words(board, one, other)) for one, other in cases]


def test_the_verdict_is_that_of_the_gap_in_sentences(world) -> None:
    (board,) = pairs.boards(world)
    seen = set()
    for one, other in permutations(board.models, 2):
        _mine, _theirs, gap = world.boards.gap(board.board, one, other)
        verdict, chance, _shared = board.of(one, other)
        level = max(gap.probability, 1 - gap.probability) < SURE
        assert (verdict in "=~") == level
        assert level or (verdict == "+") == (gap.points > 0)
        better = gap.probability if verdict in "+=" else 1 - gap.probability
        assert chance / 100 <= better + 1e-4
        assert better < (chance + 1) / 100 + 1e-4 or chance == pairs.MOST_SAID
        seen.add(verdict)
    assert seen == set("+-=~")


def test_who_is_told_apart_from_the_leader_of_a_group_is_not_in_it(world) -> None:
    board = world.boards.board("reasoning")
    leader = board.ranked[0]
    after = [e for e in board.ranked if e.group == 2][:1]
    assert after, "the world has one group only"
    assert board.better(leader.model, leader.effort, after[0].model, after[0].effort) >= SURE
    (pairs_,) = [p for p in pairs.boards(world) if p.board == "reasoning"]
    if after[0].model != leader.model:
        assert pairs_.of(leader.model, after[0].model)[0] == "+"


def board(said: str, suites=(1, 1)) -> pairs.Pairs:
    return pairs.Pairs("reasoning", "Reasoning", {"a": 0, "b": 1}, suites, said)


A, B, C, D = ("a", "A"), ("b", "B"), ("c", "C"), ("d", "D")


def test_what_is_said_of_a_pair_does_not_depend_on_who_is_named_first() -> None:
    for said, words in (
        ("+98", f"A is better, with 98{NARROW}%"),
        ("-99", f"B is better, with at least 99{NARROW}%"),
        ("=63", f"cannot be told; leans to A, 63{NARROW}%"),
        ("~51", f"cannot be told; leans to B, 51{NARROW}%"),
    ):
        assert pairs.words(board(said), A, B) == pairs.words(board(said), B, A) == (words, "")


def test_models_without_a_suite_in_common_are_compared_and_it_is_said() -> None:
    assert pairs.words(board("=63", (1, 2)), A, B)[1] == "no test suite in common"
    assert pairs.words(board("=63", (3, 2)), A, B)[1] == ""


def test_without_a_score_of_both_nothing_is_told() -> None:
    assert pairs.words(board("+98"), A, C) == ("cannot be told", "C has no score")
    assert pairs.words(board("+98"), D, C) == ("cannot be told", "neither has a score")


def test_a_snapshot_has_the_score_of_the_model_it_counts_for(tmp_path) -> None:
    known = pairs.Pairs("reasoning", "Reasoning", {"a": 0, "b": 1}, (1, 1), "+98", {"a-1": "a", "b-1": "b"})
    one, other = ("a-1", "A 1"), ("b-1", "B 1")
    cases = [(one, other), (other, A), (one, A), (one, C)]
    told = [pairs.words(known, *pair) for pair in cases]
    assert told == [
        (f"A 1 is better, with 98{NARROW}%", ""),
        (f"A is better, with 98{NARROW}%", ""),
        ("cannot be told", "one score stands for both"),
        ("cannot be told", "C has no score"),
    ]
    assert in_the_browser(tmp_path, [known.plain()], cases) == [[list(pair) for pair in told]]


def test_the_page_says_of_its_models_what_the_boards_say(world) -> None:
    (page,) = compare.make(world)
    ids = page.view["ids"].split(",")
    names = [world.catalog.models[name].name for name in ids]
    assert len(page.view["pairs"]["rows"]) == len(ids) * (len(ids) - 1) // 2
    first = page.view["pairs"]["rows"][0]
    (told,) = pairs.boards(world)
    text, note = pairs.words(told, (ids[0], names[0]), (ids[1], names[1]))
    assert (first["name"], first["cells"][0]["text"], first["cells"][0]["note"]) == (f"{names[0]} and {names[1]}", text, note)


def test_two_makings_give_the_same_bytes(world, small) -> None:
    assert [o.content for o in feed.make(world, [])] == [o.content for o in feed.make(edition_of(small), [])]
