"""Which sentences, and which words in them, speak of the page's own model."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tokonomix.prose.naming import Named
from tokonomix.prose.script import BOUND, Script, Sentence
from tokonomix.records import Model
from tokonomix.rules.words import words

_OTHERS = "(?:competitors?|rivals?|peers?|alternatives?|substitutes?|other models|others)"
_KIN = words(
    r"(?:its|the) (?:\w+ )?(?:successors?|predecessors?|sisters?|rivals?|peers?|alternatives?|substitutes?)",
    "(?:newer|older|later|earlier|larger|smaller|other|another|old|new|next|previous|coming|upcoming|future|following) "
    "(?:version|model|one|name)s?",
)
_RIVALS = re.compile(
    # Competitors have, the competitor's context is; their context is: nothing on the page says whose.
    rf"(?:\A\W*|[;:,–—] *(?:(?:but|and|while|whereas) )?)(?:(?!its?\b)\w+ ){{0,2}}{_OTHERS}\b|\btheirs?\b",
    re.IGNORECASE,
)


def statements(script: Script) -> Iterator[tuple[Sentence, Model]]:
    """Yield each sentence that states something of the page's own model, with that model.

    A forecast speaks of another day, a `when` of what a reader may need, and a sentence on another model of that one.
    """
    model = script.subject
    for text in script.texts if model else ():
        if text.keys[:1] == ("forecasts",) or text.keys[-1:] == ("when",):
            continue
        for sentence in text.sentences:
            if model and not of_another(script, sentence, model) and not of_kin(sentence):
                yield sentence, model


def of_another(script: Script, sentence: Sentence, model: Model) -> bool:
    """Tell whether a sentence is about another model than the page's own: then no rule knows of which it says what.

    It is where another is bound or typed, be it by a part of a name that several share, and where rivals are spoken of.
    """
    bound = {one.arguments.get("name") for one in sentence.said if one.name == "model"}
    return bool(bound - {model.id}) or of_rivals(sentence) or any(typed_others(script, sentence, model))


def of_rivals(sentence: Sentence) -> bool:
    """Tell whether a sentence is about rivals without a name: 'competitors have', 'their context'."""
    return bool(_RIVALS.search(sentence.plain))


def typed_others(script: Script, sentence: Sentence, model: Model) -> list[Named]:
    """Return the names in a sentence that mean another model than the page's own, and what that is one of."""
    own = own_ids(model)
    return [named for named in script.names.found(sentence.plain) if not own & {*named.models}]


def own_ids(model: Model) -> set[str]:
    """Return the ids whose names a page may use for its own model."""
    return {model.id, model.of or model.id}


def of_kin(sentence: Sentence) -> bool:
    """Tell whether a sentence speaks of another model without its name: 'its successor', 'the later version'."""
    return bool(_KIN.search(sentence.plain))


def spoken(model: Model) -> str:
    """Return the words for the page's own model as subject of a sentence, as a regular expression."""
    names = "|".join(re.escape(name) for name in (model.name, model.id))
    return rf"(?:\bit|\b(?:the|this) (?:model|version|snapshot|release|preview(?: build)?)|\b(?:{names})|{BOUND})"
