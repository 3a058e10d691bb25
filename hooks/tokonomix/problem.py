"""Places in the repository and the problems found there, in words a contributor can act on."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """Where something stands: `path` from the repository root, `line` and `column` counted from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One finding: `what` states the fact with the value in quotes, `mend` is an imperative.

    It is wrong, and fails a build, unless it is `due`: then only a day passed or newer data came, and nothing fails.
    """

    place: Place
    what: str
    mend: str
    due: bool = False
    records: tuple[str, ...] = ()
    """Ids of the records that made it due; it may be empty."""

    def __str__(self) -> str:
        return f"{self.place}: {self.what}. {self.mend}."

    def annotation(self) -> str:
        """Return the finding as a GitHub workflow annotation."""
        place, level = self.place, "notice" if self.due else "error"
        return f"::{level} file={place.path},line={place.line},col={place.column}::{self.what}. {self.mend}."


class UsageError(Exception):
    """A command line that cannot be followed, said in a sentence; neither the data's fault nor a bug."""


class SourceError(Exception):
    """Every fault of a contributor found in one run; anything else that is raised is a bug of ours."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        super().__init__(self.report())

    def report(self) -> str:
        """Return a head line with the count, then one line a problem, sorted by place."""
        count = len(self.problems)
        ours = all(problem.place.path.startswith(("data/", "content/")) for problem in self.problems)
        head = f"{count} problem{'' if count == 1 else 's'}{' in data or content' if ours else ''}"
        return "\n".join([head, *map(str, self.problems)])

    def annotations(self) -> str:
        """Return the problems as GitHub workflow annotations, one a line."""
        return "\n".join(problem.annotation() for problem in self.problems)


def nearest(name: str, known: Iterable[str], most: int = 3) -> str:
    """Return the known names most like `name` as `'a', 'b' or 'c'`, or '' if none comes near."""
    names = sorted(set(known))
    same = [other for other in names if _bare(other) == _bare(name)]
    near = same[:1] or difflib.get_close_matches(name, names, n=most, cutoff=0.55)
    near = near or [other for other in names if _bare(name) in map(_bare, other.split(", "))][:most]
    # A name that is clearly the one meant needs no company of less likely ones.
    best = max((_likeness(name, other) for other in near), default=0)
    quoted = [f"'{other}'" for other in near if _likeness(name, other) > best - 0.12]
    return " or ".join([", ".join(quoted[:-1]), quoted[-1]]) if len(quoted) > 1 else "".join(quoted)


def _bare(name: str) -> str:
    """Return a name in which capitals, spaces and underscores make no difference."""
    return re.sub(r"[\s_]+", "-", name.strip().lower())


def _likeness(name: str, other: str) -> float:
    return difflib.SequenceMatcher(None, other, name).ratio()


def mend_name(name: str, known: Iterable[str], otherwise: str) -> str:
    """Return the mend for an unknown name: the nearest known ones, else `otherwise`."""
    near = nearest(name, known)
    return f"Write {near}, or {otherwise[0].lower()}{otherwise[1:]}" if near else otherwise
