"""Source cards made from records: what a reader finds behind a number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from tokonomix import cycles, settings, wording
from tokonomix.catalog import Catalog
from tokonomix.disputes import Compared
from tokonomix.edition import Edition, Site
from tokonomix.problem import Place
from tokonomix.reads import Card, Line, anchor
from tokonomix.records import Benchmark, Claim, Fact, Model, Result

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
MOST_RESULTS = 60
"""Results whose cards a model's own page still carries: a card weighs a kilobyte, and some models have 700."""


def model_home(model: str) -> str:
    """Return the address of a model's page from the root of the site."""
    return f"models/{model}/"


def results_home(catalog: Catalog, model: str) -> str:
    """Return the address of the page with the cards of a model's results: a page of their own where they are many."""
    home = model_home(model)
    return f"{home}results/" if len(catalog.results_of(model)) > MOST_RESULTS else home


def anchor_among_results(record: str, model: str) -> str:
    """Return the anchor of a result on the page of its model's results, which itself says of which model."""
    return anchor(*record.replace(f"#{model}/", "/", 1).split("/")[1:])


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
            text = wording.listing([wording.kind(one) for one in value])
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
        lines = compared_lines(edition.catalog, compared, lines)
    if compared and compared.differs and compared.ours and model.note and not compared.dispute:
        lines.append(Line("Note", model.note))
    lines += record_lines(edition.site, fact.id, fact.place)
    return Card(
        anchor(*fact.field.split(".")), model_home(model.id), f"{model.name}: {FIELD_NAMES[fact.field].lower()}",
        f"{shown} {unit}" if unit and fact.value is not None else shown, tuple(lines),
        edition.catalog.sources[fact.source].grade if fact.value is not None else None,
    )  # fmt: skip


def result_card(edition: Edition, result: Result, benchmark: Benchmark, home: str) -> Card:
    """Return the card of one published result, on the page at `home`."""
    metric, task = benchmark.card.metrics[result.metric], benchmark.task(result.task)
    lines = [
        Line("Benchmark", benchmark.card.name),
        Line("Task", task.name if task else "whole"),
        Line("Metric", f"{metric.name}, {metric.better} is better"),
        Line("Items", wording.count(result.n) if result.n else "n not stated"),
        Line("Setting", settings.words(result.variant) or "default"),
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
    name = anchor(*result.id.split("/")[1:], result.published_as if result.model is None else "")
    if result.model and home != model_home(result.model):
        name = anchor_among_results(result.id, result.model)
    return Card(
        name, home,
        f"{benchmark.card.name}: {metric.name.lower()}", shown, tuple(lines), grade,
    )  # fmt: skip


def _setting(effort: str) -> str:
    return settings.words(effort) or "effort not stated"


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
    lines.append(Line("Setting", _setting(entry.effort)))
    for name, setting in entry.stand_ins.items():
        of = edition.catalog.categories[name].name
        lines.append(Line(f"{of} taken from", f"the model at {_setting(setting)}: this setting has no score there"))
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
        Line("The one", f"{model.name}: {mine.entry.score:.0f} of 100, {_setting(mine.entry.effort)}"),
        Line(
            "The other",
            f"{other.name}: {theirs.entry.score:.0f} of 100, {_setting(theirs.entry.effort)}",
            model_home(other.id),
        ),
        Line("Computed on", wording.day(edition.as_of)),
        Line("Record", f"{mine.record} {mine.digest}", "benchmarks/methodology/"),
    )
    label = f"{model.name} against {other.name}: {_category_name(edition.catalog, mine.category)}"
    shown = f"{gap.points:+.0f} points".replace("-", "−")
    return Card(anchor("gap", mine.category, model.id, other.id), home, label, shown, lines, "published")


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


def compared_lines(catalog: Catalog, compared: Compared, before: list[Line]) -> list[Line]:
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
