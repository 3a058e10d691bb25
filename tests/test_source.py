"""Values read from files know their place, and hostile text is refused in words, never with a crash."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokonomix.problem import Problem, SourceError, nearest
from tokonomix.source import parse_csv, parse_yaml, read_page, read_text


def test_plain_yaml_scalars_are_not_what_yaml_1_1_makes_of_them() -> None:
    value = parse_yaml("a: no\nb: 12:30\nc: 2026-01-02\nd: 010\ne: 1_000\nf: true\ng: ~\nh: 3\ni: 0.10\n", "x.yml").value
    assert value == {
        "a": "no", "b": "12:30", "c": "2026-01-02", "d": "010", "e": "1_000", "f": True, "g": None, "h": 3, "i": 0.1,
    }  # fmt: skip


def test_every_value_knows_its_place_and_every_key_its_own() -> None:
    document = parse_yaml("a:\n  - b: 1\n    c: two\n", "x.yml")
    assert str(document.place("a", 0, "c")) == "x.yml:3:8"
    assert str(document.key_place("a", 0, "c")) == "x.yml:3:5"
    assert str(document.place("a", 0, "missing")) == "x.yml:2:5"


def test_a_repeated_key_is_refused_where_it_stands() -> None:
    with pytest.raises(SourceError) as error:
        parse_yaml("a: 1\nb: 2\na: 3\n", "x.yml")
    assert str(error.value.problems[0].place) == "x.yml:3:1"


def test_a_csv_cell_knows_its_column_also_behind_a_quoted_one() -> None:
    row = parse_csv('a,b,c\n"x, y",2,3\n', "x.csv").rows[0]
    assert (row.values["a"], str(row.place("b")), str(row.place("c"))) == ("x, y", "x.csv:2:8", "x.csv:2:10")


def test_what_a_spreadsheet_saves_is_read() -> None:
    table = parse_csv("a;b\n1;\n;;\n", "x.csv")
    assert [dict(row.values) for row in table.rows] == [{"a": "1"}]


def test_front_matter_and_body_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text("---\ntitle: T\n---\n\nText\n", "utf-8")
    page = read_page(tmp_path, "x.md")
    assert (page.front.value, page.body) == ({"title": "T"}, "\nText\n")


def test_bytes_that_are_no_utf_8_are_refused_with_line_and_column(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(b"a,b\n1,\xff\n")
    with pytest.raises(SourceError, match=r"x\.csv:2:3: not UTF-8"):
        read_text(tmp_path, "x.csv")


def refused(read: Callable[[str, str], object], text: str) -> tuple[Problem, ...]:
    try:
        read(text, "x.txt")
    except SourceError as error:
        return error.problems
    return ()


@given(st.text(max_size=300))
def test_any_text_is_read_as_yaml_or_refused_in_words(text: str) -> None:
    problems = refused(parse_yaml, text)
    assert all(problem.place.line >= 1 and problem.place.column >= 1 for problem in problems)


@given(st.text(max_size=300))
def test_any_text_is_read_as_csv_or_refused_in_words(text: str) -> None:
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    if not refused(parse_csv, plain):
        table = parse_csv(plain, "x.csv")
        assert all(row.place(name).column >= 1 for row in table.rows for name in table.header)


def test_the_nearest_name_stands_alone_if_it_is_clearly_meant() -> None:
    assert nearest("acme-lorge", ["acme-large", "acme-voice"]) == "'acme-large'"
    assert nearest("xyz", ["acme-large"]) == ""
    assert nearest("Gemini 3.6 Flash", ["gemini-3.6-flash", "gemini-3.7-flash"]) == "'gemini-3.6-flash'"
    assert nearest("math_comp", ["score, math_comp", "solved"]) == "'score, math_comp'"
