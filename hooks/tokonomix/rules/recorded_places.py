"""Where a text says that the page's own model is processed agrees with what its offers promise."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from tokonomix.problem import Problem
from tokonomix.prose.script import BOUND, Script, Sentence
from tokonomix.records import Model
from tokonomix.residency import PLACES, in_europe, within
from tokonomix.rules.subject import statements
from tokonomix.rules.words import DENIAL, is_flatly_denied, is_reported, is_stated, words

_CODES = {
    **{name.removeprefix("the ").lower(): code for code, name in PLACES.items() if len(code) == 2},
    "eu": "EU", "european union": "EU", "eea": "EU+EFTA", "europe": "EU+EFTA", "european": "EU+EFTA",
    "us": "US", "usa": "US", "america": "US", "uk": "GB", "london": "GB", "zurich": "CH",
    "berlin": "DE", "frankfurt": "DE", "munich": "DE", "paris": "FR", "dublin": "IE", "amsterdam": "NL",
    "stockholm": "SE",
}  # fmt: skip
"""The words for a place, small, with the code that records use."""
_SHORT = "EU|EEA|US|USA|UK"
_LONG = "|".join(name for name in _CODES if name.upper() not in _SHORT.split("|"))
_PLACE = rf"(?:the )?(?P<place>(?-i:{_SHORT})|{_LONG})"
_IN = r"(?:\w+ )?(?:in|inside|within|from) " + _PLACE
_SAID = (
    words(r"(?:is|are|gets?|get) (?:\w+ ){0,2}?(?:processed|served|hosted|handled|run|answered) " + _IN),
    words(r"(?:runs|stays?|remains?) " + _IN),
    words(r"(?:processing|inference) (?:happens|takes place|is done|runs) " + _IN),
    words(r"(?:servers|data cent(?:re|er)s|machines) (?:are|stand) " + _IN),
    words(r"(?:never leaves?|do(?:es)? not leave|without leaving) " + _PLACE),
    words(r"routes? (?:\w+ ){0,2}(?:traffic|requests|calls) (?:through|to|via) " + _PLACE),
    words(r"(?:calls|requests|traffic|texts?|audio) (?:goe?s?|(?:is|are) sent) to (?:\w+ )?(?:in )?" + _PLACE),
    words(
        r"(?:hosts|processes|serves|runs) (?:(?:its|all|every|your) )?"
        r"(?:it|calls|requests|traffic|texts?|inference|the model) " + _IN
    ),
    words(r"(?:has|have|offers?) (?:an? )?(?P<place>EU|European) (?:\w+ )?(?:endpoints?|regions?|residency)"),
    words(r"(?:available|sold|offered) in (?:an? )?(?P<place>EU|European) (?:\w+ )?(?:regions?|zones?)"),
    words(r"residency in " + _PLACE + " is (?:guaranteed|promised|offered|available)"),
)
"""Words that say where, and nothing of a wish for it."""
_NOT_IN_EU = words(
    r"no (?:in-region|regional|EU|European|EU-only) (?:\w+ )?(?:endpoints?|processing|inference|regions?|residency)",
    r"(?:not|cannot be|never|nowhere|\w+n['’]t) (?:\w+ )?(?:processed|served|hosted|available) "
    "(?:in|inside|within) (?:the EU|Europe)",
    r"(?:always )?leaves (?:the EU|Europe)",
)
_DENIES = re.compile(rf"{DENIAL.pattern}(?! leav)", re.IGNORECASE)
"""A denial within words that say where; what may 'never leave' a place is promised to stay."""
_TURNS = words("but", "yet", "though", "although", "however", "whereas")
_BY_YOURSELF = words(
    r"self-host\w*", "(?:hosted|run) (?:by )?(?:you|yourself|yourselves)", "(?:host|run) it yourself", "your own"
)
"""Words for a reader's own machines, on which whoever has the weights decides where they stand."""
_ORDINARY = ("Together", "Public")


def check(script: Script) -> Iterator[Problem]:
    """Yield a problem for each place of processing that no offer of the model promises, or that one does and is denied.

    What the reader asks for, and what a seller's own page is cited for, is no statement of ours.
    """
    for sentence, model in statements(script):
        yield from _promised(script, sentence, model)
        yield from _denied(script, sentence, model)


def _promised(script: Script, sentence: Sentence, model: Model) -> Iterator[Problem]:
    if _BY_YOURSELF.search(sentence.plain) and model.value("weights.open") is True:
        return
    sellers = _sellers(script, sentence)
    for pattern in _SAID:
        found = (one for one in pattern.finditer(sentence.plain) if is_stated(sentence.plain, one.start()))
        said = next((one for one in found if not _DENIES.search(one[0])), None)
        if said is None or _cites_a_seller(script, sentence):
            continue
        if not _is_promised(script, model, _CODES[" ".join(said["place"].lower().split())], sellers):
            what = f"'{said[0]}', but no record{_of(script, sellers)} promises that"
            mend = f"{_mend(script, model, sellers)}, or record the offer that does"
            yield sentence.problem(said.start(), what, mend)


def _is_promised(script: Script, model: Model, place: str, sellers: frozenset[str]) -> bool:
    """Tell whether an offer of the model promises a place; where sellers are named, one of theirs."""
    for seller in sellers or (None,):
        known = in_europe(script.catalog, model, script.written, seller)
        if place in ("EU", "EU+EFTA"):
            if known.answer == "yes" or (place == "EU+EFTA" and known.answer == "EU or EFTA"):
                return True
        elif any(within(str(served.value("processing")), place) for served in known.offers):
            return True
    return False


def _sellers(script: Script, sentence: Sentence) -> frozenset[str]:
    """Return the platforms that a sentence names, by their name or their maker's; the maker of a model is none."""
    plain = sentence.plain
    for one in script.names.found(plain):
        plain = plain[: one.start] + BOUND * (one.end - one.start) + plain[one.end :]
    found: dict[str, set[str]] = defaultdict(set)
    for seller, platform in script.catalog.platforms.items():
        maker = script.catalog.vendors.get(platform.vendor or "")
        for written in (platform.name, *([maker.name] if maker else [])):
            first, *more = written.split()
            # 'Together' and 'Public' begin sentences; a seller known by its second word is 'Bedrock'.
            short = {first, *(word for word in more[:1] if word.lower() == seller)} - {*_ORDINARY}
            for form in {written, *short}:
                found[form].add(seller)
    named = {
        seller
        for form, sellers in found.items()
        if re.search(rf"(?<![\w-]){re.escape(form)}(?![\w-])(?!['’]s? (?:{BOUND}|(?:\w+ )?(?:model|weights)\b))", plain)
        for seller in sellers
    }
    return frozenset(named)


def _denied(script: Script, sentence: Sentence, model: Model) -> Iterator[Problem]:
    plain = sentence.plain
    said = _NOT_IN_EU.search(plain)
    if said is None or not is_stated(plain, said.start()) or is_reported(plain, *said.span()):
        return
    if not is_flatly_denied(plain, *said.span()) or _TURNS.search(plain, said.end()):
        return
    sellers = _sellers(script, sentence)
    if all(in_europe(script.catalog, model, script.written, one).answer == "yes" for one in sellers or (None,)):
        what = f"'{said[0]}', but a record{_of(script, sellers)} promises processing in the EU"
        yield sentence.problem(said.start(), what, _mend(script, model, sellers))


def _of(script: Script, sellers: frozenset[str]) -> str:
    names = sorted(script.catalog.platforms[one].name for one in sellers)
    return f" of {' or '.join(names)}" if names else ""


def _mend(script: Script, model: Model, sellers: frozenset[str]) -> str:
    """Return the binding to write: of the one seller that is named, if it sells the model."""
    sold = {offer.platform for offer in script.catalog.offers_of(model.id)}
    sold |= {price.platform for price in script.catalog.prices_of(model.id)}
    one = next(iter(sellers)) if len(sellers) == 1 and sellers <= sold else None
    return f'Write {{{{ residency(platform="{one}") }}}}' if one else "Write {{ residency() }}"


def _cites_a_seller(script: Script, sentence: Sentence) -> bool:
    cited = {str(one.arguments.get("source")) for one in sentence.said if one.name == "cite"}
    sources = script.catalog.sources
    return any(name in sources and sources[name].grade == "vendor" for name in cited)
