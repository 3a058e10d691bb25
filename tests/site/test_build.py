"""The build as people run it: what it writes, what it refuses, and what it leaves untouched."""

from __future__ import annotations

import filecmp
import json
import re
from pathlib import Path

import pytest

from tests import conftest
from tests.conftest import run_mkdocs
from tests.pages.worlds import with_texts


@pytest.fixture
def repository(small: Path) -> Path:
    """Return the small repository with the texts of the real site, such as the imprint, which pages link to."""
    return with_texts(small)


def files(root: Path) -> list[str]:
    return sorted(p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file())


def beside(root: Path) -> list[str]:
    return sorted(p.name for p in root.iterdir() if p.name.startswith(".site"))


def test_a_build_writes_the_site_and_leaves_nothing_beside_it(repository: Path) -> None:
    done = run_mkdocs(repository)
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    assert (repository / "site" / "models" / "acme-voice" / "index.html").is_file()
    assert beside(repository) == []


def test_two_builds_give_the_same_bytes(repository: Path) -> None:
    assert run_mkdocs(repository, "--site-dir", str(repository / "one")).returncode == 0
    assert run_mkdocs(repository, "--site-dir", str(repository / "two")).returncode == 0
    names = [name for name in files(repository / "one") if not name.startswith("pagefind/")]
    assert names == [name for name in files(repository / "two") if not name.startswith("pagefind/")]
    _same, different, failed = filecmp.cmpfiles(repository / "one", repository / "two", names, shallow=False)
    assert (different, failed) == ([], [])


@pytest.mark.parametrize(
    ("path", "old", "new", "said"),
    [
        ("data/prices/acme.csv", "text.output,8,", "text.output,0,", "data/prices/acme.csv:4:26: amount is 0"),
        ("content/models/acme-voice.md", "{{ price(", "{{ prise(", "'prise' is no function"),
        ("content/models/acme-voice.md", "It ends on", "[It](../gone.md) ends on", "gone"),
        ("content/models/acme-voice.md", "It ends on", '<a href="../../gone/">It</a> ends on', "leads to 'gone/index.html'"),
        ("content/models/acme-voice.md", "It ends on", '<a href="#gone">It</a> ends on', "#gone"),
    ],
    ids=["a bad record", "a bad binding", "a strict warning", "a broken link", "a broken anchor"],
)
def test_what_is_wrong_ends_the_build_and_leaves_the_previous_site(
    repository: Path, path: str, old: str, new: str, said: str
) -> None:
    previous = repository / "site"
    previous.mkdir()
    (previous / "index.html").write_text("as it was", "utf-8")
    text = (repository / path).read_text("utf-8")
    assert old in text
    (repository / path).write_text(text.replace(old, new, 1), "utf-8")
    done = run_mkdocs(repository)
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert files(previous) == ["index.html"]
    assert (previous / "index.html").read_text("utf-8") == "as it was"
    assert beside(repository) == []


def test_a_draft_is_in_no_page_feed_or_search_of_a_build(repository: Path) -> None:
    path = repository / "content" / "models" / "acme-voice.md"
    path.write_text(path.read_text("utf-8").replace("status: published", "status: draft"), "utf-8")
    assert run_mkdocs(repository).returncode == 0
    page = (repository / "site" / "models" / "acme-voice" / "index.html").read_text("utf-8")
    assert "about to end" not in page
    assert "Acme Voice" in page


def test_a_moved_id_leads_to_its_new_address(repository: Path) -> None:
    assert run_mkdocs(repository).returncode == 0
    page = (repository / "site" / "models" / "acme-xl" / "index.html").read_text("utf-8")
    assert "url=../../models/acme-large/" in page


def test_every_file_of_the_api_has_the_envelope(repository: Path) -> None:
    assert run_mkdocs(repository).returncode == 0
    names = sorted((repository / "site" / "api" / "v1").glob("*.json"))
    assert {"models.json", "offers.json", "prices.json"} <= {path.name for path in names}
    for path in names:
        whole = json.loads(path.read_text("utf-8"))
        assert {"schema", "as_of", "built_from", "licence", "items"} <= set(whole), path.name
    prices = json.loads((repository / "site" / "api" / "v1" / "prices.json").read_text("utf-8"))["items"]
    assert {p["amount"] for p in prices if p["model"] == "acme-voice"} == {"0.60", "20.00"}


def test_a_sitemap_is_written_where_the_address_of_the_site_is_known(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run_mkdocs(repository).returncode == 0
    assert not list((repository / "site").glob("sitemap*"))
    known = {**conftest.environment(), "SITE_URL": "https://acme.invalid/"}
    monkeypatch.setattr(conftest, "environment", lambda: known)
    assert run_mkdocs(repository).returncode == 0
    listed = set(re.findall(r"<loc>https://acme.invalid/(.*?)</loc>", (repository / "site/sitemap.xml").read_text("utf-8")))
    assert "models/acme-large/" in listed
    for path in (repository / "site").rglob("index.html"):
        address = f"{path.parent.relative_to(repository / 'site').as_posix()}/".removeprefix("./")
        kept_out = '<meta name="robots" content="noindex">' in path.read_text("utf-8")
        assert (address in listed) != kept_out, address


@pytest.mark.parametrize("base", ["/", "/folder/of/the/site/"])
def test_every_link_of_the_page_not_found_leads_somewhere(
    repository: Path, monkeypatch: pytest.MonkeyPatch, base: str
) -> None:
    known = {**conftest.environment(), "SITE_URL": f"https://acme.invalid{base}"}
    monkeypatch.setattr(conftest, "environment", lambda: known)
    assert run_mkdocs(repository).returncode == 0
    page = (repository / "site" / "404.html").read_text("utf-8")
    links = [link for link in re.findall(r'(?:href|src)="([^"]+)"', page) if not link.startswith(("#", "https://"))]
    assert len(links) > 20
    for link in links:
        assert re.match(rf"{base}(?!/)", link), link
        target = repository / "site" / link.removeprefix(base)
        assert (target / "index.html" if link.endswith("/") else target).is_file(), link
    assert f'name="tokonomix-root" content="{base.rstrip("/")}"' in page


def test_sources_under_an_excluded_licence_stay_out(repository: Path) -> None:
    assert run_mkdocs(repository, exclude_licences=["MIT"]).returncode == 1, "the review needs a price of an MIT source"


def test_without_a_repository_no_edit_dispute_or_row_link_is_invented(repository: Path) -> None:
    assert run_mkdocs(repository).returncode == 0
    page = (repository / "site" / "models" / "acme-large" / "index.html").read_text("utf-8")
    assert "Dispute this number" not in page


def test_with_a_repository_cards_link_the_row_and_the_dispute_form(repository: Path) -> None:
    assert run_mkdocs(repository, repository="https://git.invalid/acme/site").returncode == 0
    page = (repository / "site" / "models" / "acme-large" / "index.html").read_text("utf-8")
    assert "https://git.invalid/acme/site/blob/main/data/prices/acme.csv#L3" in page
    assert "Dispute this number" in page
