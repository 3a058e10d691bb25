"""Rates of several sources: the highest is followed, the others claim, whatever the order in which they came."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tokonomix.importers.settling import alike, dissenting, settled

LOW, MIDDLE, HIGH, PERSON = "litellm", "models-dev", "genai-prices", "openai-page"


def rate(source, name="text.input", amount="2", **cells):
    """Return a price row of gpt-9."""
    usual = {"model": "gpt-9", "region": "global", "rate": name, "amount": amount, "per": "1M tokens"}
    return usual | {"source": source, "checked_on": "2026-11-22"} | cells


def said(rows, *names):
    """Return the rows as (source, rate, amount) and the named cells, sorted."""
    return sorted((r["source"], r["rate"], r["amount"], *(r.get(name, "") for name in names)) for r in rows)


def test_the_highest_source_is_followed_and_every_other_one_claims_even_if_it_agrees():
    prices, claims = settled([rate(LOW), rate(MIDDLE, amount="3"), rate(HIGH)], [])
    assert said(prices) == [(HIGH, "text.input", "2")]
    assert said(claims) == [(LOW, "text.input", "2"), (MIDDLE, "text.input", "3")]


def test_a_curated_row_goes_before_every_importer():
    prices, claims = settled([rate(PERSON, amount="2.2"), rate(HIGH)], [])
    assert said(prices) == [(PERSON, "text.input", "2.2")]
    assert said(claims) == [(HIGH, "text.input", "2")]


def test_a_rate_that_only_a_lower_source_gives_is_filled_in_if_its_plain_rates_agree():
    lower = [rate(LOW), rate(LOW, "text.cache_read", "0.2"), rate(LOW, tier="batch", amount="1")]
    prices, claims = settled([rate(HIGH, amount="2.001"), *lower], [])
    assert said(prices, "tier") == [
        (HIGH, "text.input", "2.001", ""),
        (LOW, "text.cache_read", "0.2", ""),
        (LOW, "text.input", "1", "batch"),
    ]
    assert said(claims) == [(LOW, "text.input", "2")]


def test_rates_of_another_generation_of_prices_are_claims_only():
    lower = [rate(LOW, amount="3"), rate(LOW, "text.cache_read", "0.3")]
    prices, claims = settled([rate(HIGH), *lower], [])
    assert said(prices) == [(HIGH, "text.input", "2")]
    assert said(claims) == [(LOW, "text.cache_read", "0.3"), (LOW, "text.input", "3")]


def test_what_is_filled_in_begins_with_the_prices_it_agrees_with():
    steps = [rate(HIGH, amount="3", until="2026-07-30"), rate(HIGH, **{"from": "2026-07-30"})]
    prices, _ = settled([*steps, rate(LOW), rate(LOW, "text.cache_read", "0.2"), rate(LOW, region="eu")], [])
    days = {(row["rate"], row["region"]): row["from"] for row in prices if row["source"] == LOW}
    assert days == {("text.cache_read", "global"): "2026-07-30", ("text.input", "eu"): "2026-07-30"}


def test_the_prices_of_a_region_are_of_the_generation_of_the_global_ones():
    def zoned(amount):
        return settled([rate(HIGH), rate(LOW, amount=amount), rate(LOW, amount="2.2", region="eu")], [])[0]

    assert (LOW, "text.input", "2.2") in said(zoned("2"))
    assert said(zoned("4")) == [(HIGH, "text.input", "2")]


def test_a_model_that_no_higher_source_prices_is_priced_by_the_lower():
    prices, claims = settled([rate(HIGH), rate(LOW, model="gpt-8", amount="7")], [])
    assert said(prices, "model") == [(HIGH, "text.input", "2", "gpt-9"), (LOW, "text.input", "7", "gpt-8")]
    assert claims == []


def test_rates_in_units_that_cannot_be_compared_are_claims_only():
    prices, claims = settled([rate(HIGH, "audio.input", "0.4", per="hour"), rate(LOW, "text.input", "7")], [])
    assert said(prices) == [(HIGH, "audio.input", "0.4")]
    assert said(claims) == [(LOW, "text.input", "7")]


def test_a_rate_that_a_higher_source_has_ended_is_not_revived():
    prices, claims = settled([rate(HIGH, until="2026-01-01"), rate(LOW)], [])
    assert said(prices) == [(HIGH, "text.input", "2")]
    assert said(claims) == [(LOW, "text.input", "2")]


def test_where_a_person_recorded_the_past_today_begins_when_that_ends():
    prices, _ = settled([rate(PERSON, amount="5", until="2026-03-01"), rate(LOW)], [])
    assert said(prices, "from", "until") == [
        (LOW, "text.input", "2", "2026-03-01", ""),
        (PERSON, "text.input", "5", "", "2026-03-01"),
    ]
    assert settled(prices, [])[0] == prices


def test_only_what_holds_today_is_claimed_of_a_dated_source():
    past, now = rate(HIGH, amount="3", until="2026-01-01"), rate(HIGH, **{"from": "2026-01-01"})
    _, claims = settled([rate(PERSON), past, now], [])
    assert said(claims) == [(HIGH, "text.input", "2")]


def test_a_claim_becomes_the_price_when_the_higher_source_goes():
    both = settled([rate(HIGH), rate(LOW, amount="3", note="A remark.")], [])
    without = [row for row in both[0] if row["source"] != HIGH]
    prices, claims = settled(without, both[1])
    assert prices == [rate(LOW, amount="3", note="A remark.")]
    assert claims == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("1.88", "1.875", True), ("0.003", "0.0028", False), ("2", "2.0", True), ("2", "2.2", False)],
)
def test_amounts_agree_within_one_per_cent(one, other, same):
    assert alike(rate(LOW, amount=one), rate(HIGH, amount=other)) is same


def test_the_same_figure_for_another_unit_is_another_amount():
    assert not alike(rate(LOW, per="hour"), rate(HIGH))


def test_a_claim_dissents_only_from_the_rate_of_the_day_on_which_it_was_read():
    steps = [rate(HIGH, amount="3", until="2026-12-01"), rate(HIGH, amount="2", **{"from": "2026-12-01"})]
    claims = [rate(MIDDLE, read="2026-11-22"), rate(LOW, amount="3", read="2026-11-22")]
    assert said(dissenting(steps, claims)) == [(MIDDLE, "text.input", "2")]


def _rates(source):
    names = st.sampled_from(["text.input", "text.output", "text.cache_read"])
    keys = st.tuples(names, st.sampled_from(["global", "eu"]), st.sampled_from(["", "batch"]))
    amounts = st.dictionaries(keys, st.sampled_from(["1", "2", "3"]), max_size=6)
    return amounts.map(
        lambda found: [
            rate(source, name, amount, region=region) | ({"tier": tier} if tier else {})
            for (name, region, tier), amount in found.items()
        ]
    )


def _imported(state, source, rows):
    prices, claims = ([row for row in part if row["source"] != source] for part in state)
    return settled([*prices, *rows], claims)


def _plain(state):
    return tuple(sorted(sorted(row.items()) for row in part) for part in state)


@settings(deadline=None, max_examples=60)
@given(high=_rates(HIGH), middle=_rates(MIDDLE), low=_rates(LOW), person=_rates(PERSON))
def test_neither_order_nor_going_and_coming_back_changes_the_outcome(high, middle, low, person):
    rows = {HIGH: high, MIDDLE: middle, LOW: low}
    outcomes = []
    for order in permutations(rows):
        state = (person, [])
        for source in order:
            state = _imported(state, source, rows[source])
        outcomes.append(_plain(state))
        for source, again in rows.items():
            gone = _imported(state, source, [])
            assert _plain(_imported(gone, source, again)) == _plain(state)
            fresh = (person, [])
            for other in order:
                fresh = _imported(fresh, other, rows[other]) if other != source else fresh
            assert _plain(gone) == _plain(fresh)
    assert all(outcome == outcomes[0] for outcome in outcomes)
