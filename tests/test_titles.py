"""Names that readers see."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tokonomix.edition import Edition
from tokonomix.schema.model import ModelFile
from tokonomix.titles import shown, spelled


def file(name: str, kind: Any = "model", of: str | None = None) -> ModelFile:
    return ModelFile(name=name, kind=kind, of=of, vendor="acme", source="acme", read=date(2026, 11, 22))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("gpt 4o audio preview", "GPT-4o audio preview"),
        ("GPT-5 Mini", "GPT-5 mini"),
        ("OpenAI: GPT-4 Turbo (older v1106)", "GPT-4 Turbo (1106)"),
        ("OpenAI o1-preview", "o1-preview"),
        ("gemini 1.5 flash 8b", "Gemini 1.5 Flash 8B"),
        ("grok 2 vision", "Grok 2 Vision"),
        ("Grok-4.1-Fast-Non-Reasoning", "Grok 4.1 Fast Non-Reasoning"),
        ("Deepseek V4 Flash Vision Exp", "DeepSeek V4 Flash Vision Exp"),
        ("DeepSeek: R1 Distill Qwen 32B", "DeepSeek R1 Distill Qwen 32B"),
        ("Minimax M2.1 Lightning", "MiniMax-M2.1 Lightning"),
        ("Qwen3 Vl 235b A22b Thinking", "Qwen3 VL 235B A22B Thinking"),
        ("Soniox Stt Rt V5", "Soniox STT RT V5"),
        ("ALIA-40b-instruct-2606", "ALIA-40b-instruct-2606"),
    ],
)
def test_a_family_has_one_spelling(written: str, read: str) -> None:
    assert spelled(written) == read
    assert spelled(read) == read


def test_a_snapshot_is_named_after_its_model_and_dated_as_its_id_is() -> None:
    names = shown(
        {
            "gpt-4.1": file("GPT-4.1"),
            "gpt-4.1-2025-04-14": file("gpt 4.1 (2025-04-14)", "snapshot", "gpt-4.1"),
            "claude-opus-4-0": file("Claude Opus 4"),
            "claude-opus-4-20250514": file("Claude Opus 4 (20250514)", "snapshot", "claude-opus-4-0"),
            "gpt-4": file("GPT-4"),
            "gpt-4-0613": file("gpt 4 0613", "snapshot", "gpt-4"),
            "acme-blue": file("Acme Blue", "snapshot", "gpt-4"),
            "gpt-live-1": file("gpt-live-1"),
        }
    )
    assert names["gpt-4.1-2025-04-14"] == "GPT-4.1 (2025-04-14)"
    assert names["claude-opus-4-20250514"] == "Claude Opus 4 (2025-05-14)"
    assert names["gpt-4-0613"] == "GPT-4 (0613)"
    assert names["acme-blue"] == "Acme Blue"
    assert names["gpt-live-1"] == "gpt-live-1", "a name that is the id is the one the service takes"


def test_in_our_records_snapshots_begin_with_the_name_of_their_model(edition: Edition) -> None:
    models = edition.catalog.models
    for model in models.values():
        if model.kind == "snapshot" and model.id.startswith(model.of or ""):
            assert model.name.startswith(models[model.of or ""].name)
