"""Source cards made from records: what a reader finds behind a number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from tokonomix import cycles, wording
from tokonomix.catalog import Benchmark, Catalog, Claim, Fact, Model, Price, Result
from tokonomix.disputes import Compared
from tokonomix.edition import Edition, Site
from tokonomix.money.conditions import condition
from tokonomix.money.rates import Rate, rate_name
from tokonomix.money.workloads import Bill
from tokonomix.problem import Place
from tokonomix.reads import Card, Line, anchor

if TYPE_CHECKING:
    from tokonomix.boards import Scored
    from tokonomix.scores.board import Gap

FIELD_NAMES = {
    "family": "Family",
    "released": "Released",
    "deprecated_on": "End announced",
    "shutdown_on": "Shutdown",
    "earliest_shutdown_on": "Not shut down before",
    "replacement": "Maker's replacement",
    "status": "Stage",
    "modalities.input": "Takes",
    "modalities.output": "Gives",
    "limits.context": "Context",
    "limits.max_input": "Most input",
    "limits.max_output": "Most output",
    "rate_limits.requests_per_minute": "Requests a minute",
    "rate_limits.tokens_per_minute": "Tokens a minute",
    "knowledge.reliable": "Knowledge to",
    "knowledge.training": "Training text to",
    "weights.open": "Weights",
    "weights.licence": "Licence of weights",
    "weights.url": "Weights at",
    "endpoints": "Endpoints",
    "reasoning": "Thinks before answering",
    "tools": "Calls tools",
}
_UNITS = {
    "limits.context": "tokens", "limits.max_input": "tokens", "limits.max_output": "tokens",
    "rate_limits.requests_per_minute": "requests", "rate_limits.tokens_per_minute": "tokens",
}  # fmt: skip
PRICE_STATES = {
    "list": "list price",
    "promo": "promotional price",
    "announced": "announced, not yet in force",
    "cancelled": "announced, then cancelled",
    "free": "free",
    "included": "included in another price",
    "variable": "varies",
    "unknown": "not known",
    "withdrawn": "withdrawn",
}


def model_home(model: str) -> str:
    """Return the address of a model's page from the root of the site."""
    return f"models/{model}/"


def value_text(field: str, value: Any) -> str:
    """Return the value of a fact as readers see it, without its unit."""
    match value:
        case None:
            text = "disputed"
        case bool() if field == "weights.open":
            text = "open" if value else "closed"
        case bool():
            text = "yes" if value else "no"
        case int():
            text = wording.count(value)
        case date():
            text = wording.day(value)
        case tuple():
            text = wording.listing(value)
        case str() if field in ("released", "knowledge.reliable", "knowledge.training"):
            text = wording.partial_day(value)
        case _:
            text = str(value)
    return text


def fact_text(fact: Fact) -> str:
    """Return a fact as readers see it, without its unit; every value claimed where it is disputed."""
    if fact.value is not None or not fact.claims:
        return value_text(fact.field, fact.value)
    return wording.listing(list(dict.fromkeys(value_text(fact.field, c.value) for c in by_value(fact.claims))), "or")


def fact_card(edition: Edition, model: Model, fact: Fact) -> Card:
    """Return the card of one fact of a model."""
    unit = _UNITS.get(fact.field)
    shown = fact_text(fact)
    lines = source_lines(edition.catalog, fact.source, fact.read, fact.url) if fact.value is not None else []
    compared = edition.compared.get(fact.id)
    if compared:
        lines = _compared_lines(edition.catalog, compared, lines)
    if compared and compared.differs and compared.ours and model.note and not compared.dispute:
        lines.append(Line("Note", model.note))
    lines += record_lines(edition.site, fact.id, fact.place)
    return Card(
        anchor(*fact.field.split(".")), model_home(model.id), f"{model.name}: {FIELD_NAMES[fact.field].lower()}",
        f"{shown} {unit}" if unit and fact.value is not None else shown, tuple(lines),
        edition.catalog.sources[fact.source].grade if fact.value is not None else None,
    )  # fmt: skip


def price_card(edition: Edition, model: Model, price: Price, *, current: bool) -> Card:
    """Return the card of one rate; `model` is the one whose page carries it."""
    platform = edition.catalog.platforms[price.platform].name
    own = edition.catalog.vendors[model.vendor].platform == price.platform
    state = price_state(price, edition.today, current=current)
    lines = [
        Line("State", f"{state} on {wording.day(edition.as_of)}" if current else state),
        Line("Sold by", f"{platform}, the maker's own service" if own else platform),
    ]
    if price.region != "global":
        lines.append(Line("Region", price.region))
    if price.tier != "standard":
        lines.append(Line("Tier", price.tier))
    if price.when:
        lines.append(Line("Only", condition(price.when).words))
    if price.model != model.id:
        lines.append(Line("Priced as", edition.catalog.models[price.model].name))
    lines.append(Line("Since", _since(edition, price)))
    if price.until and price.last_seen:
        lines.append(Line("Until", f"not stated; another amount was {wording.seen(price.last_seen, price.until)}"))
    elif price.until:
        lines.append(Line("Until", wording.day(price.until)))
    lines += source_lines(edition.catalog, price.source, price.checked_on, None)
    if (compared := edition.compared.get(price.rate_id)) and compared.shown == price.id:
        lines = _compared_lines(edition.catalog, compared, lines)
    if price.note:
        lines.append(Line("Note", price.note))
    lines += record_lines(edition.site, price.id, price.row.place("amount"))
    shown = (
        f"{wording.money(price.amount, price.currency)} per {price.per}"
        if price.amount
        else price_words(price)
    )
    return Card(
        price_anchor(price), model_home(model.id),
        f"{model.name}: {rate_name(price.rate).lower()}", shown, tuple(lines),
        edition.catalog.sources[price.source].grade,
    )  # fmt: skip


def _since(edition: Edition, price: Price) -> str:
    if not price.since:
        return "day not recorded"
    if not (price.last_unseen and price.seen_by):
        return wording.day(price.since)
    by = edition.catalog.sources[price.seen_by].name
    return f"day not stated; {wording.seen(price.last_unseen, price.since)} ({by}), which can be later than it began"


def price_anchor(price: Price) -> str:
    """Return the anchor of a rate's card on the page of its model."""
    return anchor(*price.id.split("#")[0].split("/"), price.id.split("@")[1], price.when or "")


def price_words(price: Price) -> str:
    """Return the amount, or the state in words where there is none."""
    if price.amount:
        return wording.money(price.amount, price.currency)
    return PRICE_STATES[price.status]


def price_state(price: Price, today: date, *, current: bool) -> str:
    """Return the state of a price in words, with the day where it is not in force."""
    state = PRICE_STATES[price.status]
    if current:
        return PRICE_STATES["list"] if price.status == "announced" else state
    if price.since and price.since > today:
        return f"{state}, from {wording.day(price.since)}"
    if price.last_seen and price.until and price.until <= today:
        return f"{state}, last seen {wording.day(price.last_seen)}"
    if price.until and price.until <= today:
        return f"{state} until {wording.day(price.until - timedelta(days=1))}"
    return f"last {state}; no longer sold by this seller"


def bill_card(edition: Edition, model: Model, workload: str, cost: Bill, home: str) -> Card:
    """Return the card of a monthly bill with its parts, on the page at `home`."""
    known = edition.catalog.workloads[workload]
    parts = [
        Line(rate_name(part.rate), f"{wording.count(int(part.tokens))} tokens, {wording.money(part.cost.normalize())}")
        for part in cost.parts
    ]
    lines = (
        Line("Workload", f"{known.name}: {wording.count(known.units)} × {known.unit} a month"),
        *parts,
        Line("Assumes", known.note),
        Line("Prices", f"on the page of {model.name}", model_home(model.id)),
        Line("Computed on", wording.day(edition.as_of)),
        Line("Record", f"bill/{workload}#{model.id}"),
    )
    shown = f"{wording.money(cost.total or 0)} a month"
    label = f"{model.name}: {known.name.lower()}"
    return Card(anchor("bill", workload, model.id), home, label, shown, lines, "published")


def result_card(edition: Edition, result: Result, benchmark: Benchmark, home: str) -> Card:
    """Return the card of one published result, on the page at `home`."""
    metric, task = benchmark.card.metrics[result.metric], benchmark.task(result.task)
    lines = [
        Line("Benchmark", benchmark.card.name),
        Line("Task", task.name if task else "whole"),
        Line("Metric", f"{metric.name}, {metric.better} is better"),
        Line("Items", wording.count(result.n) if result.n else "n not stated"),
        Line("Setting", result.variant),
        Line("Published as", result.published_as),
    ]
    if result.low is not None and result.high is not None:
        lines.append(Line("Interval, 95 %", f"{result.low:g} to {result.high:g}"))
    if result.evaluated_on:
        lines.append(Line("Run on", wording.day(result.evaluated_on)))
    if result.published_on:
        term = "Edition of" if benchmark.card.releases == "by day" else "Published on"
        lines.append(Line(term, wording.day(result.published_on)))
    if result.run and (run := edition.catalog.runs.get(result.run)):
        by = f"{run.harness}, commit {_short(run.commit)}" if run.commit else run.harness
        lines.append(Line("Run", f"{by}; record runs/{result.run}"))
    lines += source_lines(edition.catalog, result.source, benchmark.card.read, None)
    if result.note:
        lines.append(Line("Note", result.note))
    lines += record_lines(edition.site, result.id, result.row.place("published"))
    grade = edition.catalog.grade(result)
    shown = "missing"
    if result.published:
        shown = wording.with_unit(wording.printed(result.published), metric.unit)
    return Card(
        anchor(*result.id.split("/")[1:], result.published_as if result.model is None else ""), home,
        f"{benchmark.card.name}: {metric.name.lower()}", shown, tuple(lines), grade,
    )  # fmt: skip


def scored_card(edition: Edition, model: Model, scored: Scored) -> Card:
    """Return the card of a score: interval, rank, group, coverage, what it borrows, newest result."""
    entry, category = scored.entry, _category_name(edition.catalog, scored.category)
    lines = []
    if entry.low is not None and entry.high is not None:
        lines.append(Line("Interval, 95 %", f"{entry.low:.0f} to {entry.high:.0f} of 100"))
    if entry.rank_low is not None:
        lines.append(Line("Rank", scored.rank_text))
        lines.append(Line("Group", f"{entry.group} of {entry.groups}"))
    elif entry.reason:
        lines.append(Line("Not ranked", entry.reason))
    lines.append(Line("Setting", f"effort {entry.effort}"))
    lines.append(Line("Tests taken", f"{entry.metrics_taken} of {entry.metrics_live} live, in {entry.blocks_taken} of "
                      f"{wording.plural(entry.blocks_live, 'suite')}"))  # fmt: skip
    if entry.snapshots and entry.snapshots != (entry.model,):
        lines.append(Line("From results of", wording.listing(entry.snapshots)))
    if entry.borrowed is not None:
        share = wording.percent(100 * entry.borrowed)
        lines.append(Line("Borrowed", f"{share} from other categories and the release date"))
    if entry.newest:
        lines.append(Line("Newest result", wording.day(entry.newest)))
    board = f"benchmarks/leaderboard/{'' if scored.category == 'overall' else scored.category + '/'}"
    lines += [
        Line("Computed by", "the method of this site", "benchmarks/methodology/"),
        Line("Computed on", wording.day(edition.as_of)),
        Line("Record", f"{scored.record} {scored.field} {scored.digest}", board),
    ]
    shown = f"{wording.score(entry.score)} of 100" if entry.score is not None else "no score"
    return Card(
        anchor("score", scored.category, entry.effort), model_home(model.id), f"{model.name}: {category}", shown,
        tuple(lines), "published",
    )  # fmt: skip


def cycle_card(edition: Edition, name: str, home: str) -> Card:
    """Return the card of a declared cycle, on the page at `home`."""
    known, document = edition.catalog.cycles[name], edition.catalog.registries["cycles"]
    lines = [
        Line("From", wording.day(known.since)),
        Line("To", wording.day(cycles.last_day(edition.catalog, name))),
    ]
    if known.rhythm_days:
        lines.append(Line("Rhythm", f"every {wording.plural(known.rhythm_days, 'day')}, as we declared"))
    if known.benchmark:
        lines.append(Line("Figures", "card of the cycle", f"benchmarks/methodology/#benchmark-{known.benchmark}"))
    if known.note:
        lines.append(Line("Note", known.note))
    lines += record_lines(edition.site, f"cycles#{name}", document.place(name))
    return Card(anchor("cycle", name), home, "Cycle", known.name, tuple(lines))


def gap_card(
    edition: Edition, model: Model, other: Model, apart: tuple[Scored, Scored, Gap], home: str
) -> Card:
    """Return the card of a difference between two models in a category, on the page at `home`."""
    mine, theirs, gap = apart
    lines = (
        Line("Interval, 95 %", f"{gap.low:+.0f} to {gap.high:+.0f} points".replace("-", "−")),
        Line(
            "Better?",
            f"{model.name} is better with a probability of {wording.percent(100 * gap.probability)}",
        ),
        Line("The one", f"{model.name}: {mine.entry.score:.0f} of 100, effort {mine.entry.effort}"),
        Line(
            "The other",
            f"{other.name}: {theirs.entry.score:.0f} of 100, effort {theirs.entry.effort}",
            model_home(other.id),
        ),
        Line("Computed on", wording.day(edition.as_of)),
        Line("Record", f"{mine.record} {mine.digest}", "benchmarks/methodology/"),
    )
    label = f"{model.name} against {other.name}: {_category_name(edition.catalog, mine.category)}"
    shown = f"{gap.points:+.0f} points".replace("-", "−")
    return Card(anchor("gap", mine.category, model.id, other.id), home, label, shown, lines, "published")


def price_gap_card(
    edition: Edition, mine: tuple[Model, Rate], theirs: tuple[Model, Rate], shown: str, home: str
) -> Card:
    """Return the card of a comparison of one rate of two models, on the page at `home`."""
    prices = [
        Line(
            term,
            f"{model.name}: {price_words(rate.price)} per {rate.price.per}, "
            f"{price_state(rate.price, edition.today, current=rate.current)}",
            f"{model_home(model.id)}#{price_anchor(rate.price)}",
        )
        for term, (model, rate) in (("The one", mine), ("The other", theirs))
    ]
    rate = mine[1].price.rate
    records = f"{mine[1].price.id}, {theirs[1].price.id}"
    lines = (*prices, Line("Computed on", wording.day(edition.as_of)), Line("Records", records))
    label = f"{mine[0].name} against {theirs[0].name}: {rate_name(rate).lower()}"
    return Card(anchor("price-gap", rate, mine[0].id, theirs[0].id), home, label, shown, lines, "published")


def _category_name(catalog: Catalog, category: str) -> str:
    return "overall" if category == "overall" else catalog.categories[category].name.lower()


def source_lines(catalog: Catalog, source: str, read: date, url: str | None) -> list[Line]:
    """Return the lines that say who states a value and when it was read."""
    known = catalog.sources[source]
    version = f", {_short(known.version)}" if known.version else ""
    return [
        Line("Source", f"{known.name}{version}", url or known.url),
        Line("Read on", wording.day(read)),
        Line("Licence", known.licence),
    ]


def _short(version: str) -> str:
    """Return a version for readers: a commit by its first ten digits."""
    return version[:10] if re.fullmatch(r"[0-9a-f]{40}", version) else version


def record_lines(site: Site, record: str, place: Place) -> list[Line]:
    """Return the lines that name the record and, if a repository is set, link its row and a dispute form."""
    lines = [Line("Record", record, site.row(place.path, place.line))]
    if site.repository:
        title = quote(f"Dispute: {record}")
        address = (
            f"{site.repository}/issues/new?template=dispute-a-number.yml&title={title}&record={quote(record)}"
        )
        lines.append(Line("Wrong?", "Dispute this number", address))
    return lines


def by_value(claims: Iterable[Claim]) -> list[Claim]:
    """Return claims with the earliest day or the smallest number first, others as they are recorded."""
    ordered = list(claims)
    if {type(claim.value) for claim in ordered} in ({date}, {int}, {Decimal}):
        ordered.sort(key=lambda claim: claim.value)
    return ordered


def _compared_lines(catalog: Catalog, compared: Compared, before: list[Line]) -> list[Line]:
    """Return the lines of a card with who says what; a dispute that nobody has decided is said first."""
    found = list(before)
    if compared.verdict == "open":
        state = "we show one value of several, nobody has decided" if compared.ours else "we follow none of the sources"
        found.insert(0, Line("Disputed", state))
    elif not compared.differs and compared.agreeing > 1:
        found.append(Line("Agreement", f"{compared.agreeing} sources agree"))
    for claim in by_value(compared.others):
        term = "Says" if compared.ours is None else "Agrees" if compared.agrees(claim) else "Disagrees"
        found.append(Line(term, _claim_text(catalog, compared, claim), catalog.sources[claim.source].url))
    if compared.dispute:
        found.append(Line("Why open" if compared.verdict == "open" else "Why ours", compared.dispute.why))
    return found


def claim_value(compared: Compared, claim: Claim) -> str:
    """Return what a source claims as readers see it: an amount with its currency, or the value of a fact."""
    if compared.currency:
        return wording.money(claim.value, compared.currency)
    return value_text(compared.name, claim.value)


def _claim_text(catalog: Catalog, compared: Compared, claim: Claim) -> str:
    note = f"; {claim.note}" if claim.note else ""
    shown = claim_value(compared, claim)
    return f"{catalog.sources[claim.source].name}: {shown} (read {wording.short_day(claim.read)}){note}"
