"""Values kept in the cache folder between runs, each under a digest of all it was made from.

They are pickles, which run code when read: fit for a folder in which nobody can write who cannot also change the code
beside it, and never fetched from elsewhere.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import os
import pickle
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import is_dataclass
from operator import attrgetter
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).resolve().parent
_SEAL = hashlib.sha256().digest_size


def cache_of(root: Path) -> Path:
    """Return the folder in which a repository keeps what was computed, between runs."""
    return root / ".cache" / "tokonomix"


def state_of(root: Path, *folders: str) -> str | None:
    """Return a digest of every byte below some folders, and of the code and the libraries that read them.

    No day of a file is trusted: a digest takes less than reading does. None if a folder is a link, which may lead out,
    or if the code changed since it was loaded.
    """
    import pydantic  # takes a moment, which who asks for no record need not spend
    import yaml

    if not unedited():
        return None
    found = hashlib.sha256(f"{sys.version_info} {pydantic.VERSION} {yaml.__version__} {LOADED}".encode())
    for folder in folders:
        for path, below, names in os.walk(root / folder):
            below.sort()
            if any(Path(path, name).is_symlink() for name in below):
                return None
            for name in sorted(names):
                _take(found, Path(path, name), root)
    return found.hexdigest()[:32]


def unedited() -> bool:
    """Tell whether the code on disk is still the one that was loaded; what another code made is not ours to keep."""
    return _code() == LOADED


def _code() -> str:
    found = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*.py")):
        _take(found, path, PACKAGE)
    return found.hexdigest()


def _take(found: hashlib._Hash, file: Path, root: Path) -> None:
    try:
        content = file.read_bytes()
    except OSError:
        content = b""  # reading it for its records will say what is wrong
    name = file.relative_to(root).as_posix().encode("utf-8", "surrogateescape")
    # Lengths keep the end of one file apart from the beginning of the next.
    found.update(b"%d %d " % (len(name), len(content)) + name + content)


def kept(path: Path) -> Any:
    """Return what was kept under this name, None if nothing is there or a byte of it has changed."""
    try:
        raw = path.read_bytes()
    except OSError:
        return None
    seal, content = raw[:_SEAL], raw[_SEAL:]
    if seal != _seal(path.stem, content):
        return None
    with uncollected():
        return pickle.loads(content)  # noqa: S301 - our own file, see above


def keep(path: Path, value: object, most: int) -> None:
    """Keep a value in one step, so that no other run reads half of it, and drop all but the newest of its folder."""
    content = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    # Where nothing can be written, as in a folder that is only read, the next run takes longer, and that is all.
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(f".{os.getpid()}")
        beside.write_bytes(_seal(path.stem, content) + content)
        beside.replace(path)
        # Another run may drop the same file at the same time.
        for old in sorted(path.parent.glob("*.pickle"), key=_written, reverse=True)[most:]:
            old.unlink(missing_ok=True)


def _seal(name: str, content: bytes) -> bytes:
    return hashlib.sha256(name.encode() + content).digest()


def _written(path: Path) -> tuple[int, str]:
    try:
        return path.stat().st_mtime_ns, path.name
    except OSError:
        return 0, path.name


class InColumns:
    """Records of one frozen kind with slots, kept field by field and read back as a tuple.

    There are ten thousands of them, and calling `__init__` for each would take most of the time of reading them.
    """

    def __init__(self, records: Sequence[object]) -> None:
        self._records = records

    def __reduce__(self) -> tuple[Callable[..., tuple[Any, ...]], tuple[Any, ...]]:
        if not self._records:
            return tuple, ()
        kind = type(self._records[0])
        columns = zip(*map(attrgetter(*_fields(kind)), self._records), strict=True)
        return _records, (kind, [InColumns(column) if _all_records(column) else column for column in columns])


def _records(kind: type, columns: Sequence[Sequence[Any]]) -> tuple[Any, ...]:
    made: list[Any] = [object.__new__(kind) for _ in columns[0]]
    for name, column in zip(_fields(kind), columns, strict=True):
        deque(map(getattr(kind, name).__set__, made, column), maxlen=0)
    return tuple(made)


def _fields(kind: type) -> tuple[str, ...]:
    return kind.__match_args__  # type: ignore[attr-defined, no-any-return]


def _all_records(column: Sequence[object]) -> bool:
    kind = type(column[0])
    return is_dataclass(kind) and "__slots__" in vars(kind) and all(type(value) is kind for value in column)


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """Keep Python from looking for garbage among records while they are made: there is none, and it looks at all."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


LOADED = _code()
"""The code as it was when the package was loaded; its `__init__` loads this module before all others."""
