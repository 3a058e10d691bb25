"""The pricing page: prices as recorded, bills that add up, the same in the browser, nothing unknown shown as zero."""

import json
import random
import subprocess
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.money.catalogues import priced
from tokonomix.edition import Edition
from tokonomix.feeds import bills as feed
from tokonomix.load import load
from tokonomix.money.workloads import bill, billed
from tokonomix.pages import bills, pricing
from tools.node import find_node

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = """
import { readFileSync } from "node:fs"
import { bill, money, ranked } from "%s"
const { data, cases } = JSON.parse(readFileSync(process.argv[1], "utf8"))
const found = cases.map(({ work, units, sizes }) => {
  const chosen = data.workloads.find(one => one.id === work)
  const said = (free, text) => free ? "free" : text
  return ranked(data, chosen, { units, sizes }).map(({ model, bill }) => [model.id, bill.total === null ? null : bill.free ? "free tier" : money(bill.total),
    bill.total === null ? null : bill.free ? "free tier" : money(bill.total, 4, bill.units),
    bill.parts.map(part => part.missing ? null : [said(part.free, money(part.cost)), part.anchor])])
})
console.log(JSON.stringify(found))
"""


class Pages:
    """The page of prices with the pages of what it does not hold itself."""

    def __init__(self, edition):
        self.all = {made.uri: made for made in pricing.make(edition)}
        self.view = self.all["pricing.md"].view
        rest = self.all.get("pricing/offers.md")
        self.offers = [row for made in (self.all["pricing.md"], rest) if made for group in made.view["text"] for row in group["rows"]]
        self.past = self.all["pricing/past.md"].view["rows"] if "pricing/past.md" in self.all else []
        self.cards = self.all["pricing/bills.md"].view["cards"] if "pricing/bills.md" in self.all else []


@pytest.fixture(scope="module")
def page(edition):
    return Pages(edition)


def rows(page):
    return {row["link"]["id"]: row for row in page.offers if not row["away"]}


def in_the_browser(tmp_path, data, cases):
    """Return what bill.js makes of each case, run by Node."""
    given = tmp_path / "cases.json"
    given.write_text(json.dumps({"data": data, "cases": cases}), "utf-8")
    script = SCRIPT % (ROOT / "overrides/assets/js/bill.js").as_uri()
    command = [find_node(), "--input-type=module", "--eval", script, str(given)]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def in_python(edition, case):
    """Return the same from our own arithmetic."""
    work = edition.catalog.workloads[case["work"]]
    sizes = {name: Decimal(value) for name, value in case["sizes"].items()}
    found = []
    for offer in bills.offers(edition):
        if not offer.fits(work):
            continue
        made = bill(work, offer.rates, offer.long, units=case["units"], sizes=sizes)
        parts = {part.rate: part for part in made.parts}
        shown = [
            [bills.cents(parts[rate].cost) if billed(parts[rate].price) else "free", feed.price_anchor(parts[rate].price)]
            if rate in parts else None
            for rate in work.uses
        ]  # fmt: skip
        free = not any(billed(part.price) for part in made.parts)
        whole = None if made.total is None else "free tier" if free else bills.cents(made.total)
        each = None if made.total is None else "free tier" if free else bills.small(made.total / case["units"])
        key = (
            made.total is None,
            made.total is not None and offer.model.state(edition.today) == "unknown",
            made.total is not None and free,
            made.total or 0,
            offer.model.name.lower() if made.total is not None else "",
            offer.model.id if made.total is not None else "",
        )
        found.append((key, [offer.model.id, whole, each, shown]))
    return [row for _key, row in sorted(found, key=lambda item: item[0])]


def test_the_browser_makes_the_same_bills_for_every_workload_and_model(edition, tmp_path):
    (output,) = feed.make(edition, [])
    data = json.loads(output.content)
    rolled = random.Random(1)
    cases = []
    for work in data["workloads"]:
        cases.append({"work": work["id"], "units": work["units"], "sizes": {}})
        for _ in range(3):
            sizes = {size["id"]: str(rolled.randint(1, 400_000) / 4) for size in work["sizes"]}
            cases.append({"work": work["id"], "units": rolled.randint(1, 10**6), "sizes": sizes})
    for case, found in zip(cases, in_the_browser(tmp_path, data, cases), strict=True):
        assert found == in_python(edition, case), case


def test_the_page_shows_the_bills_that_the_browser_would_make_of_the_same_work(edition, page, tmp_path):
    (output,) = feed.make(edition, [])
    data = json.loads(output.content)
    shown = page.view["bills"]
    case = {"work": shown["id"], "units": edition.catalog.workloads[shown["id"]].units, "sizes": {}}
    (found,) = in_the_browser(tmp_path, data, [case])
    assert [(row["link"]["id"], row["bill"] and row["bill"]["text"], row["each"]) for row in shown["rows"]] == [
        (model, total, each) for model, total, each, _parts in found
    ]


def test_each_price_is_the_record_of_its_model_at_the_makers_own_service(edition, page):
    catalog = edition.catalog
    recorded = {p.id: p for p in catalog.prices}
    checked = 0
    for model, row in rows(page).items():
        home = catalog.vendors[catalog.models[model].vendor].platform
        for cell in (*row["cells"], *row["batch"]):
            if "b" not in cell:
                continue
            record = next(line.text for line in cell["b"].card.lines if line.term == "Record")
            price = recorded[record]
            assert (price.model, price.platform) == (model, home)
            assert price.holds_on(edition.today)
            assert price.amount is None or Decimal(cell["v"]) == price.amount
            checked += 1
    assert checked > 500


def test_every_offer_of_a_platform_is_priced_by_its_own_record(edition, page):
    recorded = {p.id: p for p in edition.catalog.prices}
    away = [row for row in page.offers if row["away"]]
    for row in away:
        for cell in (*row["cells"], *row["batch"]):
            if "b" in cell:
                price = recorded[next(line.text for line in cell["b"].card.lines if line.term == "Record")]
                assert (price.model, price.platform) == (row["link"]["id"], row["platform"]["id"])
    assert len({(row["link"]["id"], row["platform"]["id"]) for row in away}) == len(away) > 500


def test_each_filter_offers_only_what_some_row_has(page):
    rows = page.offers
    for name, words in (
        ("vendors", [row["vendor"] for row in rows]), ("platforms", [row["platform"]["id"] for row in rows]),
        ("tiers", [word for row in rows for word in row["tiers"].split()]),
        ("europe", [word for row in rows for word in row["eu"].split()]),
    ):  # fmt: skip
        assert {value for value, _words in page.view[name]} == set(words), name


def test_every_offer_stands_on_the_page_or_on_the_one_after_it_and_once(page):
    first = [row for group in page.view["text"] for row in group["rows"]]
    assert len(first) == pricing.FIRST
    assert len(first) + page.view["more"] == len(page.offers) == page.view["offers"]
    assert len({(row["link"]["id"], row["platform"]["id"]) for row in page.offers}) == len(page.offers)
    vendors = [group["name"] for made in ("pricing.md", "pricing/offers.md") for group in page.all[made].view["text"]]
    assert len(vendors) - len(set(vendors)) <= 1, "only the vendor at the cut has rows on both pages"


def test_every_bill_has_a_card_on_the_page_of_bills_whose_parts_add_up(edition, page):
    work = edition.catalog.workloads[page.view["bills"]["id"]]
    cards = {card.id for card in page.cards}
    for row in page.view["bills"]["rows"]:
        if row["bill"]:
            assert row["bill"]["b"].card.home == "pricing/bills/"
            assert row["bill"]["b"].id in cards
            assert row["bill"]["v"] == sum(part["v"] for part in row["parts"])
            assert len(row["parts"]) == len(work.uses)


def test_what_the_cards_of_all_bills_say_alike_stands_once(edition, page):
    work = edition.catalog.workloads[page.view["bills"]["id"]]
    assert ("Assumes", work.note) in [row[:2] for row in page.all["pricing/bills.md"].view["shared"]["rows"]]
    assert all(line.term != "Assumes" for card in page.cards for line in card.card.lines)


def test_no_bill_is_zero_unless_its_prices_are_free(edition, page):
    for row in page.view["bills"]["rows"]:
        if row["bill"] and row["bill"]["v"] == 0:
            states = {rate.price.status for rate in edition.rates(row["link"]["id"]).values()}
            assert states <= {"free", "included"}
            assert row["bill"]["text"] == "free tier"


def test_the_cheapest_bill_comes_first_and_unknown_ones_last(page):
    shown = page.view["bills"]["rows"]
    known = [row["bill"]["v"] for row in shown if row["bill"] and row["staged"]]
    paid = [total for total in known if total]
    assert known == sorted(paid) + [0] * (len(known) - len(paid)), "what a free tier gives away leads no list of bills"
    order = [(not row["bill"], bool(row["bill"]) and not row["staged"]) for row in shown]
    assert order == sorted(order)


def test_a_model_of_unknown_stage_is_marked_and_never_among_the_cheapest(edition, page):
    shown = page.view["bills"]["rows"]
    unstaged = [row["link"]["id"] for row in shown if not row["staged"]]
    assert unstaged
    assert unstaged == [name for name in (r["link"]["id"] for r in shown) if edition.catalog.models[name].state(edition.today) == "unknown"]
    assert all(row["staged"] for row in shown[:50])
    assert f"{len(unstaged)} models whose stage is not recorded" in page.view["bills"]["left"]
    unmarked = [r for r in rows(page).values() if r["staged"] != (edition.catalog.models[r["link"]["id"]].state(edition.today) != "unknown")]
    assert not unmarked


def test_the_bills_and_the_models_without_one_add_up_to_what_can_be_shown(page):
    shown = page.view["bills"]
    known = sum(1 for row in shown["rows"] if row["bill"])
    more = len(shown["rows"]) - known
    assert shown["told"] == f"{known} bills, cheapest first; {more} more models lack the price of a part"
    assert shown["all"] == f"Show all {known + more} models"


def made_of(small, *prices):
    edition = Edition(priced(small, *prices), date(2026, 11, 22))
    return Pages(edition)


def test_an_unknown_price_is_said_in_words_and_makes_an_unknown_bill(small):
    page = made_of(small, "acme-large text.input 2", "acme-large text.output ? status=unknown")
    (row,) = page.view["bills"]["rows"]
    assert row["bill"] is None
    assert [cell.get("text") or cell["words"] for cell in row["parts"]] == ["2.00", "unknown"]
    assert rows(page)["acme-large"]["cells"][2]["text"] == "unknown"
    assert rows(page)["acme-large"]["cells"][1]["words"] == "not listed"


def test_conditions_and_announcements_stand_in_words_beside_the_list_price(small):
    page = made_of(
        small, "acme-large text.input 2 until=2027-01-01", "acme-large text.input 3 from=2027-01-01 status=announced",
        "acme-large text.output 8 from=2026-03-01", "acme-large text.input 4 when=input>128k",
        "acme-large text.input 1 tier=batch", "acme-large text.input 5 tier=priority", "acme-large text.input 3.3 region=eu",
    )  # fmt: skip
    row = rows(page)["acme-large"]
    told = ["".join(p if isinstance(p, str) else p["text"] for p in line) for line in row["also"]]
    assert told == [
        "announced for 1\u00a0Jan\u00a02027: 3.00 in", "above 128,000 tokens of input: 4.00 in", "in the EU: 3.30 in",
        "also sold as priority",
    ]  # fmt: skip
    assert row["state"] == "list since 1\u00a0Mar\u00a02026, until 1\u00a0Jan\u00a02027"
    assert [cell.get("text") or cell["words"] for cell in row["batch"]] == ["1.00", "not listed"]


def test_what_is_no_longer_sold_stands_apart_with_its_last_price(small):
    page = made_of(small, "acme-large text.input 2", "acme-voice text.input 0.6 until=2026-06-01")
    assert list(rows(page)) == ["acme-large"]
    (row,) = page.past
    assert row["link"]["id"] == "acme-voice"
    assert row["cells"][0]["gone"]
    assert row["cells"][0]["text"] == "0.60"


def test_a_snapshot_is_listed_only_where_it_costs_something_else_than_its_model(small):
    same = made_of(small, "acme-large text.input 2", "acme-large-2025-03-01 text.input 2")
    assert list(rows(same)) == ["acme-large"]
    other = made_of(small, "acme-large text.input 2", "acme-large-2025-03-01 text.input 3")
    assert list(rows(other)) == ["acme-large", "acme-large-2025-03-01"]
    assert rows(other)["acme-large-2025-03-01"]["under"]


def test_a_snapshot_goes_with_its_retired_model_unless_its_own_days_say_otherwise(small):
    for name in ("acme-large", "acme-large-2025-03-01"):
        path = small / f"data/models/acme/{name}.yml"
        path.write_text(path.read_text("utf-8").replace("shutdown_on: 2026-12-31\n", "").replace("status: current", "shutdown_on: 2026-01-01"), "utf-8")
    prices = ("acme-large text.input 2", "acme-large-2025-03-01 text.input 3", "acme-voice text.input 1")
    page = made_of(small, *prices)
    assert list(rows(page)) == ["acme-large-2025-03-01", "acme-voice"]  # its end is announced for a day of its own
    assert not rows(page)["acme-large-2025-03-01"]["under"]
    path.write_text(path.read_text("utf-8").replace("deprecated_on: 2026-09-01\n", ""), "utf-8")
    page = made_of(small, *prices)
    assert list(rows(page)) == ["acme-voice"]
    assert [row["link"]["id"] for row in page.past] == ["acme-large", "acme-large-2025-03-01"]


def test_models_that_cannot_do_the_work_are_left_out_and_counted(small):
    (small / "data/workloads.yml").write_text(
        "calls: {name: Calls, unit: call, units: 10, uses: {audio.output: 100}, note: None.}\n", "utf-8"
    )
    page = made_of(small, "acme-large text.input 2", "acme-voice audio.output 20")
    assert [row["link"]["id"] for row in page.view["bills"]["rows"]] == ["acme-voice"]
    assert page.view["bills"]["left"] == (
        "1 model sold today is left out: no source of ours says that it takes and gives audio."
    )


def test_what_only_transcribes_is_asked_for_no_answer_though_it_bills_text(small):
    path = small / "data/models/acme/acme-large.yml"
    path.write_text(path.read_text("utf-8").replace("input: [text, image]", "input: [audio]"), "utf-8")
    page = made_of(small, "acme-large text.input 2", "acme-large text.output 8")
    assert "text" not in load(small).models["acme-large"].inputs
    assert page.view["bills"]["rows"] == []


def test_the_page_stands_without_any_price_or_workload(small):
    (small / "data/workloads.yml").write_text("", "utf-8")
    page = made_of(small)
    assert page.view["bills"] is None
    assert page.view["history"] is None
