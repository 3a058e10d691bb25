"""What sources say beside each other: who counts, what rounding is, what is open, and what readers are told."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tokonomix import disputes
from tokonomix.__main__ import main
from tokonomix.bindings import Bindings
from tokonomix.edition import Edition
from tokonomix.load import load
from tokonomix.problem import Place
from tokonomix.reads import Bound
from tokonomix.schema.agreement import agree, counted_finer

TODAY = date(2026, 11, 22)
HEAD = "model,region,tier,rate,amount,per,currency,source,read,when,note\n"
OUTPUT = "prices/acme#acme-large@global/standard/text.output"


def claim(root: Path, *rows: str) -> None:
    (root / "data/claims").mkdir()
    (root / "data/claims/acme.csv").write_text(HEAD + "".join(f"{row}\n" for row in rows), "utf-8")


def decide(root: Path, *rows: str) -> None:
    whole = (row + "," * (5 - row.count(",")) for row in rows)
    text = "record,verdict,why,on,says,source\n" + "".join(f"{row}\n" for row in whole)
    (root / "data/disputes.csv").write_text(text, "utf-8")


def compared(root: Path, record: str, today: date = TODAY) -> disputes.Compared | None:
    return disputes.by_record(load(root), today).get(record)


def lines(root: Path, model: str, name: str) -> dict[str, str]:
    bindings = Bindings(Edition(load(root), TODAY), f"models/{model}/", Place("test.md"))
    shown = bindings.price(model, name) if name == "text.output" else bindings.fact(model, name)
    assert isinstance(shown, Bound)
    return {term: text for term, text, _ in shown.rows}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (65535, 65536, True),
        (Decimal("0.083333"), Decimal("0.0833"), True),
        (1_000_000, 1_047_576, False),
        (128_000, 131_072, False),
        (Decimal("0.025"), Decimal("0.03"), False),
        ("2024-05", date(2024, 5, 13), True),
        ("2024", "2024-05-13", True),
        ("2024-05-13", "2024-05-12", False),
        (date(2026, 7, 23), date(2027, 1, 20), False),
        (True, True, True),
        (True, 1, False),
        ("gpt", "gpt-4o", False),
        (("text", "image"), ("text",), False),
        (None, 0, False),
    ],
)
def test_two_values_agree_within_rounding_and_as_far_as_both_are_exact(one: object, other: object, same: bool) -> None:
    assert agree(one, other) is same
    assert agree(other, one) is same


def test_a_claim_that_differs_by_rounding_only_is_agreement(small: Path) -> None:
    claim(small, "acme-large,,,text.output,8.01,,,acme-docs,2026-11-20,,")
    known = compared(small, OUTPUT)
    assert known
    assert (known.verdict, known.differs, known.agreeing) == ("agreed", False, 2)
    assert lines(small, "acme-large", "text.output")["Agreement"] == "2 sources agree"


def test_a_disagreement_without_a_verdict_is_open_and_the_card_says_so(small: Path) -> None:
    claim(small, "acme-large,,,text.output,9,,,acme-docs,2026-11-20,,")
    known = compared(small, OUTPUT)
    assert known
    assert (known.verdict, known.why, known.agreeing) == ("open", disputes.UNDECIDED, 1)
    card = lines(small, "acme-large", "text.output")
    assert card["Disputed"] == "we show one value of several, nobody has decided"
    assert card["Disagrees"] == "Acme model pages: US$\u00a09.00 (read 20\u00a0Nov\u00a02026)"


def test_a_resolved_disagreement_tells_its_reason(small: Path) -> None:
    claim(small, "acme-large,,,text.output,9,,,acme-docs,2026-11-20,,")
    decide(small, f"{OUTPUT},resolved,The page is of last year.,2026-11-22")
    known = compared(small, OUTPUT)
    assert known
    assert known.verdict == "resolved"
    card = lines(small, "acme-large", "text.output")
    assert card["Why ours"] == "The page is of last year."
    assert "Disputed" not in card


@pytest.mark.parametrize(("ours", "theirs"), [(131072, 128000), (128000, 131072), (1_048_576, 1_000_000)])
def test_one_limit_in_two_units_is_resolved_without_a_persons_verdict(small: Path, ours: int, theirs: int) -> None:
    path = small / "data/models/acme/acme-large.yml"
    text = path.read_text("utf-8").replace("context: 200000", f"context: {ours}")
    path.write_text(re.sub(r"value: \d+", f"value: {theirs}", text), "utf-8")
    known = compared(small, "models/acme-large#limits.context")
    assert known
    assert (known.verdict, known.differs, known.why) == ("resolved", True, disputes.COUNTED)
    decide(small, "models/acme-large#limits.context,open,Hosts differ.,2026-11-22")
    known = compared(small, "models/acme-large#limits.context")
    assert known
    assert known.verdict == "open"


@pytest.mark.parametrize(
    ("one", "other", "finer"),
    [(131072, 128000, True), (128000, 131072, False), (1_048_576, 1_000_000, True), (1_047_576, 1_000_000, False),
     (122_880, 128_000, False), (Decimal(1024), Decimal(1000), False)],
)  # fmt: skip
def test_only_a_count_of_whole_units_of_1024_is_the_finer_of_two(one: object, other: object, finer: bool) -> None:
    assert counted_finer(one, other) is finer


def test_a_fact_declared_open_is_open_though_our_sources_agree(small: Path) -> None:
    decide(small, "models/acme-voice#limits.context,open,A router says 1000000.,2026-11-22")
    known = compared(small, "models/acme-voice#limits.context")
    assert known
    assert (known.verdict, known.differs) == ("open", False)
    card = lines(small, "acme-voice", "limits.context")
    assert card["Disputed"]
    assert card["Why open"] == "A router says 1000000."


def test_a_fact_for_which_nobody_is_followed_is_open(small: Path) -> None:
    known = compared(small, "models/acme-voice#shutdown_on")
    assert known
    assert known.ours is None
    assert known.verdict == "open"
    assert lines(small, "acme-voice", "shutdown_on")["Disputed"] == "we follow none of the sources"


def test_a_copy_is_no_second_voice_where_its_original_speaks(small: Path) -> None:
    path = small / "data/sources.yml"
    copy = "mirror: {name: Mirror, publisher: M, kind: aggregator, grade: published, licence: MIT, %sread: 2026-11-21}\n"
    claims = ("acme-docs,2026-11-20,,", "mirror,2026-11-20,,")
    claim(small, *(f"acme-large,,,text.output,8,,,{who}" for who in claims))
    text = path.read_text("utf-8")
    path.write_text(text + copy % "", "utf-8")
    alone = compared(small, OUTPUT)
    path.write_text(text + copy % "copy_of: acme-docs, ", "utf-8")
    copied = compared(small, OUTPUT)
    assert alone
    assert copied
    assert (alone.agreeing, copied.agreeing) == (3, 2)


def test_an_old_copy_of_our_own_source_is_no_disagreement(small: Path) -> None:
    path = small / "data/sources.yml"
    copy = "mirror: {name: Mirror, publisher: M, kind: aggregator, grade: published, licence: MIT, copy_of: pricebook, "
    path.write_text(path.read_text("utf-8") + copy + "read: 2026-11-21}\n", "utf-8")
    claim(small, "acme-large,,,text.output,12,,,mirror,2025-09-01,,")
    known = compared(small, OUTPUT)
    assert known
    assert not known.differs


def test_a_claim_in_another_unit_or_currency_is_neither_the_same_nor_different(small: Path) -> None:
    claim(
        small, "acme-large,,,text.output,9,,EUR,acme-docs,2026-11-20,,",
        "acme-voice,,,audio.output,9,hour,,acme-docs,2026-11-20,,",
    )  # fmt: skip
    for record in (OUTPUT, "prices/acme#acme-voice@global/standard/audio.output"):
        known = compared(small, record)
        assert known
        assert (known.verdict, known.others) == ("agreed", ())


def test_claims_are_compared_with_the_rate_in_force_on_the_day(small: Path) -> None:
    claim(small, "acme-large,,,text.input,2,,,acme-docs,2026-11-20,,")
    record = "prices/acme#acme-large@global/standard/text.input"
    now, then = compared(small, record), compared(small, record, date(2026, 1, 31))
    assert now
    assert then
    assert (now.verdict, then.verdict) == ("agreed", "open")


def test_claims_stand_on_the_card_of_the_rate_in_force_only(small: Path) -> None:
    claim(small, "acme-large,,,text.input,2,,,acme-docs,2026-11-20,,")
    catalog = load(small)
    bindings = Bindings(Edition(catalog, TODAY), "models/acme-large/", Place("test.md"))
    model = catalog.models["acme-large"]
    past, now = (p for p in catalog.prices_of("acme-large") if (p.rate, p.tier, p.when) == ("text.input", "standard", None))
    assert "Agreement" in {term for term, _, _ in bindings.price_row(model, now, current=True).rows}
    assert "Agreement" not in {term for term, _, _ in bindings.price_row(model, past, current=False).rows}


def test_what_is_claimed_of_a_rate_that_we_do_not_have_is_compared_with_each_other(small: Path) -> None:
    claim(
        small, "acme-large,,,text.cache_read,1,,,acme-docs,2026-11-20,,",
        "acme-large,,,text.cache_read,1.5,,,pricebook,2026-11-21,,",
        "acme-voice,,,text.cache_read,1,,,acme-docs,2026-11-20,,",
    )  # fmt: skip
    two = compared(small, "prices/acme#acme-large@global/standard/text.cache_read")
    one = compared(small, "prices/acme#acme-voice@global/standard/text.cache_read")
    assert two
    assert one
    assert (two.ours, two.verdict) == (None, "open")
    assert one.verdict == "agreed"


def test_a_page_gets_everything_about_its_model_by_one_call(small: Path) -> None:
    claim(small, "acme-large,,,text.output,9,,,acme-docs,2026-11-20,,")
    catalog = load(small)
    found = disputes.of(catalog, catalog.models["acme-large"], TODAY)
    assert [one.record for one in found] == ["models/acme-large#limits.context", OUTPUT]


def test_the_alarm_lists_open_ones_first_and_counts(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    claim(
        small, "acme-large,,,text.output,9,,,acme-docs,2026-11-20,,",
        "acme-voice,,,text.input,0.60,,,acme-docs,2026-11-20,,",
    )  # fmt: skip
    decide(small, "models/acme-large#limits.context,resolved,The maker's page is newer.,2026-11-22")
    assert main(["--root", str(small), "--today", "2026-11-22", "check", "--disputes"]) == 0
    assert capsys.readouterr().out == ALARM


ALARM = f"""\
data/models/acme/acme-voice.yml:11:5: models/acme-voice#shutdown_on follows nobody; others: 2026-07-23 (acme-docs); \
2027-01-20 (pricebook). open: nobody has decided yet
data/prices/acme.csv:4:26: {OUTPUT} is 8 (pricebook); others: 9 (acme-docs). open: nobody has decided yet
data/models/acme/acme-large.yml:10:12: models/acme-large#limits.context is 200000 (acme-docs); others: 128000 \
(pricebook). resolved: The maker's page is newer.
2 open, 1 resolved
"""


def test_a_figure_that_only_a_verdict_tells_is_shown_with_its_source(small: Path) -> None:
    record = "models/acme-voice#limits.context"
    decide(small, f"{record},open,A router says so.,2026-11-22,1000000,pricebook")
    known = compared(small, record)
    assert known
    assert [(claim.value, claim.source) for claim in known.others] == [(1_000_000, "pricebook")]
    assert lines(small, "acme-voice", "limits.context")["Disagrees"] == "Pricebook: 1,000,000 (read 21\u00a0Nov\u00a02026)"


def test_such_a_figure_without_its_source_is_refused(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    decide(small, "models/acme-voice#limits.context,open,A router says so.,2026-11-22,1000000,")
    assert main(["--root", str(small), "--today", "2026-11-22", "check"]) == 1
    assert "give 'says' and 'source' together" in capsys.readouterr().err


@pytest.mark.parametrize("model", ["claude-sonnet-4-0", "claude-sonnet-4-5"])
def test_the_router_that_differs_on_a_context_is_named_with_its_figure(edition: Edition, model: str) -> None:
    shown = Bindings(edition, f"models/{model}/", Place("test.md")).fact(edition.catalog.models[model], "limits.context")
    assert isinstance(shown, Bound)
    told = [text for term, text, _ in shown.rows if term == "Disagrees"]
    assert told == ["models.dev: 1,000,000 (read 22\u00a0Nov\u00a02026)"]
