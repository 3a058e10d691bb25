"""A review that is older than a price or result of its model, or of a model it speaks of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tokonomix import wording
from tokonomix.problem import Problem
from tokonomix.prose.script import Script


def due(script: Script) -> Iterator[Problem]:
    """Yield one finding for each kind of record of the subject with days after the review, and for each such fact."""
    review, subject = script.review, script.subject
    if review is None or subject is None:
        return
    catalog, place = script.catalog, script.page.front.key_place("technical_review")
    found: dict[str, list[tuple[date, str]]] = {
        "price": [(p.since, p.id) for p in catalog.prices_of(subject.id) if p.since],
        "result": [(day, r.id) for r in catalog.results_of(subject.id) if (day := r.published_on or r.evaluated_on)],
        "fact": [(f.value, f.id) for f in subject.facts.values() if isinstance(f.value, date)],
    }
    for kind, records in found.items():
        newer = sorted(item for item in records if script.written < item[0] <= script.edition.today)
        if newer:
            day, count = newer[-1][0], wording.plural(len(newer), f"newer {kind}")
            what = f"{count} than the review, the last of {wording.day(day)}"
            mend = "Read the sentences that depend on it, and set technical_review"
            yield Problem(place, what, mend, due=True, records=tuple(record for _day, record in newer))
