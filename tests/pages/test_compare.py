"""The comparison: differences first, the same in the browser, every record where its link says."""

import json
import subprocess
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from tests.money.catalogues import priced
from tokonomix.edition import Edition
from tokonomix.feeds import bills as bills_feed
from tokonomix.feeds import compare as feed
from tokonomix.pages import compare, comparison, model, pairs
from tokonomix.pages.comparison import Cell
from tools.node import find_node

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = """
import { readFileSync } from "node:fs"
import { behind, best, split } from "%s"
const { data, boards, cases } = JSON.parse(readFileSync(process.argv[1], "utf8"))
const worse = (key, ids) => { const board = boards.find(([name]) => `score.${name}` === key); return board && behind(board, ids) }
const told = (pairs, ids) => pairs.map(([row, cells]) => [row[0], cells.map(cell => cell[0]), best(row[3], cells, worse(row[0], ids))])
console.log(JSON.stringify(cases.map(ids => { const found = split(data, ids); return [found.groups.map(([name, rows]) => [name, told(rows, ids)]), told(found.same, ids)] })))
"""


@pytest.fixture(scope="module")
def data(edition):
    (output,) = feed.make(edition, [])
    return json.loads(output.content)


@pytest.fixture(scope="module")
def boards(edition):
    return pairs.boards(edition)


def in_the_browser(tmp_path, data, boards, cases):
    given = tmp_path / "cases.json"
    plain = [board.plain() for board in boards]
    given.write_text(json.dumps({"data": data, "boards": plain, "cases": cases}), "utf-8")
    script = SCRIPT % (ROOT / "overrides/assets/js/compare.js").as_uri()
    command = [find_node(), "--input-type=module", "--eval", script, str(given)]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def test_the_browser_sets_rows_against_each_other_as_the_page_does(edition, data, boards, tmp_path):
    (page,) = compare.make(edition)
    (found,) = in_the_browser(tmp_path, data, boards, [page.view["ids"].split(",")])
    names = {row.key: row.name for row in comparison.rows(edition)}

    def told(rows):
        return [[row["name"], [cell["text"] for cell in row["cells"]], [cell["best"] for cell in row["cells"]]] for row in rows]

    groups, alike = found
    assert [[name, [[names[key], *rest] for key, *rest in rows]] for name, rows in groups] == [
        [group["name"], told(group["rows"])] for group in page.view["groups"]
    ]
    assert [[names[key], *rest] for key, *rest in alike] == told(page.view["same"])


def test_the_best_cell_is_the_same_in_both_for_many_sets_of_models(edition, data, boards, tmp_path):
    scored = [row[0] for row in data["models"] if any(len(cell) > 4 for cell in row[3])][:12]
    cases = [list(ids) for ids in combinations(scored, 3)][::5]
    rows, by_row = comparison.rows(edition), {f"score.{board.board}": board for board in boards}
    cells = {row[0]: [Cell(*cell) for cell in row[3]] for row in data["models"]}
    for ids, (groups, alike) in zip(cases, in_the_browser(tmp_path, data, boards, cases), strict=True):
        marks = {key: best for _name, group in groups for key, _texts, best in group} | {key: best for key, _texts, best in alike}
        for at, row in enumerate(rows):
            line = [cells[name][at] for name in ids]
            board = by_row.get(row.key)
            assert marks[row.key] == comparison.best(row.better, line, board.behind(ids) if board else ()), (ids, row.key)


def test_every_record_that_the_tools_link_stands_on_the_page_of_its_model(edition, data):
    anchors = {page.home: {card.id for card in page.view["cards"]} for page in model.make(edition)}
    for name, _title, _vendor, cells in data["models"]:
        for cell in cells:
            if len(cell) > 2 and cell[2]:
                assert cell[2] in anchors[f"models/{name}/"], (name, cell)
    (output,) = bills_feed.make(edition, [])
    for one in json.loads(output.content)["models"]:
        linked = [price[1] for price in one["rates"].values()] + [price[3] for price in one["long"]]
        linked += [one["score"][2]] if one["score"] else []
        assert set(linked) <= anchors[f"models/{one['id']}/"], one["id"]


def test_three_makers_are_compared_before_the_reader_chooses(edition):
    chosen = comparison.default(edition)
    assert len({m.vendor for m in chosen}) == len(chosen) == 3
    assert all(m.state(edition.today) in ("current", "preview") for m in chosen)


def told(*cells):
    return [Cell(*cell) for cell in cells]


def test_the_lowest_price_is_best_and_one_no_longer_in_force_takes_no_part():
    row = told(("2.00", "2"), ("1.00", ""), ("3.00", "3"))
    assert comparison.best("low", row) == [True, False, False]


def test_a_score_is_marked_unless_another_beside_it_is_better_for_certain():
    row = told(("80", "80", "", "", 75, 85), ("74", "74", "", "", 70, 78), ("60", "60", "", "", 55, 65))
    assert comparison.best("score", row, [False, False, True]) == [True, True, False]
    assert comparison.best("score", row, [False, True, True]) == [True, False, False]
    assert comparison.best("score", row) == [False, False, False]


def test_the_edge_of_a_score_says_what_the_table_of_pairs_says(edition, boards):
    (page,) = compare.make(edition)
    ids = page.view["ids"].split(",")
    shown = {row["name"]: [cell["best"] for cell in row["cells"]] for group in page.view["groups"] for row in group["rows"]}
    for board in boards:
        told_apart = [board.of(one, other) for one, other in combinations(ids, 2)]
        if any(shown.get(board.name, [])):
            assert any(said and said[0] in "+-" for said in told_apart)


def test_a_limit_hardly_shorter_than_the_longest_counts_as_equal():
    assert comparison.best("high", told(("1,000,000", "1000000"), ("1,047,576", "1047576"))) == [False, False]
    assert comparison.best("high", told(("900,000", "900000"), ("1,047,576", "1047576"))) == [False, True]


def test_nothing_is_best_where_all_tie_or_only_one_is_known():
    assert comparison.best("score", told(("80", "80", "", "", 75, 85), ("79", "79", "", "", 70, 88))) == [False, False]
    assert comparison.best("high", told(("8", "8"), ("not stated",))) == [False, False]


def test_cells_that_say_the_same_with_another_remark_differ():
    assert comparison.same(told(("1.00", "1"), ("1.00", "1")))
    assert not comparison.same(told(("1.00", "1", "", "at Other host"), ("1.00", "1")))


def test_lean_cells_keep_what_they_say():
    cell = Cell("80", "80.4", "r-score", "no rank yet", 75.0, 85.0)
    assert Cell(*cell.lean()) == cell
    assert Cell("not stated").lean() == ["not stated"]
    assert Cell(*Cell("1.00", gone=True).lean()).gone


def test_the_page_stands_without_a_score(small):
    edition = Edition(priced(small, "acme-large text.input 2", "acme-voice audio.output 20"), date(2026, 11, 22))
    (page,) = compare.make(edition)
    assert len(page.view["models"]) == 2
    assert page.view["heading"] == "Acme Large and Acme Voice"


def test_the_answer_on_the_eu_is_that_of_the_models_page_with_its_record(edition):
    from tokonomix.bindings import Bindings
    from tokonomix.pages import model_served
    from tokonomix.problem import Place

    assert "europe" in [row.key for row in comparison.rows(edition)]
    answers = set()
    for name in ("gpt-5.5", "claude-sonnet-4-5", "kimi-k3", "deepseek-chat"):
        known = edition.catalog.models[name]
        bindings = Bindings(edition, "compare/", Place("test.md"))
        cell = comparison.of_model(edition, bindings, known)["europe"]
        answers.add(cell.text)
        told = model_served.residency(edition, known, Bindings(edition, f"models/{name}/", Place("test.md")))["eu"]
        if told is None or not hasattr(told, "href"):
            assert cell.text == ("no longer served" if told is None else "not known")
            assert not cell.anchor
        else:
            assert (cell.text, comparison.href(known, cell)) == (told.text, told.href)
            assert cell.note.startswith("at ")
    assert len(answers) > 1


def test_days_are_short_enough_for_three_columns_on_a_phone(edition, data):
    at = [index for index, row in enumerate(data["rows"]) if row[0] in ("released", "shutdown", "knowledge")]
    texts = {model[3][index][0] for model in data["models"] for index in at}
    assert max(map(len, texts)) <= len("30 Sep 2026 ") + 1, sorted(texts, key=len)[-3:]
