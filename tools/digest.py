"""One SHA-256 for all bytes of a built site, printed and written into it: `python -m tools.digest site`."""

import argparse
import hashlib
from pathlib import Path

NAME = "site-digest.txt"
"""File at the root of a deployed site; a build with the same digest need not be deployed again."""


def digest_of(site: Path) -> str:
    """SHA-256, in hexadecimal, over the sorted paths and the contents of all files but the digest itself."""
    digest = hashlib.sha256()
    files = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    files.pop(NAME, None)
    for name, path in sorted(files.items()):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"{content}  {name}\n".encode())
    return digest.hexdigest()


def main() -> None:
    """Write the digest of a built site into it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path)
    site = parser.parse_args().site
    if not (site / "index.html").is_file():
        parser.error(f"{site} holds no built site: run `make site` first.")
    digest = digest_of(site)
    (site / NAME).write_text(f"{digest}\n", encoding="ascii", newline="\n")
    print(digest)


if __name__ == "__main__":
    main()
