"""A spreadsheet may save any of our tables: it is read as the same records, or refused in words; never as others."""

from __future__ import annotations

import subprocess
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.spreadsheets import DIALECTS, Dialect, decides, saved, shown
from tokonomix.__main__ import main
from tokonomix.importers.formatting import _shape, format_files, formatted
from tokonomix.load import load
from tokonomix.problem import SourceError
from tokonomix.schema.base import kinds, shape_rows
from tokonomix.schema.rows import MovedRow, PriceRow, ResultRow
from tokonomix.source import parse_csv, read_csv
from tokonomix.spreadsheet import understood

ROOT = Path(__file__).resolve().parent.parent
TABLES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("data/**/*.csv"))
MOST = 40
"""Rows taken of a table, evenly."""

PRICES = (
    "model,region,tier,rate,amount,per,from,until,status,currency,source,checked_on,when,note\n"
    "gpt-9,global,,text.input,1.10,1M tokens,,2026-05-04,,,pages,2026-11-21,,\n"
    'gpt-9,global,,text.input,0.075,1M tokens,2026-05-04,,,,pages,2026-11-21,,"checked, twice"\n'
)
PATH = "data/prices/openai.csv"


def sample(path):
    head, *lines = (ROOT / path).read_text("utf-8").splitlines(keepends=True)
    return head + "".join(lines[:: max(1, len(lines) // MOST)])


def records(path, text):
    """Return the rows of a table as known: what is printed with or without a last zero is the same number."""
    rows, problems = shape_rows(_shape(path), parse_csv(text.removeprefix("\ufeff").replace("\r\n", "\n"), path))
    if problems:
        raise SourceError(problems)
    return [{name: number(value) for name, value in shaped.model_dump().items()} for shaped, _row in rows]


def number(value):
    try:
        return Decimal(value) if isinstance(value, str) else value
    except InvalidOperation:
        return value


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda d: d.name)
@pytest.mark.parametrize("path", TABLES)
def test_each_of_our_tables_is_read_the_same_after_a_spreadsheet_saved_it(path, dialect):
    text = sample(path)
    if decides(dialect, text):
        assert records(path, saved(dialect, text)) == records(path, text)
    else:
        with pytest.raises(SourceError, match="the file does not show which"):
            records(path, saved(dialect, text))


@pytest.mark.parametrize("path", TABLES)
def test_each_of_our_tables_is_in_canonical_form(path):
    assert formatted(ROOT, path) == (ROOT / path).read_text("utf-8")


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda d: d.name)
def test_a_whole_repository_saved_by_a_spreadsheet_is_the_same_catalogue(small, dialect):
    before = load(small)
    changed = 0
    for path in small.glob("data/**/*.csv"):
        text = path.read_text("utf-8")
        if decides(dialect, text):
            changed += path.write_bytes(saved(dialect, text).encode()) > 0
    assert changed >= 3
    after = load(small)
    for kind in ("prices", "offers", "results", "aliases", "moved", "withdrawn"):
        told = [[_bare(record) for record in getattr(known, kind)] for known in (before, after)]
        assert told[0] == told[1], kind


def _bare(record):
    names = set(getattr(record, "__slots__", None) or vars(record)) - {"row", "place"}
    return {name: number(getattr(record, name)) for name in names}


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda d: d.name)
def test_format_brings_a_saved_table_back_to_the_bytes_of_the_last_commit(tmp_path, dialect):
    repository(tmp_path, PRICES.replace("2026-05-04", "2026-05-24"))
    before = (tmp_path / PATH).read_bytes()
    (tmp_path / PATH).write_bytes(saved(dialect, before.decode()).encode())
    assert format_files(tmp_path) == [PATH]
    assert (tmp_path / PATH).read_bytes() == before
    assert format_files(tmp_path, [PATH]) == []


def repository(root, text):
    """Make a git repository that holds one table in its last commit."""
    (root / PATH).parent.mkdir(parents=True)
    (root / PATH).write_text(text, "utf-8", newline="")
    told = ("-c", "user.name=A", "-c", "user.email=a@example.invalid", "-c", "commit.gpgsign=false")
    for command in (["init", "-q"], ["add", "."], [*told, "commit", "-q", "-m", "Add"]):
        subprocess.run(["git", "-C", str(root), *command], check=True, capture_output=True)


def test_format_keeps_what_a_person_changed_added_and_moved(tmp_path):
    repository(tmp_path, PRICES)
    german = Dialect("german", ";", ",", "%d.%m.%Y")
    head, first, second = saved(german, PRICES).splitlines()
    added = second.replace("text.input", "text.output").replace("0,075", "0,50")
    (tmp_path / PATH).write_text("\r\n".join([head, added, second, first.replace("1,1", "1,2")]), "utf-8", newline="")
    format_files(tmp_path)
    amounts = [(row.values["rate"], row.values["amount"]) for row in read_csv(tmp_path, PATH).rows]
    assert amounts == [("text.input", "1.2"), ("text.input", "0.075"), ("text.output", "0.50")]


def test_format_works_without_git_and_loses_no_more_than_zeros(tmp_path):
    (tmp_path / PATH).parent.mkdir(parents=True)
    (tmp_path / PATH).write_text(saved(DIALECTS[1], PRICES), "utf-8", newline="")
    format_files(tmp_path)
    assert (tmp_path / PATH).read_text("utf-8") == PRICES.replace("1.10", "1.1")


def test_format_writes_nothing_if_one_file_is_unclear_and_names_every_place(tmp_path, capsys):
    (tmp_path / PATH).parent.mkdir(parents=True)
    (tmp_path / PATH).write_text(saved(DIALECTS[1], PRICES), "utf-8", newline="")
    other = "data/prices/mistral.csv"
    (tmp_path / other).write_text(saved(DIALECTS[3], PRICES.replace("2026-11-21", "2026-11-02")), "utf-8", newline="")
    before = (tmp_path / PATH).read_bytes()
    assert main(["--root", str(tmp_path), "format"]) == 1
    told = capsys.readouterr().err
    assert (
        "data/prices/mistral.csv:2:41: '04/05/2026' is 2026-05-04 or 2026-04-05, and the file does not show which. "
        "Write the day as YYYY-MM-DD."
    ) in told
    assert told.startswith("4 problems")
    assert (tmp_path / PATH).read_bytes() == before


@pytest.mark.parametrize("path", ["data/prices/nowhere.csv", "data/models/acme/x.yml", "README.md"])
def test_format_refuses_what_is_no_table_of_ours(tmp_path, path, capsys):
    assert main(["--root", str(tmp_path), "format", path]) == 1
    assert path in capsys.readouterr().err


def read(shape, column, *cells):
    """Return what cells of one column are read as."""
    table = parse_csv("\n".join([column, *(f'"{cell}"' for cell in cells)]) + "\n", "x.csv")
    found, problems = understood(table, kinds(shape))
    if problems:
        raise SourceError(problems)
    return [row.values[column] for row in found.rows]


@pytest.mark.parametrize(
    ("cells", "meant"),
    [
        (["1.10"], ["1.10"]),
        (["1,10"], ["1.10"]),
        (["0,125"], ["0.125"]),
        (["0,6", "1,234"], ["0.6", "1.234"]),
        (["1.234,50"], ["1234.50"]),
        (["1,234.50"], ["1234.50"]),
        (["1 234,5"], ["1234.5"]),
        (["1.234.567"], ["1234567"]),
        (["1E-05"], ["0.00001"]),
        (["2,5E-06"], ["0.0000025"]),
        (["1234"], ["1234"]),
    ],
)
def test_a_number_is_read_in_the_manner_of_its_country(cells, meant):
    assert read(PriceRow, "amount", *cells) == meant


@pytest.mark.parametrize("cells", [["1,234"], ["1,10", "1.234"], ["1.5", "1,25", "1,234"]])
def test_a_number_that_may_be_two_is_refused(cells):
    with pytest.raises(SourceError, match="the file does not show which"):
        read(PriceRow, "amount", *cells)


@pytest.mark.parametrize("cell", ["US$ 1", "1,2,3", "1.2.3", "1.23457E+11", "1,1,", "١"])
def test_what_is_no_number_is_left_for_the_shape_to_refuse(cell):
    assert read(PriceRow, "amount", cell) == [cell]


@pytest.mark.parametrize(
    ("cells", "meant"),
    [
        (["21.11.2026"], ["2026-11-21"]),
        (["5.4.2026"], ["2026-04-05"]),
        (["2026/4/5"], ["2026-04-05"]),
        (["2026-11-21 00:00:00"], ["2026-11-21"]),
        (["21/11/2026", "05/04/2026"], ["2026-11-21", "2026-04-05"]),
        (["11/21/2026", "05/04/2026"], ["2026-11-21", "2026-05-04"]),
        (["04/04/2026"], ["2026-04-04"]),
    ],
)
def test_a_day_is_read_in_the_manner_of_its_country(cells, meant):
    assert read(MovedRow, "on", *cells) == meant


@pytest.mark.parametrize("cells", [["05/04/2026"], ["21/11/2026", "11/21/2026", "05/04/2026"]])
def test_a_day_that_may_be_two_is_refused(cells):
    with pytest.raises(SourceError, match="the file does not show which"):
        read(MovedRow, "on", *cells)


@pytest.mark.parametrize("cell", ["21.11.26", "21 Nov 2026", "46347", "21.13.2026"])
def test_a_day_without_its_century_or_out_of_the_calendar_is_refused_by_the_shape(cell):
    table = parse_csv(f"from,to,on,note\na,b,{cell},\n", "x.csv")
    (problem,) = shape_rows(MovedRow, table)[1]
    assert str(problem.place) == "x.csv:2:5"
    assert "day" in problem.what


@pytest.mark.parametrize(("cell", "meant"), [("71,4", "71.4"), ("60,5-65,5", "60.5-65.5"), ("71,4%", "71.4%"), ("60-65", "60-65")])
def test_a_printed_figure_keeps_its_form_but_for_the_comma(cell, meant):
    assert read(ResultRow, "published", cell, "0,5")[0] == meant


amounts = st.decimals(min_value=0, max_value=2000, places=4, allow_nan=False)
days = st.dates(date(2023, 1, 1), date(2027, 12, 31))


@given(st.lists(st.tuples(amounts, days), min_size=1, max_size=6), st.sampled_from(DIALECTS))
def test_no_cell_is_ever_read_as_another_value(cells, dialect):
    lines = [f"gpt-9,,,text.input,{amount:f},,,,,,pages,{day},," for amount, day in cells]
    text = PRICES.splitlines()[0] + "\n" + "\n".join(lines) + "\n"
    if decides(dialect, text):
        found = records(PATH, saved(dialect, text))
        assert [(row["amount"], row["checked_on"]) for row in found] == cells
    else:
        with pytest.raises(SourceError, match="the file does not show which"):
            records(PATH, saved(dialect, text))


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=12), max_size=8))
def test_hostile_cells_are_refused_in_words_or_read_never_with_a_crash(cells):
    lines = [",".join(['"' + cell.replace('"', '""') + '"'] * 4) for cell in cells]
    try:
        table = parse_csv("from,to,on,note\n" + "\n".join(lines), "x.csv")
    except SourceError:
        return
    rows, problems = shape_rows(MovedRow, table)
    assert len(rows) <= len(table.rows)
    assert all(problem.mend for problem in problems)


@given(days, st.integers(0, 400))
def test_a_day_we_wrote_ourselves_is_never_touched(day, further):
    cells = [day.isoformat(), (day + timedelta(further)).isoformat()]
    assert read(MovedRow, "on", *cells, "21/11/2026")[:2] == cells


def test_a_table_that_once_was_wider_has_no_columns_without_a_name():
    table = parse_csv("a;b;;\n1;2;;\n;;;\n", "x.csv")
    assert (table.header, [row.values for row in table.rows]) == (("a", "b"), [{"a": "1", "b": "2"}])


def test_the_spreadsheet_of_these_tests_drops_zeros_and_shouts_truths():
    assert [shown(DIALECTS[1], cell) for cell in ("1.10", "true", "2026-11-21")] == ["1,1", "TRUE", "21.11.2026"]
