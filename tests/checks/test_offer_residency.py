"""Which regions of the large clouds lie outside the Union, however they are named."""

from __future__ import annotations

import pytest

from tokonomix.checks.offer_residency import OUTSIDE_EU

INSIDE = (
    "eu", "europe", "eu-west-1", "eu-west-3", "eu-central-1", "eu-north-1", "eu-south-2", "europe-west1", "europe-west4",
    "europe-north1", "westeurope", "northeurope", "swedencentral", "germanywestcentral", "francecentral", "italynorth",
    "polandcentral", "spaincentral", "austriaeast", "belgiumcentral", "global", "fr-par", "gra",
)  # fmt: skip
OUTSIDE = (
    "us", "us-east-1", "us-central1", "us-gov-west-1", "eastus", "eastus2", "westus3", "northcentralus", "southcentralus",
    "usgovvirginia", "uk", "uksouth", "ukwest", "eu-west-2", "europe-west2", "ch", "eu-central-2", "europe-west6",
    "switzerlandnorth", "switzerlandwest", "no", "norwayeast", "japaneast", "koreacentral", "australiaeast",
    "centralindia", "southindia", "brazilsouth", "canadaeast", "southafricanorth", "uaenorth", "ap-southeast-2",
    "asia-northeast1", "me-central-1", "southeastasia", "eastasia",
)  # fmt: skip


@pytest.mark.parametrize("region", INSIDE)
def test_a_region_of_the_union_or_of_no_place_is_not_outside_it(region: str) -> None:
    assert not OUTSIDE_EU.match(region)


@pytest.mark.parametrize("region", OUTSIDE)
def test_a_region_elsewhere_is_outside_the_union_even_if_it_is_named_for_europe(region: str) -> None:
    assert OUTSIDE_EU.match(region)
