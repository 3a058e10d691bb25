"""A published review is signed: what was seen at its technical review is on record, for a review that is there."""

from __future__ import annotations

from collections.abc import Iterator

from tokonomix.catalog import Catalog
from tokonomix.problem import Problem, mend_name


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield a problem for each file without a review, and for each review without a signature of its day."""
    for name in dict.fromkeys(row.review for row in catalog.seen):
        # A review that could not be read is there: what was seen of it must not be removed.
        if name not in catalog.reviews and name not in catalog.broken:
            mend = mend_name(name, catalog.reviews, "Remove the file")
            yield Problem(catalog.seen_of(name)[0].row.place("binding"), f"there is no review of '{name}'", mend)
    yield from unsigned(catalog)


def unsigned(catalog: Catalog) -> Iterator[Problem]:
    """Yield a problem for each published review that nobody signed, and for each that was signed on another day."""
    for name, review in catalog.reviews.items():
        if name in catalog.broken:
            continue  # in place of its day, or of 'draft', may stand what its editor never wrote
        front, seen = review.front, catalog.seen_of(name)
        other = next((row.on for row in seen if row.on != front.technical_review), None)
        place = review.page.front.place("technical_review")
        sign = f"Check text and facts, then run 'tokonomix reviewed {name}'"
        if other:
            what = f"technical_review is {front.technical_review}, but what was seen was seen on {other}"
            yield Problem(place, what, f"{sign}, or write {other}")
        elif not seen and front.status != "draft":
            mend = f"{sign}; who cannot, writes 'status: draft' and leaves both to a maintainer"
            yield Problem(place, "the review is published, but nobody has signed it", mend)
