"""Bills: parts that add up, sizes the reader changes, long requests, and what is not known."""

from datetime import date
from decimal import Decimal

import pytest

from tests.money.catalogues import priced
from tokonomix.load import load
from tokonomix.money.rates import long_input, rates
from tokonomix.money.workloads import bill, usage
from tokonomix.problem import SourceError
from tokonomix.schema.registry import Workload

TODAY = date(2026, 11, 22)


def work(**fields):
    return Workload.model_validate(
        {"name": "Work", "unit": "piece", "units": 1000, "uses": {"text.input": 1000, "text.output": 250}, "note": "None.", **fields}
    )


def found(catalog, model="acme-large"):
    return rates(catalog, catalog.models[model], TODAY)


def test_a_bill_is_tokens_times_price_a_part(small):
    made = bill(work(), found(priced(small, "acme-large text.input 2", "acme-large text.output 8")))
    assert [(p.rate, p.tokens, p.cost) for p in made.parts] == [
        ("text.input", Decimal(1_000_000), Decimal(2)), ("text.output", Decimal(250_000), Decimal(2)),
    ]  # fmt: skip
    assert made.total == Decimal(4)


def test_each_part_names_the_price_it_is_billed_at(small):
    made = bill(work(), found(priced(small, "acme-large text.input 2", "acme-large text.output 8")))
    assert [part.price.rate for part in made.parts] == ["text.input", "text.output"]


def test_an_unknown_price_makes_the_bill_unknown_and_is_named(small):
    made = bill(work(), found(priced(small, "acme-large text.input 2", "acme-large text.output ? status=unknown")))
    assert made.total is None
    assert made.missing == ("text.output",)


def test_a_free_rate_costs_nothing_and_is_not_missing(small):
    made = bill(work(), found(priced(small, "acme-large text.input ? status=free", "acme-large text.output 0 status=included")))
    assert made.total == 0
    assert made.missing == ()


def test_cached_input_without_a_cached_price_is_billed_as_plain_input(small):
    cached = work(uses={"text.cache_read": 1000})
    plain = bill(cached, found(priced(small, "acme-large text.input 2")))
    cheap = bill(cached, found(priced(small, "acme-large text.input 2", "acme-large text.cache_read 0.2")))
    assert (plain.total, plain.parts[0].price.rate) == (Decimal(2), "text.input")
    assert (cheap.total, cheap.parts[0].price.rate) == (Decimal("0.2"), "text.cache_read")


@pytest.mark.parametrize("other", ["per=hour", "currency=EUR"])
def test_a_price_in_another_unit_or_currency_makes_no_bill(small, other):
    made = bill(work(uses={"text.input": 1}), found(priced(small, f"acme-large text.input 2 {other}")))
    assert made.missing == ("text.input",)


def test_more_units_and_other_sizes_change_the_bill(small):
    sized = work(sizes={"pages": {"name": "Pages", "value": 10, "per": {"text.input": 90}}})
    prices = found(priced(small, "acme-large text.input 2", "acme-large text.output 8"))
    assert usage(sized) == sized.uses
    assert usage(sized, {"pages": Decimal(20)}) == {"text.input": 1900, "text.output": 250}
    assert bill(sized, prices, units=500, sizes={"pages": Decimal(20)}).total == Decimal("2.9")


def test_a_request_longer_than_a_threshold_is_billed_at_the_higher_rate_throughout(small):
    catalog = priced(small, "acme-large text.input 2", "acme-large text.output 8", "acme-large text.input 4 when=input>128k")
    model = catalog.models["acme-large"]
    long = long_input(catalog, model, TODAY)
    at = work(uses={"text.input": 128_000}, units=1)
    above = work(uses={"text.input": 128_001}, units=1)
    assert bill(at, found(catalog), long).parts[0].price.when is None
    assert bill(above, found(catalog), long).total == Decimal("0.512004")


def test_a_unit_of_many_requests_is_long_only_if_one_of_them_is(small):
    catalog = priced(small, "acme-large text.input 2", "acme-large text.input 4 when=input>128k")
    long = long_input(catalog, catalog.models["acme-large"], TODAY)
    unit = {"uses": {"text.input": 1_000_000}, "units": 1}
    assert bill(work(**unit, requests=10), found(catalog), long).total == Decimal(2)
    assert bill(work(**unit, requests=5), found(catalog), long).total == Decimal(4)


def test_of_two_thresholds_the_higher_one_that_is_passed_counts(small):
    catalog = priced(
        small, "acme-large text.input 2", "acme-large text.input 6 when=input>256k", "acme-large text.input 4 when=input>128k"
    )
    long = long_input(catalog, catalog.models["acme-large"], TODAY)
    assert bill(work(uses={"text.input": 300_000}, units=1), found(catalog), long).total == Decimal("1.8")


def test_a_size_of_a_rate_the_workload_does_not_use_is_refused(small):
    path = small / "data/workloads.yml"
    text = path.read_text("utf-8").replace("note:", "sizes: {minutes: {name: Minutes, value: 2, per: {audio.input: 600}}}, note:")
    path.write_text(text, "utf-8")
    with pytest.raises(SourceError, match=r"rate 'audio.input' is not among those the workload uses"):
        load(small)


def test_a_size_of_more_tokens_than_the_workload_uses_is_refused(small):
    path = small / "data/workloads.yml"
    text = path.read_text("utf-8").replace("note:", "sizes: {pages: {name: Pages, value: 2, per: {text.input: 600}}}, note:")
    path.write_text(text, "utf-8")
    with pytest.raises(SourceError, match=r"2 × 600 tokens exceed the 1000 that a unit uses"):
        load(small)
