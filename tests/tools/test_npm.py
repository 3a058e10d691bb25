"""Holds that a fetched package is the pinned one or is refused, and that an archive cannot write elsewhere."""

import io
import tarfile

import pytest

from tools import npm


def archive_of(files):
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w:gz") as tar:
        for name, text in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(text)
            tar.addfile(member, io.BytesIO(text.encode()))
        link = tarfile.TarInfo("package/link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
    return data.getvalue()


@pytest.fixture
def archive(tmp_path, monkeypatch):
    monkeypatch.setattr(npm, "CACHE", tmp_path / "cache")
    data = archive_of({"package/main.js": "42", "package/../../outside.js": "0", "/absolute.js": "0"})
    monkeypatch.setattr(npm, "download", lambda package, folder: data)
    return data


def test_a_package_with_the_pinned_bytes_is_unpacked_once(archive, monkeypatch):
    package = npm.Package("@owner/tool", "1.0.0", npm.integrity_of(archive))
    folder = npm.fetch(package)
    assert [path.name for path in folder.iterdir()] == ["main.js"]
    monkeypatch.setattr(npm, "download", lambda package, folder: pytest.fail("fetched again"))
    assert npm.fetch(package) == folder


def test_an_archive_writes_no_link_and_nothing_outside_its_folder(archive, tmp_path):
    npm.fetch(npm.Package("tool", "1.0.0", npm.integrity_of(archive)))
    files = [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if not path.is_dir()]
    assert files == ["cache/tool-1.0.0/main.js"]


def test_a_package_with_other_bytes_is_refused(archive):
    package = npm.Package("tool", "1.0.0", "sha512-0000")
    with pytest.raises(npm.FetchError, match=r"tool 1\.0\.0 has integrity sha512-.*pins sha512-0000"):
        npm.fetch(package)
    assert not package.folder.exists()
