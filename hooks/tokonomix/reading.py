"""Reads single files of the repository into shapes and keeps what was wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from tokonomix.problem import Place, Problem, SourceError
from tokonomix.schema.base import Shape, shape_document, shape_part, shape_rows
from tokonomix.schema.stand_ins import set_aside
from tokonomix.source import Document, Page, Row, read_body, read_csv, read_page, read_yaml

S = TypeVar("S", bound=Shape)


@dataclass
class Reading:
    """What was read so far and what was wrong with it."""

    root: Path
    problems: list[Problem] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    registries: dict[str, Document] = field(default_factory=dict)
    unread: list[Page] = field(default_factory=list)
    """Pages of which only the body could be read."""
    asked: set[str] = field(default_factory=set)
    """Every file that some list asked for, so that those nobody reads can be told."""

    def files(self, pattern: str) -> list[str]:
        """Return the paths that fit a pattern, from the root of the repository, in order."""
        found = sorted(p.relative_to(self.root).as_posix() for p in self.root.glob(pattern) if p.is_file())
        self.asked.update(found)
        return found

    def attempt(self, read: Callable[[], S]) -> S | None:
        """Return what `read` returns; None if it found problems, which are then kept."""
        try:
            return read()
        except SourceError as error:
            self.problems += error.problems
            return None

    def registry(self, name: str, shape: type[S]) -> dict[str, S]:
        """Read one YAML list, entry by entry, so that one bad entry does not hide the others."""
        path = f"data/{name}.yml"
        self.asked.add(path)
        try:
            document = read_yaml(self.root, path)
        except FileNotFoundError:
            self.problems.append(
                Problem(
                    Place(path),
                    "the file is missing",
                    "Add it; data/README.md tells its shape",
                )
            )
            return {}
        except SourceError as error:
            self.problems += error.problems
            return {}
        self.registries[name] = document
        if not isinstance(document.value, dict):
            if document.value is not None:
                self.problems.append(
                    Problem(
                        Place(path),
                        "not a list of ids",
                        "Write 'id:' with its fields below",
                    )
                )
            return {}
        entries = {key: self.attempt(partial(shape_part, shape, document, key)) for key in document.value}
        self.broken |= {key for key, entry in entries.items() if entry is None}
        return {key: entry for key, entry in entries.items() if entry is not None}

    def rows(self, path: str, shape: type[S]) -> list[tuple[S, Row]]:
        """Return the rows of a CSV file, each with its place; those of a wrong shape are problems."""
        self.asked.add(path)
        try:
            table = read_csv(self.root, path)
        except FileNotFoundError:
            self.problems.append(Problem(Place(path), "the file is missing", "Add it with its header line"))
            return []
        except SourceError as error:
            self.problems += error.problems
            return []
        shaped, problems = shape_rows(shape, table)
        self.problems += problems
        return shaped

    def shaped_files(self, pattern: str, shape: type[S]) -> Iterator[tuple[str, S, Document]]:
        """Yield stem, shape and text of every YAML file that fits a pattern; a wrong one is named as broken."""
        for path in self.files(pattern):
            stem = Path(path).stem
            try:
                document = read_yaml(self.root, path)
                yield stem, shape_document(shape, document), document
            except SourceError as error:
                self.problems += error.problems
                self.broken.add(stem)

    def page(self, path: str, shape: type[S]) -> tuple[S, Page] | None:
        """Return the front matter of a page and the page, its problems kept.

        What is wrong in the front matter is set aside, and the page named as broken. None if that cannot be done; the
        body is then kept among the unread.
        """
        try:
            page = read_page(self.root, path)
        except SourceError as error:
            self.problems += error.problems
            self._keep_body(path)
            return None
        try:
            return shape_document(shape, page.front), page
        except SourceError as error:
            self.problems += error.problems
            self.broken.add(Path(path).stem)
            if (found := set_aside(shape, page.front)) is None:
                self._keep_body(path)
                return None
            front, document = found
            return front, replace(page, front=document)

    def _keep_body(self, path: str) -> None:
        self.broken.add(Path(path).stem)
        # What is no text at all was told as such.
        with suppress(SourceError):
            self.unread.append(read_body(self.root, path))
