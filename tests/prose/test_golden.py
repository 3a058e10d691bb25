"""Every function of the vocabulary in every state of the records, and every fault, held as data."""

from __future__ import annotations

import html
import inspect
import re
from pathlib import Path
from typing import Any

import pytest
from markdown import markdown

from tokonomix.prose import documents
from tokonomix.prose.bind import Binder
from tokonomix.prose.sentence import Sentence
from tokonomix.prose.vocabulary import PARTS, VOCABULARY
from tokonomix.source import parse_yaml

GOLDEN = Path(__file__).resolve().parent / "golden"
SPACES = str.maketrans("\u00a0\u202f", "  ")
"""In the golden files, unlike in the samples, a space stands for any kind of space."""


STATES = ("zero gap", "tie", "no data", "one source", "retired", "disputed", "unknown")
TABLE: dict[str, dict[str, dict[str, str]]] = parse_yaml((GOLDEN / "states.yml").read_text("utf-8"), "states.yml").value


def cases(name: str) -> list[Any]:
    text = (GOLDEN / name).read_text("utf-8")
    return [pytest.param(case, id=title) for title, case in parse_yaml(text, name).value.items()]


@pytest.mark.parametrize("case", cases("phrases.yml"))
def test_a_phrase_reads_as_approved(case: dict[str, str], bind: Any) -> None:
    binder: Binder = bind(case["write"])
    text = binder.body()
    assert not binder.problems
    assert text.plain.translate(SPACES) == case["plain"]
    assert "html" not in case or text.html.translate(SPACES) == case["html"]


def test_every_function_has_a_row_for_every_state_of_the_records() -> None:
    assert set(TABLE) == {entry.name for entry in VOCABULARY}
    assert all(tuple(row) == STATES for row in TABLE.values())
    assert all(len(set(cell) & {"plain", "fault", "none"}) == 1 for row in TABLE.values() for cell in row.values())


@pytest.mark.parametrize(
    ("name", "state"), [(n, s) for n, row in TABLE.items() for s, cell in row.items() if "none" not in cell]
)  # fmt: skip
def test_a_function_says_in_each_state_what_was_approved(name: str, state: str, bind: Any) -> None:
    cell = TABLE[name][state]
    assert f"{{{{ {name}(" in cell["write"]
    binder: Binder = bind(cell["write"])
    plain = binder.body().plain.translate(SPACES)
    faults = [str(problem).removeprefix("page.md:1:") for problem in sorted(binder.problems)]
    assert (faults, plain) == ([], cell["plain"]) if "plain" in cell else faults == [cell["fault"]]


@pytest.mark.parametrize("name", TABLE)
def test_page_and_markdown_beside_it_read_in_each_state_as_the_plain_text_of_feeds(name: str, bind: Any) -> None:
    for cell in TABLE[name].values():
        if "plain" not in cell or name == "part":  # what parts show stands in tests/feeds/golden/parts.md
            continue
        text = bind(cell["write"]).body()
        page = re.sub(r'(<sup class="cite".*?>)(\d+)(</a></sup>)', r"\1[\2]\3", text.html)
        assert read(page).translate(SPACES) == cell["plain"]
        assert read(markdown(text.markdown)).strip().translate(SPACES) == cell["plain"]


def read(shown: str) -> str:
    """Return HTML as a reader sees it."""
    return html.unescape(re.sub(r"<[^>]+>", "", shown))


@pytest.mark.parametrize("case", cases("faults.yml"))
def test_a_fault_is_told_with_its_column_and_its_mend(case: dict[str, Any], bind: Any) -> None:
    binder: Binder = bind(case["write"])
    binder.body()
    found = [str(problem).removeprefix("page.md:").removeprefix("1:") for problem in sorted(binder.problems)]
    assert found == case["faults"]


@pytest.mark.parametrize(
    "sample", [pytest.param(s, id=s.write) for entry in VOCABULARY for s in entry.samples]
)  # fmt: skip
def test_a_documented_sample_reads_as_documented(sample: Any, bind: Any) -> None:
    binder: Binder = bind(sample.write)
    assert binder.body().plain == sample.read
    assert not binder.problems


@pytest.mark.parametrize("entry", VOCABULARY, ids=[entry.name for entry in VOCABULARY])
def test_a_function_takes_what_is_documented(entry: Any) -> None:
    signature = inspect.signature(getattr(Sentence, entry.name))
    assert [name for name, _what in entry.takes] != []
    assert sorted(name for name, _what in entry.takes) == sorted(set(signature.parameters) - {"self"})


def test_every_function_has_a_golden_phrase_and_a_sample() -> None:
    written = "".join((GOLDEN / name).read_text("utf-8") for name in ("phrases.yml", "states.yml"))
    assert all(f"{{{{ {entry.name}(" in written and entry.samples for entry in VOCABULARY)


def test_the_page_for_editors_is_the_vocabulary() -> None:
    for path, text in documents.generated().items():
        assert (GOLDEN.parents[2] / path).read_text("utf-8") == text, "run: tokonomix schema"
        assert all(f"## {entry.name}\n" in text and entry.otherwise in text for entry in VOCABULARY)
        assert all(sample.write in text for entry in VOCABULARY for sample in entry.samples)


def test_every_part_can_be_placed_once_on_a_page(bind: Any) -> None:
    binder: Binder = bind("\n\n".join(f'{{{{ part("{name}") }}}}' for name in PARTS))
    binder.body()
    assert binder.placed == tuple(PARTS)
    assert not binder.problems
