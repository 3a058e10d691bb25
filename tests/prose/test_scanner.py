"""The scanner on plain and on hostile texts: it never fails, and its places are true."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tokonomix.prose.scanner import Binding, code, place_at, scan

PIECES = (
    "{{", "}}", "{%", "%}", "{#", "#}", "{", "}", '"', "'", "\\", "\n", "\n\n", " ", "\t", "`", "```\n", "~~~\n", "é", "数",
    "\u2028", "\x85", "\ufeff", "😀", "price", "(", ")", '"text.input"', "=", ",", "[", "0", "lambda: ", "# ", "| ", "<a>", "&amp;",
    '{{ price("text.input") }}', '{{ part("peers") }}', '{{ gap("robot", "reasoning") }}',
)  # fmt: skip
hostile = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=25).map("".join)


@given(hostile)
def test_every_binding_is_found_where_it_stands(text: str) -> None:
    end = 0
    for found in scan(text):
        assert found.start >= end
        if isinstance(found, Binding):
            assert text.startswith("{{", found.start)
            assert text[found.end - 2 : found.end] == "}}"
            assert text[found.inner : found.inner + len(found.expression)] == found.expression
            end = found.end
        else:
            assert text[found.start : found.start + 2] in ("{{", "{%", "{#", "}}")
            end = found.start + 2


@given(hostile)
def test_no_opening_braces_are_passed_over_in_silence(text: str) -> None:
    found = [*scan(text)]
    covered = {i for f in found for i in range(f.start, f.end if isinstance(f, Binding) else f.start + 2)}
    statements = [f.start for f in found if not isinstance(f, Binding) and text[f.start : f.start + 2] in ("{%", "{#")]
    for offset in range(len(text) - 1):
        inside = any(start < offset < _closed(text, start) for start in statements)
        assert text[offset : offset + 2] != "{{" or offset in covered or inside or offset - 1 in covered


def _closed(text: str, start: int) -> int:
    end = text.find("%}" if text[start + 1] == "%" else "#}", start + 2)
    return len(text) if end < 0 else end


@given(hostile, st.data())
def test_a_place_leads_back_to_its_offset(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    place = place_at("page.md", text, offset)
    lines = text.split("\n")
    assert sum(len(line) + 1 for line in lines[: place.line - 1]) + place.column - 1 == offset
    assert 1 <= place.column <= len(lines[place.line - 1]) + 1


@given(hostile)
def test_code_is_found_in_order_and_never_overlaps(text: str) -> None:
    spans = code(text)
    assert all(start < end <= len(text) for start, end in spans)
    assert all(before[0] <= after[0] for before, after in pairwise(spans))


@settings(deadline=None)  # the first gap computes the boards
@given(text=hostile)
def test_no_text_makes_the_binder_fail_and_every_fault_lies_in_the_text(bind: Any, text: str) -> None:
    binder = bind(text)
    bound = binder.body()
    assert isinstance(bound.plain, str)
    lines = text.split("\n")
    for problem in binder.problems:
        assert 1 <= problem.place.line <= len(lines)
        assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1
        assert problem.what
        assert problem.mend


@given(text=st.text(max_size=60))
def test_a_text_without_braces_is_left_as_it_is(bind: Any, text: str) -> None:
    text = text.replace("{", "").replace("}", "")
    binder = bind(text)
    assert binder.body().html == text
    assert not binder.problems


def test_a_binding_may_be_broken_over_lines() -> None:
    (found,) = scan('a {{ price(\n"text.input") }} b')
    assert isinstance(found, Binding)
    assert found.expression == 'price(\n"text.input")'


def test_a_blank_line_ends_a_binding_so_that_the_rest_of_the_page_is_still_read() -> None:
    found = [*scan('a {{ price("x"\n\nb {{ price("y") }}')]
    assert [type(f).__name__ for f in found] == ["Fault", "Binding"]


def test_an_unclosed_statement_does_not_hide_what_follows() -> None:
    found = [*scan('{% if\n\n{{ price("y") }} %}')]
    assert [type(f).__name__ for f in found] == ["Fault", "Binding"]


def test_braces_in_quotes_do_not_close_a_binding() -> None:
    (found,) = scan('{{ price("}}", \'}}\', "\\"}}") }}')
    assert isinstance(found, Binding)


def test_places_count_lines_and_columns_from_one() -> None:
    assert str(place_at("a.md", "one\ntwo {{", 8)) == "a.md:2:5"
