"""The runner: same bytes again, others' records untouched, all or nothing, a dry run that changes nothing."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.importers.small_sources import (
    READ,
    bring,
    claimed,
    entry,
    everything,
    genai,
    model,
    models_dev,
    price_entry,
    prices,
    write,
)
from tokonomix.importers import IMPORTERS, importer, runner
from tokonomix.importers.runner import fetch, remove, run
from tokonomix.importers.writing import columns, format_csv, format_yaml
from tokonomix.problem import SourceError
from tokonomix.schema.model import ModelFile
from tokonomix.schema.rows import PriceRow

PLAIN = {"input_mtok": 2, "output_mtok": 8}
FACTS = models_dev(
    openai={
        "gpt-8": entry("GPT-8", cost={"input": 3, "output": 9}),
        "gpt-9": entry("GPT-9", cost={"input": 2.5, "output": 10}),
        "gpt-9-2024-11-20": entry("GPT-9 (2024-11-20)"),
    }
)
PRICES = genai(openai=[price_entry("gpt-9", PLAIN, context_window=64000), price_entry("gpt-10", PLAIN)])
ENDS = [{"provider": "openai", "model": "gpt-9", "status": "active", "released_on": "2024-05-01", "sources": []}]
SOURCES = {"models-dev": FACTS, "genai-prices": PRICES, "model-deprecations": ENDS}


@pytest.fixture
def root(tmp_path):
    """Return a repository after a first import of three sources."""
    for source, data in SOURCES.items():
        bring(tmp_path, source, data)
    return tmp_path


@pytest.mark.parametrize("source", SOURCES)
def test_deleting_a_source_and_importing_it_again_gives_the_same_bytes(root, source):
    before = everything(root)
    remove(source, root=root)
    assert everything(root) != before
    bring(root, source, SOURCES[source])
    assert everything(root) == before


@pytest.mark.parametrize("source", SOURCES)
def test_importing_twice_changes_nothing(root, source):
    before = everything(root)
    report = bring(root, source, SOURCES[source])
    assert everything(root) == before
    assert (report.added, report.changed, report.vanished, report.files) == ((), (), (), ())


def test_removing_a_source_leaves_what_the_others_say(root):
    remove("models-dev", root=root)
    assert model(root, "openai/gpt-9")["released"] == "2024-05-01"
    assert {row["source"] for row in prices(root, "openai")} == {"genai-prices"}


def test_offers_of_one_region_under_two_scopes_are_two_records_and_a_global_one_is_one():
    ground = {(scope, region): runner._ground({"model": "m", "region": region, "scope": scope})
              for scope, region in (("zone", "eu-1"), ("region", "eu-1"), ("global", "global"))}  # fmt: skip
    assert len(set(ground.values())) == 3
    assert ground["global", "global"] == runner._ground({"model": "m", "region": "global"})


def test_a_dry_run_reports_and_changes_nothing(tmp_path):
    report = bring(tmp_path, "models-dev", FACTS, dry_run=True)
    assert "models/gpt-9#limits.context" in report.added
    assert next(report.lines()).endswith("would write 5 files")
    assert not (tmp_path / "data").exists()


def test_the_report_names_what_changed_and_what_vanished(root):
    changed = models_dev(openai={"gpt-9": entry("GPT-9", limit={"context": 256000, "output": 16384})})
    report = bring(root, "models-dev", changed, dry_run=True)
    assert "models/gpt-9#limits.context" in report.changed
    assert "models/gpt-8#name" in report.vanished
    assert "prices/openai#gpt-8/global/text.input" in report.vanished


def test_the_day_of_reading_alone_is_no_change(root):
    report = bring(root, "models-dev", FACTS, read=date(2026, 12, 1))
    assert report.changed == ()
    assert model(root, "openai/gpt-8")["read"] == "2026-12-01"


def test_a_curated_value_wins_and_the_source_becomes_a_claim(root):
    path = root / "data/models/openai/gpt-9.yml"
    file = model(root, "openai/gpt-9")
    file["limits"]["context"] = 16000
    file["sources"] = file.get("sources", {}) | {"limits.context": {"source": "openai-page", "read": "2026-11-01"}}
    path.write_text(format_yaml(ModelFile, file), "utf-8")
    report = bring(root, "models-dev", FACTS)
    found = model(root, "openai/gpt-9")
    assert found["limits"]["context"] == 16000
    assert {"value": 128000, "source": "models-dev", "read": "2026-11-22"} in found["claims"]["limits.context"]
    assert "models/gpt-9#limits.context" in report.disputed


def test_a_field_on_which_a_person_follows_nobody_stays_open(root):
    path = root / "data/models/openai/gpt-9.yml"
    file = model(root, "openai/gpt-9") | {
        "claims": {"shutdown_on": [{"value": "2026-07-23", "source": "archive", "read": "2026-11-01"}]}
    }
    path.write_text(format_yaml(ModelFile, file), "utf-8")
    bring(root, "model-deprecations", [ENDS[0] | {"shutdown_on": "2027-01-20"}])
    found = model(root, "openai/gpt-9")
    assert "shutdown_on" not in found
    assert [claim["value"] for claim in found["claims"]["shutdown_on"]] == ["2026-07-23", "2027-01-20"]


def test_one_limit_in_two_units_is_no_dissent_and_the_finer_is_followed_whoever_gives_it(tmp_path):
    facts = models_dev(openai={"gpt-9": entry("GPT-9", limit={"context": 128000, "output": 32768})})
    finer = genai(openai=[price_entry("gpt-9", PLAIN, context_window=131072)])
    bring(tmp_path, "models-dev", facts)
    assert bring(tmp_path, "genai-prices", finer).disputed == ()
    found = (tmp_path / "data/models/openai/gpt-9.yml").read_text("utf-8")
    assert model(tmp_path, "openai/gpt-9")["limits"]["context"] == 131072
    assert model(tmp_path, "openai/gpt-9")["claims"] == {
        "limits.context": [{"value": 128000, "source": "models-dev", "read": "2026-11-22"}]
    }
    assert bring(tmp_path, "models-dev", facts).disputed == ()
    assert (tmp_path / "data/models/openai/gpt-9.yml").read_text("utf-8") == found


def test_a_limit_that_is_another_count_is_a_dissent(tmp_path):
    facts = models_dev(openai={"gpt-9": entry("GPT-9", limit={"context": 1047576, "output": 32768})})
    bring(tmp_path, "models-dev", facts)
    rounded = genai(openai=[price_entry("gpt-9", PLAIN, context_window=1000000)])
    assert bring(tmp_path, "genai-prices", rounded).disputed == ("models/gpt-9#limits.context",)
    assert model(tmp_path, "openai/gpt-9")["limits"]["context"] == 1047576


def test_a_claim_is_followed_once_the_higher_source_is_gone(root):
    assert model(root, "openai/gpt-9")["limits"]["context"] == 128000
    remove("models-dev", root=root)
    found = model(root, "openai/gpt-9")
    assert found["limits"]["context"] == 64000
    assert "limits.context" not in found.get("claims", {})


def test_a_source_that_agrees_with_the_one_we_follow_is_on_record_too(tmp_path):
    bring(tmp_path, "models-dev", models_dev(openai={"gpt-9": entry("GPT-9")}))
    bring(tmp_path, "genai-prices", genai(openai=[price_entry("gpt-9", PLAIN, context_window=128000)]))
    assert [claim["source"] for claim in model(tmp_path, "openai/gpt-9")["claims"]["limits.context"]] == ["genai-prices"]


def test_a_curated_rate_is_left_alone_and_a_different_amount_is_disputed(root):
    path = root / "data/prices/openai.csv"
    row = {"model": "gpt-10", "region": "global", "rate": "text.input", "amount": "2.20", "per": "1M tokens"}
    row |= {"source": "openai-page", "checked_on": "2026-11-01"}
    path.write_text(format_csv(PriceRow, [row]), "utf-8")
    report = bring(root, "genai-prices", PRICES)
    kept = {r["rate"]: (r["amount"], r["source"]) for r in prices(root, "openai") if r["model"] == "gpt-10"}
    assert kept == {"text.input": ("2.20", "openai-page"), "text.output": ("8", "genai-prices")}
    assert ("gpt-10", "text.input", "2", "genai-prices") in claimed(root, "openai")
    assert "prices/openai#gpt-10/global/text.input" in report.disputed


def test_dated_prices_displace_undated_ones_of_the_same_model_only(root):
    sources = {row["model"]: row["source"] for row in prices(root, "openai")}
    assert (sources["gpt-9"], sources["gpt-8"]) == ("genai-prices", "models-dev")


def test_the_order_of_the_importers_of_facts_does_not_matter_after_a_second_round(tmp_path):
    for root, order in ((tmp_path / "one", list(SOURCES)), (tmp_path / "two", list(reversed(SOURCES)))):
        root.mkdir()
        for source in [*order, *order]:
            bring(root, source, SOURCES[source])
    assert everything(tmp_path / "one") == everything(tmp_path / "two")


def test_a_fault_in_one_file_leaves_every_file_as_it_was(root, monkeypatch):
    before = everything(root)
    calls = []

    def fail(path, mode):
        calls.append(path)
        raise OSError("disk full")

    monkeypatch.setattr("pathlib.Path.chmod", fail)
    with pytest.raises(OSError, match="disk full"):
        bring(root, "models-dev", models_dev(openai={"gpt-9": entry("GPT-9 again")}))
    assert calls
    assert everything(root) == before


def test_a_source_that_is_gone_is_refused_and_nothing_is_written(tmp_path):
    with pytest.raises(SourceError, match="the source is not there"):
        run(IMPORTERS[0], str(tmp_path / "nowhere"), root=tmp_path, read=READ)
    assert not (tmp_path / "data").exists()


def test_a_missing_file_is_named(tmp_path):
    one = importer("genai-prices")
    with pytest.raises(SourceError, match=r"the file 'prices_checked\.csv' is missing"):
        fetch(one, str(write(tmp_path / "source", {"data.json": "[]"})))


def test_one_file_may_be_named_itself(tmp_path):
    folder = write(tmp_path / "source", {"other-name.json": json.dumps(FACTS)})
    report = run(importer("models-dev"), str(folder / "other-name.json"), root=tmp_path, read=READ)
    assert report.added


@pytest.mark.parametrize("address", ["http://example.org/data.json", "ftp://example.org/data.json", "file:///etc/passwd"])
def test_only_paths_and_https_are_read(tmp_path, address):
    with pytest.raises(SourceError, match="is not https"):
        run(IMPORTERS[0], address, root=tmp_path, read=READ)


def test_every_importer_has_an_id_of_its_own():
    ids = [one.id for one in IMPORTERS]
    assert len(ids) == len(set(ids))


_AMOUNTS = st.decimals("0.0001", "900", places=4, allow_nan=False)
_STEPS = st.lists(st.tuples(st.dates(date(2024, 1, 1), date(2027, 12, 31)), _AMOUNTS), max_size=5, unique_by=lambda s: s[0])


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=_AMOUNTS, steps=_STEPS)
def test_on_every_day_exactly_one_period_of_a_rate_holds(tmp_path_factory, first, steps):
    root = tmp_path_factory.mktemp("periods")
    history = [{"prices": {"input_mtok": float(first)}}]
    for day, amount in sorted(steps):
        history.append({"constraint": {"start_date": day.isoformat()}, "prices": {"input_mtok": float(amount)}})
    bring(root, "genai-prices", genai(openai=[price_entry("gpt-9", history)]))
    rows = prices(root, "openai")
    for day in {date(2023, 1, 1), date(2028, 1, 1), *(day for day, _ in steps)}:
        at = day.isoformat()
        holding = [row for row in rows if row.get("from", "") <= at < row.get("until", "9999")]
        expected = [amount for since, amount in sorted(steps) if since <= day]
        assert [row["amount"] for row in holding] == [f"{(expected[-1] if expected else first).normalize():f}"]


def test_the_writer_keeps_a_curated_amount_as_it_is_written():
    row = dict.fromkeys(columns(PriceRow)) | {"model": "gpt-9", "rate": "text.input", "amount": "0.60", "tier": "standard"}
    assert format_csv(PriceRow, [row]).splitlines()[1] == "gpt-9,,,text.input,0.60,,,,,,,,,"
