"""The skeleton of a review: every section, what the records say already bound, and what is still to be written."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator
from datetime import timedelta

from tokonomix import wording
from tokonomix.bindings import Bindings
from tokonomix.cards import model_home
from tokonomix.edition import Edition
from tokonomix.peers import peers, sibling
from tokonomix.problem import Place
from tokonomix.prose.bind import Binder
from tokonomix.prose.past_prices import past_of
from tokonomix.records import Model
from tokonomix.source import Document, Page

HALF_A_YEAR = timedelta(days=182)

_FRONT = """---
# yaml-language-server: $schema=../../data/schema/review.json
verdict: '{{{{ todo("what it is for, what it is not for, what you would take instead, in one sentence") }}}}'
status: draft
author: Tokonomix
assistance: none
technical_review: {day}
reviewed_by:
# Only if it shows figures of a test cycle: its id in data/cycles.yml, and why each category without a figure has none.
# cycle:
# not_run: {{}}
# grade: measured, published, vendor, reported or hearsay; cite: a source of that grade, if no record is bound
strengths:
  - text: '{{{{ todo("what it does well, with its size and its price") }}}}'
    grade: published
    cite:
weaknesses:
  - text: '{{{{ todo("what it does badly, with its size") }}}}'
    grade: published
    cite:
shortlist:
  - '{{{{ todo("who should look at it, and for what") }}}}'
switch:
  - when: '{{{{ todo("a condition that a reader can check") }}}}'
    to: []
    otherwise: '{{{{ todo("what to do then; or remove this line and name models: to: [id, id]") }}}}'
{forecasts}# A case needs {{{{ part("cases") }}}} under "Real-world use cases".
# cases:
#   - sector: who and where
#     text: what was reported
#     said_by: who says so, where and when
#     grade: reported
#     cite: a source of data/sources.yml
#     limits: what the case does not show, and which legal duties it touches
---
"""
_FORECASTS = """forecasts:
  - statement: '{{{{ todo("what will happen") }}}}'
    made_on: {day}
    due_by: {due}
    judged_by: '{{{{ todo("what would show it") }}}}'
"""


def skeleton(edition: Edition, model: Model) -> str:
    """Return the text of a new review, a draft whose sentences are true of the model today."""
    chosen, kin = peers(edition, model).models, sibling(edition, model)
    if kin and kin not in chosen:
        chosen = (kin, *chosen)  # a reader of a model asks first about the newest of its kind
    today = edition.today
    ended = model.state(today) == "retired"  # nothing is left to foretell
    forecasts = "" if ended else _FORECASTS.format(day=today, due=today + HALF_A_YEAR)
    front = _FRONT.format(day=today, forecasts=forecasts)
    said = _Said(edition, model)
    parts = []
    for heading, blocks in _sections(edition, chosen, said):
        parts.append(f"## {heading}\n\n" + "\n\n".join(block for block in blocks if block))
    return front + "\n\n".join(parts) + "\n"


def _sections(edition: Edition, chosen: tuple[Model, ...], said: _Said) -> Iterator[tuple[str, list[str]]]:
    yield "In short", [_todo("the verdict again, in three sentences that a colleague could repeat")]
    yield "Architecture and training signals", [
        said.those(
            'It takes {{ fact("modalities.input") }} and gives {{ fact("modalities.output") }}.',
            'Its context holds {{ fact("limits.context") }} tokens.',
            'An answer may take {{ fact("limits.max_output") }} tokens.',
            'Its knowledge reaches to {{ fact("knowledge.reliable") }}.',
            'Its weights are {{ fact("weights.open") }}.',
        ),
        _todo("what its maker says of how it is built and trained, cited; speculation stands by itself, or not at all"),
    ]
    yield "Where it shines", [_todo("its strengths against its tier peers, each with its size and evidence")]
    yield "Where it falls short", [
        _todo("its weaknesses against its tier peers, each with its size and evidence"),
        "It is {{ state() }} and {{ ends() }}.",
        '{{ part("lifecycle") }}',
    ]
    yield "Real-world use cases", [_todo("what people run on it, by whom it was said, and what it does not show")]
    yield "Benchmark snapshot", [
        "\n".join(_scores(edition, chosen, said)),
        _unscored(edition, said),
        '{{ part("snapshot") }}',
        _todo("what these figures do not show, and what would change our mind"),
    ]
    yield "Pricing breakdown against alternatives", [
        said.those(
            'Text in costs {{ price("text.input", unit=True) }}.',
            'Text read from the cache costs {{ price("text.cache_read", unit=True) }}.',
            'Speech in costs {{ price("audio.input", unit=True) }}.',
            'Speech out costs {{ price("audio.output", unit=True) }}.',
        ),
        _text_out(chosen, said),
        '{{ part("peers") }}',
        _bills(edition, said),
        _todo("what a buyer in your place would pay, and which dull fact costs money"),
        '{{ part("prices") }}',
    ]
    yield "EU data residency", [
        "It is {{ residency() }}.",
        _todo("what the answer means for a data-protection officer"),
        '{{ part("residency") }}',
    ]
    yield "Verdict and alternatives", [
        _todo("the case for it, the case against it"),
        "\n".join(f'- {{{{ model("{other.id}") }}}}: {_todo("when you would take it instead")}' for other in chosen),
        '### Who should shortlist it\n\n{{ part("shortlist") }}',
        '### When to switch, and to what\n\n{{ part("switch") }}',
    ]
    yield "Next six months", [_todo("what to watch"), '{{ part("forecasts") }}']


def _scores(edition: Edition, chosen: tuple[Model, ...], said: _Said) -> Iterator[str]:
    for name, category in edition.catalog.categories.items():
        if not said.bound(f'{{{{ score("{name}") }}}}'):
            continue
        rank = f'{{{{ rank("{name}") }}}}'
        rank = f"rank {rank}" if said.bound(rank) else rank  # else it reads "not ranked"
        line = f'- {category.name}: score {{{{ score("{name}", interval=True) }}}}, {rank}.'
        gaps = _gaps(chosen[:3], name, said)
        yield _wrapped(f"{line} It {' and '.join(gaps)}." if gaps else line, "  ")


def _gaps(others: Iterable[Model], category: str, said: _Said) -> list[str]:
    """Return how the model stands to one or two others in a category, each with another verb, which reads better."""
    found: dict[str, str] = {}
    for other in others:
        gap = f'{{{{ gap("{other.id}", "{category}") }}}}'
        verb = said.read(gap).partition(other.name)[0]
        if said.holds(gap) and "cannot be compared" not in verb:
            found.setdefault(verb, gap)
    return [*found.values()][:2]


def _text_out(chosen: Iterable[Model], said: _Said) -> str:
    """Return one sentence on the price of text out, and on the first two others that have one in the same unit."""
    price = '{{ price("text.output", unit=True) }}'
    gaps = [*filter(said.holds, (f'{{{{ price_gap("{other.id}", "text.output") }}}}' for other in chosen))][:2]
    told = f"{price}: {' and '.join(gaps)}" if gaps else price
    return _wrapped(f"Text out costs {told}.") if said.holds(price) else ""


def _unscored(edition: Edition, said: _Said) -> str:
    """Return one passage to write on all categories without a score: which these are may change any day."""
    known = edition.catalog.categories.items()
    names = [category.name for name, category in known if not said.bound(f'{{{{ score("{name}") }}}}')]
    which = "any category" if len(names) == len(known) else wording.listing(names, "or")
    return _wrapped(_todo(f"what no score in {which} means")) if names else ""


def _bills(edition: Edition, said: _Said) -> str:
    """Return the table of bills, if the model has every price of some workload."""
    priced = any(said.bound(f'{{{{ cost("{name}") }}}}') for name in edition.catalog.workloads)
    return '{{ part("bills") }}' if priced else ""


def _wrapped(text: str, indent: str = "") -> str:
    """Return a paragraph in lines as long as an editor's, none of them broken inside a binding."""
    whole = _BINDING.sub(lambda match: match[0].replace(" ", _HELD), text)
    lines = textwrap.wrap(whole, 118, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
    return "\n".join(lines).replace(_HELD, " ")


_BINDING = re.compile(r"\{\{.*?\}\}")
_HELD = "\u00a0"


def _todo(what: str) -> str:
    return f'{{{{ todo("{what}") }}}}'


class _Said:
    """What a sentence would say on the page of a model today."""

    def __init__(self, edition: Edition, model: Model) -> None:
        self._edition, self._model = edition, model

    def holds(self, sentence: str) -> bool:
        """Tell whether every binding of a sentence has its record, and no price of it has ended."""
        binder, _text = self._bind(sentence)
        said = [one for text in binder.texts for one in text.said]
        today = self._edition.today
        past = any(past_of(self._edition, self._model, one.name, one.arguments, today) for one in said)
        return not binder.problems and not past

    def bound(self, sentence: str) -> bool:
        """Tell whether a sentence shows a value, and not that it is missing."""
        binder, _text = self._bind(sentence)
        return not binder.problems and any(said.bound for text in binder.texts for said in text.said)

    def read(self, sentence: str) -> str:
        """Return a sentence as a reader sees it."""
        return self._bind(sentence)[1]

    def those(self, *sentences: str) -> str:
        """Return the sentences whose records are there, as one paragraph."""
        return _wrapped(" ".join(sentence for sentence in sentences if self.holds(sentence)))

    def _bind(self, sentence: str) -> tuple[Binder, str]:
        page = Page("", sentence, Document("", {}, {}), sentence)
        binder = Binder(page, Bindings(self._edition, model_home(self._model.id), Place("")), self._model)
        return binder, binder.body().plain
