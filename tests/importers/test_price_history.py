"""Observed price history: only changes that nothing else explains, seen between two copies, never dated by them."""

from __future__ import annotations

import pytest

from tests.importers.small_sources import READ, bring, everything, genai, price_entry, prices, write
from tokonomix.importers import importer
from tokonomix.importers.runner import remove, run
from tokonomix.problem import SourceError

HEADER = (
    "key,observed_on,event,litellm_provider,mode,input_per_mtok,output_per_mtok,cache_read_per_mtok,"
    "cache_write_per_mtok,batch_input_per_mtok,batch_output_per_mtok,audio_input_per_mtok,audio_output_per_mtok"
)
COPIES = (
    "2025-01-10,tokencost@a", "2025-05-01,tokencost@b", "2025-06-09,tokencost@c", "2025-06-30,litellm==1.1",
    "2025-08-31,litellm==1.2", "2025-10-31,litellm==1.3",
)  # fmt: skip
NOW = {"input_mtok": 2, "output_mtok": 8}


def seen(key="gpt-9", *amounts, provider="openai"):
    """Return the lines of a key: each of `amounts` is 'day input output [cache_read]'."""
    lines = []
    for line in amounts:
        day, *cells = line.split()
        cells = ["" if cell == "-" else cell for cell in (*cells, *[""] * 8)][:8]
        lines.append(",".join([key, day, "changed", provider, "chat", *cells]))
    return lines


FELL = seen("gpt-9", "2025-01-10 4 16", "2025-06-09 2 8")


def observe(root, *lines, header=HEADER, copies=COPIES):
    """Import copies that showed these lines."""
    one = importer("price-history")
    files = {
        "observed_prices.csv": "\n".join([header, *lines]) + "\n",
        "snapshots.csv": "\n".join(["observed_on,source", *copies]) + "\n",
    }
    return run(one, str(write(root / "sources/price-history", files)), root=root, read=READ)


def history(root, platform="openai"):
    """Return what was observed as (model, rate, amount, from, until, last unseen, last seen)."""
    columns = ("model", "rate", "amount", "from", "until", "last_unseen", "last_seen")
    return [
        tuple(row.get(name, "") for name in columns)
        for row in prices(root, platform)
        if row["source"] == "price-history"
    ]


@pytest.fixture
def root(tmp_path):
    """Return a repository with one model at a price without a first day."""
    bring(tmp_path, "genai-prices", genai(openai=[price_entry("gpt-9", NOW)]))
    return tmp_path


def test_a_change_is_recorded_as_seen_between_two_copies_and_never_begun_on_a_day(root):
    observe(root, *FELL)
    assert history(root) == [
        ("gpt-9", "text.input", "4", "", "2025-06-09", "", "2025-05-01"),
        ("gpt-9", "text.output", "16", "", "2025-06-09", "", "2025-05-01"),
    ]


def test_an_amount_between_two_changes_has_the_bounds_of_both(root):
    observe(root, *seen("gpt-9", "2025-01-10 8 16", "2025-05-01 4 16", "2025-10-31 2 8"))
    assert ("gpt-9", "text.input", "4", "2025-05-01", "2025-10-31", "2025-01-10", "2025-06-30") in history(root)


def test_a_release_may_be_older_than_the_day_it_bears(root):
    observe(root, *seen("gpt-9", "2025-01-10 4 16", "2025-10-31 2 8"))
    # The copy before bears 31 August, but may be of any day after 30 June.
    assert {row[-1] for row in history(root)} == {"2025-06-30"}


def test_a_first_sight_is_no_change_and_neither_is_a_rate_that_comes_later(root):
    observe(root, *seen("gpt-9", "2025-01-10 2 8", "2025-06-09 2 8 0.5"))
    assert history(root) == []


def test_a_zero_is_unknown(root):
    observe(root, *seen("gpt-9", "2025-01-10 2 8", "2025-05-01 0.0 0", "2025-06-09 2 8"))
    assert history(root) == []


@pytest.mark.parametrize(
    ("why", "lines"),
    [
        ("a fall by more than a credible factor", ("2025-01-10 20 16", "2025-06-09 2 8")),
        ("a slip by a power of ten that was mended", ("2025-01-10 0.2 0.8", "2025-06-09 2 8")),
        ("a rise, as peak prices and moved names make them", ("2025-01-10 1 8", "2025-06-09 2 8")),
        ("input and output that were swapped", ("2025-01-10 8 2", "2025-06-09 2 8")),
        ("an entry that was mended soon after it came", ("2025-05-01 4 16", "2025-06-09 2 8")),
        ("a history that does not end at the price on record", ("2025-01-10 4 16", "2025-06-09 3 9")),
    ],
)
def test_a_correction_of_wrong_data_is_no_change_of_price(root, why, lines):
    observe(root, *seen("gpt-9", *lines))
    assert history(root) == [], why


def test_an_entry_whose_input_or_output_was_mended_is_believed_in_nothing(tmp_path):
    bring(tmp_path, "genai-prices", genai(openai=[price_entry("gpt-9", NOW | {"cache_read_mtok": 0.5})]))
    observe(tmp_path, *seen("gpt-9", "2025-01-10 4 90 1", "2025-06-09 2 8 0.5"))
    assert history(tmp_path) == []


def test_a_mended_rate_beside_input_and_output_leaves_these_believed(tmp_path):
    bring(tmp_path, "genai-prices", genai(openai=[price_entry("gpt-9", NOW | {"cache_read_mtok": 0.5})]))
    observe(tmp_path, *seen("gpt-9", "2025-01-10 4 16 0.1", "2025-06-09 2 8 0.5"))
    assert [row[1] for row in history(tmp_path)] == ["text.input", "text.output"]


def test_speech_was_first_priced_as_chat_and_mended(root):
    observe(root, *(line.replace(",chat,", ",audio_speech,") for line in FELL))
    assert history(root) == []


def test_where_another_source_dates_the_change_it_wins(tmp_path):
    steps = [{"prices": {"input_mtok": 4, "output_mtok": 8}}, {"constraint": {"start_date": "2025-06-08"}, "prices": NOW}]
    bring(tmp_path, "genai-prices", genai(openai=[price_entry("gpt-9", steps)]))
    observe(tmp_path, *FELL)
    assert "text.input" not in [row[1] for row in history(tmp_path)]


def test_a_date_that_comes_later_wins_too(root):
    observe(root, *FELL)
    steps = [{"prices": {"input_mtok": 4, "output_mtok": 16}}, {"constraint": {"start_date": "2025-06-08"}, "prices": NOW}]
    bring(root, "genai-prices", genai(openai=[price_entry("gpt-9", steps)]))
    assert history(root) == []
    assert [row.get("from", "") for row in prices(root, "openai")] == ["", "2025-06-08", "", "2025-06-08"]


def test_a_stated_day_between_the_copies_speaks_for_a_young_entry(tmp_path):
    steps = [
        {"prices": {"input_mtok": 4, "output_mtok": 8, "cache_read_mtok": 0.5}},
        {"constraint": {"start_date": "2025-06-08"}, "prices": NOW | {"cache_read_mtok": 0.5}},
    ]
    bring(tmp_path, "genai-prices", genai(openai=[price_entry("gpt-9", steps)]))
    observe(tmp_path, *seen("gpt-9", "2025-05-01 4 8 1", "2025-06-09 2 8 0.5"))
    assert [row[1] for row in history(tmp_path)] == ["text.cache_read"]


def test_prices_by_the_clock_have_no_history_from_copies(tmp_path):
    off_peak = {"constraint": {"start_time": "16:30:00Z", "end_time": "00:30:00Z"}, "prices": {"input_mtok": 1}}
    bring(tmp_path, "genai-prices", genai(openai=[price_entry("gpt-9", [{"prices": NOW}, off_peak])]))
    observe(tmp_path, *FELL)
    assert [row[1] for row in history(tmp_path)] == []


def test_a_name_that_moved_to_a_snapshot_kept_its_price(root):
    observe(root, *FELL, *seen("gpt-9-2025-05-01", "2025-05-01 2 8"))
    assert history(root) == []


def test_a_snapshot_whose_price_fell_with_the_name_is_no_move(root):
    observe(root, *FELL, *seen("gpt-9-2025-01-01", "2025-01-10 4 16", "2025-06-09 2 8"))
    assert len(history(root)) == 2


def test_a_moving_name_has_no_history(tmp_path):
    bring(tmp_path, "genai-prices", genai(openai=[price_entry("gpt-9-latest", NOW)]))
    observe(tmp_path, *seen("gpt-9-latest", "2025-01-10 4 16", "2025-06-09 2 8"))
    assert history(tmp_path) == []


def test_what_is_listed_after_a_models_end_is_the_price_of_another(root):
    path = root / "data/models/openai/gpt-9.yml"
    path.write_text(path.read_text("utf-8") + "shutdown_on: 2025-06-01\n", "utf-8")
    observe(root, *FELL)
    assert history(root) == []


def test_only_the_makers_own_service_counts_and_only_models_of_ours(root):
    observe(root, *seen("azure/gpt-9", "2025-01-10 4 16", "2025-06-09 2 8", provider="azure"),
            *seen("perplexity/openai/gpt-9", "2025-01-10 4 16", "2025-06-09 2 8", provider="perplexity"),
            *seen("gpt-unknown", "2025-01-10 4 16", "2025-06-09 2 8"))  # fmt: skip
    assert history(root) == []


def test_deleting_it_and_importing_it_again_gives_the_same_bytes(root):
    before = everything(root)
    observe(root, *FELL)
    after = everything(root)
    assert b"last_unseen" not in after["data/prices/openai.csv"]
    assert remove("price-history", root=root) == ("data/prices/openai.csv",)
    assert everything(root) == before
    observe(root, *FELL)
    assert everything(root) == after


def test_other_sources_keep_their_rows_and_importing_them_again_keeps_ours(root):
    observe(root, *FELL)
    before = everything(root)
    bring(root, "genai-prices", genai(openai=[price_entry("gpt-9", NOW)]))
    assert everything(root) == before


@pytest.mark.parametrize(
    ("header", "lines", "copies", "what"),
    [
        (HEADER.replace("input_per_mtok", "input", 1), FELL, COPIES, "column 'input_per_mtok' is missing"),
        (HEADER, seen("gpt-9", "2025-01-10 four 16"), COPIES, "gpt-9: 'input_per_mtok' is 'four', not an amount"),
        (HEADER, seen("gpt-9", "2025-01-10 -4 16"), COPIES, "gpt-9: 'input_per_mtok' is '-4', not an amount"),
        (HEADER, seen("gpt-9", "spring 4 16"), COPIES, "gpt-9: 'observed_on' is 'spring', not a day"),
        (HEADER, FELL, ("2025-01,tokencost@a",), "'observed_on' is '2025-01', not a day"),
    ],
)
def test_another_shape_is_refused_by_the_name_of_the_field(root, header, lines, copies, what):
    before = everything(root)
    with pytest.raises(SourceError, match=what):
        observe(root, *lines, header=header, copies=copies)
    assert everything(root) == before


def test_a_copy_that_is_not_listed_is_refused(root):
    with pytest.raises(SourceError, match=r"2025-06-09 is no copy of snapshots\.csv"):
        observe(root, *FELL, copies=COPIES[:2])
