"""The settings under which a model was tested, and who served it, as readers read them."""

from __future__ import annotations

WORDS = {
    "effort=none": "no reasoning effort",
    "thinking=on": "thinking",
    "thinking=off": "no thinking",
    "thinking=auto": "thinking as it decides",
    "mode=fc": "function calling",
    "mode=prompt": "functions told in the prompt",
    "mode=val": "validation split",
    "mode=zero-shot": "without examples",
    "mode=zero-shot-val": "validation split, without examples",
    "tools=alltools": "all tools",
    "tools=terminal": "a terminal as tool",
    "format=nvfp4": "NVFP4",
    "format=fp8": "FP8",
    "format=gguf": "GGUF",
    "format=diff": "edits as diffs",
}
"""Parts of a variant whose words are not made from the part itself."""
PROVIDERS = {
    "ai-studio": "Google AI Studio",
    "anyscale": "Anyscale",
    "azure": "Azure",
    "baseten": "Baseten",
    "cloudflare": "Cloudflare",
    "databricks": "Databricks",
    "google": "Google",
    "lepton": "Lepton",
    "local-rtx-5090": "an RTX 5090 of the publisher",
    "octo": "OctoAI",
    "openrouter": "OpenRouter",
    "replicate": "Replicate",
}
"""Providers that are no platform of ours, by the name in a variant without '.com' or '.ai'."""


def words(variant: str) -> str:
    """Return the parts of a variant in words: 'effort=high format=fp8' as 'high effort, FP8'; the default as ''."""
    return "" if variant == "default" else ", ".join(_part(part) for part in variant.split())


def _part(part: str) -> str:
    key, _, value = part.rpartition("=")
    if part in WORDS:
        return WORDS[part]
    match key:
        case "" | "effort":
            return f"{value} effort" if value != "none" else WORDS["effort=none"]
        case "tools":
            return f"tools: {value}"
        case "provider":
            return f"at {provider(value)}"
        case _:
            return f"{key} {value}"


def provider(name: str) -> str:
    """Return who served a model: 'perplexity.ai' as 'perplexity', 'azure.eastus2' as 'Azure, region eastus2'.

    An id of a platform of ours comes back as it is, for its name stands in the platform's record.
    """
    bare = name.removesuffix(".com").removesuffix(".ai")
    maker, _, region = bare.partition(".")
    known = PROVIDERS.get(maker, maker)
    return f"{known}, region {region}" if region else known
