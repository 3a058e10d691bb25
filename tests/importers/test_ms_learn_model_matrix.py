"""The table of Azure's European regions: what is offered where, each pitfall once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.importers.small_sources import READ, bring, entry, everything, models_dev, write
from tokonomix.importers import importer
from tokonomix.importers.runner import Report, remove, run
from tokonomix.problem import SourceError
from tokonomix.source import read_csv

HEAD = "deployment_type,processing_boundary,model,version,region,region_in_eu27"
ZONE, HERE, WORLD = "DataZoneStandard,EU data zone", "Standard,that single region", "GlobalStandard,any Azure region"
TABLE = f"""{HEAD}
{ZONE},gpt-9,2024-11-20,francecentral,yes
{HERE},gpt-9,2024-11-20,francecentral,yes
{WORLD},gpt-9,2024-11-20,francecentral,yes
{ZONE},gpt-9,2024-11-20,norwayeast,no
{ZONE},gpt-8,2024-05-13,francecentral,yes
{ZONE},gpt-8,2024-08-06,francecentral,yes
{HERE},text-embedding-9,1,francecentral,yes
"""
FACTS = models_dev(
    openai={
        "gpt-8": entry("GPT-8"),
        "gpt-9": entry("GPT-9"),
        "gpt-9-2024-11-20": entry("GPT-9 (2024-11-20)"),
    }
)


def read_table(root: Path, table: str = TABLE) -> Report:
    one = importer("ms-learn-model-matrix")
    assert one is not None
    folder = write(root.parent / "regions", {one.files[0]: table})
    return run(one, str(folder), root=root, read=READ)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a repository with three models and the offers of the table."""
    root = tmp_path / "repository"
    bring(root, "models-dev", FACTS)
    read_table(root)
    return root


def offers(root: Path) -> dict[tuple[str, str, str], dict[str, str]]:
    rows = [row.values for row in read_csv(root, "data/offers/azure.csv").rows]
    return {(row["model"], row["region"], row["scope"]): row for row in rows}


def test_one_region_is_offered_under_each_deployment_type_apart(root):
    mine = {key for key in offers(root) if key[:2] == ("gpt-9-2024-11-20", "francecentral")}
    assert {scope for _, _, scope in mine} == {"zone", "region", "global"}


def test_a_global_deployment_stays_global_in_a_european_region(root):
    row = offers(root)["gpt-9-2024-11-20", "francecentral", "global"]
    assert "processing" not in row


def test_a_data_zone_reaches_norway_where_the_table_says_so(root):
    assert ("gpt-9-2024-11-20", "norwayeast", "zone") in offers(root)


def test_versions_without_a_snapshot_of_ours_are_one_offer_of_the_model_that_names_them(root):
    row = offers(root)["gpt-8", "francecentral", "zone"]
    assert row["note"] == "As version 2024-05-13 and 2024-08-06."


def test_what_is_no_model_of_ours_is_left_out(root):
    assert {model for model, _, _ in offers(root)} == {"gpt-8", "gpt-9-2024-11-20"}


def test_each_offer_names_the_table_and_the_day_on_which_it_was_read(root):
    for row in offers(root).values():
        assert row["evidence"].endswith("deployments-standard.md")
        assert (row["source"], row["read"]) == ("ms-learn-model-matrix", "2026-11-22")


def test_deleting_the_table_and_reading_it_again_gives_the_same_bytes(root):
    before = everything(root)
    remove("ms-learn-model-matrix", root=root)
    assert everything(root) != before
    read_table(root)
    assert everything(root) == before


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        (TABLE.replace("Standard,that", "DeveloperTier,that"), "'deployment_type' is 'DeveloperTier'"),
        (TABLE.replace("norwayeast", "Norway East"), "'region' is 'Norway East'"),
        (TABLE.replace("region_in_eu27", "in_eu", 1), "the columns are"),
        (f"{TABLE}{ZONE},gpt-9,2024-11-20,norwayeast,no\n", "stands twice"),
        (f"{HEAD}\n", "no rows"),
    ],
)
def test_a_table_of_another_shape_is_refused_and_nothing_is_written(root, table, fault):
    before = everything(root)
    with pytest.raises(SourceError, match=fault):
        read_table(root, table)
    assert everything(root) == before
