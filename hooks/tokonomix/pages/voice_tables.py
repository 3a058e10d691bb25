"""Tables of the voice board: speech to speech, service by telephone, spoken questions, speech written down."""

from __future__ import annotations

from tokonomix.pages.published import Column, Shown

SPEECH = Shown(
    "aiewf-eval", "Speech to speech",
    (
        Column("pass_rate", "speech"), Column("voice_to_voice_p50", "speech", "Reply, p50"),
        Column("voice_to_voice_max", "speech", "Reply, longest"),
        Column("voice_to_voice_tool_mean", "speech", "Reply with a tool, mean"),
        Column("tool_use_turns", "speech", "Tools right"), Column("grounded_turns", "speech", "Grounded"),
    ),
    "Conversations of thirty turns with tools and a knowledge base. Replies are timed from voice to voice; provider, "
    "region and p95 are not stated.",
)  # fmt: skip
TELEPHONE = Shown(
    "tau2-voice", "Service by telephone",
    (
        Column("pass_1", "retail/", "Retail"), Column("pass_1", "airline/", "Airline"),
        Column("pass_1", "telecom/", "Telecom"), Column("pass_1", "banking_knowledge/", "Banking"),
        Column("response_latency", "retail/", "Reply, retail"),
        Column("interruption_rate", "retail/", "Interrupts, retail"),
    ),
    "Conversations that end with the right records; in retail also the mean wait for a reply and how often it "
    "interrupts. Compare rows only under the same customer and version; custom runs have a scaffold or a customer of "
    "their own. Waits are simulated in steps of 0.2 s, without a network.",
    "Customer and version", places=1,
)  # fmt: skip
QUESTIONS = Shown(
    "voicebench", "Spoken questions",
    (
        Column("accuracy", "mmsu", "MMSU"), Column("accuracy", "obqa", "OpenBookQA"), Column("accuracy", "bbh", "BBH"),
        Column("accuracy", "sd-qa", "SD-QA"), Column("accuracy", "ifeval", "IFEval"),
        Column("refusal_rate", "advbench", "AdvBench"), Column("grade", "alpacaeval", "AlpacaEval"),
        Column("grade", "commoneval", "CommonEval"), Column("grade", "wildvoice", "WildVoice"),
    ),
    "Answers judged as text. Grades run from 1 to 5 and all else in percent, so a mean of the row means nothing.",
)  # fmt: skip
WRITTEN = Shown(
    "open-asr", "Speech written down",
    (
        Column("overall", "short", "Short clips"), Column("overall_without_coraal", "long", "Long recordings"),
        Column("overall", "multilingual", "Five languages"), Column("rtfx", "short", "Speed, short clips"),
    ),
    "Word errors, lower is better, as means over the sets of each board. A mean that its own columns contradict is "
    "shown as published and says so.",
)  # fmt: skip
TABLES = (SPEECH, TELEPHONE, QUESTIONS, WRITTEN)
