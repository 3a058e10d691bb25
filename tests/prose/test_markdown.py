"""What a binding gives survives Markdown with the extensions of mkdocs.yml, wherever it stands."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import markdown
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tokonomix.prose.phrase import Phrase, safe

ROOT = Path(__file__).resolve().parents[2]
PRICE = '<a class="bn" href="#r-prices-acme-global-standard-text.input-start">US$\u00a00.60</a>'
OLD = '<a href="../acme-old/">Acme *Old* 1_0</a>'


def rendered(text: str) -> str:
    """Return the HTML that MkDocs makes of a text, its entities resolved so that they can be read."""
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))["markdown_extensions"]
    names = ["toc", "tables", "fenced_code", *(name if isinstance(name, str) else next(iter(name)) for name in settings)]
    return markdown.markdown(text, extensions=[*dict.fromkeys(names)])


def readable(text: str) -> str:
    return re.sub(r"&#(\d+);", lambda match: chr(int(match[1])), text)


@pytest.mark.parametrize(
    ("write", "expected"),
    [
        ('Text {{ price("text.input") }}.', f"<p>Text {PRICE}.</p>"),
        ('{{ price("text.input") }} begins a paragraph.', f"<p>{PRICE} begins a paragraph.</p>"),
        ('- {{ price("text.input") }} begins an item', f"<li>{PRICE} begins an item</li>"),
        ('1. {{ model("acme-old") }}', f"<li>{OLD}</li>"),
        ('> {{ model("acme-old") }}', f"<p>{OLD}</p>"),
        ('*From {{ model("acme-old") }} on*', f"<em>From {OLD} on</em>"),
        ('**{{ price("text.input") }}**', f"<strong>{PRICE}</strong>"),
        ('## Costs {{ price("text.input") }}', f">Costs {PRICE}</h2>"),
        ('_a {{ model("acme-old") }} b_c_', f"<em>a {OLD} b_c</em>"),
        ('"{{ price("text.input") }}"', f"<p>&ldquo;{PRICE}”</p>"),
        ("At 10 % and 5%.", "<p>At 10\u202f% and 5%.</p>"),
        ("It is {{ model(\"acme-old\") }}'s.", f"<p>It is {OLD}’s.</p>"),
        ('| a | b |\n|---|---|\n| {{ model("acme-old") }} | {{ price("text.input") }} |', f"<td>{OLD}</td>\n<td>{PRICE}</td>"),
        ('It is so.{{ cite("acme-docs") }}', 'so.<sup class="cite" id="cited-1"><a href="#c1" aria-label="Source 1">1</a></sup></p>'),
        ('It is {{ state("robot-twin") }}.', 'is <span class="unk" title="no source of ours states its stage">of unknown stage</span>.'),
        ('Text\n\n{{ part("peers") }}\n\nText', "<p>Text</p>\n<!--part:peers-->\n\n<p>Text</p>"),
        ('<div markdown="1">\n\n{{ price("text.input") }}\n\n</div>', f"<p>{PRICE}</p>"),
        ('Term\n:   {{ price("text.input") }}', f"<dd>{PRICE}</dd>"),
        ('Level{: .a } {{ price("text.input") }}', PRICE),
    ],
)  # fmt: skip
def test_a_binding_survives_markdown(bind: Any, write: str, expected: str) -> None:
    binder = bind(write)
    assert expected in readable(rendered(binder.body().html))
    assert not binder.problems


@settings(deadline=None)  # on a machine with other work a clock says nothing
@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"], exclude_characters="\ufeff\x85"), min_size=1))
def test_no_name_of_a_model_or_value_is_taken_for_markdown(text: str) -> None:
    found = rendered(f"Of {safe(text)} end")
    assert re.fullmatch(r"<p>Of [^<>]* end</p>", found)
    assert html.unescape(found) == f"<p>Of {text} end</p>"


def test_plain_text_of_a_phrase_has_no_markup(bind: Any) -> None:
    binder = bind('{{ model("acme-old") }} {{ price("text.input") }}{{ cite("acme-docs") }}')
    assert binder.body().plain == "Acme *Old* 1_0 US$\u00a00.60[1]"
    assert Phrase(("a < b",)).html("") == "a &lt; b"
