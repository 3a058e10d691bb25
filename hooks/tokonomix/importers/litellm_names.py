"""Reads the keys of the litellm map: who sells the model, in which region, under which name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

FIRST_PARTY: Mapping[str, tuple[str, str]] = {
    "ai21": ("ai21", ""),
    "anthropic": ("anthropic", ""),
    "cohere_chat": ("cohere", ""),
    "dashscope": ("alibaba", "dashscope/"),
    "deepseek": ("deepseek", "deepseek/"),
    "gemini": ("google", "gemini/"),
    "meta": ("meta", "meta/"),
    "minimax": ("minimax", "minimax/"),
    "mistral": ("mistral", "mistral/"),
    "moonshot": ("moonshotai", "moonshot/"),
    "openai": ("openai", ""),
    "perplexity": ("perplexity", "perplexity/"),
    "xai": ("xai", "xai/"),
    "zai": ("zai", "zai/"),
}
"""Providers that are the maker's own service: our vendor, which is our platform too, and the prefix of its keys."""

SPEECH: Mapping[str, str] = {
    "assemblyai": "assemblyai",
    "deepgram": "deepgram",
    "elevenlabs": "elevenlabs",
    "soniox": "soniox",
}
"""Makers of speech models whose names say nothing alone (`nova-3`, `best`): only names mapped by hand are taken."""

HOSTS: Mapping[str, str] = {
    "cerebras": "cerebras",
    "fireworks_ai": "fireworks",
    "groq": "groq",
    "nebius": "nebius",
    "novita": "novita",
    "nscale": "nscale",
    "ovhcloud": "ovhcloud",
    "scaleway": "scaleway",
    "together_ai": "together",
}
"""Providers that sell other makers' models: our platform. Azure, Bedrock and Vertex AI have several each."""

_ZONES = {"eu": "zone", "us": "zone", "apac": "zone", "au": "country", "jp": "country", "global": "global"}
"""Prefix of an Azure or Bedrock name to how far a request travels; Australia and Japan are one country each."""

_AZURE = re.compile(r"azure(?:_ai)?/(?:(?P<zone>eu|us|apac|global)/)?(?P<name>[^/]+)\Z")
_PROFILE = re.compile(r"(?:(?P<zone>eu|us|apac|au|jp|global)\.)?(?P<name>[a-z0-9]+\.[^/]+)\Z")
_IN_REGION = re.compile(r"bedrock/(?P<region>[a-z]{2}-[a-z]+-\d)/(?P<name>[a-z0-9]+\.[^/]+)\Z")
_VERSION = re.compile(r"-v\d+(?::\d+)?\Z|:\d+\Z")


@dataclass(frozen=True)
class Place:
    """Where a key sells a model: `name` is what the maker calls it, as far as the key tells; `rank` 0 goes first."""

    platform: str
    name: str
    served_as: str
    region: str = "global"
    scope: str | None = None
    rank: int = 0


def place(key: str, entry: Mapping[str, Any]) -> Place | None:
    """Return the place of a key.

    None for a service that we do not follow, a form of contract (commitments), and regions closed to all but one state.
    """
    provider = str(entry.get("litellm_provider"))
    if provider in FIRST_PARTY:
        platform, prefix = FIRST_PARTY[provider]
        name = key.removeprefix(prefix)
        # A key without its prefix repeats the one that has it; a maker in the name is Perplexity's resale of others.
        return _plain(platform, name) if key.startswith(prefix) and "/" not in name else None
    if provider.startswith("vertex_ai"):
        return _vertex(key)
    if provider in ("azure", "azure_ai"):
        return _azure(key, provider)
    if provider.startswith("bedrock"):
        return _bedrock(key, provider)
    other = SPEECH.get(provider) or HOSTS.get(provider)
    return _plain(other, key.partition("/")[2]) if other else None


def _plain(platform: str, name: str) -> Place:
    return Place(platform, name, name)


def _vertex(key: str) -> Place:
    served_as = key.removeprefix("vertex_ai/")
    name = served_as.removesuffix("@default").replace("@", "-").removesuffix("-maas")
    return Place("vertex", name, served_as, rank=int(key.startswith("vertex_ai/")))


def _azure(key: str, provider: str) -> Place | None:
    if not (match := _AZURE.match(key)):
        return None
    zone = match["zone"]
    rank = 2 if provider == "azure_ai" else 0 if zone else 1
    return Place("azure", match["name"], match["name"], zone or "global", _ZONES.get(zone or ""), rank)


def _bedrock(key: str, provider: str) -> Place | None:
    if match := _IN_REGION.match(key):
        return Place("bedrock", _bare(match["name"]), match["name"], match["region"], "region")
    bare = key.removeprefix("bedrock_mantle/")
    if not (match := _PROFILE.match(bare)):
        return None
    zone = match["zone"]
    rank = 2 if provider == "bedrock_mantle" else 0 if zone else 1
    return Place("bedrock", _bare(match["name"]), bare, zone or "global", _ZONES.get(zone or ""), rank)


def _bare(name: str) -> str:
    """Return a Bedrock name without its maker; Amazon's own version is part of the name."""
    maker, _, rest = name.partition(".")
    return rest.removesuffix(":0") if maker == "amazon" else _VERSION.sub("", rest)
