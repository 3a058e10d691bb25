"""The home page: what a tile says of its category is what the records hold."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.pages.reading import plain
from tests.pages.worlds import edition_of
from tokonomix import wording
from tokonomix.edition import Edition
from tokonomix.pages import view
from tokonomix.pages.board_figures import suite_words
from tokonomix.pages.home import make


@pytest.fixture(scope="module")
def tiles(edition: Edition):
    (page,) = make(edition)
    return dict(zip(edition.catalog.categories, page.view["tiles"], strict=True))


def test_a_category_with_results_and_no_common_score_names_its_suites_and_models(edition: Edition, tiles) -> None:
    board, tile = edition.boards.board("factual"), tiles["factual"]
    assert tile["leaders"] == []
    assert len(board.tables) > 1
    for table in board.tables:
        assert suite_words(edition, table.block) in tile["reason"]
    assert wording.plural(len({e.model for e in board.entries}), "model") in tile["reason"]


def test_a_tile_led_by_the_votes_of_another_says_so(edition: Edition, tiles) -> None:
    votes = [(tile["votes"], name) for name, tile in tiles.items() if tile.get("votes")]
    shared = [name for at, (one, name) in enumerate(votes) if one in [other for other, _ in votes[:at]]]
    for name in shared:
        assert tiles[name]["note"].startswith("The same votes as under ")
    assert all("same votes" not in tile["note"] for name, tile in tiles.items() if name not in shared)


def test_a_category_without_a_result_says_that_there_is_none(small: Path) -> None:
    (page,) = make(edition_of(small))
    assert page.view["tiles"][-1]["reason"] == "No independent result is recorded yet."


def test_a_leader_that_ends_is_marked_as_in_every_list(site_dir: Path, edition: Edition, tiles) -> None:
    built = plain(re.sub(r"<[^>]+>", " ", (site_dir / "index.html").read_text("utf-8")))
    for tile in tiles.values():
        for leader in tile["leaders"]:
            link = view.model_link(edition, edition.catalog.models[leader["id"]])
            assert (leader["status"], leader["status_text"]) == (link["status"], link["status_text"])
            if leader["status"]:
                assert re.search(rf"{re.escape(plain(leader['name']))} .{{0,40}}{re.escape(plain(leader['status_text']))}", built)
