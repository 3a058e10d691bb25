"""What nobody outside its maker knows of a model stands in a paragraph that begins with its label, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tokonomix.problem import Problem
from tokonomix.prose.script import Script, Sentence
from tokonomix.rules.words import words

LABEL = "> **Speculation.**"
"""How a paragraph of speculation begins."""
_BUILT = words(
    "mixture[- ]of[- ]experts", "MoE", r"parameter counts?", r"(?:number|count) of (?:\w+ )?parameters",
    r"(?:thousand|million|billion|trillion|\d\s?[BMT])[\s\u00a0\u202f-](?:\w+ )?parameters?", "pruned", "pruning",
    r"distill?(?:ed|ing|ation)", "(?:layers|attention heads) deep", "(?:sparse|linear) attention",
    r"(?:uses?|has|holds|activates?|combines?|its) (?:[\d,]+|two|four|eight|sixteen|many|several|dozens of|hundreds of)"
    r" (?:\w+ )?experts",
    r"(?:active|routed|shared|sparse) experts?", r"experts? (?:per|for (?:each|every)) token", "gating networks?",
    "sub-?networks?", "decoder[- ]only",
    r"(?<!Hugging Face )(?<!library )transformers?(?!,? (?:(?:the|a) )?(?:\w+ )?library\b)",
    r"(?:a|the) (?:\w+ ){0,2}decoder",
    "hidden (?:states?|layers?)", "(?:fewer|more) parameters than", r"layers shar(?:e|ing)",
    r"dense (?:\w+ )?(?:models?|networks?)", r"(?:shrank|shrunk|compressed|slimmed down|scaled down) (?-i:[A-Z])[\w-]+",
    "(?:shrunken|compressed|slimmed-down|scaled-down) (?:version|form|copy|variant) of",
)  # fmt: skip
"""How it is built: told as a fact, it needs a source that knows."""
_TAUGHT = words(
    r"(?:was|were|is|been) (?:\w+ly |also |then |first |further |only )?(?:(?:pre|post)-?)?trained"
    r" (?:(?:on|with|from|using) (?!default|by)\w+|by \w+ing\b)",
    r"(?:was|were|is|been) (?:\w+ )?(?:fine-?|instruction-?)?tuned (?:on|with|for|by \w+ing)",
    r"(?<!we )(?<!you )(?<!who )fed (?:it|the model) (?!back)\w+", "reinforcement learning",
    "(?:from|with) human feedback", "post-?training", "RLHF", "training (?:volume|distribution)",
    r"training (?:data|corpus|corpora|sets?|text|mix)(?: \w+)? "
    "(?:holds?|contains?|includes?|comprises?|consists?|comes?|came)",
    r"\bit (?:has )?learn(?:s|ed|t) (?:from|on)",
)  # fmt: skip
"""How it was taught and with what: told as a fact, it needs a source that knows."""
_TRAINED = words(
    "trained (?:on|with)", "training (?:data|corpus|corpora|sets?|recipe|text)", "pre-?training",
    "fine-?tuned (?:on|with)",
)  # fmt: skip
"""Its training: told with a doubt, it is a guess."""
_DOUBT = words(
    "likely", "probably", "presumably", "perhaps", "apparently", "supposedly", "believed", r"rumou?r\w*", "reportedly",
    "estimated", "thought to", r"seems?", r"appears?", r"suggests?", r"guess\w*", "may(?: well)? (?:be|have)",
    "might", "could (?:be|have)", "must (?:be|have been)",
)  # fmt: skip
_SILENT = words(
    "not", "no", "nothing", "nobody", "never", "neither", "silent", "undisclosed", "unknown", "unstated", r"\w+n['’]t"
)
_ASKED = words("whether", "which", "what", "how")
"""Words before it that ask for it, or say that others do."""
_KNOWS = ("vendor", "published", "measured")


def check(script: Script) -> Iterator[Problem]:
    """Yield a problem for each sentence on hidden internals outside such a paragraph that cites nobody who knows them.

    That the maker is silent on them is a fact, and no speculation. Pages that speak of no model are not meant.
    """
    for sentence in script.sentences if script.review or script.use_case else ():
        told = _told(sentence.plain)
        if told is None or _cites_who_knows(script, sentence) or _is_marked(sentence):
            continue
        what = f"'{told[0]}' is a guess at what the maker does not show"
        mend = f"Begin a paragraph of its own with '{LABEL}', cite the maker, or leave it out"
        if sentence.text.keys:
            mend = f"Move it to the body, to a paragraph that begins with '{LABEL}', or leave it out"
        yield sentence.problem(told.start(), what, mend)


def _told(plain: str) -> re.Match[str] | None:
    """Return what is told of hidden internals, as a fact or with a doubt; None where it is said that nobody tells."""
    built, taught, trained = _BUILT.search(plain), _TAUGHT.search(plain), _TRAINED.search(plain)
    if _DOUBT.search(plain):
        return built or taught or trained
    told = built or taught
    is_open = told and (_SILENT.search(plain) or _ASKED.search(plain[: told.start()]))
    return None if is_open else told


def _cites_who_knows(script: Script, sentence: Sentence) -> bool:
    names = {str(one.arguments.get("source")) for one in sentence.said if one.name == "cite"}
    if sentence.text.keys and script.review:
        items = getattr(script.review, str(sentence.text.keys[0]), ())
        index = sentence.text.keys[1] if len(sentence.text.keys) > 1 else None
        if isinstance(items, list) and isinstance(index, int):
            names.add(getattr(items[index], "cite", None) or "")
    sources = script.catalog.sources
    return any(name in sources and sources[name].grade in _KNOWS for name in names)


def _is_marked(sentence: Sentence) -> bool:
    """Tell whether the quoted block in which a sentence stands begins with the label."""
    text = sentence.text.text
    at = sentence.start + len(sentence.plain) - len(sentence.plain.lstrip())
    blocks = re.finditer(r"^(?:>[^\n]*(?:\n|\Z))+", text, re.MULTILINE)
    return any(block.start() <= at < block.end() and block[0].startswith(LABEL) for block in blocks)
