"""A flat table of a person: adds, corrects and closes what its sources say, refuses in words, deletes nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.importers.small_sources import everything, model
from tokonomix.__main__ import main
from tokonomix.importers.flat_csv import ListRow
from tokonomix.load import load
from tokonomix.schema.base import shape_rows
from tokonomix.source import parse_csv, read_csv

HEAD = "model,vendor,name,platform,rate,amount,from,status,context,released,source,checked_on"


def bring(root, *lines, head=HEAD, options=()):
    """Import a table; return the exit code."""
    (root / "list.csv").write_text("\n".join([head, *lines]) + "\n", "utf-8")
    return main(["--root", str(root), "import", "csv", str(root / "list.csv"), "--read", "2026-11-22", *options])


def rates(root, name, rate="text.input"):
    """Return the plain rates of a model as (amount, from, until, source)."""
    rows = (row.values for row in read_csv(root, "data/prices/acme.csv").rows)
    columns = ("amount", "from", "until", "source")
    return [
        tuple(row.get(column, "") for column in columns)
        for row in rows
        if row["model"] == name and row["rate"] == rate and not {"when", "tier"} & set(row)
    ]


def test_a_new_model_gets_its_file_its_offer_and_its_price(small, capsys):
    line = "acme-nano,acme,Acme Nano,acme,text.input,0.10,2026-10-01,,64000,2026-10-01,acme-docs,2026-11-20"
    assert bring(small, line) == 0
    assert model(small, "acme/acme-nano") == {
        "name": "Acme Nano", "kind": "model", "vendor": "acme", "released": "2026-10-01", "limits": {"context": 64000},
        "source": "acme-docs", "read": "2026-11-20",
    }  # fmt: skip
    assert rates(small, "acme-nano") == [("0.10", "2026-10-01", "", "acme-docs")]
    assert [row.values["model"] for row in read_csv(small, "data/offers/acme.csv").rows] == ["acme-large", "acme-nano"]
    assert "acme-nano" in load(small).models
    assert capsys.readouterr().out.startswith("acme-docs: ")


def test_a_new_amount_closes_the_old_one_on_its_first_day(small, capsys):
    assert bring(small, "acme-large,,,acme,text.input,1.50,2026-11-01,,,,pricebook,") == 0
    assert rates(small, "acme-large") == [
        ("3.00", "2025-03-01", "2026-02-01", "pricebook"),
        ("2.00", "2026-02-01", "2026-11-01", "pricebook"),
        ("1.50", "2026-11-01", "", "pricebook"),
    ]
    told = capsys.readouterr().out
    assert "1 added, 1 changed" in told
    assert "changed: prices/acme#acme-large/text.input/2026-02-01" in told


def test_two_new_amounts_follow_each_other_whatever_their_order(small):
    lines = [f"acme-large,,,acme,text.input,{amount},{day},,,,pricebook," for amount, day in (("1", "2026-12-01"), ("1.5", "2026-11-01"))]
    assert bring(small, *lines) == 0
    assert rates(small, "acme-large")[1:] == [
        ("2.00", "2026-02-01", "2026-11-01", "pricebook"),
        ("1.5", "2026-11-01", "2026-12-01", "pricebook"),
        ("1", "2026-12-01", "", "pricebook"),
    ]


def test_a_correction_in_place_names_the_day_of_the_row(small):
    assert bring(small, "acme-large,,,acme,text.input,2.20,2026-02-01,,,,pricebook,") == 0
    assert rates(small, "acme-large")[1] == ("2.20", "2026-02-01", "", "pricebook")


def test_another_amount_without_a_day_is_refused_since_history_is_never_overwritten(small, capsys):
    before = everything(small)
    assert bring(small, "acme-large,,,acme,text.input,1.50,,,,,pricebook,") == 1
    assert (
        "2:30: text.input is 1.50 but 2.00 since 2026-02-01 in data/prices/acme.csv. "
        "Write into 'from' since when it is so; or mend the recorded row."
    ) in capsys.readouterr().err
    assert everything(small) == before


def test_the_same_amount_is_checked_anew_and_nothing_else(small, capsys):
    assert bring(small, "acme-large,,,acme,text.input,2,,,,,pricebook,2026-11-22") == 0
    assert "0 added, 0 changed" in capsys.readouterr().out
    rows = read_csv(small, "data/prices/acme.csv").rows
    (row,) = [r.values for r in rows if r.values.get("from") == "2026-02-01" and "when" not in r.values]
    assert (row["amount"], row["checked_on"]) == ("2.00", "2026-11-22")


def test_a_rate_that_the_list_no_longer_names_is_told_and_kept(small, capsys):
    assert bring(small, "acme-large,,,acme,text.input,2,,,,,pricebook,") == 0
    told = capsys.readouterr().out
    assert "vanished: prices/acme#acme-large@global/standard/text.output" in told
    assert rates(small, "acme-large", "text.output")


def test_a_fact_that_a_person_read_goes_before_an_importers_and_keeps_it_as_a_claim(small, capsys):
    path = small / "data/models/acme/acme-voice.yml"
    text = path.read_text("utf-8").replace("source: acme-docs", "source: models-dev")
    path.write_text(text, "utf-8")
    context = model(small, "acme/acme-voice")["limits"]["context"]
    assert bring(small, "acme-voice,,,,,,,,777,,acme-docs,2026-11-20") == 0
    found = model(small, "acme/acme-voice")
    assert found["limits"]["context"] == 777
    assert found["sources"]["limits.context"]["source"] == "acme-docs"
    assert [(c["value"], c["source"]) for c in found["claims"]["limits.context"]] == [(context, "models-dev")]
    assert "disputed: models/acme-voice#limits.context" in capsys.readouterr().out


def test_what_another_person_recorded_stays_and_the_dissent_is_told(small, capsys):
    assert bring(small, "acme-large,,,,,,,,777,,pricebook,2026-11-21") == 0
    found = model(small, "acme/acme-large")
    assert found["limits"]["context"] == 200000
    assert {"value": 777, "source": "pricebook", "read": "2026-11-21"} in found["claims"]["limits.context"]
    assert "disputed: models/acme-large#limits.context" in capsys.readouterr().out


def test_everything_wrong_is_told_at_once_with_line_and_column_and_nothing_written(small, capsys):
    before = everything(small)
    lines = [
        "acme-lorge,,,acme,text.input,1,,,,,acme-docs,",
        "acme-large,,,acne,text.inputs,1,,,,,genai-prices,",
        "acme-large,,,acme,text.input,0,,,,,acme-dogs,",
        "acme-large,,,,,,,,,,acme-docs,",
        "acme-new,acne,Acme New,acme,text.input,,,,,,acme-docs,",
        "acme-large,,,acme,text.output,9,,,64,,acme-docs,",
        "acme-large,,,acme,text.output,9,,,65,,acme-docs,",
        "acme-large,,,,,9,,,64,,acme-docs,",
    ]
    assert bring(small, *lines) == 1
    told = [line.rpartition("list.csv:")[2] for line in capsys.readouterr().err.splitlines()[1:]]
    assert told == [
        "2:1: model 'acme-lorge' does not exist. Write 'acme-large', or give its vendor and name, and it is added.",
        "3:14: platform 'acne' does not exist. Write 'acme', or write who sells at it, an id of data/platforms.yml.",
        "3:19: rate 'text.inputs' is not known. Write 'text.input', or see data/README.md for what can be billed.",
        "3:37: the records of 'genai-prices' are written by its importer alone. Name the page that you read, as a source of its own.",
        "4:30: amount is 0 but status is 'list'. Leave it empty and write status unknown, or set status to 'free'.",
        "4:36: source 'acme-dogs' does not exist. Write 'acme-docs', or add it to data/sources.yml.",
        "5:1: the row says nothing. Give a rate with its amount, or a fact of the model.",
        "6:10: vendor 'acne' does not exist. Write 'acme', or add it to data/vendors.yml.",
        "6:40: amount is empty but status is 'list'. Write the amount, or set status to 'unknown'.",
        "8:19: the rate of line 7 again. Keep one of them.",
        "8:35: context is '65' but '64' on line 7. Write one value for a model and source.",
        "9:16: an amount without a rate. Write what is billed, for example text.input.",
    ]
    assert everything(small) == before


@pytest.mark.parametrize(
    ("head", "what"),
    [
        ("model,source,prize", "1:14: column 'prize' is unknown."),
        ("model,context", "1:1: column 'source' is missing."),
    ],
)
def test_an_unknown_or_missing_column_is_named(small, capsys, head, what):
    assert bring(small, head=head) == 1
    assert what in capsys.readouterr().err


def test_the_example_for_contributors_fits_the_shape():
    text = (Path(__file__).resolve().parents[2] / "CONTRIBUTING.md").read_text("utf-8")
    (example,) = re.findall(r"```csv\n(.*?)```", text, re.DOTALL)
    lines, problems = shape_rows(ListRow, parse_csv(example, "CONTRIBUTING.md"))
    assert (len(lines), problems) == (2, [])


def test_a_table_from_a_spreadsheet_will_do(small):
    assert bring(small, "acme-large;pricebook;acme;text.input;1,50;21.10.2026", head="model;source;platform;rate;amount;from") == 0
    assert rates(small, "acme-large")[-1] == ("1.50", "2026-10-21", "", "pricebook")


def test_a_rate_that_another_person_gives_is_refused(small, capsys):
    assert bring(small, "acme-large,,,acme,text.input,1,,,,,acme-docs,") == 1
    assert "'pricebook' already gives this rate in data/prices/acme.csv" in capsys.readouterr().err


def test_a_dry_run_says_the_same_and_changes_nothing(small, capsys):
    before = everything(small)
    line = "acme-large,,,acme,text.input,1.50,2026-11-01,,,,pricebook,"
    assert bring(small, line, options=["--dry-run"]) == 0
    assert "1 added, 1 changed" in capsys.readouterr().out
    assert everything(small) == before


def test_importing_the_same_list_again_changes_nothing(small):
    line = "acme-large,,,acme,text.input,1.50,2026-11-01,,,,pricebook,"
    bring(small, line)
    before = everything(small)
    assert bring(small, line) == 0
    assert everything(small) == before


def test_records_of_other_sources_and_other_models_are_left_alone(small):
    before = everything(small)
    bring(small, "acme-voice,,,acme,text.output,4,2026-11-01,,,,acme-docs,")
    after = everything(small)
    changed = {path for path in before | after if before.get(path) != after.get(path)}
    assert changed == {"data/prices/acme.csv", "data/offers/acme.csv"}


def test_a_list_that_is_not_there_is_said_in_a_sentence(small, capsys):
    assert main(["--root", str(small), "import", "csv", str(small / "nowhere.csv")]) == 1
    assert "no file" in capsys.readouterr().err
