"""What changed, as page, feed and tombstone: a withdrawn result counts nowhere and stays readable."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree
from xml.etree import ElementTree as Xml

import pytest

from tests.conftest import ROOT, run_mkdocs
from tests.pages.reading import page
from tests.pages.worlds import edition_of, ranked_world, with_texts
from tokonomix import boards, cards, wording
from tokonomix.boards import day_of
from tokonomix.cards import result_card
from tokonomix.edition import Edition
from tokonomix.feeds import changes_atom
from tokonomix.load import load
from tokonomix.pages import model_results
from tokonomix.pages.changes import by_month
from tokonomix.scores import METHOD_VERSION, VERSIONS
from tokonomix.tombstones import tombstones

ATOM = "{http://www.w3.org/2005/Atom}"
RECORD = "results/riddles#acme-m00/default/t0/solved/2026-10-01"
ROW = f"{RECORD},,,2026-11-20,Graded by the wrong key.\n"
CHANGES = "benchmarks/changes/"


def withdrawn_world(root: Path) -> Edition:
    """Withdraw one result of the ranked world, whose row an import brought back."""
    ranked_world(root)
    path = root / "data/withdrawn.csv"
    path.write_text(path.read_text("utf-8") + ROW, "utf-8")
    return edition_of(root)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of a world with a withdrawn result."""
    root = tmp_path_factory.mktemp("withdrawn")
    copytree(ROOT / "tests" / "small", root, dirs_exist_ok=True)
    withdrawn_world(root)
    with_texts(root)
    done = run_mkdocs(root)
    assert done.returncode == 0, done.stderr
    return root / "site"


def test_a_withdrawn_result_counts_nowhere_though_its_row_is_there(small: Path) -> None:
    ranked_world(small)
    before = load(small)
    (known,) = (r for r in before.results if r.id == RECORD)
    edition = withdrawn_world(small)
    assert len(edition.catalog.results) == len(before.results) - 1
    assert known.id not in {r.id for r in edition.catalog.results}
    assert len(boards.asked_on(edition.catalog, edition.as_of).rows) == len(
        boards.asked_on(before, edition.as_of).rows
    ) - 1  # fmt: skip


def test_a_record_with_a_wrong_field_stays(small: Path) -> None:
    ranked_world(small)
    path = small / "data/withdrawn.csv"
    path.write_text(path.read_text("utf-8") + f"{RECORD},n,40,2026-11-20,Was 400.\n", "utf-8")
    assert RECORD in {r.id for r in load(small).results}


def test_a_tombstone_stands_where_the_card_of_the_result_stood(small: Path) -> None:
    edition = ranked_world(small)
    (result,) = (r for r in edition.catalog.results if r.id == RECORD)
    card = result_card(edition, result, edition.catalog.benchmarks["riddles"], "models/acme-m00/")
    (tomb,) = tombstones(withdrawn_world(small).catalog)
    assert (tomb.anchor, tomb.model) == (card.id, "acme-m00")


def test_where_a_model_has_a_page_of_results_the_tombstone_stands_on_it_too(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cards, "MOST_RESULTS", 3)
    edition = ranked_world(small)
    (result,) = (r for r in edition.catalog.results if r.id == RECORD)
    home = cards.results_home(edition.catalog, "acme-m00")
    card = result_card(edition, result, edition.catalog.benchmarks["riddles"], home)
    (made,) = (one for one in model_results.make(withdrawn_world(small)) if one.home == home == "models/acme-m00/results/")
    assert [tomb["id"] for tomb in made.view["tombs"]] == [card.id] == ["r-riddles-default-t0-solved-2026-10-01"]


@pytest.mark.parametrize("address", [CHANGES, "models/acme-m00/"])
def test_a_withdrawn_result_keeps_its_anchor_with_the_day_and_the_reason(built: Path, address: str) -> None:
    found = page(built, address)
    assert "r-riddles-acme-m00-default-t0-solved-2026-10-01" in found.ids
    assert "Withdrawn on 20 November 2026: Graded by the wrong key." in found.words.replace("\u00a0", " ")


def test_a_month_says_how_many_of_its_results_were_withdrawn_since(built: Path) -> None:
    words = page(built, "benchmarks/leaderboard/reasoning/2026-10/").words
    assert "Withdrawn results 1 in all; they count in no month" in words


def test_a_moved_id_is_listed(built: Path) -> None:
    assert "acme-xl" in page(built, CHANGES).words


def test_every_result_is_counted_once_in_the_month_of_its_publication(edition: Edition) -> None:
    counted = {news.month: news.count for news in by_month(edition)}
    days = [day_of(edition.catalog, r) for r in edition.catalog.results]
    assert sum(counted.values()) == sum(day <= edition.as_of for day in days) > 10_000
    newest = max(counted)
    assert counted[newest] == sum((d.year, d.month) == (newest.year, newest.month) and d <= edition.as_of for d in days)


def test_the_page_prints_the_count_of_every_benchmark(site_dir: Path, edition: Edition) -> None:
    words = page(site_dir, CHANGES).words
    for news in by_month(edition):
        assert wording.month(news.month) in words
        for name, results in news.results.items():
            assert f"{edition.catalog.benchmarks[name].card.name} {wording.count(len(results))}" in words


def test_the_method_in_force_is_the_newest_version_and_is_told_on_both_pages(site_dir: Path) -> None:
    assert VERSIONS[-1].number == METHOD_VERSION
    assert [v.since for v in VERSIONS] == sorted(v.since for v in VERSIONS)
    for address in (CHANGES, "benchmarks/methodology/"):
        words = page(site_dir, address).words
        for version in VERSIONS:
            assert f"Version {version.number}. {version.says}" in words


def test_every_page_links_to_the_changes(site_dir: Path) -> None:
    assert "benchmarks/changes/" in (site_dir / "index.html").read_text("utf-8")


def test_the_feed_is_atom_with_lasting_ids_and_says_what_was_withdrawn(small: Path) -> None:
    edition = withdrawn_world(small)
    (output,) = changes_atom.make(edition, ())
    feed = Xml.fromstring(output.content)
    assert output.uri == "benchmarks/changes.xml"
    for one in (feed, *feed.findall(f"{ATOM}entry")):
        assert all(one.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated"))
    titles = [entry.findtext(f"{ATOM}title") for entry in feed.findall(f"{ATOM}entry")]
    assert f"Withdrawn: {RECORD}" in titles
    assert "Method, version 1" in titles
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids)
    days = [entry.findtext(f"{ATOM}updated") or "" for entry in feed.findall(f"{ATOM}entry")]
    assert days == sorted(days, reverse=True)
    assert next(changes_atom.make(edition, ())).content == output.content
