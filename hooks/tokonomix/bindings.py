"""Values bound to records: what prose, tables, tiles and feeds all show, each with its card and its reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from tokonomix import cards, cycles, price_cards, promise_cards, residency, wording
from tokonomix.boards import Scored
from tokonomix.disputes import Compared
from tokonomix.edition import Edition
from tokonomix.money.rates import rate_phrase, rates
from tokonomix.money.workloads import Bill
from tokonomix.problem import Place
from tokonomix.reads import Bound, Card, Ledger
from tokonomix.records import Claim, Model, Price, Result
from tokonomix.residency import Policy, Served


@dataclass(frozen=True)
class Absent:
    """A value that is not known, said in words: 'not listed', 'not scored'."""

    text: str
    why: str = ""
    href: None = None


Shown = Bound | Absent


class Bindings:
    """Makes the bound values of one page; every record it touches is noted in the page's ledger."""

    def __init__(self, edition: Edition, home: str, place: Place) -> None:
        self.edition = edition
        self.catalog = edition.catalog
        self.ledger = Ledger(home, place)

    def fact(self, model: str | Model, field: str) -> Shown:
        """Return a fact of a model: '16,000', '1 October 2023', 'text and audio'; disputed ones with every claim."""
        known = self._model(model)
        fact = known.facts.get(field)
        if fact is None:
            return Absent(
                "not known", f"no source of ours states {cards.FIELD_NAMES.get(field, field).lower()}"
            )
        text = cards.fact_text(fact)
        self.ledger.note(fact.id, "value", text)
        return self.ledger.bind(text, _sortable(fact.value), cards.fact_card(self.edition, known, fact))

    def claims(self, model: Model, field: str) -> list[tuple[Bound, list[str]]]:
        """Return each value of a fact that is not ours, with the names of the sources that state it."""
        fact = model.facts[field]
        compared = self.edition.compared.get(fact.id)
        return self._claims(compared, cards.fact_card(self.edition, model, fact)) if compared else []

    def price_claims(self, model: Model, rate: str) -> list[tuple[Bound, list[str]]]:
        """Return each amount of a rate that is not ours, with the names of the sources that state it.

        The rate is the standard one that `price` gives, in force or last known.
        """
        found = rates(self.catalog, model, self.edition.today).get(rate)
        compared = self.edition.compared.get(found.price.rate_id) if found else None
        if found is None or compared is None:
            return []
        return self._claims(compared, price_cards.price_card(self.edition, model, found.price, current=found.current))

    def compared(self, model: Model, compared: Compared) -> tuple[Shown, list[tuple[Shown, Claim]]]:
        """Return what we show of a fact or rate, and each claim of another source, all with the card of what we show.

        A rate of which we hold no amount has no card: its claims stand as words, beside who makes them.
        """
        card = self._compared_card(model, compared)
        others: list[tuple[Shown, Claim]] = []
        for claim in cards.by_value(compared.others):
            text = cards.claim_value(compared, claim)
            others.append((self.ledger.bind(text, text, card) if card else Absent(text), claim))
        if card is None or compared.ours is None:
            return Absent("none of them", "we follow no source here"), others
        self.ledger.note(compared.record, "verdict", compared.verdict)
        text = cards.claim_value(compared, compared.ours)
        return self.ledger.bind(text, text, card), others

    def _compared_card(self, model: Model, compared: Compared) -> Card | None:
        if compared.per is None:
            return cards.fact_card(self.edition, model, model.facts[compared.name])
        row = next((p for p in self.catalog.prices_of(model.id) if p.id == compared.shown), None)
        if row is None:
            return None
        home = self.catalog.vendors[model.vendor].platform
        gone = model.state(self.edition.today) == "retired" and row.platform == home
        current = row.holds_on(self.edition.today) and not gone
        return price_cards.price_card(self.edition, model, row, current=current)

    def _claims(self, compared: Compared, card: Card) -> list[tuple[Bound, list[str]]]:
        by_value: dict[str, list[str]] = {}
        for claim in cards.by_value(compared.others):
            if not compared.agrees(claim):
                name = self.catalog.sources[claim.source].name
                by_value.setdefault(cards.claim_value(compared, claim), []).append(name)
        said = "; ".join(f"{text}: {', '.join(who)}" for text, who in by_value.items())
        self.ledger.note(compared.record, "claims", said)
        return [(self.ledger.bind(text, text, card), who) for text, who in by_value.items()]

    def price(
        self, model: str | Model, rate: str, *, platform: str | None = None, region: str = "global",
        tier: str = "standard",
    ) -> Shown:  # fmt: skip
        """Return a rate as 'US$ 10.00', in force or last known; a state in words where there is no amount."""
        known = self._model(model)
        found = rates(
            self.catalog, known, self.edition.today, platform=platform, region=region, tier=tier
        ).get(rate)  # fmt: skip
        if found is None:
            return Absent("not listed", "no source of ours lists this rate")
        return self.price_row(known, found.price, current=found.current)

    def price_row(self, model: Model, price: Price, *, current: bool) -> Bound:
        """Return one recorded rate; its card stands on the page of `model`."""
        text = price_cards.price_words(price)
        self.ledger.note(price.id, "amount", text)
        value = price.amount if price.amount is not None else ""
        card = price_cards.price_card(self.edition, model, price, current=current)
        return self.ledger.bind(text, value, card)

    def result(self, result: Result) -> Shown:
        """Return a published number as published; its card stands with the results of its model, else on this page."""
        if result.published is None:
            return Absent("missing", "the source printed no number")
        benchmark = self.catalog.benchmarks[result.benchmark]
        metric = benchmark.card.metrics[result.metric]
        text = wording.with_unit(wording.printed(result.published), metric.unit)
        self.ledger.note(result.id, "published", result.published)
        value = result.value if result.value is not None else ""
        home = cards.results_home(self.catalog, result.model) if result.model else self.ledger.home
        return self.ledger.bind(text, value, cards.result_card(self.edition, result, benchmark, home))

    def items(self, result: Result) -> Bound:
        """Return on how many tasks, questions or requests a published number rests, with the card of that number."""
        self.ledger.note(result.id, "n", result.n)
        home = cards.results_home(self.catalog, result.model) if result.model else self.ledger.home
        card = cards.result_card(self.edition, result, self.catalog.benchmarks[result.benchmark], home)
        return self.ledger.bind(wording.count(result.n or 0), result.n or 0, card)

    def hosts_of(self, model: Model, platforms: Sequence[str]) -> None:
        """Note who sells a model on the day, as one read of a named computation."""
        record = f"hosts/all#{model.id}@{self.edition.as_of.isoformat()}"
        self.ledger.note(record, "platforms", " ".join(platforms) or "none")

    def bill(self, model: Model, workload: str, cost: Bill, home: str) -> Shown:
        """Return the monthly bill of a workload in US$, its card on the page at `home`; which price is missing else."""
        if cost.total is None:
            names = wording.listing([rate_phrase(rate) for rate in cost.missing])
            none = "no price by the token" if self.edition.rates(model.id) else "no list price read"
            text = f"no price for {names}" if cost.parts else none
            return Absent(text, "the bill cannot be computed")
        text = wording.money(cost.total.quantize(Decimal("0.01") if cost.total < 100 else Decimal(1), ROUND_HALF_UP))
        text = text.removesuffix(".00") if cost.total >= 100 else text
        record = f"bill/{workload}#{model.id}@{self.edition.as_of.isoformat()}"
        self.ledger.note(record, "total", cost.total)
        return self.ledger.bind(text, cost.total, price_cards.bill_card(self.edition, model, workload, cost, home))

    def score(
        self, model: str | Model, category: str, effort: str | None = None, *, interval: bool = False
    ) -> Shown:
        """Return a score of 0 to 100 in a category, of the best effort if none is named: '89', '89 (84 to 93)'."""
        known = self._model(model)
        scored = self.edition.boards.find(category, known.id, effort)
        if scored is None or scored.entry.score is None:
            return Absent("not scored", self.edition.boards.why(category, known.id))
        text = wording.score(scored.entry.score)
        if interval:
            low, high = scored.entry.low, scored.entry.high
            span = None if low is None or high is None else f"{wording.score(low)} to {wording.score(high)}"
            text += f" ({span or 'interval not known'})"
        return self._scored(known, scored, text)

    def rank(self, model: str | Model, category: str, effort: str | None = None) -> Shown:
        """Return a rank interval: '4 to 9 of 83'."""
        known = self._model(model)
        scored = self.edition.boards.find(category, known.id, effort)
        if scored is None or scored.entry.rank_low is None:
            return Absent("not ranked", self.edition.boards.why(category, known.id))
        return self._scored(known, scored, scored.rank_text)

    def quartile(self, model: Model, category: str) -> Shown:
        """Return the quarters of a board that a rank interval reaches: 'the first quartile', 'the first or second'."""
        scored = self.edition.boards.find(category, model.id)
        if scored is None or scored.entry.quartile_low is None or scored.entry.quartile_high is None:
            return Absent("not ranked", self.edition.boards.why(category, model.id))
        return self._scored(model, scored, wording.quartiles(scored.entry.quartile_low, scored.entry.quartile_high))

    def models_that(self, condition: str, models: Sequence[Model]) -> None:
        """Note which models a condition held for on the day, as one read of a named computation."""
        record = f"list/{condition}@{self.edition.as_of.isoformat()}"
        self.ledger.note(record, "models", " ".join(model.id for model in models) or "none")

    def gap(self, model: Model, other: Model, category: str) -> tuple[str, Bound] | None:
        """Return the verb the intervals allow and the gap in points; None if one has no score here.

        'is level with' unless one is better with the certainty that also ends a group, else 'leads' or 'trails'.
        """
        from tokonomix.scores.ranks import told_apart  # numpy takes a moment to import, which few sentences need

        apart = self.edition.boards.gap(category, model.id, other.id)
        if apart is None:
            return None
        mine, _theirs, gap = apart
        level = not told_apart(gap.probability)
        verb = "is level with" if level else "leads" if gap.points > 0 else "trails"
        text = wording.points(abs(gap.points))
        self.ledger.note(mine.record, f"gap {mine.entry.model}/{other.id}", f"{verb} {text} {mine.digest}")
        card = cards.gap_card(self.edition, model, other, apart, self.ledger.home)
        return verb, self.ledger.bind(text, gap.points, card)

    def price_gap(
        self, model: Model, other: Model, rate: str, platform: str | None = None, other_platform: str | None = None
    ) -> tuple[Bound, str] | None:
        """Return how a rate compares with another model's, and the word that joins them: ('69 % less', 'than').

        Each at the vendor's own platform if none is named. None if a rate is missing, has no amount, or another unit
        or currency.
        """
        mine, theirs = (
            rates(self.catalog, one, self.edition.today, platform=where).get(rate)
            for one, where in ((model, platform), (other, other_platform))
        )
        if mine is None or theirs is None or not mine.price.amount or not theirs.price.amount:
            return None
        if (mine.price.per, mine.price.currency) != (theirs.price.per, theirs.price.currency):
            return None
        text, joint = wording.ratio(mine.price.amount / theirs.price.amount)
        for one in (mine, theirs):
            self.ledger.note(one.price.id, "amount", price_cards.price_words(one.price))
        card = price_cards.price_gap_card(self.edition, (model, mine), (other, theirs), text, self.ledger.home)
        return self.ledger.bind(text, mine.price.amount / theirs.price.amount, card), joint

    def state(self, model: Model) -> Shown:
        """Return the stage of a model's life in a word, with the fact that decides it."""
        state = model.state(self.edition.today)
        deciding = {"retired": "shutdown_on", "deprecated": "deprecated_on"}.get(state, "status")
        fact = next((model.facts[f] for f in (deciding, "status", "released") if f in model.facts), None)
        if state == "unknown" or fact is None:
            return Absent("of unknown stage", "no source of ours states its stage")
        self.ledger.note(fact.id, "state", state)
        return self.ledger.bind(state, state, cards.fact_card(self.edition, model, fact))

    def promised(self, model: Model, served: Served, name: str) -> Shown:
        """Return what an offer of a model promises in a field of residency; its card stands on the page of `model`."""
        said = served.said.get(name)
        if said is None:
            return Absent("not known", "no page that we read states it")
        text = promise_cards.said_text(said)
        self.ledger.note(said.record, name, said.value)
        value = said.value if name == "surcharge" else text
        return self.ledger.bind(text, value, promise_cards.said_card(self.edition, model, served, said))

    def last_day(self, served: Served) -> Bound:
        """Return the last day on which a platform sells a model, its card on this page; for an offer that ends."""
        self.ledger.note(served.id, "until", served.until)
        card = promise_cards.end_card(self.edition, served, self.ledger.home)
        return self.ledger.bind(card.value, f"{served.until:%Y%m%d}", card)

    def in_eu(self, model: Model, served: Served) -> Shown:
        """Return whether an offer is processed in the EU: 'yes', 'EU or EFTA', 'no promise', 'no', or not known."""
        if served.in_eu == "unknown":
            return Absent("not known", "no page that we read says where requests are processed")
        said = served.said.get("processing")
        self.ledger.note(said.record if said else served.id, "processing" if said else "scope", served.in_eu)
        card = (
            promise_cards.said_card(self.edition, model, served, said)
            if said
            else promise_cards.scope_card(self.edition, model, served)
        )
        return self.ledger.bind(served.in_eu, residency.BEST.index(served.in_eu), card)

    def in_europe(self, model: Model, home: str, platform: str | None = None, *, words: bool = False) -> Shown:
        """Return the best answer over a model's current offers, its card on the page at `home`.

        'yes', 'EU or EFTA', 'no promise', 'no', or not known; with `words` as the rest of a sentence: 'processed in the
        EU'.
        """
        found = residency.in_europe(self.catalog, model, self.edition.today, platform)
        if found.answer == "unknown":
            return Absent("not known", "no page that we read says where requests are processed")
        record = f"residency/{platform or 'all'}#{model.id}@{self.edition.as_of.isoformat()}"
        self.ledger.note(record, "answer", f"{found.answer} {promise_cards.europe_digest(found)}")
        card = promise_cards.europe_card(self.edition, model, found, platform, home)
        text = promise_cards.ANSWERS[found.answer] if words else found.answer
        return self.ledger.bind(text, residency.BEST.index(found.answer), card)

    def policy(self, platform: str, policy: Policy, name: str) -> Shown:
        """Return what a platform promises of its offers in a field, its card on this page."""
        said = policy.said.get(name)
        if said is None:
            return Absent("not stated", "this page of the platform does not state it")
        text = promise_cards.said_text(said)
        self.ledger.note(said.record, name, said.value)
        card = promise_cards.policy_card(self.edition, platform, policy, said, self.ledger.home)
        return self.ledger.bind(text, said.value if name == "surcharge" else text, card)

    def cycle(self, name: str) -> Bound:
        """Return the name of a declared cycle, its card on this page."""
        known = self.catalog.cycles[name]
        self.ledger.note(f"cycles#{name}", "name", known.name)
        return self.ledger.bind(known.name, known.since, cards.cycle_card(self.edition, name, self.ledger.home))

    def cycle_standing(self, name: str) -> tuple[str | Bound, ...]:
        """Return a cycle and how it stands to the newest: 'December 2024; the current cycle is November 2026'."""
        day = self.edition.as_of
        newest = cycles.newest(self.catalog, day)
        shown = self.cycle(name)
        ended = f", which ended on {wording.day(cycles.last_day(self.catalog, name))}"
        if newest in (None, name):
            return (shown, f"{ended}; no later one is declared") if cycles.is_over(self.catalog, name, day) else (
                shown, ", the current one")  # fmt: skip
        later = "the newest cycle, now over, is " if cycles.is_over(self.catalog, newest, day) else (
            "the current cycle is ")  # fmt: skip
        return shown, f"; {later}", self.cycle(newest)

    def _scored(self, model: Model, scored: Scored, text: str) -> Bound:
        self.ledger.note(scored.record, scored.field, f"{text} {scored.digest}")
        card = cards.scored_card(self.edition, model, scored)
        return self.ledger.bind(text, scored.entry.score, card)

    def _model(self, model: str | Model) -> Model:
        return model if isinstance(model, Model) else self.catalog.models[model]


def _sortable(value: Any) -> str:
    if value is None:
        return ""
    return " ".join(value) if isinstance(value, tuple) else str(value)
