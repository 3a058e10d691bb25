"""The skeleton of a review: every section, what the records say already bound, and what is still to be written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from tokonomix.bindings import Bindings
from tokonomix.cards import model_home
from tokonomix.edition import Edition
from tokonomix.peers import peers
from tokonomix.problem import Place
from tokonomix.prose.bind import Binder
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
    to: [{to}]
{forecasts}---
"""
_FORECASTS = """forecasts:
  - statement: '{{{{ todo("what will happen") }}}}'
    made_on: {day}
    due_by: {due}
    judged_by: '{{{{ todo("what would show it") }}}}'
"""


def skeleton(edition: Edition, model: Model) -> str:
    """Return the text of a new review, a draft whose sentences are true of the model today."""
    chosen = peers(edition, model).models
    today = edition.today
    ended = model.state(today) == "retired"  # nothing is left to foretell
    forecasts = "" if ended else _FORECASTS.format(day=today, due=today + HALF_A_YEAR)
    front = _FRONT.format(day=today, to=", ".join(other.id for other in chosen[:1]), forecasts=forecasts)
    said = _Said(edition, model)
    parts = []
    for heading, blocks in _sections(edition, model, chosen, said):
        parts.append(f"## {heading}\n\n" + "\n\n".join(block for block in blocks if block))
    return front + "\n\n".join(parts) + "\n"


def _sections(
    edition: Edition, model: Model, chosen: tuple[Model, ...], said: _Said
) -> Iterator[tuple[str, list[str]]]:
    yield "In short", [_todo("the verdict again, in three sentences that a colleague could repeat")]
    yield "Architecture and training signals", [
        said.those(
            'It takes {{ fact("modalities.input") }} and gives {{ fact("modalities.output") }}.',
            'Its context holds {{ fact("limits.context") }} tokens.',
            'An answer may take {{ fact("limits.max_output") }} tokens.',
            'Its knowledge reaches to {{ fact("knowledge.reliable") }}.',
        ),
        _todo("what its maker says of how it is built and trained, cited; speculation stands by itself, or not at all"),
    ]
    yield "Where it shines", [_todo("its strengths against its tier peers, each with its size and evidence")]
    yield "Where it falls short", [
        _todo("its weaknesses against its tier peers, each with its size and evidence"),
        "It is {{ state() }}.",
        '{{ part("lifecycle") }}',
    ]
    yield "Real-world use cases", [_todo("what people run on it, by whom it was said, and what it does not show")]
    yield "Benchmark snapshot", [
        "\n".join(_scores(edition, chosen, said)),
        '{{ part("snapshot") }}',
        _todo("what these figures do not show, and what would change our mind"),
    ]
    yield "Pricing breakdown against alternatives", [
        said.those(
            'Text in costs {{ price("text.input", unit=True) }}.',
            'Text out costs {{ price("text.output", unit=True) }}.',
            'Text read from the cache costs {{ price("text.cache_read", unit=True) }}.',
            'Speech in costs {{ price("audio.input", unit=True) }}.',
            'Speech out costs {{ price("audio.output", unit=True) }}.',
        ),
        "\n".join(_gaps(chosen, said)),
        '{{ part("peers") }}',
        "\n".join(_bills(edition, model, chosen, said)),
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
        line = f'- {category.name}: score {{{{ score("{name}") }}}}, rank {{{{ rank("{name}") }}}}.'
        for other in chosen[:2]:
            gap = f'It {{{{ gap("{other.id}", "{name}") }}}}.'
            if said.holds(gap) and "cannot be compared" not in said.read(gap):
                line += f" {gap}"
        yield line


def _gaps(chosen: Iterable[Model], said: _Said) -> Iterator[str]:
    for other in chosen:
        for rate, words in (("text.input", "Text in"), ("text.output", "Text out")):
            line = f'{words} costs {{{{ price_gap("{other.id}", "{rate}") }}}}.'
            if said.holds(line):
                yield f"- {line}"


def _bills(edition: Edition, model: Model, chosen: tuple[Model, ...], said: _Said) -> Iterator[str]:
    for name in edition.catalog.workloads:
        if not said.bound(f'{{{{ cost("{name}") }}}}'):
            continue
        line = f'- A month of {name.replace("-", " ")} comes to {{{{ cost("{name}") }}}}'
        for other in chosen[:2]:
            cost = f'{{{{ cost("{name}", "{other.id}") }}}}'
            if other.id != model.id and said.bound(cost):
                line += f', with {{{{ model("{other.id}") }}}} to {cost}'
        yield f"{line}."


def _todo(what: str) -> str:
    return f'{{{{ todo("{what}") }}}}'


class _Said:
    """What a sentence would say on the page of a model today."""

    def __init__(self, edition: Edition, model: Model) -> None:
        self._edition, self._model = edition, model

    def holds(self, sentence: str) -> bool:
        """Tell whether every binding of a sentence has its record."""
        return not self._bind(sentence)[0].problems

    def bound(self, sentence: str) -> bool:
        """Tell whether a sentence shows a value, and not that it is missing."""
        binder, _text = self._bind(sentence)
        return not binder.problems and any(said.bound for text in binder.texts for said in text.said)

    def read(self, sentence: str) -> str:
        """Return a sentence as a reader sees it."""
        return self._bind(sentence)[1]

    def those(self, *sentences: str) -> str:
        """Return the sentences whose records are there, as one paragraph."""
        return " ".join(sentence for sentence in sentences if self.holds(sentence))

    def _bind(self, sentence: str) -> tuple[Binder, str]:
        page = Page("", sentence, Document("", {}, {}), sentence)
        binder = Binder(page, Bindings(self._edition, model_home(self._model.id), Place("")), self._model)
        return binder, binder.body().plain
