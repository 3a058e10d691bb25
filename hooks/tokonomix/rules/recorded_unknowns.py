"""What is on record is not said to be unknown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tokonomix.cards import value_text
from tokonomix.problem import Problem
from tokonomix.prose.script import Script, Sentence
from tokonomix.records import Model
from tokonomix.rules.subject import of_another, of_kin
from tokonomix.rules.words import is_stated, words

_PRICE = "price"
_TOPICS = {
    _PRICE: r"(?:rate cards?|price lists?|pric(?:e|es|ing)(?! of an?\b)|what (?:it|the model) (?:\w+ )?costs?)",
    "limits.context": "context(?: (?:window|length|size|limit)s?)?",
    "knowledge.reliable": "(?:knowledge(?! of\\b)(?: cut-?off)?|cut-?off)(?: date)?",
    "released": "(?:(?:release|launch) (?:date|day)|when it (?:was|is) (?:released|launched))",
    "shutdown_on": "(?:(?:shut-?down|retirement)(?: da(?:te|y))?|(?:end|last) da(?:te|y)|when it (?:ends|retires))",
}
"""What may be said to be unknown: the price, or a fact, with the words for it."""
_TOLD = (
    "(?:announced|set|published|disclosed|stated|documented|known|confirmed|public|made public|given|named|revealed|"
    "decided|settled|scheduled|planned)"
)
_TELL = (
    "(?:announced?|set|publish(?:ed)?|disclosed?|stated?|documented|give|given|named?|revealed?|confirmed?|made public|"
    "say|said|tell|told)"
)
_YET = "(?: (?:yet|so far|been|ever|publicly|officially|formally|still))*"
_OF = r"(?: (?:of|for) (?:it|this model|the model))?"
_END = r"(?=[\s\ufffc]*(?:[.,;:!?)–—]|\Z)|\s+(?:yet|so far|for now|and|but|either)\b)"
"""After a topic: 'no price.' is told of the price, 'no price rise' and 'no price of its cached input' are not."""
_STAYS = "(?:keeps?|is|are|remains?|stays?)"
_NOT = "(?:(?:has|have|does|do|will)(?: not|n['’]t)|never|(?:has|have) yet to)"
_QUIET = f"(?:{_STAYS} (?:quiet|silent|mum|vague)|(?:says?|tells?|reveals?) nothing)"
_WHAT = "(?: (?:a|an|any|the|its|us|about|on|public|final|official)){0,3}"
_WHERE = r"(?: (?:of|for|on|in|at) (?:[\w’'-]+ ){0,2}?[\w’'-]+)?"
_OTHERWISE = r" (?:by|in|as|per|to)\b"
"""'Its price is not set by us', 'not given in euros' say another thing."""
_OPEN = (
    rf"(?:not|never|yet to be){_YET} {_TOLD}|undisclosed|unknown|unclear|unpublished|unannounced|"
    "(?:a )?(?:secret|mystery)|under (?:wraps|negotiation)|up in the air|(?:an? )?placeholders?|zeros?|blank|"
    "(?:being|to be) (?:worked out|decided|negotiated|finalised|announced|determined|confirmed)"
)
_SAYS = (
    # No price has been announced. No end date is known.
    rf"\b(?P<said>no (?:\w+ ){{0,2}}?%s{_OF} (?:has|have|is|are){_YET} {_TOLD})\b(?!{_OTHERWISE})",
    # There is no public price.
    rf"\b(?P<said>there(?: is| are|['’]s)(?: still| as yet| currently)? no (?:\w+ ){{0,2}}?%s{_OF}){_END}",
    # OpenAI has not set a price. OpenAI has yet to announce what it costs.
    rf"\b(?P<said>{_NOT}{_YET} {_TELL}){_WHAT} %s{_OF}{_END}",
    # OpenAI keeps quiet about the context window.
    rf"\b(?P<said>{_QUIET} (?:about|on|of)){_WHAT} %s{_OF}{_END}",
    # Nobody knows its price. We know of no end date.
    rf"\b(?P<said>(?:nobody|no one) knows|we know of no){_WHAT} %s{_OF}{_END}",
    # OpenAI keeps its price secret.
    rf"\b(?P<said>keeps? (?:the |its )?%s (?:secret|to (?:itself|themselves)|under wraps)){_END}",
)
"""Sentences that say that nobody tells, with the topic as %s."""
_UNSURE = (
    # The context remains a secret. Pricing is still being worked out. The prices on its page are zeros.
    rf"\b%s{_WHERE} (?:{_STAYS}|has|have)(?: (?:still|only|currently|kept))* ?(?P<said>{_OPEN})\b(?!{_OTHERWISE})",
    rf"\b%s{_WHERE} (?P<said>(?:is|are|has|have)n['’]t{_YET} {_TOLD})\b(?!{_OTHERWISE})",
    # It lists a placeholder pricing.
    r"\b(?P<said>(?:placeholder|undisclosed) %s)\b",
)
"""The same, of what may be on record with several values: then it is unsure indeed."""
_ENDLESS = re.compile(
    r"\b(?P<said>no (?:plans?|intentions?) (?:to|of) "
    r"(?:withdraw|retir|end|switch|shut|discontinu|deprecat|remov|phas)\w*)"
    r" (?:off |out )?(?:it|the model|this (?:model|version))\b",
    re.IGNORECASE,
)
"""Words that deny an end that was announced."""
_RATE = words(
    r"cach\w+", "batch", r"fine-?tun\w+", r"train\w*", "images?", "audio", "speech", "video", "EU", "Europe",
    r"region\w*", "provisioned", "volume", "tiers?", "subscriptions?", "priority", "embeddings?", "euros?", "long",
)  # fmt: skip
"""A rate of its own, which may be unknown although others are on record."""


def _compiled(patterns: tuple[str, ...]) -> dict[str, tuple[re.Pattern[str], ...]]:
    return {
        name: tuple(re.compile(one.replace("%s", topic), re.IGNORECASE) for one in patterns)
        for name, topic in _TOPICS.items()
    }


_SAYS_OF, _UNSURE_OF = _compiled(_SAYS), _compiled(_UNSURE)


def check(script: Script) -> Iterator[Problem]:
    """Yield a problem for each fact and price of the page's own model that is on record and said to be unknown.

    A forecast speaks of another day. That somebody keeps silent may be said beside the bound value.
    """
    model = script.subject
    if model is None:
        return
    for sentence in script.sentences:
        keys = sentence.text.keys
        if keys[:1] == ("forecasts",) or of_another(script, sentence, model) or of_kin(sentence):
            continue
        for name in _TOPICS:
            if match := _denied(script, sentence, model, name):
                known, mend = _known(script, model, name)
                yield sentence.problem(match.start("said"), f"'{match['said']}', but {known}", mend)


def _denied(script: Script, sentence: Sentence, model: Model, name: str) -> re.Match[str] | None:
    """Return where a topic that is on record is said to be unknown."""
    values = [one for one in script.edition.rates(model.id).values() if one.price.amount] if name == _PRICE else []
    fact = model.facts.get(name)
    sure = bool(values or (fact and fact.value is not None))
    if not (sure or (fact and fact.claims)) or _shows(script, sentence, model, name):
        return None
    asked = [*_SAYS_OF[name], *(_UNSURE_OF[name] if sure else ()), *((_ENDLESS,) if name == "shutdown_on" else ())]
    found = (match for one in asked for match in one.finditer(sentence.plain))
    return next((match for match in found if is_stated(sentence.plain, match.start())), None)


def _shows(script: Script, sentence: Sentence, model: Model, name: str) -> bool:
    """Tell whether a sentence shows the value all the same, or speaks of a rate or a seller that may have none."""
    if name != _PRICE:
        return any(name in one.arguments.values() for one in sentence.said)
    catalog, own = script.catalog, model.vendor
    others = {vendor.name for key, vendor in catalog.vendors.items() if key != own}
    others |= {platform.name for platform in catalog.platforms.values() if platform.vendor != own}
    known = catalog.vendors[own].name.split() if own in catalog.vendors else []
    names = {word for other in others for word in other.split() if word[:1].isupper()} - {*known}
    return (
        any(one.name in ("price", "cost", "price_gap") for one in sentence.said)
        or bool(_RATE.search(sentence.plain))
        or not names.isdisjoint(re.findall(r"\w+", sentence.plain))
    )


def _known(script: Script, model: Model, name: str) -> tuple[str, str]:
    """Return what is on record of a topic, and what to write instead."""
    if name == _PRICE:
        listed = next(rate for rate, row in script.edition.rates(model.id).items() if row.price.amount)
        return "a price is on record", f'Write {{{{ price("{listed}") }}}}'
    value = model.value(name)
    if value is None:
        return "sources on record give it", f'Write {{{{ disputed("{name}") }}}}'
    return f"it is on record: {value_text(name, value)}", f'Write {{{{ fact("{name}") }}}}'
