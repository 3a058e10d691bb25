"""Writes what we ship of other projects into overrides/assets/vendor: `python -m tools.vendor`."""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from tools import npm

VENDOR = npm.ROOT / "overrides" / "assets" / "vendor"
MANIFEST = "manifest.json"


def describe(package: npm.Package, licence: str, files: dict[str, str], folder: Path) -> dict[str, Any]:
    """One entry of a manifest: name, version, licence, and of each file its first name and SHA-256."""
    return {
        "name": package.name,
        "version": package.version,
        "licence": licence,
        "integrity": package.integrity,
        "files": {
            ours: {"from": theirs, "sha256": hashlib.sha256((folder / ours).read_bytes()).hexdigest()}
            for ours, theirs in sorted(files.items())
        },
    }


def main() -> int:
    """Fetch every listed package and copy the listed files; 1 after saying what could not be had."""
    manifests: dict[str, list[dict[str, Any]]] = {}
    try:
        for entry in npm.read_list()["vendor"]:
            package = npm.find_package(entry["package"])
            source = npm.fetch(package)
            folder = VENDOR / entry["folder"]
            folder.mkdir(parents=True, exist_ok=True)
            for ours, theirs in entry["files"].items():
                (folder / ours).write_bytes((source / theirs).read_bytes())
            manifests.setdefault(entry["folder"], []).append(
                describe(package, entry["licence"], entry["files"], folder)
            )
    except npm.FetchError as error:
        print(error, file=sys.stderr)
        return 1
    for name, packages in manifests.items():
        text = json.dumps({"packages": packages}, indent=2, sort_keys=True, ensure_ascii=False)
        (VENDOR / name / MANIFEST).write_text(f"{text}\n", encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
