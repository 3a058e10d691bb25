"""The names that readers see: one spelling for each family of models, and snapshots named after their model.

The files under data/models/ keep the words of their source, so that an import finds them again; ids stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from tokonomix.schema.model import ModelFile

SPELLINGS: tuple[tuple[str, str], ...] = (
    # A list of many makers writes the maker before the name, which stands beside it here.
    (r"^(?:DeepSeek: )?(?=R1 Distill)", "DeepSeek "),
    (r"^(?:OpenAI|Qwen|DeepSeek|Baidu): ", ""),
    (r"^(?:OpenAI (?=o\d)|Cohere (?=Command)|Perplexity (?=Sonar)|Qwen (?=QwQ))", ""),
    (r" \(older v(\d{4})\)$", r" (\1)"),
    # How makers write their own families.
    (r"^(?i:gpt)[ -](?i:oss)[ -](\d+)[bB]$", r"gpt-oss-\1b"),
    (r"^(?i:gpt)[ -](?=\d)", "GPT-"),
    (r"^(GPT-3\.5)[ -]turbo", r"\1 Turbo"),
    (r"^(GPT-[\d.]+o?) Mini\b", r"\1 mini"),
    (r"^(GPT-[\d.]+o?) Nano\b", r"\1 nano"),
    (r"^gemini(?= )", "Gemini"),
    (r"^(Gemini [\d.]+) pro\b", r"\1 Pro"),
    (r"^(Gemini [\d.]+) flash\b", r"\1 Flash"),
    (r"^grok(?= )", "Grok"),
    (r"^Grok-(?=\d)", "Grok "),
    (r"^(Grok [\d.]+)-Fast-", r"\1 Fast "),
    (r"^(Grok [\d.]+) vision\b", r"\1 Vision"),
    (r"^Deepseek\b", "DeepSeek"),
    (r"^Mini[mM]ax[ -](?=M\d(?!-))", "MiniMax-"),
    (r"^GLM (?=\d)", "GLM-"),
    (r"^Assemblyai\b", "AssemblyAI"),
    (r"^Mai(?= Thinking)", "MAI"),
    (r"^Meta-Llama-", "Llama-"),
    # Words and sizes that a list wrote by rule from an id.
    (r" Vl\b", " VL"),
    (r" Stt\b", " STT"),
    (r" Rt\b", " RT"),
    (r" It$", " IT"),
    (r"(?<= )(\d+(?:\.\d+)?)b\b", r"\1B"),
    (r"(?<= )[aA](\d+)b\b", r"A\1B"),
)
"""What is written in names of models, and what makers write instead, in the order in which it is mended."""
_DAY = re.compile(r"(20\d{2})-?(\d{2})-?(\d{2})")


def spelled(name: str) -> str:
    """Return a name in the spelling of its maker, as far as we have a rule for it."""
    for wrong, right in SPELLINGS:
        name = re.sub(wrong, right, name)
    return name


def shown(files: Mapping[str, ModelFile]) -> dict[str, str]:
    """Return the name for readers of each model, snapshot and alias, by id.

    A name that is the id is the one that the maker's service takes, and is left. A snapshot has the name of its model
    with the date in its id: 'GPT-4.1 (2025-04-14)'; one with another kind of id keeps its own.
    """
    names = {one: file.name if file.name == one else spelled(file.name) for one, file in files.items()}
    for one, file in files.items():
        if file.kind == "snapshot" and file.of in names and (date := _date(one, file.of)):
            names[one] = f"{names[file.of]} ({date})"
    return names


def _date(snapshot: str, model: str) -> str | None:
    """Return what an id of a snapshot adds to that of its model: '2025-04-14', or month and day as in '0613'."""
    rest = snapshot.removeprefix(f"{model.removesuffix('-0')}-")
    if found := _DAY.fullmatch(rest):
        return "-".join(found.groups())
    return rest if re.fullmatch(r"\d{4}", rest) else None
