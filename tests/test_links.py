"""Every internal link and anchor of a built site must lead somewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from tokonomix import links


def site(tmp_path: Path, **pages: str) -> Path:
    for name, text in pages.items():
        path = tmp_path / name.replace("__", "/").replace("_html", ".html")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


def found(root: Path) -> list[str]:
    return [str(problem) for problem in links.check(root)]


@pytest.mark.parametrize(
    "link",
    ["../", "./", "../b/", "../b/#here", "#here", "../b/index.html", "../?q=1", "https://other.invalid/x", "mailto:a@b"],
)
def test_a_link_that_leads_somewhere_is_no_problem(tmp_path: Path, link: str) -> None:
    root = site(
        tmp_path, index_html="<p>", a__index_html=f'<p id="here"><a href="{link}">x</a>', b__index_html='<p id="here">'
    )
    assert found(root) == []


def test_a_link_to_nothing_is_said_once_with_the_number_of_pages(tmp_path: Path) -> None:
    root = site(tmp_path, a__index_html='\n<a href="../gone/">x</a>', b__index_html='<a href="../gone/">x</a>')
    (said,) = found(root)
    assert said.startswith("site/a/index.html:2:1: link '../gone/' leads to 'gone/index.html', which is not built, ")
    assert "and from 1 more page." in said


def test_a_missing_anchor_names_the_nearest(tmp_path: Path) -> None:
    root = site(tmp_path, index_html='<a href="#prizes">x</a><h2 id="prices">')
    (said,) = found(root)
    assert said.startswith("site/index.html:1:1: link '#prizes' leads to 'index.html#prizes', which is not built. ")
    assert "Write 'prices', or mend the link" in said


def test_a_link_from_the_domain_root_is_refused_because_the_site_may_live_in_a_folder(tmp_path: Path) -> None:
    root = site(tmp_path, index_html='<a href="/a/">x</a>', a__index_html="")
    assert len(found(root)) == 1


def test_the_page_that_is_served_anywhere_links_from_the_root_of_the_host(tmp_path: Path) -> None:
    links_of = "".join(f'<a href="{link}">x</a>' for link in ("/", "/a/", "#main", "https://other.invalid/"))
    root = site(tmp_path, index_html="", a__index_html="")
    (root / "404.html").write_text(f'<p id="main">{links_of}', "utf-8")
    assert found(root) == []
    assert [str(p).split("'")[1] for p in links.check(root, "/folder/")] == ["/", "/a/"]


@pytest.mark.parametrize("link", ["//a/", "a/", "../a/", "/gone/"])
def test_the_page_that_is_served_anywhere_leads_nowhere_else(tmp_path: Path, link: str) -> None:
    root = site(tmp_path, index_html="", a__index_html="")
    (root / "404.html").write_text(f'<a href="{link}">x</a>', "utf-8")
    assert len(found(root)) == 1


def test_links_inside_scripts_and_comments_do_not_count(tmp_path: Path) -> None:
    root = site(tmp_path, index_html='<script>"<a href=\'gone\'>"</script><!-- <a href="gone"> -->')
    assert found(root) == []


def test_the_source_of_a_script_counts(tmp_path: Path) -> None:
    assert len(found(site(tmp_path, index_html='<script src="gone.js"></script>'))) == 1
