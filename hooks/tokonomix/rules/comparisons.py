"""What to write in place of words that compare two models: the binding that compares them, where the records do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from tokonomix import cards
from tokonomix.bindings import Bindings
from tokonomix.problem import Place
from tokonomix.prose.lookup import BindingError
from tokonomix.prose.phrase import Phrase
from tokonomix.prose.script import Script
from tokonomix.prose.script import Sentence as Written
from tokonomix.prose.sentence import Sentence
from tokonomix.prose.vocabulary import PARTS
from tokonomix.reads import Bound
from tokonomix.records import Model
from tokonomix.rules.subject import own_ids
from tokonomix.rules.words import words

SHOW = "Show both figures, and leave the comparison to the reader"
"""What to do where no binding compares."""
_OF_PRICES = words(
    r"cheap\w*", r"dear\w*", r"undercut\w*", r"costs?", r"costl\w+", "asks?", "charges?", r"pric\w+", "bills?",
    "expensive", "affordable",
)  # fmt: skip
_ON_PRICE = words("(?:on|in) prices?")
_OF_SPEED = words(r"fast\w*", r"slow\w*", r"quick\w*", r"outpac\w*")


def what_turns(sentence: Written, said: str) -> str:
    """Return what moves under words that compare: 'prices', 'speeds' or 'scores'."""
    if _OF_SPEED.search(said):
        return "speeds"
    return "prices" if _OF_PRICES.search(said) or _ON_PRICE.search(sentence.plain) else "scores"


def instead(script: Script, sentence: Written, at: int, turns: str, other: str | None) -> str:
    """Return how to mend words at an offset that compare the page's own model with another: a call that binds today.

    Where there is none, or the sentence compares a third model or single tasks, both figures are to be shown.
    """
    model = script.subject
    told = turns == "scores" and any(one.name == "reported" for one in sentence.said)
    if model is None or other not in script.catalog.models or told or _of_third(script, sentence, at, model, other):
        return SHOW
    ask = Sentence(Bindings(script.edition, cards.model_home(model.id), Place("")), model, PARTS)
    if turns == "speeds":
        return next(_speeds(script, ask, model, str(other)), SHOW)
    call, names = (ask.price_gap, _rates(script, sentence, model)) if turns == "prices" else (
        ask.gap, _categories(script, sentence))  # fmt: skip
    name = next((name for name in names if _binds(call, str(other), name)), None)
    if name is None:
        return SHOW
    costs = "costs " if turns == "prices" else ""
    return f'Say that it {costs}{{{{ {call.__name__}("{other}", "{name}") }}}}, which chooses the words'


def _of_third(script: Script, sentence: Written, at: int, model: Model, other: str | None) -> bool:
    """Tell whether a sentence has named a third model, and not yet the page's own, before the words at an offset."""
    known = own_ids(model)
    before = sentence.plain[:at]
    bound = [one for one in sentence.said if one.name == "model" and one.end <= sentence.start + at]
    named = [{str(one.arguments["name"])} for one in bound] + [{*one.models} for one in script.names.found(before)]
    own = words("it", "its", "this", "the (?:model|voice|version)").search(before) or any(one & known for one in named)
    return not own and any(other not in one for one in named)


def _rates(script: Script, sentence: Written, model: Model) -> list[str]:
    """Return the rate that a sentence shows, else those of a model: of text first, and out before in."""
    shown = [str(one.arguments["rate"]) for one in sentence.said if one.name == "price" and "rate" in one.arguments]
    usual = sorted(script.edition.rates(model.id), key=lambda rate: (rate[:5] != "text.", not rate.endswith("output")))
    return shown[:1] or usual


def _categories(script: Script, sentence: Written) -> list[str]:
    """Return the categories that a sentence names, else the one of all."""
    return [key for key in script.catalog.categories if words(key).search(sentence.plain)] or ["overall"]


def _speeds(script: Script, ask: Sentence, model: Model, other: str) -> Iterator[str]:
    """Yield what shows the same speed of both; one that takes a setting to name is none."""
    for row in script.catalog.results_of(model.id):
        about = (row.metric, row.task) if row.task else (row.metric,)
        if _binds(ask.speed, *about) and _binds(partial(ask.speed, model=other), *about):
            named = ", ".join(f'"{one}"' for one in about)
            yield f'Give the speed of each with {{{{ speed({named}) }}}} and {{{{ speed({named}, model="{other}") }}}}'


def _binds(call: Callable[..., Phrase], *arguments: str) -> bool:
    try:
        return any(isinstance(piece, Bound) for piece in call(*arguments).pieces)
    except BindingError:
        return False
