"""Settings of a test and providers, as readers read them."""

from __future__ import annotations

import pytest

from tokonomix.edition import Edition
from tokonomix.settings import PROVIDERS, WORDS, provider, words


@pytest.mark.parametrize(
    ("variant", "read"),
    [
        ("default", ""),
        ("effort=none mode=zero-shot-val", "no reasoning effort, validation split, without examples"),
        ("effort=max tools=alltools", "max effort, all tools"),
        ("mode=fc", "function calling"),
        ("thinking=off format=nvfp4 provider=local-rtx-5090", "no thinking, NVFP4, at an RTX 5090 of the publisher"),
        ("effort=none tools=qwen-embeddings", "no reasoning effort, tools: qwen-embeddings"),
    ],
)
def test_a_setting_is_told_in_words(variant: str, read: str) -> None:
    assert words(variant) == read


@pytest.mark.parametrize(
    ("name", "read"),
    [("azure.eastus2", "Azure, region eastus2"), ("perplexity.ai", "perplexity"), ("octo.ai", "OctoAI"), ("groq", "groq")],
)
def test_a_provider_is_named(name: str, read: str) -> None:
    assert provider(name) == read


def test_every_word_is_of_a_setting_on_record_and_every_provider_has_a_name(edition: Edition) -> None:
    parts = {part for result in edition.catalog.results for part in result.variant.split()}
    assert set(WORDS) <= parts
    bare = {provider(part.removeprefix("provider=")) for part in parts if part.startswith("provider=")}
    known = {*edition.catalog.platforms, *PROVIDERS.values()}
    assert {name.partition(",")[0] for name in bare} <= known | {"an RTX 5090 of the publisher"}
