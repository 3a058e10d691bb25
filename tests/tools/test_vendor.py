"""Holds that the JavaScript of others that we ship is what its manifest says, and fits what writes the figures."""

import hashlib
import json

import pytest
from plotly.offline import get_plotlyjs_version

from tools import npm, vendor

MANIFESTS = sorted(vendor.VENDOR.glob("*/manifest.json"))


def packages():
    for path in MANIFESTS:
        for package in json.loads(path.read_text(encoding="utf-8"))["packages"]:
            yield path.parent, package


def test_every_vendored_folder_has_a_manifest():
    assert MANIFESTS
    assert [path.parent for path in MANIFESTS] == sorted(vendor.VENDOR.iterdir())


@pytest.mark.parametrize("folder", [path.parent for path in MANIFESTS], ids=lambda folder: folder.name)
def test_a_vendored_folder_holds_the_files_of_its_manifest_byte_for_byte(folder):
    listed = {
        name: file["sha256"]
        for place, package in packages()
        if place == folder
        for name, file in package["files"].items()
    }
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if path.name != vendor.MANIFEST
    }
    assert found == listed
    assert "LICENSE" in found


def test_what_is_vendored_is_what_is_pinned():
    vendored = {(package["name"], package["version"], package["integrity"]) for _, package in packages()}
    pinned = {npm.find_package(entry["package"]) for entry in npm.read_list()["vendor"]}
    assert vendored == {(package.name, package.version, package.integrity) for package in pinned}


def test_the_plotly_in_the_browser_is_the_one_that_the_python_package_writes_for():
    script = (vendor.VENDOR / "plotly" / "plotly-basic.min.js").read_text(encoding="utf-8")
    assert f"plotly.js (basic - minified) v{get_plotlyjs_version()}" in script[:200]
    assert npm.find_package("plotly.js").version == get_plotlyjs_version()
