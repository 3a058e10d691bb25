"""A review that shows a test cycle older than the rhythm we promised."""

from __future__ import annotations

from collections.abc import Iterator

from tokonomix import wording
from tokonomix.problem import Problem
from tokonomix.prose.script import Script


def due(script: Script) -> Iterator[Problem]:
    """Yield a finding if the cycle of a review ended longer ago than its rhythm, counted from today."""
    review = script.review
    cycle = script.catalog.cycles.get(review.cycle) if review and review.cycle else None
    if review is None or cycle is None or cycle.rhythm_days is None or cycle.until is None:
        return
    days = (script.edition.today - cycle.until).days
    if days > cycle.rhythm_days:
        what = f"cycle '{review.cycle}' ended {wording.count(days)} days ago, and its rhythm is {cycle.rhythm_days}"
        mend = "Run the next cycle, or tell readers how old its figures are"
        yield Problem(script.page.front.place("cycle"), what, mend, due=True, records=(f"cycles#{review.cycle}",))
