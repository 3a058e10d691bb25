"""The live test offers what a browser can call, and says of everything else why not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tokonomix.edition import Edition
from tokonomix.load import load
from tokonomix.pages import live_test
from tokonomix.problem import SourceError

API = "acme: {name: Acme API, vendor: acme, api: 'https://api.acme.invalid/v1', regions: {eu: EU}}\n"


@pytest.fixture
def made(small: Path) -> Callable[..., dict[str, Any]]:
    """Return a function that makes the page of the small repository, changed as asked, and gives its script's data."""

    def make(changes: dict[str, tuple[str, str]] | None = None, day: str = "2026-11-22") -> dict[str, Any]:
        (small / "data" / "platforms.yml").write_text(API, "utf-8")
        for path, (old, new) in (changes or {}).items():
            text = (small / path).read_text("utf-8")
            assert old in text
            (small / path).write_text(text.replace(old, new), "utf-8")
        [page] = live_test.make(Edition(load(small), date.fromisoformat(day)))
        return page.view["data"]

    return make


def left_out(data: dict[str, Any]) -> dict[str, str]:
    return {name: group["why"] for group in data["left_out"] for name in group["models"]}


def test_a_model_is_offered_with_its_name_there_and_the_prices_in_force(made):
    [model] = made()["models"]
    [place] = model["at"]
    assert (model["id"], place["platform"], place["served"]) == ("acme-large", "acme", "acme-large")
    assert (place["input"]["value"], place["output"]["value"]) == ("2.00", "8")
    assert "cached" not in place
    assert place["checked"].replace("\u00a0", " ") == "21 November 2026"
    assert place["input"]["href"].startswith("models/acme-large/#r-")


def test_only_platforms_that_serve_a_listed_model_are_named_with_their_address(made):
    assert made()["platforms"] == {"acme": {"name": "Acme API", "api": "https://api.acme.invalid/v1", "unasked": False}}


def test_every_model_is_either_offered_or_left_out_with_a_reason(made):
    data = made()
    out = left_out(data)
    assert out == {
        "acme-voice": live_test.REALTIME,
        "acme-latest": live_test.NO_PLATFORM,
        "acme-large-2025-03-01": live_test.NO_PLATFORM,
    }
    assert {model["id"] for model in data["models"]} | set(out) == {
        "acme-large", "acme-voice", "acme-latest", "acme-large-2025-03-01",
    }  # fmt: skip


def test_a_retired_model_is_left_out_from_its_last_day_on(made):
    offered = {"data/offers/acme.csv": ("acme-large,acme-large", "acme-large-2025-03-01,dated")}
    [model] = made(offered, day="2026-12-30")["models"]
    assert (model["at"][0]["served"], model["note"].replace("\u00a0", " ")) == ("dated", "ends 31 Dec 2026")
    assert left_out(made({}, day="2026-12-31"))["acme-large-2025-03-01"] == live_test.RETIRED


@pytest.mark.parametrize(
    ("endpoints", "why"),
    [
        ("[responses]", live_test.OTHER_ENDPOINT),
        ("[realtime]", live_test.REALTIME),
        ("[embeddings]", live_test.NO_TEXT),
        ("[chat, responses]", None),
    ],
)
def test_an_endpoint_on_record_that_is_not_chat_is_a_reason(made, endpoints, why):
    out = left_out(made({"data/models/acme/acme-large.yml": ("endpoints: [chat]", f"endpoints: {endpoints}")}))
    assert out.get("acme-large") == why


def test_an_endpoint_that_no_source_states_is_no_reason(made):
    assert "acme-large" not in left_out(made({"data/models/acme/acme-large.yml": ("endpoints: [chat]\n", "")}))


@pytest.mark.parametrize(
    ("old", "new"), [("global,,,,", "global,,2026-12-01,,"), ("global,,,,", "global,,,2026-11-22,"), ("global", "eu")]
)
def test_an_offer_that_has_not_begun_is_over_or_is_of_one_region_only_does_not_count(made, old, new):
    assert left_out(made({"data/offers/acme.csv": (old, new)}))["acme-large"] == live_test.NO_PLATFORM


def test_a_price_in_another_unit_or_currency_is_not_taken_for_dollars_a_token(made):
    [model] = made({"data/prices/acme.csv": ("text.output,8,,2025-03-01,,,,", "text.output,8,,2025-03-01,,,EUR,")})[
        "models"
    ]
    assert "output" not in model["at"][0]
    assert "input" in model["at"][0]


@pytest.mark.parametrize(
    "api", ["http://api.acme.invalid/v1", "https://api.acme.invalid/v1/", "https://a.invalid/v1?key=1"]
)
def test_an_address_that_is_not_secure_ends_in_a_slash_or_holds_a_query_is_refused(small, api):
    (small / "data" / "platforms.yml").write_text(API.replace("https://api.acme.invalid/v1", api), "utf-8")
    with pytest.raises(
        SourceError, match=r"platforms\.yml:1:\d+: .* is not the base address of a service\. Write it from https:// on"
    ):
        load(small)
