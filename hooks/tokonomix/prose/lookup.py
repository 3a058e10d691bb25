"""Finds the one record that a binding names, or says which is missing, which are meant, and how to name one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from tokonomix import wording
from tokonomix.catalog import Catalog
from tokonomix.money.rates import RATE_NAMES, Rate, rates
from tokonomix.problem import mend_name
from tokonomix.records import Model, Price, Result


class BindingError(Exception):
    """A binding that cannot be resolved: `what` is wrong, how to `mend` it, which `argument` is at fault."""

    def __init__(self, what: str, mend: str, argument: str = "") -> None:
        super().__init__(what)
        self.what, self.mend, self.argument = what, mend, argument


_COMMON: Mapping[str, str] = {"aws": "bedrock", "amazon": "bedrock", "gcp": "vertex", "vertex-ai": "vertex"}
"""What many call a platform, and its id."""


def no_platform(catalog: Catalog, name: str, argument: str) -> BindingError:
    """Return what is wrong with the id of a platform that is none, with those that it may mean, else the nearest."""
    meant = [f"'{one}'" for one in platforms_meant(catalog, name)[:3]]
    nearest = mend_name(name, catalog.platforms, "Add it to data/platforms.yml")
    mend = f"Write {wording.listing(meant, 'or')}" if meant else nearest
    return BindingError(f"'{name}' is no platform", mend, argument)


def platforms_meant(catalog: Catalog, name: str) -> list[str]:
    """Return the platforms that a word means: by id, by a word of its name, by its seller, or as many call it."""
    said = _COMMON.get(name.lower(), name.lower())
    if said in catalog.platforms:
        return [said]
    named = {key: one.name.lower() for key, one in catalog.platforms.items()}
    return [
        key for key, one in catalog.platforms.items() if said in (one.vendor, named[key], *named[key].split())
    ]


def day_of(result: Result) -> date:
    """Return the day on which a result was published, else evaluated; the first of all days if neither is known."""
    return result.published_on or result.evaluated_on or date.min


def result_of(
    catalog: Catalog, model: Model, metric: str, task: str | None, benchmark: str | None, setting: str | None,
    kind: str | None = None,
) -> Result:  # fmt: skip
    """Return the newest result of a model; raise BindingError if none is recorded, or several are meant.

    `kind` leaves only figures of that kind, such as `speed`.
    """
    noun = kind or "result"
    rows = [
        r for r in catalog.results_of(model.id)
        if benchmark in (None, r.benchmark) and kind in (None, catalog.benchmarks[r.benchmark].kind(r.metric))
    ]  # fmt: skip
    matching = [r for r in rows if r.metric == metric and r.task == task]
    if not matching:
        named, mend = _nearest(metric, task, rows)
        # The id of a benchmark in the place of a task, or of the metric.
        card = next((one for one in (task, metric) if one in catalog.benchmarks and not benchmark), None)
        asked = [r for r in rows if r.benchmark == card]
        if card and asked:
            at = "task" if card == task else "metric"
            first = sorted({(r.metric, r.task or "") for r in asked}, key=lambda one: (one[0] != metric, one))[:3]
            told = ["(" + ", ".join(f'"{part}"' for part in one if part) + f', benchmark="{card}")' for one in first]
            raise BindingError(f"'{card}' is a benchmark", f"Write {wording.listing(told, 'or')}", at)
        raise BindingError(f"no {noun} '{named}' of {model.id} is recorded", mend, "metric")
    variants = sorted({r.variant for r in matching})
    matching = [r for r in matching if setting in (None, r.variant)]
    if not matching:
        what = f"no {noun} '{metric}' of {model.id} has the setting '{setting}'"
        raise BindingError(what, f"Write {wording.listing([repr(one) for one in variants], 'or')}", "setting")
    last = max(map(day_of, matching))
    newest = [r for r in matching if day_of(r) == last]
    if len(newest) == 1:
        return newest[0]
    benchmarks = sorted({r.benchmark for r in newest})
    if len(benchmarks) > 1:
        what = f"{len(benchmarks)} benchmarks have '{metric}' of {model.id}"
        raise BindingError(what, f"Name one: benchmark={_either(benchmarks)}")
    settings = [r.variant for r in newest]
    raise BindingError(f"'{metric}' of {model.id} has {len(newest)} settings", f"Name one: setting={_either(settings)}")


def price_of(
    catalog: Catalog, model: Model, day: date, rate: str, *, platform: str | None, region: str, tier: str,
    when: str | None = None, said_day: bool = False, home: str = "",
) -> Rate:  # fmt: skip
    """Return a rate as of a day; raise BindingError if none is recorded. `home` is where its row would be added."""
    found = rates(catalog, model, day, platform=platform, region=region, tier=tier, when=when)
    if rate in found:
        return found[rate]
    where = f" on {platform}" if platform else ""
    where += f" in {region}" if region != "global" else ""
    where += f" in the {tier} tier" if tier != "standard" else ""
    where += f" when '{when}'" if when else ""
    until = f" on {day}" if said_day else ""
    conditions = sorted(
        p.when for p in catalog.prices_of(model.id) if p.when and p.rate == rate and platform in (None, p.platform)
    )
    mend = f"Add its row to data/prices/{platform or home}.csv"
    mend = mend if rate in RATE_NAMES else mend_name(rate, found, mend)
    mend = mend_name(when, conditions, mend) if when else mend
    what = f"no price '{rate}' of {model.id}{where} is recorded{until}"
    raise BindingError(what, mend, "when" if when and conditions else "rate")


def hosts_of(catalog: Catalog, model: Model, today: date) -> tuple[str, ...]:
    """Return the platforms that sell a model on a day, by an offer in force there or a price, its maker's own first."""
    vendor = catalog.vendors.get(model.vendor)
    home = vendor.platform if vendor else None
    gone = {home} if model.state(today) == "retired" else set()
    offers = catalog.offers_of(model.id)
    found = {o.platform for o in offers if _in_force(o.since, o.until, today)} - gone
    return tuple(sorted(found, key=lambda name: (name != home, catalog.platforms[name].name.lower())))


def asked(catalog: Catalog, model: Model, today: date, platform: str, rate: str) -> Price | None:
    """Return what a platform asks for a rate in US$ per 1M tokens, worldwide and in the standard tier; None if unknown.

    A rate that is no longer in force is none.
    """
    found = rates(catalog, model, today, platform=platform).get(rate)
    price = found.price if found and found.current else None
    if price is None or price.amount is None or (price.per, price.currency) != ("1M tokens", "USD"):
        return None
    return price


def _in_force(since: date | None, until: date | None, day: date) -> bool:
    return (since is None or since <= day) and (until is None or day < until)


def _either(names: Iterable[str]) -> str:
    return " or ".join(f'"{name}"' for name in names)


def _nearest(metric: str, task: str | None, rows: Iterable[Result]) -> tuple[str, str]:
    """Return what was asked for, and how to mend it: the nearest results, each with its brackets."""
    named = ", ".join(name for name in (metric, task) if name)
    options = {", ".join(name for name in (r.metric, r.task) if name) for r in rows}
    mend = mend_name(named, options, "Add its row under data/results/")
    return named, re.sub(r"'([^']+)'", lambda match: '("' + match[1].replace(", ", '", "') + '")', mend)
