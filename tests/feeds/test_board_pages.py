"""Every cell of a board's page is what `tokonomix board` prints, and nothing printed is missing on the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from itertools import groupby
from pathlib import Path

import pytest

from tests.feeds.printing import CATEGORIES, SCORED, Item, built, catalog, items, model_words
from tests.pages.reading import Row, plain
from tokonomix import wording
from tokonomix.aggregates import aggregate
from tokonomix.boards import OVERALL
from tokonomix.feeds.board_rows import SPEED
from tokonomix.pages.boards import VOICE


def ranks(item: Item) -> str:
    figure = item["figure"]
    return f"{figure['rank_low']}–{figure['rank_high']}" if figure.get("rank_low") else "no rank"


def price(rate: str) -> Callable[[Item], tuple[str, str | None]]:
    def cell(item: Item) -> tuple[str, str | None]:
        fact = item["facts"].get(rate)
        if fact is None:
            return "", None
        usd = fact["unit"].startswith("USD") and Decimal(fact["value"])
        return fact["value"], wording.amount(Decimal(fact["value"])) if usd else None

    return cell


def context(item: Item) -> tuple[str, str | None]:
    fact = item["facts"].get("limits.context")
    return (fact["value"], wording.count(int(fact["value"]))) if fact else ("", "not known")


def weights(item: Item) -> tuple[None, str]:
    return None, item["weights"] or "not known"


def score(item: Item) -> tuple[str, str]:
    value = float(item["figure"]["value"])
    return f"{value:.2f}", wording.score(value)


def worded(say: Callable[[Item], str]) -> Callable[[Item], tuple[None, str]]:
    return lambda item: (None, say(item))


CELLS: dict[str, Callable[[Item], tuple[str | None, str | None]]] = {
    "Rank": worded(ranks),
    "Group": worded(lambda item: str(item["figure"].get("group") or "")),
    "Maker": worded(lambda item: catalog().vendors[item["vendor"]].name),
    "Score": score,
    "Tests": worded(lambda item: f"{item['figure']['metrics_taken']}/{item['figure']['metrics_live']}"),
    "Categories": worded(lambda item: str(len(item["categories"]))),
    "In": price("text.input"),
    "Out": price("text.output"),
    "Audio in": price("audio.input"),
    "Audio out": price("audio.output"),
    "Text in": price("text.input"),
    "Text out": price("text.output"),
    "Context": context,
    "Weights": weights,
}
"""What stands in a cell, by the head of its column: the value it sorts by, and its words; None where it has none."""
UNITS = r"of \d+|among \d+|taken|US\$ / 1M|tokens"
"""What a head may go on with."""


def column(head: str) -> str | None:
    """Return the name of a column."""
    return next((name for name in sorted(CELLS, key=len, reverse=True) if re.match(rf"{name}({UNITS})?\Z", head)), None)


def compare(heads: list[str], row: Row, item: Item, skip: int = 0) -> Iterator[str]:
    """Yield the heads of the cells that were compared; fail where one says something else than the command."""
    for head, cell in list(zip(heads, row.cells, strict=True))[skip:]:
        name = column(head)
        if name is None:
            continue
        value, words = CELLS[name](item)
        assert value is None or cell.value == value, (head, item["model"])
        assert words is None or cell.words == plain(words), (head, item["model"])
        yield head


def bars(row: Row) -> list[tuple[float, float, float]]:
    """Return left end, middle and right end of each interval drawn in a row, in hundredths of its width."""
    found = []
    for cell in row.cells:
        drawn = [shape for shape in cell.shapes if shape["tag"] == "rect"]
        if len(drawn) > 1:
            left, width, middle = (float(s.rstrip("%")) for s in (drawn[0]["x"], drawn[0]["width"], drawn[1]["x"]))
            found.append((left, middle, left + width))
    return found


def on_scale(drawn: list[tuple[float, float, float]], shown: list[Item]) -> None:
    """Check that all bars of a table stand for the intervals of the command on one scale, whatever its ends are."""
    ends = [tuple(float(i["figure"][k]) for k in ("low", "value", "high")) for i in shown]
    assert len(drawn) == len(ends)
    points = [(d, e) for bar, end in zip(drawn, ends, strict=True) for d, e in zip(bar, end, strict=True)]
    least, most = min(points, key=lambda p: p[1]), max(points, key=lambda p: p[1])
    per = (most[0] - least[0]) / (most[1] - least[1])
    for at, value in points:
        assert at == pytest.approx(least[0] + (value - least[1]) * per, abs=0.25)


@pytest.mark.parametrize("board", SCORED)
def test_every_cell_of_a_board_is_what_the_command_prints(site_dir: Path, board: str) -> None:
    shown, whole = [item for item in items(board, "score") if item["figure"]["value"]], built(site_dir, board)
    if not shown:
        assert not any(head.startswith("Score") for head in whole.heads.get("board", []))
        return
    heads, table = whole.heads["board"], whole.rows("board")
    assert len(table) == len(shown)
    for row, item in zip(table, shown, strict=True):
        done = set(compare(heads, row, item))
        assert row.cells[next(i for i, h in enumerate(heads) if h.startswith("Model"))].words.startswith(
            model_words(item)
        )
        left = [h for h in heads if h not in done and not h.startswith("Model")]
        assert len(left) == 1, f"a column that no test compares: {left}"
    on_scale([bars(row)[0] for row in table], shown)


@pytest.mark.parametrize("board", SCORED)
def test_who_has_no_score_is_printed_with_the_reason_on_the_page(site_dir: Path, board: str) -> None:
    shown, whole = items(board, "score"), built(site_dir, board)
    folded = bool(items(board, "category") or items(board, "suite"))
    for item in shown:
        if item["figure"]["value"] is None:
            assert item["reason"]
            assert folded or (plain(item["reason"]) in whole.words and model_words(item) in whole.words)
        elif "rank_low" not in item["figure"]:
            assert item["reason"]


def test_scores_side_by_side_are_those_of_their_boards(site_dir: Path) -> None:
    shown, whole = items(OVERALL, "category"), built(site_dir, OVERALL)
    if not shown:
        assert items(OVERALL, "score")
        return
    by = {(model_words(i), i["metric"]): i for i in shown}
    heads = whole.heads["board"]
    seen = 0
    for row in whole.rows("board"):
        name = row.cells[0].words
        mine = {metric: item for (words, metric), item in by.items() if name == words or name.startswith(f"{words} ")}
        for category in dict.fromkeys(i["metric"] for i in shown):
            at = next(i for i, head in enumerate(heads) if head.startswith(catalog().categories[category].name))
            cell = row.cells[at]
            if cell.words != "no score":
                exact = [i for (words, m), i in by.items() if m == category and score(i) == (cell.value, cell.words)
                         and name.startswith(words)]  # fmt: skip
                assert exact, (name, category)
                seen += 1
        assert list(compare(heads, row, next(iter(mine.values())), skip=1))
    assert seen == len(shown)


@pytest.mark.parametrize("board", CATEGORIES)
def test_every_cell_of_a_suite_is_what_the_command_prints(site_dir: Path, board: str) -> None:
    whole, shown = built(site_dir, board), items(board, "suite")
    tables = [name for name in whole.tables if re.fullmatch(r"suite-\d+", name)]
    suites = [list(group) for _key, group in groupby(_by_row(shown), key=lambda row: row[0]["benchmark"])]
    assert len(tables) == len(suites)
    for name, suite in zip(tables, suites, strict=True):
        heads, turned = whole.heads[name], whole.tables.get(f"{name}-tests", [])
        assert len(whole.rows(name)) == len(suite)
        for at, (row, printed_row) in enumerate(zip(whole.rows(name), suite, strict=True), start=1):
            assert row.cells[0].words.startswith(model_words(printed_row[0]))
            cells = [*row.cells[2 : len(heads) - 4], *(test.cells[at] for test in turned)]
            values = [cell.words for cell in cells if cell.words != "not run"]
            assert values == [_suite_words(item) for item in printed_row]
            assert list(compare(heads, row, printed_row[0]))
        for item in suite[0]:
            if item["figure"]["unit"] == "of 100":
                better = catalog().benchmarks[item["benchmark"]].card.metrics[item["metric"]].better
                assert any("lower is better" in head for head in heads) == (better == "lower")


def _suite_words(item: Item) -> str:
    """A headline that is computed has three decimals, from 0 to 1; a result one, from 0 to 100."""
    return f"{float(item['figure']['value']):.{1 if item['figure']['unit'] == 'of 100' else 3}f}"


def _by_row(shown: list[Item]) -> list[list[Item]]:
    """Return the items of suites row by row: the headlines of a model, then its tests."""
    by = groupby(shown, key=lambda item: (item["benchmark"], item["model"], item["figure"]["variant"]))
    return [list(row) for _key, row in by]


def test_the_headlines_of_a_suite_are_those_that_the_command_aggregate_prints() -> None:
    figures = {(f.metric, f.value.rounded(f.places)) for f in aggregate(catalog(), "medhelm")}
    shown = [item for item in items("healthcare", "suite") if item["figure"]["unit"] == "of 1"]
    assert {item["metric"] for item in shown} == {"win_rate", "macro_average"}
    assert {(item["metric"], item["figure"]["value"]) for item in shown} <= figures
    rates = [float(item["figure"]["value"]) for item in shown if item["metric"] == "win_rate"]
    assert rates == sorted(rates, reverse=True)


def test_every_cell_of_every_language_is_what_the_command_prints(site_dir: Path) -> None:
    whole, shown = built(site_dir, "multilingual"), items("multilingual", "language")
    languages = [list(group) for _key, group in groupby(shown, key=lambda item: item["task"])]
    heads, table = whole.heads["languages-table"], whole.rows("languages-table")
    assert len(table) == len(languages)
    tables = [whole.rows(name) for name, own in whole.heads.items() if own[:2] == ["Model", "Mean"]]
    for row, own, (tests, models, *entries) in zip(table, tables, languages, strict=True):
        cells = dict(zip(heads, row.cells, strict=True))
        assert cells["Language"].words == plain(tests["name"])
        assert cells["Tests"].words == ("rank only" if tests["figure"]["value"] == "0" else tests["figure"]["value"])
        assert cells["Models"].words == models["figure"]["value"]
        assert cells["Newest"].words == plain(wording.day(date.fromisoformat(models["figure"]["day"])))
        by_entry = [list(group) for _key, group in groupby(entries, key=_entry_of)]
        assert len(own) <= len(by_entry)
        for line, found in zip(own, by_entry, strict=False):
            said = {item["metric"]: item["figure"]["value"] for item in found}
            assert line.cells[0].words.startswith(model_words(found[0]))
            assert line.cells[1].words == (f"{float(said['mean']):.1f}" if "mean" in said else "no tests")
            assert line.cells[2].words == (f"{float(said['rank']):.2f}" if "rank" in said else "none")
            words = {"level with the best": "yes", "behind the best": "no"}
            assert line.cells[3].words == words.get(found[0]["reason"], "cannot be told")
        level = [f for f in by_entry if f[0]["reason"] == "level with the best"]
        assert all(model_words(f[0]) in cells["Level with the best"].words for f in level[:6])


def _entry_of(item: Item) -> tuple[str, str]:
    return item["model"], item["figure"]["variant"]


@pytest.mark.parametrize("board", CATEGORIES)
def test_every_row_of_votes_is_what_the_command_prints(site_dir: Path, board: str) -> None:
    whole, shown = built(site_dir, board), items(board, "votes")
    if not shown:
        assert "votes-board" not in whole.tables
        return
    heads, table = whole.heads["votes-board"], whole.rows("votes-board")
    if any(head.startswith("Rating") for head in heads):
        assert len(table) == len(shown)
        for row, item in zip(table, shown, strict=True):
            figure = item["figure"]
            assert row.cells[0].words == (ranks(item) if figure.get("rank_low") else "no interval")
            assert row.cells[1].words.startswith(model_words(item))
            assert row.cells[3].words == f"{float(figure['value']):,.0f}"
            if item["model"]:
                assert len(list(compare(heads, row, item, skip=4))) == len(heads) - 5
        drawn = [(bars(row)[0], item) for row, item in zip(table, shown, strict=True) if bars(row)]
        inside = [(bar, item) for bar, item in drawn if bar[0] > 0]  # a bar that begins at the edge may be cut there
        on_scale([bar for bar, _item in inside], [item for _bar, item in inside])
        assert len(inside) >= 49
        least = min(float(item["figure"]["low"]) for _bar, item in inside)
        for row, item in zip(table, shown, strict=True):
            assert bars(row) or float(item["figure"]["high"]) < least, item["name"]
        return
    seen = 0
    for row in table:
        for head, cell in zip(heads[2:], row.cells[2:], strict=True):
            if cell.words != "not voted on":
                tasks = catalog().benchmarks[shown[0]["benchmark"]].card.tasks
                assert any(
                    ranks(i) == cell.words and head.startswith(tasks[i["task"]].name)
                    and row.cells[0].words.startswith(model_words(i))
                    for i in shown
                )  # fmt: skip
                seen += 1
    assert seen == sum(1 for i in shown if i["figure"].get("rank_low"))


@pytest.mark.parametrize("board", [*CATEGORIES, VOICE])
def test_every_reported_figure_is_printed(site_dir: Path, board: str) -> None:
    whole = built(site_dir, board)
    asked, found = "", []
    for row in whole.tables.get("reported-table", []):
        if "sub" in row.css.split():
            asked = row.cells[0].words
        else:
            found.append((asked, row.cells[1].words, row.cells[2].words))
    for item in items(board, "reported"):
        benchmark = catalog().benchmarks[item["benchmark"]]
        task, metric = benchmark.task(item["task"] or None), benchmark.card.metrics[item["metric"]]
        words = plain(wording.with_unit(wording.printed(item["figure"]["value"]), metric.unit))
        head = f"{task.name}: {metric.name}".lower()
        mine = next(f for f in found if f[0].lower().startswith(head) and f[1:] == (words, item["reason"] or ""))
        found.remove(mine)
    assert found == []


def test_the_models_that_hear_and_speak_are_printed_with_their_prices(site_dir: Path) -> None:
    whole = built(site_dir, VOICE)
    named = {item["name"]: item for item in items(VOICE, "model")}
    tables = [name for name, heads in whole.heads.items() if any(head.startswith("Audio in") for head in heads)]
    assert tables
    for name in tables:
        for row in whole.rows(name):
            words = row.cells[0].words
            item = named[max((n for n in named if words.startswith(n)), key=len)]
            assert len(list(compare(whole.heads[name], row, item))) >= 6


def test_every_figure_in_a_table_of_speed_is_printed_for_its_model(site_dir: Path) -> None:
    known: dict[str, set[float]] = {}
    for item in items(SPEED, "result"):
        name = catalog().models[item["model"]].name if item["model"] else item["name"]
        known.setdefault(plain(name), set()).add(float(item["figure"]["value"]))
    whole, seen = built(site_dir, SPEED), 0
    for table in whole.tables:
        if table == "reported-table":
            continue  # reported, which is another test
        for row in whole.rows(table):
            mine = set().union(*(values for name, values in known.items() if row.cells[0].words.startswith(name)))
            for cell in row.cells[1:]:
                if cell.links and cell.value:
                    assert float(cell.value) in mine, (table, row.cells[0].words)
                    seen += 1
    assert seen > 50


def test_the_summary_and_the_weights_are_those_of_the_page(site_dir: Path) -> None:
    for board in SCORED:
        summary = {item["metric"]: item["figure"]["value"] for item in items(board, "summary")}
        if any(item["figure"]["value"] for item in items(board, "score")):
            words = built(site_dir, board).words
            for metric, noun in (("tests", "test"), ("results", "result"), ("models", "model")):
                assert plain(wording.plural(int(summary[metric]), noun)) in words
    words = built(site_dir, OVERALL).words
    for item in items(OVERALL, "weight"):
        share = Decimal(item["figure"]["value"]) / Decimal(item["figure"]["unit"].removeprefix("of "))
        assert plain(wording.percent(float(100 * share))) in words
