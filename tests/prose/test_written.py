"""A binding in YAML is found where the file has it: plain, quoted, escaped, folded or literal."""

from __future__ import annotations

import textwrap

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tokonomix.prose import written
from tokonomix.source import parse_yaml

BINDING = '{{ price("x") }}'


def found(source: str, needle: str = "price") -> str:
    """Return the rest of the line of `source` from where the needle of the value is said to be written."""
    document = parse_yaml(source, "a.md")
    place, value = document.place("text"), document.value["text"]
    start = written.line_start(source, place.line) + place.column - 1
    offset = written.offsets(source, start, value)[value.rindex(needle)]
    return source[offset:].partition("\n")[0]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (f"text: Costs {BINDING} now\n", 'price("x") }} now'),
        (f"text: 'It''s {BINDING}'\n", "price(\"x\") }}'"),
        ('text: "A \\"b\\" \\u00e9 {{ price(\\"x\\") }}"\n', 'price(\\"x\\") }}"'),
        (f"text: >-\n  Folded over\n  lines {BINDING}\n  and on\n", 'price("x") }}'),
        (f"text: >-  # note\n\n    Leading line {BINDING}\n\n    A paragraph\n", 'price("x") }}'),
        (f"text: |\n  Literal\n\n    deeper {BINDING}\n", 'price("x") }}'),
        (f"text: Plain over\n  lines\n\n  {BINDING}\n", 'price("x") }}'),
        (f'text: "Double over\n  lines \\\n    joined {BINDING.replace(chr(34), chr(39))}"\n', "price('x') }}\""),
        (f"text: &a Anchored {BINDING}\n", 'price("x") }}'),
        (f"text: !!str Tagged {BINDING}\n", 'price("x") }}'),
        (f"text: >-\n  A break\u2028  inside {BINDING}\n", 'price("x") }}'),
    ],
)  # fmt: skip
def test_a_binding_is_found_in_every_style_of_yaml(source: str, expected: str) -> None:
    assert found(source) == expected


def test_an_expression_folded_in_the_middle_is_found() -> None:
    source = 'text: >-\n  Costs {{ price("x",\n  tier="batch") }}.\n'
    assert found(source, "tier") == 'tier="batch") }}.'


def test_the_second_of_two_equal_expressions_is_found() -> None:
    source = f"text: Both {BINDING} and {BINDING} end\n"
    assert found(source) == 'price("x") }} end'


words = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="\ufeff\x85"), max_size=6)
texts = st.lists(st.one_of(words, st.sampled_from([" ", "  ", "\n", '"', "'", "\\", "{{ a }}", ": ", "#"])), max_size=20).map("".join)


@given(texts, st.sampled_from(["'", '"', ">", "|", None]), st.integers(10, 60))
def test_any_text_that_yaml_writes_is_followed_to_its_end(text: str, style: str | None, width: int) -> None:
    source = yaml.dump({"text": f"{text}MARK{text}"}, default_style=style, width=width, allow_unicode=True)
    document = parse_yaml(source, "a.md")
    place, value = document.place("text"), document.value["text"]
    offsets = written.offsets(source, written.line_start(source, place.line) + place.column - 1, value)
    assert len(offsets) == len(value) + 1
    assert offsets == sorted(offsets)
    assert [source[offsets[value.index("MARK") + i]] for i in range(4)] == [*"MARK"]


@given(st.text(max_size=40), st.integers(0, 45), st.text(max_size=20))
def test_texts_that_do_not_match_give_offsets_inside_the_source(source: str, start: int, value: str) -> None:
    offsets = written.offsets(source, start, value)
    assert len(offsets) == len(value) + 1
    assert all(0 <= offset <= max(len(source), start) for offset in offsets)


def test_the_example_of_a_review_is_found() -> None:
    source = textwrap.dedent("""\
        strengths:
          - text: >-
              It is cheap at
              {{ price("audio.output") }} a million.
            grade: vendor
        """)
    document = parse_yaml(source, "a.md")
    place = document.place("strengths", 0, "text")
    value = document.value["strengths"][0]["text"]
    offsets = written.offsets(source, written.line_start(source, place.line) + place.column - 1, value)
    assert source[offsets[value.index("{{")] :].startswith('{{ price("audio.output") }} a million.')
