"""tau2-bench: customer service under rules, by text and by voice; who played the customer decides what compares."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from tokonomix.importers.figures import Figure, rows, word
from tokonomix.importers.records import Files, Importer, Known, Records, refuse
from tokonomix.importers.tables import Line, lines, number

TEXT = "data/results/tau2-bench.csv"
VOICE = "data/results/tau2-voice.csv"

FIRST = date(2025, 6, 9)
"""Day on which the benchmark was published; a result cannot be older, so an older day is a placeholder."""

PASSES = ("pass_1", "pass_2", "pass_3", "pass_4")
INTERACTION: Mapping[str, str] = {
    "response_latency_mean_s": "response_latency",
    "yield_latency_mean_s": "yield_latency",
    "response_rate": "response_rate",
    "yield_rate": "yield_rate",
    "agent_interruption_rate": "interruption_rate",
    "selectivity_backchannel": "selectivity_backchannel",
    "selectivity_vocal_tic": "selectivity_vocal_tic",
    "selectivity_non_directed": "selectivity_non_directed",
}
"""Metric by column of the file on how a voice takes turns."""

_COLUMNS = [
    "submission", "model", "organization", "submitted_by", "date", "type", "modality", "reasoning_effort", "domain",
    *PASSES, "cost_usd", "retrieval_config", "tau2_version", "user_simulator",
]  # fmt: skip
_VERSION = re.compile(r"v?(\d+\.\d+\.\d+)(-\w+)?\Z")


@dataclass(frozen=True)
class Submissions:
    """Figures of the text and of the voice submissions."""

    text: tuple[Figure, ...] = field(repr=False)
    voice: tuple[Figure, ...] = field(repr=False)


def parse(files: Files) -> Submissions:
    """Return every figure under its domain and conditions; SourceError for another shape."""
    name, turns = "results.csv", "voice_interaction.csv"
    results = lines(name, files[name], _COLUMNS, key=["submission", "domain"])
    columns = ["submission", "model", "domain", *INTERACTION, "n_simulations"]
    spoken = {
        (line["submission"], line["domain"]): line
        for line in lines(turns, files[turns], columns, key=["submission", "domain"])
    }
    known = {(line["submission"], line["domain"]) for line in results}
    if stray := sorted(spoken.keys() - known):
        raise refuse(turns, f"'{' '.join(stray[0])}' has no line in {name}")
    found: dict[str, list[Figure]] = {"text": [], "voice": []}
    for line in results:
        if line["modality"] not in found:
            raise refuse(name, f"modality of '{line['submission']}' is '{line['modality']}'")
        found[line["modality"]] += _figures(name, line, spoken.get((line["submission"], line["domain"])))
    return Submissions(tuple(found["text"]), tuple(found["voice"]))


def _figures(name: str, line: Line, spoken: Line | None) -> Iterator[Figure]:
    day = date.fromisoformat(line["date"])
    n = int(spoken["n_simulations"]) if spoken else None
    notes = list(_notes(line, day))
    cells = {metric: number(name, line, metric) for metric in PASSES}
    cost = number(name, line, "cost_usd")
    # No run is free: 0 means that nobody counted.
    cells["cost"] = cost if cost and float(cost) else None
    if spoken:
        cells |= {m: number("voice_interaction.csv", spoken, column) for column, m in INTERACTION.items()}
    for metric, published in cells.items():
        if published is not None:
            yield Figure(
                line["model"], metric, published, _task(name, line), n,
                published_on=day if day >= FIRST else None, note="; ".join(notes) or None, setting=_setting(line),
            )  # fmt: skip


def _task(name: str, line: Line) -> str:
    """Return the domain with what results must share to be compared: the customer's model and the version."""
    version = _VERSION.match(line["tau2_version"])
    if not version and line["tau2_version"] not in ("", "original tau-bench"):
        raise refuse(name, f"tau2_version of '{line['submission']}' is '{line['tau2_version']}'")
    stated = version[1] + (version[2] or "") if version else line["tau2_version"] or "version-unstated"
    return "/".join([line["domain"], word(line["user_simulator"]) or "simulator-unstated", word(stated)])


def _setting(line: Line) -> Mapping[str, str]:
    setting = {}
    if line["reasoning_effort"] == "enabled":
        setting["thinking"] = "on"
    elif line["reasoning_effort"]:
        setting["effort"] = line["reasoning_effort"]
    if line["retrieval_config"]:
        setting["tools"] = word(line["retrieval_config"])
    return setting


def _notes(line: Line, day: date) -> Iterator[str]:
    if line["type"] == "custom":
        yield "custom submission: a scaffold or a customer of its own, not the standard run"
    if line["submitted_by"] == line["organization"]:
        yield f"submitted by {line['submitted_by']}, the maker"
    if day < FIRST:
        yield f"dated {day.isoformat()}, before the benchmark was published"


def translate(submissions: Submissions, known: Known) -> Records:
    """Return one row a figure; n of a voice row is its number of conversations."""
    return Records(rows={TEXT: rows(submissions.text, known), VOICE: rows(submissions.voice, known)})


IMPORTER = Importer("tau2-bench", ("results.csv", "voice_interaction.csv"), parse, translate)
