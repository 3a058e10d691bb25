"""The functions an editor may write in a sentence; each has a sample, and a test holds the samples."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from tokonomix import cards, wording
from tokonomix.bindings import Absent, Bindings
from tokonomix.catalog import Model
from tokonomix.money.rates import rates
from tokonomix.problem import mend_name
from tokonomix.prose.phrase import Citation, Link, Part, Phrase

PARTS = ("snapshot", "prices", "peers", "lifecycle", "residency", "cases", "shortlist", "switch", "forecasts")
"""Tables and lists of a review, made from data and front matter."""


class BindingError(Exception):
    """A binding that cannot be resolved: `what` is wrong and how to `mend` it; `name` is the word at fault."""

    def __init__(self, what: str, mend: str, name: str = "") -> None:
        super().__init__(what)
        self.what, self.mend, self.name = what, mend, name


@dataclass
class Sentence:
    """What the functions of one text share: the page's bindings, its subject, and the sources cited so far."""

    bindings: Bindings
    subject: Model | None
    cited: list[str] = field(default_factory=list)

    def price(
        self, rate: str, model: str | None = None, *, platform: str | None = None, region: str = "global",
        tier: str = "standard",
    ) -> Phrase:  # fmt: skip
        """A rate in US$, in force today or last known; the vendor's own platform unless one is named."""
        known = self._model(model)
        shown = self.bindings.price(known, rate, platform=platform, region=region, tier=tier)
        if isinstance(shown, Absent):
            where = f" on {platform}" if platform else ""
            found = rates(
                self.bindings.catalog, known, self.bindings.edition.today, platform=platform, region=region, tier=tier
            )  # fmt: skip
            mend = mend_name(rate, found, f"Add its row to data/prices/{platform or known.vendor}.csv")
            raise BindingError(f"no price '{rate}' of {known.id}{where} is recorded", mend, rate)
        return Phrase((shown,))

    def fact(self, name: str, model: str | None = None) -> Phrase:
        """A fact of a model file: a limit, a day, a list. Where sources disagree and none is followed: all values."""
        known = self._model(model)
        if name not in cards.FIELD_NAMES:
            raise BindingError(
                f"'{name}' is no fact", mend_name(name, cards.FIELD_NAMES, "See docs/bindings.md"), name
            )
        shown = self.bindings.fact(known, name)
        if isinstance(shown, Absent):
            mend = mend_name(name, known.facts, f"Record it in {known.place.path}")
            raise BindingError(f"no fact '{name}' of {known.id} is recorded", mend, name)
        return Phrase((shown,))

    def score(self, category: str, model: str | None = None) -> Phrase:
        """The score of 0 to 100 in a category, or 'not scored'."""
        return Phrase((self.bindings.score(self._model(model), self._category(category)),))

    def rank(self, category: str, model: str | None = None) -> Phrase:
        """The rank interval in a category, or 'not ranked'."""
        return Phrase((self.bindings.rank(self._model(model), self._category(category)),))

    def gap(self, other: str, category: str, model: str | None = None) -> Phrase:
        """How the model stands to another in a category, with the verb the intervals allow."""
        mine, theirs = self._model(model), self._model(other)
        self._category(category)
        gap = self.bindings.gap(mine, theirs, category)
        link = Link(theirs.name, cards.model_home(theirs.id))
        if gap is None:
            return Phrase(("cannot be compared with ", link, " here, because no shared board scores both"))
        verb, shown = gap
        if verb == "is level with":
            return Phrase(("is level with ", link))
        return Phrase((f"{verb} ", link, " by ", shown))

    def reported(
        self, metric: str, task: str, benchmark: str | None = None, model: str | None = None
    ) -> Phrase:
        """A figure of a benchmark or cycle exactly as published, for example one reported without a run record."""
        known = self._model(model)
        rows = [r for r in self.bindings.catalog.results_of(known.id) if benchmark in (None, r.benchmark)]
        matching = [r for r in rows if r.metric == metric and r.task == task]
        if not matching:
            options = sorted({f"{r.metric}, {r.task}" for r in rows})
            mend = mend_name(f"{metric}, {task}", options, "Add its row under data/results/")
            raise BindingError(f"no result '{metric}, {task}' of {known.id} is recorded", mend, metric)
        newest = max(matching, key=lambda r: r.published_on or r.evaluated_on or date.min)
        return Phrase((self.bindings.result(newest, cards.model_home(known.id)),))

    def model(self, name: str) -> Phrase:
        """The name of a model, linked to its page."""
        known = self._model(name)
        return Phrase((Link(known.name, cards.model_home(known.id)),))

    def part(self, name: str) -> Phrase:
        """A table or list of this page, made from data, at this place in the text."""
        if name not in PARTS:
            raise BindingError(
                f"'{name}' is no part of a page", mend_name(name, PARTS, "See docs/bindings.md"), name
            )
        return Phrase((Part(name),))

    def cite(self, source: str) -> Phrase:
        """A numbered reference to a source in data/sources.yml."""
        if source not in self.bindings.catalog.sources:
            mend = mend_name(source, self.bindings.catalog.sources, "Add it to data/sources.yml")
            raise BindingError(f"source '{source}' does not exist", mend, source)
        first = source not in self.cited
        if first:
            self.cited.append(source)
        self.bindings.ledger.note(f"sources#{source}", "name", self.bindings.catalog.sources[source].name)
        return Phrase((Citation(self.cited.index(source) + 1, source, first),))

    def _model(self, name: str | None) -> Model:
        if name is None:
            if self.subject is None:
                raise BindingError("this page is about no single model", 'Name one: model="gpt-4o"')
            return self.subject
        models = self.bindings.catalog.models
        if name not in models:
            mend = mend_name(name, models, "Add its file under data/models/")
            raise BindingError(f"'{name}' is no model of ours", mend, name)
        return models[name]

    def _category(self, name: str) -> str:
        categories = self.bindings.catalog.categories
        if name not in categories and name != "overall":
            raise BindingError(
                f"'{name}' is no category", mend_name(name, categories, "Name one of the eight"), name
            )
        return name


@dataclass(frozen=True, slots=True)
class Entry:
    """One function as documented: what an editor writes and what a reader then sees."""

    name: str
    write: str
    read: str

    def function(self, sentence: Sentence) -> Callable[..., Phrase]:
        """Return the function bound to a text."""
        return getattr(sentence, self.name)  # type: ignore[no-any-return]


VOCABULARY: tuple[Entry, ...] = (
    Entry("price", '{{ price("audio.output") }}', "US$ 20.00"),
    Entry("fact", '{{ fact("limits.context") }}', "16,000"),
    Entry("score", '{{ score("coding") }}', "62"),
    Entry("rank", '{{ rank("coding") }}', "4 to 9 of 83"),
    Entry("gap", '{{ gap("gpt-4o", "reasoning") }}', "trails GPT-4o by 12 points"),
    Entry("reported", '{{ reported("accuracy", "reasoning") }}', f"60–65{wording.NARROW}%"),
    Entry("model", '{{ model("gpt-4o") }}', "GPT-4o"),
    Entry("part", '{{ part("peers") }}', "(the table of tier peers)"),
    Entry("cite", '{{ cite("livebench") }}', "[1]"),
)
