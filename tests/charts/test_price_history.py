"""The chart of price history says what moved, draws steps, and keeps every change in its table."""

import json
from datetime import date

from tests.money.catalogues import priced
from tokonomix.bindings import Bindings
from tokonomix.charts import price_history
from tokonomix.edition import Edition
from tokonomix.problem import Place

FELL = ("acme-large text.output 10 from=2025-03-01 until=2026-01-01", "acme-large text.output 2 from=2026-01-01")


def chart(small, *rows):
    edition = Edition(priced(small, *rows), date(2026, 11, 22))
    return price_history.chart(edition, Bindings(edition, "pricing/", Place("content/pricing.md")))


def test_the_title_is_the_finding(small):
    assert chart(small, *FELL)["title"] == (
        "Since January 2026 list prices of output fell once; Acme Large fell most, by 80\u202f%"
    )


def test_a_promotion_that_ends_is_no_rise_and_is_told_beforehand(small):
    made = chart(
        small, *FELL, "acme-voice text.output 1 until=2027-01-01 status=promo",
        "acme-voice text.output 2 from=2027-01-01 status=announced",
    )  # fmt: skip
    assert "rose" not in made["title"]
    assert made["sentence"].endswith("1 promotion ends on 1\u00a0January 2027.")


def test_each_change_stands_in_the_table_with_both_records(small):
    rows = chart(small, *FELL, "acme-large text.input 4 until=2026-01-01", "acme-large text.input 2 from=2026-01-01")["table"]["rows"]
    told = [[cell if isinstance(cell, str) else cell.text for cell in row] for row in rows]
    assert ["Acme Large", "Text output", "1\u00a0Jan\u00a02026", "US$\u00a010.00", "US$\u00a02.00", "−80\u202f%"] in told
    assert ["Acme Large", "Text input", "1\u00a0Jan\u00a02026", "US$\u00a04.00", "US$\u00a02.00", "−50\u202f%"] in told


def test_a_price_is_drawn_as_steps_from_its_first_day_to_the_day_of_the_data(small):
    figure = json.loads(chart(small, *FELL)["json"])
    line = figure["data"][0]
    assert line["line"]["shape"] == "hv"
    assert list(zip(line["x"], line["y"], strict=True)) == [("2025-03-01", 10), ("2026-01-01", 2), ("2026-11-21", 2)]


def test_the_line_of_a_retired_model_ends_on_the_day_on_which_it_was_gone(small):
    path = small / "data/models/acme/acme-large.yml"
    path.write_text(path.read_text("utf-8").replace("status: current", "status: retired\nshutdown_on: 2026-06-01"), "utf-8")
    made = chart(small, *FELL)
    assert "A line that ends early belongs to a model that its maker no longer serves." in made["sentence"]
    line, _dots, name = json.loads(made["json"])["data"]
    assert line["x"][-1] == "2026-06-01"
    assert (name["x"], name["y"]) == (["2026-06-01"], [2])


def test_an_announced_price_is_drawn_dotted(small):
    made = chart(small, *FELL[:1], "acme-large text.output 2 from=2026-01-01 until=2027-01-01",
                 "acme-large text.output 5 from=2027-01-01 status=announced")  # fmt: skip
    dashes = [trace["line"]["dash"] for trace in json.loads(made["json"])["data"] if "dash" in trace.get("line", {})]
    assert dashes == ["solid", "dot"]


def test_the_figure_names_colours_and_writes_none(small):
    assert "#" not in chart(small, *FELL)["json"]


def test_models_that_share_a_history_are_drawn_once(small):
    files = small / "data/models/acme"
    (files / "acme-large-turbo.yml").write_text((files / "acme-large.yml").read_text("utf-8").replace("Acme Large", "Acme Large Turbo"), "utf-8")
    made = chart(small, *FELL, *(row.replace("acme-large", "acme-large-turbo") for row in FELL))
    assert made["name"] == "Text output price over time of 1 model"
    assert len(made["table"]["rows"]) == 2


def test_without_a_change_there_is_no_chart(small):
    assert chart(small, "acme-large text.output 10") is None


def test_names_that_would_stand_on_each_other_are_moved_apart():
    heights = price_history._spread([1.0, 1.01, 50.0])
    assert heights[0] == 1.0
    assert heights[1] > 1.2
    assert heights[2] == 50.0


def of_model(small, *rows):
    edition = Edition(priced(small, *rows), date(2026, 11, 22))
    bindings = Bindings(edition, "models/acme-large/", Place("content/models/acme-large.md"))
    return price_history.of_model(edition, bindings, edition.catalog.models["acme-large"])


def test_a_model_whose_price_never_changed_has_no_chart_of_its_own(small):
    assert of_model(small, "acme-large text.output 10") is None


def test_the_chart_of_a_model_names_each_rate_and_holds_both_records_of_a_change(small):
    made = of_model(small, *FELL, "acme-large text.input 2 until=2026-02-01", "acme-large text.input 1 from=2026-02-01")
    assert made["title"] == "The list price changed on 2 days on record"
    names = {trace["name"] for trace in json.loads(made["json"])["data"] if trace.get("name")}
    assert names == {"Text input", "Text output"}
    told = [[cell if isinstance(cell, str) else cell.text for cell in row] for row in made["table"]["rows"]]
    assert told[0] == ["Text input", "1\u00a0Feb\u00a02026", "US$\u00a02.00", "US$\u00a01.00", "−50\u202f%"]
    assert all(cell.local for row in made["table"]["rows"] for cell in row[2:4])
