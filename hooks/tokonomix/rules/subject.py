"""Which sentences, and which words in them, speak of the page's own model."""

from __future__ import annotations

import re

from tokonomix.prose.script import BOUND, Script, Sentence
from tokonomix.records import Model
from tokonomix.rules.words import words

_KIN = words(
    r"(?:its|the) (?:\w+ )?(?:successors?|predecessors?|sisters?|rivals?|peers?|alternatives?|substitutes?)",
    "(?:newer|older|later|earlier|larger|smaller|other|another|old|new) (?:version|model|one|name)s?",
)


def of_another(script: Script, sentence: Sentence, model: Model) -> bool:
    """Tell whether a sentence names another model than the page's own: then no rule knows of which it says what."""
    bound = {one.arguments.get("name") for one in sentence.said if one.name == "model"}
    named = [other.name for other in script.others if other.name in sentence.plain]
    return bool(bound - {model.id}) or any(
        re.search(rf"(?<!\w){re.escape(name)}(?![\w-])", sentence.plain) for name in named
    )


def of_kin(sentence: Sentence) -> bool:
    """Tell whether a sentence speaks of another model without its name: 'its successor', 'the later version'."""
    return bool(_KIN.search(sentence.plain))


def spoken(model: Model) -> str:
    """Return the words for the page's own model as subject of a sentence, as a regular expression."""
    names = "|".join(re.escape(name) for name in (model.name, model.id))
    return rf"(?:\bit|\b(?:the|this) (?:model|version|snapshot|release|preview(?: build)?)|\b(?:{names})|{BOUND})"
