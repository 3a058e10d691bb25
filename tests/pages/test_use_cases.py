"""Pages of use cases: who is on a shortlist, in which order, and what is said of the evidence."""

from __future__ import annotations

import pytest

from tokonomix.edition import Edition
from tokonomix.pages import use_cases


def view(edition: Edition, case: str) -> dict[str, object]:
    (made,) = (m for m in use_cases.make(edition) if m.uri == f"use-cases/{case}.md")
    return dict(made.view)


def test_a_voice_agent_hears_speaks_and_calls_tools(edition: Edition) -> None:
    found = use_cases.candidates(edition, edition.catalog.use_cases["voice-agents"])
    names = {one.model.id for one in found}
    assert {"gpt-realtime-2", "gemini-3.8-live"} <= names
    assert not {name for name in names if "tts" in name or "transcribe" in name or "whisper" in name}
    for one in found:
        assert {"audio"} <= set(one.model.inputs) & set(one.model.outputs)
        assert not one.model.endpoints or {"realtime", "chat"} & set(one.model.endpoints)
        assert one.model.value("tools") is not False


def test_a_test_of_the_work_shows_tools_that_no_source_states(edition: Edition) -> None:
    known = edition.catalog.models["grok-voice-think-fast-1.0"]
    assert known.value("tools") is None
    assert known.id in {one.model.id for one in use_cases.candidates(edition, edition.catalog.use_cases["voice-agents"])}


def test_what_is_weighted_without_a_score_is_named_and_tests_of_the_work_are_linked(edition: Edition) -> None:
    shown = view(edition, "voice-agents")
    assert shown["lacking"] == "Reasoning"
    assert shown["tested"]
    assert {test["href"] for test in shown["tests"]} == {"benchmarks/leaderboard/voice/"}  # type: ignore[attr-defined]


@pytest.mark.parametrize("case", ["code-generation", "customer-service", "education", "legal"])
def test_the_score_that_orders_a_list_stands_in_it(edition: Edition, case: str) -> None:
    rows = view(edition, case)["rows"]
    assert isinstance(rows, list)
    weighted = [float(row["weighted"].value) for row in rows if row["weighted"]]
    assert weighted == sorted(weighted, reverse=True)
    if len(rows[0]["scores"]) > 1:
        assert len(weighted) == len(rows)
        assert all(len(row["weighted"].card.lines) == len(row["scores"]) + 2 for row in rows)
