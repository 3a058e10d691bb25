"""The speed page: published times as what they are, and what a figure needs before it may stand on a board."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tokonomix import wording
from tokonomix.bindings import Bindings
from tokonomix.boards import RANKING_GRADES
from tokonomix.edition import Edition
from tokonomix.pages import boards, view
from tokonomix.pages.framed import frame
from tokonomix.pages.made import Made
from tokonomix.pages.published import Column, Shown, tables
from tokonomix.records import Result

NEEDED = ("p50", "p95", "max", "n", "error rate", "provider", "region", "day")

FIRST_ANSWER = Shown(
    "aiewf-eval", "First answer of a text model",
    (
        Column("first_answer_p50", "text", "p50"), Column("first_answer_p95", "text", "p95"),
        Column("first_answer_max", "text", "Longest"), Column("pass_rate", "text"),
    ),
    "From the request to the first token a reader sees, or the first tool call; thinking before it counts as waiting. "
    "Neither n nor the region stands in the table, so nothing is ranked.",
)  # fmt: skip
VOICE_TO_VOICE = Shown(
    "aiewf-eval", "Voice to voice",
    (
        Column("voice_to_voice_p50", "speech", "p50"), Column("voice_to_voice_max", "speech", "Longest"),
        Column("voice_to_voice_tool_mean", "speech", "With a tool, mean"), Column("pass_rate", "speech"),
    ),
    "From the end of speech to the first sound of the reply, in turns without a tool, then with one. The figure holds "
    "the network of the caller. Neither p95 nor provider and region are stated, so nothing is ranked.",
)  # fmt: skip
CALLS = Shown(
    "bfcl", "Time of a function call",
    (Column("latency_mean", head="Mean"), Column("latency_p95", head="p95"), Column("latency_sd", head="Spread")),
    "From the authors' site to each provider, or on a server of their own; which of the two is not said row by row.",
)  # fmt: skip
ONE_ANSWER = Shown(
    "thefastest", "One short answer, 2024",
    (Column("first_token"), Column("whole_answer"), Column("throughput")),
    "One request a row, of about 20 tokens: no p50, no p95, no error rate.",
)
UNDER_LOAD = Shown(
    "llmperf", "150 requests to Llama 2, 2023/24",
    (
        Column("first_token_p50", head="First p50"), Column("first_token_p95", head="First p95"),
        Column("first_token_max", head="Longest"), Column("whole_answer_p50", head="Whole p50"),
        Column("whole_answer_p95", head="Whole p95"), Column("throughput_p50", head="Speed p50"),
        Column("error_rate", head="Failed"),
    ),
    "Time to the first token, to the whole answer, and tokens a second of one request. Percentiles leave out the "
    "requests that failed: read none without the column of those that did.",
)  # fmt: skip
EXERCISE = Shown(
    "aider", "Time per programming exercise",
    (Column("seconds_per_case"), Column("pass_rate_2")),
    "The mean over one whole run of one benchmark on one provider: thinking, a second try and waiting included.",
)
TABLES = (FIRST_ANSWER, VOICE_TO_VOICE, CALLS, ONE_ANSWER, UNDER_LOAD, EXERCISE)

MEASURES = (
    ("First token", "From the request to the first token of the answer", "ms", (FIRST_ANSWER, ONE_ANSWER)),
    ("Throughput", "Tokens of the answer a second, after the first", "tokens/s", (UNDER_LOAD,)),
    ("Whole answer", "From the request to the last token, for an answer of a stated length", "s", (UNDER_LOAD,)),
    ("Voice response", "From the end of speech to the first sound of the reply", "ms", (VOICE_TO_VOICE,)),
)
"""What one would know of a service: name, meaning, unit, and where figures of it stand, the newest first."""


def make(edition: Edition) -> Iterator[Made]:
    """Yield the speed page."""
    framed = frame(edition, "benchmarks/speed", "Speed", "Published times, each as what it is, and what is missing.")
    bindings = framed.bindings
    shown = {found["title"]: found for found in tables(edition, bindings, TABLES)}
    yield framed.made(
        "speed.html",
        {
            "as_of": view.day(edition.as_of),
            "downloads": [("CSV", "benchmarks/speed/board.csv"), ("JSON", "api/v1/boards/speed.json")],
            "measures": [_measure(shown, *measure) for measure in MEASURES],
            "needed": wording.listing(NEEDED),
            "tables": list(shown.values()),
            "reported": _reported(edition, bindings),
        },
    )


def _measure(
    shown: dict[str, dict[str, Any]], name: str, what: str, unit: str, where: tuple[Shown, ...]
) -> dict[str, Any]:
    found = next((shown[one.title] for one in where if one.title in shown), None)
    return {"name": name, "what": what, "unit": unit, "table": found}


def _reported(edition: Edition, bindings: Bindings) -> list[dict[str, Any]]:
    """Return times that were asserted without a run record."""
    return boards.under_tests([
        boards.reported_row(edition, bindings, result)
        for result in edition.catalog.results
        if timed(edition, result) and edition.catalog.grade(result) not in RANKING_GRADES
    ])  # fmt: skip


def timed(edition: Edition, result: Result) -> bool:
    """Tell whether a result is a time or a rate of answers."""
    return edition.catalog.benchmarks[result.benchmark].kind(result.metric) == "speed"
