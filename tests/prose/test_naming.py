"""Which models a typed text means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokonomix.prose.naming import Names

NAMES = Names(
    (
        ("claude-3-5-haiku", "Claude Haiku 3.5", None),
        ("claude-3-5-haiku-20241022", "Claude Haiku 3.5 (2024-10-22)", "claude-3-5-haiku"),
        ("claude-opus-4-5", "Claude Opus 4.5", None),
        ("claude-opus-5", "Claude Opus 5", None),
        ("claude-opus-5-5", "Claude Opus 5.5", None),
        ("command", "Command", None),
        ("command-r-plus", "Command R+", None),
        ("deepseek-reasoner", "DeepSeek Reasoner", None),
        ("gpt-4o", "GPT-4o", None),
        ("gpt-4o-mini", "GPT-4o mini", None),
        ("gpt-4o-mini-realtime-preview", "GPT-4o mini Realtime Preview", None),
        ("mistral-large-2512", "Mistral Large 3", None),
        ("mistral-large-4", "Mistral Large 4", None),
        ("o3", "o3", None),
        ("old", "Acme *Old* 1_0", None),
        ("qwen3.7-plus", "Qwen3.7 Plus", None),
        ("sonar", "Sonar", None),
    ),
    frozenset({"mistral", "acme", "deepseek"}),
)


def found(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(named.text, named.models) for named in NAMES.found(text)]


@pytest.mark.parametrize(
    ("text", "named", "models"),
    [
        ("It trails Claude Haiku 3.5.", "Claude Haiku 3.5", "claude-3-5-haiku"),
        ("It trails Claude 3.5 Haiku.", "Claude 3.5 Haiku", "claude-3-5-haiku"),
        ("call claude-3-5-haiku now", "claude-3-5-haiku", "claude-3-5-haiku"),
        ("Claude Haiku 3.5 (2024-10-22) ends", "Claude Haiku 3.5 (2024-10-22)", "claude-3-5-haiku-20241022"),
        ("Take Opus.", "Opus", "claude-opus-4-5 claude-opus-5 claude-opus-5-5"),
        ("Take Opus 5.", "Opus 5", "claude-opus-5"),
        ("Take Opus 4.5.", "Opus 4.5", "claude-opus-4-5"),
        ("Take Haiku instead.", "Haiku", "claude-3-5-haiku"),
        ("Mistral Large, hosted in France", "Mistral Large", "mistral-large-2512 mistral-large-4"),
        ("GPT-4o mini Realtime speaks.", "GPT-4o mini Realtime", "gpt-4o-mini-realtime-preview"),
        ("GPT-4o\nmini speaks.", "GPT-4o mini", "gpt-4o-mini"),
        ("GPT 4o speaks.", "GPT 4o", "gpt-4o"),
        ("Qwen 3.7 Plus is meant.", "Qwen 3.7 Plus", "qwen3.7-plus"),
        ("Take o3 or none.", "o3", "o3"),
        ("Take Sonar.", "Sonar", "sonar"),
        ("Take Command R+.", "Command R+", "command-r-plus"),
        ("Acme *Old* 1_0 is gone.", "Acme *Old* 1_0", "old"),
    ],
)
def test_a_name_means_its_model_however_its_parts_stand(text: str, named: str, models: str) -> None:
    assert found(text) == [(named, tuple(models.split()))]


@pytest.mark.parametrize(
    "text",
    [
        "Mistral says so.", "Large texts cost more.", "Command the model to stop.", "the sonar of a ship", "Plus, it ends.", "Reasoners think first. A Reasoner may not.",
        "an Opus-class model", "https://acme.invalid/gpt-4o", "models/claude-opus-5.md", "opus 5", "Mistral is large.", "",
    ],
)  # fmt: skip
def test_an_ordinary_word_a_maker_or_a_part_of_a_path_means_none(text: str) -> None:
    assert found(text) == []


@given(st.lists(st.sampled_from(["Claude", " ", "-", "3.5", "Opus", "*", ".", "Mistral", "Large", "\n", "R+", "é", "4"])))
def test_names_stand_in_order_where_they_are_said_to_stand(parts: list[str]) -> None:
    text, at = "".join(parts), 0
    for named in NAMES.found(text):
        assert at <= named.start < named.end <= len(text)
        assert " ".join(text[named.start : named.end].split()) == named.text
        assert named.models
        at = named.end
