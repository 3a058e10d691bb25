"""Holds that a site's digest changes with its bytes and with nothing else."""

import sys

import pytest

from tools import digest


@pytest.fixture
def site(tmp_path):
    (tmp_path / "models").mkdir()
    (tmp_path / "index.html").write_text("<p>1</p>", encoding="utf-8")
    (tmp_path / "models" / "index.html").write_text("<p>2</p>", encoding="utf-8")
    return tmp_path


def test_the_same_bytes_have_the_same_digest_whenever_they_were_written(site):
    before = digest.digest_of(site)
    (site / "index.html").unlink()
    (site / "index.html").write_text("<p>1</p>", encoding="utf-8")
    assert digest.digest_of(site) == before


def test_the_digest_does_not_count_itself(site, monkeypatch, capsys):
    before = digest.digest_of(site)
    monkeypatch.setattr(sys, "argv", ["digest", str(site)])
    digest.main()
    assert (site / "site-digest.txt").read_text(encoding="ascii") == f"{before}\n"
    assert capsys.readouterr().out == f"{before}\n"
    assert digest.digest_of(site) == before


def test_a_changed_byte_changes_the_digest(site):
    before = digest.digest_of(site)
    (site / "models" / "index.html").write_text("<p>3</p>", encoding="utf-8")
    assert digest.digest_of(site) != before


def test_a_moved_file_changes_the_digest(site):
    before = digest.digest_of(site)
    (site / "models").rename(site / "model")
    assert digest.digest_of(site) != before


def test_a_folder_without_a_site_is_refused(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["digest", str(tmp_path)])
    with pytest.raises(SystemExit, match="2"):
        digest.main()
    assert "run `make site` first" in capsys.readouterr().err
