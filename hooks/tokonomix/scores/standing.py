"""Who has a score and who a rank, and the sentence for who has not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .blocks import Trial

PROVISIONAL_METRICS = 5
RANKED_BLOCKS = 2


@dataclass(frozen=True)
class Taken:
    """A result as far as it decides on score and rank.

    `telling`: in a live block, if only on a version that a newer one replaced, and not on a test that nearly
    every model solves.
    """

    block: str
    status: str
    telling: bool

    @classmethod
    def of(cls, test: Trial) -> Taken:
        """A result on this test."""
        return cls(test.block, test.status, test.status == "live" and not test.ceiling)


def standing(separable: bool, taken: Sequence[Taken], suites: set[str]) -> tuple[str, bool]:
    """Why an entry has no rank ('' when it has one), and whether it has a score.

    `taken` are the entry's results in the category; `suites` the live blocks with a telling result of the
    same model at any effort.
    """
    inside = [t for t in taken if t.status == "live"]
    if not inside:
        return _outside(taken), False
    if not separable:
        return "The tests of this category do not measure one ability; each is shown by itself.", False
    blocks = listed(sorted({t.block for t in inside}))
    telling = sum(t.telling for t in inside)
    if telling == 0:
        return f"Its results are on tests that nearly every model solves ({blocks}).", False
    own = {t.block for t in inside if t.telling}
    # Another setting of the model may bring the second suite, but this one must have been tested in earnest itself.
    if len(suites) >= RANKED_BLOCKS and (len(own) >= RANKED_BLOCKS or telling >= PROVISIONAL_METRICS):
        return "", True
    if telling >= PROVISIONAL_METRICS:
        return f"Results on one test suite only ({blocks}); a rank needs two.", True
    count = "one result" if telling == 1 else f"{telling} results"
    return f"Only {count}, on one test suite ({blocks}); a score needs five, a rank two suites.", False


def _outside(taken: Sequence[Taken]) -> str:
    names = f"Its only results are on {listed(sorted({t.block for t in taken}))}"
    if all(t.status == "thin" for t in taken):
        return f"{names}, which has fewer than five models."
    if any(t.status == "linked" for t in taken):
        return f"{names}, which newer tests have replaced."
    return f"{names}, which shares too few models with the newest tests."


def note(given: str, separable: bool, live: Sequence[str], scored: bool) -> str:
    """What a reader must know of the whole board, after the sentence given by the category. `scored`: whether any
    model has a score.
    """
    notes = [given]
    if not separable:
        notes.append("The tests here do not measure one ability, so there is no common score and no rank.")
    elif not live:
        notes.append("No test of this category is live.")
    elif len(live) < RANKED_BLOCKS:
        so = "so there are scores but no ranks" if scored else "too small for a score, so there are no ranks either"
        notes.append(f"Only one test suite is live here ({live[0]}), {so}.")
    return " ".join(filter(None, notes))


def listed(names: Sequence[str]) -> str:
    """'a', 'a and b', 'a, b and c'."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
