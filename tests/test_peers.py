"""Tier peers follow the rule that readers see, for every model on record."""

from __future__ import annotations

from collections import Counter

from tokonomix.edition import Edition
from tokonomix.peers import MOST, MOST_OF_ONE_VENDOR, PRICE_FACTOR, kind, peers, sibling


def test_every_peer_is_sold_today_of_the_same_kind_and_near_in_price(edition: Edition) -> None:
    for model in edition.models:
        chosen = peers(edition, model).models
        price = edition.list_prices.get(model.id)
        assert price or not chosen
        for other in chosen:
            theirs = edition.list_prices[other.id]
            assert other.state(edition.today) in ("current", "preview")
            assert kind(other) == kind(model)
            assert max(price, theirs) <= PRICE_FACTOR * min(price, theirs)


def test_no_model_has_more_than_five_peers_or_more_than_two_of_one_maker_or_itself(edition: Edition) -> None:
    for model in edition.models:
        chosen = peers(edition, model).models
        assert len(chosen) <= MOST
        assert all(count <= MOST_OF_ONE_VENDOR for count in Counter(other.vendor for other in chosen).values())
        assert model not in chosen
        assert edition.catalog.pooled(model.id) not in {other.id for other in chosen} or model.of is None


def test_the_rule_names_the_board_by_which_ability_is_near(edition: Edition) -> None:
    scored = next(m for m in edition.models if edition.boards.find(edition.yardstick or "", m.id) and edition.list_prices.get(m.id))
    unscored = next(m for m in edition.models if not edition.boards.find(edition.yardstick or "", m.id))
    assert "score" in peers(edition, scored).rule
    assert "nearest in list price" in peers(edition, unscored).rule


def test_a_model_without_a_list_price_has_no_peers_and_the_rule_says_why(edition: Edition) -> None:
    model = next(m for m in edition.models if m.id not in edition.list_prices)
    found = peers(edition, model)
    assert found.models == ()
    assert "No list price" in found.rule


def test_the_newest_sibling_is_sold_today_of_the_same_maker_and_kind_and_none_of_them_is_newer(edition: Edition) -> None:
    found = 0
    for model in edition.models:
        kin = sibling(edition, model)
        if kin is None:
            continue
        found += 1
        assert kin.released
        assert kin.id != model.id
        assert (kin.vendor, kind(kin), kin.kind) == (model.vendor, kind(model), "model")
        assert kin.state(edition.today) in ("current", "preview")
        family = [
            m.released for m in edition.models
            if m.kind == "model" and m.vendor == model.vendor and kind(m) == kind(model) and m.released
            and m.value("family") == kin.value("family") and m.state(edition.today) in ("current", "preview")
            and m.id not in (model.id, edition.catalog.pooled(model.id))
        ]  # fmt: skip
        assert kin.released == max(family)
    assert found > 100


def test_a_successor_of_the_family_is_the_sibling(edition: Edition) -> None:
    kin = sibling(edition, edition.catalog.models["claude-sonnet-4-6"])
    assert kin is not None
    assert kin.id == "claude-sonnet-5"
