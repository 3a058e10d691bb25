"""What the functions of a binding do: each looks up records and gives a phrase, or says what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, get_args

from tokonomix import cards, cycles, wording
from tokonomix.bindings import Absent, Bindings
from tokonomix.money.conditions import condition
from tokonomix.money.rates import Rate, rates, seller
from tokonomix.money.workloads import bill
from tokonomix.problem import mend_name
from tokonomix.prose.lookup import BindingError, asked, day_of, hosts_of, no_platform, price_of, result_of
from tokonomix.prose.past_prices import billed, once_asked, past, unborn
from tokonomix.prose.phrase import Citation, Link, Part, Phrase, Piece, Unwritten
from tokonomix.records import Model
from tokonomix.residency import in_europe, region_words
from tokonomix.schema.billing import RATES
from tokonomix.schema.model import Endpoint, Modality

_SEE = "See docs/bindings.md"
MOST_NAMED = 8
"""Models that a list in a sentence names; of the others it says how many there are."""


@dataclass
class Sentence:
    """What the bindings of one page share: its records, its subject, its parts, and what was cited and placed so far.

    Its methods are the functions of the vocabulary; they raise BindingError.
    """

    bindings: Bindings
    subject: Model | None
    parts: Mapping[str, str]
    cited: list[str] = field(default_factory=list)
    placed: list[str] = field(default_factory=list)
    against: list[Model] = field(default_factory=list)
    """The models that the part `bills` names; none if it leaves the choice to the page."""

    def price(
        self, rate: str, model: str | None = None, *, platform: str | None = None, region: str = "global",
        tier: str = "standard", when: str | None = None, day: str | None = None, unit: bool = False,
    ) -> Phrase:  # fmt: skip
        """A rate that is in force, or was the last one known; one on a condition says on which.

        One that ended although the model is sold says until when it held.
        """
        known, on = self._model(model), self._day(day)
        self._platform(platform)
        found = price_of(
            self.bindings.catalog, known, on or self.bindings.edition.today, rate, platform=platform, region=region,
            tier=tier, when=when, said_day=on is not None, home=self._home(known),
        )  # fmt: skip
        pieces: list[Piece] = [self.bindings.price_row(known, found.price, current=found.current)]
        pieces += [f" per {found.price.per}"] if unit else []
        if on is not None and unborn(known, found, on):
            what = f"{known.id} had no price on {on}: its day of release is {known.value('released')}"
            raise BindingError(what, "Name a day from then on, or leave the day out", "day")
        held = "" if on else self._past(known, [found])
        said = [*([condition(when).words] if when else []), *([held] if held else [])]
        pieces += [f" ({'; '.join(said)})"] if said else []
        return Phrase(tuple(pieces))

    def price_gap(
        self, other: str, rate: str, model: str | None = None, *, platform: str | None = None,
        other_platform: str | None = None, name: bool = True,
    ) -> Phrase:  # fmt: skip
        """How a rate compares with that of another model, or of the same one elsewhere; it follows "costs"."""
        mine, theirs = self._model(model), self._model(other, "other")
        if (mine.id, platform) == (theirs.id, other_platform):
            raise BindingError(f"{mine.id} is compared with itself", "Name another model, or a platform", "other")
        for known, where, argument in ((mine, platform, "platform"), (theirs, other_platform, "other_platform")):
            self._platform(where, argument)
            self.price(rate, known.id, platform=where)  # an unknown rate of either is a fault of its own
        gap = self.bindings.price_gap(mine, theirs, rate, platform, other_platform)
        if gap is None:
            why = "another unit, another currency or no amount"
            what = f"'{rate}' of {mine.id} and {theirs.id} cannot be compared: {why}"
            raise BindingError(what, "Give both with price(…, unit=True)", "rate")
        shown, joint = gap
        today = self.bindings.edition.today
        held = next(filter(None, (
            self._past(one, [rates(self.bindings.catalog, one, today, platform=where)[rate]])
            for one, where in ((mine, platform), (theirs, other_platform))
        )), "")  # fmt: skip
        ended = (f" (at a price {held})",) if held else ()
        if not name:
            return Phrase((shown, *ended))
        catalog, where = self.bindings.catalog, other_platform
        if mine.id == theirs.id:
            where = where or seller(catalog, theirs, today)
        at = (f" at {catalog.platforms[where].name}",) if where else ()
        return Phrase((shown, f" {joint} ", self._link(theirs), *at, *ended))

    def hosts(self, rate: str | None = None, model: str | None = None) -> Phrase:
        """Who sells a model today, its maker first; with a rate what each asks for it, the least first."""
        known, edition = self._model(model), self.bindings.edition
        if rate is not None and rate not in RATES:
            raise BindingError(f"'{rate}' is no rate", mend_name(rate, RATES, _SEE), "rate")
        found = hosts_of(edition.catalog, known, edition.today)
        self.bindings.hosts_of(known, found)
        if not found:
            return Phrase((Absent("nobody that we know of", "no record of ours names who sells it"),))
        names = {name: edition.catalog.platforms[name].name for name in found}
        if rate is None:
            return Phrase((wording.listing(list(names.values())),))
        prices = [(p, name) for name in found if (p := asked(edition.catalog, known, edition.today, name, rate))]
        if not prices:
            if once_asked(edition, known, rate, found):
                return Phrase((Absent("nobody at a price that we know of", "the prices on record have ended"),))
            what = f"nobody that sells {known.id} today has a price '{rate}' in US$ per 1M tokens on record"
            raise BindingError(what, "Leave the rate out, or name one that has", "rate")
        pieces: list[Piece] = []
        for index, (price, name) in enumerate(sorted(prices, key=lambda one: one[0].amount or 0)):
            joint = "" if index == 0 else " and " if index == len(prices) - 1 else ", "
            pieces += [f"{joint}{names[name]} (", self.bindings.price_row(known, price, current=True), ")"]
        return Phrase(tuple(pieces))

    def cost(self, workload: str, model: str | None = None) -> Phrase:
        """What a month of a workload costs at list prices."""
        known, workloads = self._model(model), self.bindings.catalog.workloads
        if workload not in workloads:
            mend = mend_name(workload, workloads, "Add it to data/workloads.yml")
            raise BindingError(f"'{workload}' is no workload", mend, "workload")
        edition = self.bindings.edition
        due = bill(workloads[workload], edition.rates(known.id))
        shown = self.bindings.bill(known, workload, due, self.bindings.ledger.home)
        held = "" if isinstance(shown, Absent) else self._past(known, billed(edition, known, workload, edition.today))
        return Phrase((shown, f" (at prices {held})") if held else (shown,))

    def fact(self, name: str, model: str | None = None) -> Phrase:
        """A fact of a model; where sources disagree and none is followed, all their values."""
        known = self._model(model)
        if name not in cards.FIELD_NAMES:
            raise BindingError(f"'{name}' is no fact", mend_name(name, cards.FIELD_NAMES, _SEE), "name")
        shown = self.bindings.fact(known, name)
        if isinstance(shown, Absent):
            raise BindingError(
                f"no fact '{name}' of {known.id} is recorded", f"Record it in {known.place.path}", "name"
            )
        return Phrase((shown,))

    def disputed(self, name: str, model: str | None = None) -> Phrase:
        """What sources say of a fact or rate instead of our value, or where we follow none, and who says so."""
        known = self._model(model)
        if name in RATES:
            self.price(name, known.id)  # a rate without a record is a fault of its own, and so is a fact below
            others, where = self.bindings.price_claims(known, name), "data/claims/"
        else:
            self.fact(name, known.id)
            others, where = self.bindings.claims(known, name), "the model file"
        if not others:
            what = f"no source disagrees about '{name}' of {known.id}"
            raise BindingError(what, f"Remove the sentence, or record the claim in {where}", "name")
        pieces: list[Piece] = []
        for index, (shown, sources) in enumerate(others):
            joint = "" if index == 0 else " and " if index == len(others) - 1 else ", "
            pieces += [joint, shown, f" ({wording.listing(sources)})"]
        return Phrase(tuple(pieces))

    def residency(self, model: str | None = None, *, platform: str | None = None) -> Phrase:
        """Where the best of the current offers is processed, seen from the EU; it follows "is"."""
        known, catalog = self._model(model), self.bindings.catalog
        self._platform(platform)
        sellers = {offer.platform for offer in catalog.offers_of(known.id)}
        sellers |= {price.platform for price in catalog.prices_of(known.id)}
        if platform and platform not in sellers:
            named = wording.listing([f"'{name}'" for name in sorted(sellers)], "or")
            mend = f"Write {named}" if named else "Leave the platform out"
            raise BindingError(f"no record of ours says that '{platform}' sells {known.id}", mend, "platform")
        home = self.bindings.ledger.home if platform else cards.model_home(known.id)
        shown = self.bindings.in_europe(known, home, platform, words=True)
        best = in_europe(catalog, known, self.bindings.edition.today, platform).best
        if isinstance(shown, Absent):
            return Phrase(("processed in a place that no source of ours states",))
        if best is None or best.in_eu == "no promise":
            return Phrase((shown,))
        sold_in = region_words(catalog, best.platform, best.region, code=False)
        region = f" ({sold_in})" if best.region != "global" else ""
        pieces: list[Piece] = [shown, f" on {catalog.platforms[best.platform].name}{region}"]
        for name, joint in (("surcharge", " at "), ("condition", ", ")):
            if name in best.said:
                pieces += [joint, self.bindings.promised(known, best, name)]
        if best.disputed:
            pieces.append(", on which its own pages disagree")
        return Phrase(tuple(pieces))

    def state(self, model: str | None = None) -> Phrase:
        """The stage of a model's life: preview, current, deprecated or retired."""
        return Phrase((self.bindings.state(self._model(model)),))

    def score(self, category: str, model: str | None = None, *, interval: bool = False) -> Phrase:
        """The score of 0 to 100 in a category, with its interval if asked, or 'not scored'."""
        return Phrase((self.bindings.score(self._model(model), self._category(category), interval=interval),))

    def rank(self, category: str, model: str | None = None) -> Phrase:
        """The rank interval in a category, or 'not ranked'."""
        return Phrase((self.bindings.rank(self._model(model), self._category(category)),))

    def quartile(self, category: str, model: str | None = None) -> Phrase:
        """The quarters of a board that a rank interval reaches; it follows "is"."""
        shown = self.bindings.quartile(self._model(model), self._category(category))
        return Phrase((shown,) if isinstance(shown, Absent) else ("in ", shown))

    def ends(self, model: str | None = None) -> Phrase:
        """When a model stops answering, with its verb: "ends on", "ended on", "has no announced last day"."""
        known, today = self._model(model), self.bindings.edition.today
        fact = known.facts.get("shutdown_on")
        if fact is None:
            announced = self.bindings.fact(known, "deprecated_on")
            if isinstance(announced, Absent):
                self.bindings.ledger.note(f"models/{known.id}#shutdown_on", "value", "none")
                return Phrase((Absent("has no announced last day", "no source of ours states one"),))
            return Phrase(("ends on a day that no source of ours states; that it ends was announced on ", announced))
        days = [fact.value] if fact.value else [claim.value for claim in fact.claims]
        past = all(isinstance(day, date) and day <= today for day in days)
        pieces: list[Piece] = ["ended on " if past else "ends on ", self.bindings.fact(known, "shutdown_on")]
        return Phrase((*pieces, ", as sources differ") if fact.value is None else tuple(pieces))

    def speed(
        self, metric: str, task: str | None = None, benchmark: str | None = None, model: str | None = None, *,
        setting: str | None = None,
    ) -> Phrase:  # fmt: skip
        """A published time or rate with what it needs to mean anything: how many requests, where, when."""
        known = self._model(model)
        row = result_of(self.bindings.catalog, known, metric, task, benchmark, setting, "speed")
        last = day_of(row)
        how = [
            wording.plural(row.n, "request") if row.n else "number of requests not stated",
            *(part.replace("=", " ") for part in row.variant.split() if "=" in part),
            *([wording.day(last)] if last != date.min else []),
        ]
        return Phrase((self.bindings.result(row), f" ({', '.join(how)})"))

    def models(
        self, *, input: str | None = None, output: str | None = None, endpoint: str | None = None,  # noqa: A002
        processing: str | None = None, weights: str | None = None, vendor: str | None = None,
        state: str | None = None, context: int | None = None, rate: str | None = None, at_most: float | None = None,
    ) -> Phrase:  # fmt: skip
        """The models that meet every condition named, by name; those on sale if no state is named."""
        edition = self.bindings.edition
        named: dict[str, Any] = {
            "input": input, "output": output, "endpoint": endpoint, "processing": processing, "weights": weights,
            "vendor": vendor, "state": state, "context": context, "rate": rate, "at_most": at_most,
        }  # fmt: skip
        named = {name: value for name, value in named.items() if value is not None}
        self._conditions(named)
        most = None if at_most is None else Decimal(str(at_most))
        found = [
            m for m in edition.models
            if m.kind == "model" and m.state(edition.today) in ((state,) if state else ("current", "preview"))
            and (input is None or input in m.inputs) and (output is None or output in m.outputs)
            and (endpoint is None or endpoint in m.endpoints) and vendor in (None, m.vendor)
            and (weights is None or m.value("weights.open") is (weights == "open"))
            and (context is None or (m.value("limits.context") or 0) >= context)
            and (rate is None or most is None or self._costs(m, rate, most))
            and (processing is None or in_europe(edition.catalog, m, edition.today).answer == "yes")
        ]  # fmt: skip
        self.bindings.models_that(" ".join(f"{key}={value}" for key, value in named.items()), found)
        if not found:
            return Phrase((Absent("no model that we know of", "no record of ours says so of any model on sale"),))
        shown: list[Piece] = [self._link(model) for model in found[:MOST_NAMED]]
        if len(found) > MOST_NAMED:
            shown.append(f"{wording.count(len(found) - MOST_NAMED)} more")
        pieces: list[Piece] = []
        for index, piece in enumerate(shown):
            pieces += ["" if index == 0 else " and " if index == len(shown) - 1 else ", ", piece]
        return Phrase(tuple(pieces))

    def _conditions(self, named: Mapping[str, Any]) -> None:
        """Raise BindingError for a condition that no model could ever meet, so that no list is empty by a slip."""
        if not named:
            raise BindingError("no condition is named", 'Name one: output="audio"')
        known = {
            "input": get_args(Modality), "output": get_args(Modality), "endpoint": get_args(Endpoint),
            "processing": ("EU",), "weights": ("open", "closed"), "vendor": tuple(self.bindings.catalog.vendors),
            "state": ("preview", "current", "deprecated", "retired"), "rate": RATES,
        }  # fmt: skip
        for name, options in known.items():
            value = named.get(name)
            if value is not None and value not in options:
                whole = f"{'Name one of' if len(options) > 1 else 'Write'} {wording.listing(sorted(options), 'or')}"
                otherwise = {"vendor": "Add it to data/vendors.yml", "rate": _SEE}.get(name, whole)
                raise BindingError(f"{name} is '{value}'", mend_name(value, options, otherwise), name)
        if ("rate" in named) != ("at_most" in named):
            raise BindingError("a rate without its most, or a most without its rate", 'Write rate="…", at_most=…')

    def _costs(self, model: Model, rate: str, most: Decimal) -> bool:
        """Tell whether a rate in force at the maker's own service is at most so many US$ per 1M tokens."""
        found = self.bindings.edition.rates(model.id).get(rate)
        price = found.price if found and found.current else None
        if price is None or price.amount is None or (price.per, price.currency) != ("1M tokens", "USD"):
            return False
        return price.amount <= most

    def gap(self, other: str, category: str, model: str | None = None) -> Phrase:
        """How the model stands to another in a category, with the verb that the intervals allow."""
        mine, theirs = self._model(model), self._model(other, "other")
        gap = self.bindings.gap(mine, theirs, self._category(category))
        if gap is None:
            return Phrase(("cannot be compared with ", self._link(theirs), ", because no board of ours scores both"))
        verb, shown = gap
        if verb == "is level with":
            # Its distance has no place in the sentence, so the verb leads to the card that tells of it.
            return Phrase((replace(shown, text=verb), " ", self._link(theirs)))
        return Phrase((f"{verb} ", self._link(theirs), " by ", shown))

    def reported(
        self, metric: str, task: str | None = None, benchmark: str | None = None, model: str | None = None, *,
        setting: str | None = None,
    ) -> Phrase:  # fmt: skip
        """The newest figure of a benchmark or test cycle, as published."""
        row = result_of(self.bindings.catalog, self._model(model), metric, task, benchmark, setting)
        return Phrase((self.bindings.result(row),))

    def items(
        self, metric: str, task: str | None = None, benchmark: str | None = None, model: str | None = None, *,
        setting: str | None = None,
    ) -> Phrase:  # fmt: skip
        """How many tasks, questions or requests the figure rests on that `reported` shows."""
        known = self._model(model)
        row = result_of(self.bindings.catalog, known, metric, task, benchmark, setting)
        if row.n is None:
            what = f"the source of '{metric}' of {known.id} does not say on how many tasks it rests"
            raise BindingError(what, "Leave the number out", "metric")
        return Phrase((self.bindings.items(row),))

    def cycle(self, name: str | None = None) -> Phrase:
        """A declared cycle and how it stands to the newest one; without a name, the newest."""
        known = self.bindings.catalog.cycles
        if name is None:
            newest = cycles.newest(self.bindings.catalog, self.bindings.edition.as_of)
            if newest is None:
                raise BindingError("no cycle had begun", "Add it to data/cycles.yml")
            return Phrase((self.bindings.cycle(newest),))
        if name not in known:
            mend = mend_name(name, known, "Add it to data/cycles.yml")
            raise BindingError(f"cycle '{name}' does not exist", mend, "name")
        return Phrase(self.bindings.cycle_standing(name))

    def model(self, name: str) -> Phrase:
        """The name of a model, with a link to its page."""
        return Phrase((self._link(self._model(name, "name")),))

    def part(self, name: str, *, models: str | None = None) -> Phrase:
        """A table or list of the page, made from data, at this place in the text."""
        if name not in self.parts:
            otherwise = _SEE if self.parts else "Remove it: only a review has parts"
            raise BindingError(f"'{name}' is no part of this page", mend_name(name, self.parts, otherwise), "name")
        if name in self.placed:
            raise BindingError(f"part '{name}' stands here a second time", "Keep one of them", "name")
        if models is not None:
            if name != "bills":
                raise BindingError(f"part '{name}' takes no models", "Leave them out: only 'bills' does", "models")
            self.against = [self._model(other, "models") for other in dict.fromkeys(models.split())]
        self.placed.append(name)
        return Phrase((Part(name),))

    def todo(self, what: str) -> Phrase:
        """A passage that is still to be written; only a draft may have one."""
        return Phrase((Unwritten(what),))

    def cite(self, source: str) -> Phrase:
        """A numbered reference to a source in data/sources.yml."""
        sources = self.bindings.catalog.sources
        if source not in sources:
            mend = mend_name(source, sources, "Add it to data/sources.yml")
            raise BindingError(f"source '{source}' does not exist", mend, "source")
        first = source not in self.cited
        if first:
            self.cited.append(source)
        self.bindings.ledger.note(f"sources#{source}", "name", sources[source].name)
        return Phrase((Citation(self.cited.index(source) + 1, source, first),))

    def _past(self, model: Model, found: Iterable[Rate]) -> str:
        """Return until when the first of these rates to end held, if the model is still sold: 'until 12 March 2026'."""
        ended = past(model, found, self.bindings.edition.today)
        if ended is None:
            return ""
        rate, last = ended
        self.bindings.ledger.note(rate.price.id, "until", rate.price.until)
        return f"until {wording.day(last)}"

    def _link(self, model: Model) -> Link:
        return Link(model.name, cards.model_home(model.id))

    def _home(self, model: Model) -> str:
        vendor = self.bindings.catalog.vendors.get(model.vendor)
        return (vendor.platform if vendor else None) or model.vendor

    def _model(self, name: str | None, argument: str = "model") -> Model:
        if name is None:
            if self.subject is None:
                raise BindingError("this page is about no single model", 'Name one: model="gpt-4o"')
            return self.subject
        models = self.bindings.catalog.models
        if name not in models:
            mend = mend_name(name, models, "Add its file under data/models/")
            raise BindingError(f"'{name}' is no model of ours", mend, argument)
        return models[name]

    def _platform(self, name: str | None, argument: str = "platform") -> None:
        if name is not None and name not in self.bindings.catalog.platforms:
            raise no_platform(self.bindings.catalog, name, argument)

    def _category(self, name: str) -> str:
        known = (*self.bindings.catalog.categories, "overall")
        if name not in known:
            mend = mend_name(name, known, "Name one of the eight, or overall")
            raise BindingError(f"'{name}' is no category", mend, "category")
        return name

    def _day(self, text: str | None) -> date | None:
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            raise BindingError(f"'{text}' is not a day", "Write it as YYYY-MM-DD", "day") from None
