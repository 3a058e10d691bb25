"""Our ids for the names sources use: what is a model of ours, what is a dated snapshot of another."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tokonomix.schema.dated_names import dated_day, too_early

_SNAPSHOT = re.compile(r"(?P<base>.+)-(?:20\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])|20\d{2}-\d{2}-\d{2})\Z")
_SHORT = re.compile(r"(?P<base>(?:gpt|grok)-.+)-\d{4}\Z")
_OTHER_WORK = re.compile(
    r"embed|rerank|moderation|guard|safety|image|imagine|imagen|banana|dall-e|video|veo|ocr"
    r"|translate|(?<!re)search|computer-use|robotics|decider|creative|^ft:|:|retriev|parse"
    r"|detect|-mt-|gliner|riva|studiovoice|usdcode|usdvalidate|bevformer|sparsedrive|streampetr|cosmos|character"
    r"|gemini-omni|lyria|\.ft-"
)


_MOVING = re.compile(r"(?<!chat)-latest\Z")

_MAKERS = {
    "alia": "bsc",
    "apertus": "swiss-ai",
    "bielik": "speakleash",
    "c4ai": "cohere",
    "chatgpt": "openai",
    "chirp": "google",
    "claude": "anthropic",
    "codestral": "mistral",
    "command": "cohere",
    "deepseek": "deepseek",
    "devstral": "mistral",
    "ernie": "baidu",
    "eurollm": "utter-project",
    "gemini": "google",
    "gemma": "google",
    "glm": "zai",
    "gpt": "openai",
    "granite": "ibm",
    "grok": "xai",
    "hermes": "nousresearch",
    "hunyuan": "tencent",
    "hy": "tencent",
    "inkling": "thinkingmachines",
    "jamba": "ai21",
    "kb": "kblab",
    "kimi": "moonshotai",
    "llama": "meta",
    "magistral": "mistral",
    "mai": "microsoft",
    "mimo": "xiaomi",
    "minimax": "minimax",
    "ministral": "mistral",
    "mistral": "mistral",
    "mixtral": "mistral",
    "moonshot": "moonshotai",
    "muse": "meta",
    "nemotron": "nvidia",
    "nova": "amazon",
    "o": "openai",
    "olmo": "allenai",
    "open": "mistral",
    "palmyra": "writer",
    "phi": "microsoft",
    "pixtral": "mistral",
    "qwen": "alibaba",
    "qwq": "alibaba",
    "reka": "reka",
    "seed": "bytedance",
    "sonar": "perplexity",
    "step": "stepfun",
    "tts": "openai",
    "voxtral": "mistral",
    "whisper": "openai",
    "yi": "01ai",
}


def maker_of(name: str) -> str | None:
    """Return the vendor of a model of ours by the family its id begins with; None if we do not know the family."""
    found = re.match(r"[a-z]+(?:4ai)?", name)
    return _MAKERS.get(found[0]) if found else None


def moves(name: str) -> bool:
    """Tell whether a name moves from model to model; OpenAI's `gpt-5-chat-latest` has no other name and is a model."""
    return _MOVING.search(name) is not None


def slug(name: str) -> str:
    """Return a maker's API name as an id of ours: lower case, without a host's prefix or a version mark `:0`."""
    bare = name.lower().removesuffix(":0").split("/")[-1].replace("_", ".")
    return bare.removeprefix("amazon.")


def is_ours(name: str) -> bool:
    """Tell whether a name can be a model that answers in text or speech, or turns the one into the other.

    Others are outside our catalogue: what draws, films, embeds, ranks, guards, searches or drives.
    """
    return re.fullmatch(r"[a-z0-9][a-z0-9.-]*", name) is not None and not _OTHER_WORK.search(name)


def dated(title: str, name: str, base: str) -> str:
    """Return the title of a snapshot with the date its name bears, unless it says so itself."""
    date = name.removeprefix(f"{base.removesuffix('-0')}-")
    known = (date, date.replace("-", ""), f"{date[:4]}-{date[4:6]}-{date[6:]}")
    return title if any(text in title for text in known) else f"{title} ({date})"


def day_in(name: str) -> str | None:
    """Return the day or month of release that a maker writes into a name, None if there is no year in it.

    Anthropic's dates are of the snapshot, which came out days later: claude-haiku-4-5-20251001 on 15 October 2025 by
    its own release notes.
    """
    return None if name.startswith("claude") else dated_day(name)


def day_of(name: str, stated: str | None) -> str | None:
    """Return the day of release that a source states, None if it is before the date in the name."""
    return None if stated and too_early(name, stated) else stated


def base_of(name: str, names: Iterable[str] = ()) -> str | None:
    """Return the model of which a name is a dated snapshot, None if the name bears no full date.

    A maker may call the undated model `<base>-0` (claude-opus-4-0 for claude-opus-4-20250514). OpenAI and xAI also
    write month and day (gpt-4-0613): a snapshot only if the undated name is among `names`. Other short dates
    (mistral-large-2411, command-r-08-2024) name different models, not snapshots of one.
    """
    known = set(names)
    if found := _SNAPSHOT.match(name):
        return f"{found['base']}-0" if f"{found['base']}-0" in known else found["base"]
    short = _SHORT.match(name)
    return short["base"] if short and short["base"] in known else None
