"""What was seen at a technical review belongs to a review, and was seen on its day."""

from __future__ import annotations

from collections.abc import Iterator

from tokonomix.catalog import Catalog
from tokonomix.problem import Problem, mend_name


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield a problem for each file without a review, and for each review that was signed on another day."""
    told: set[str] = set()
    for row in catalog.seen:
        review = catalog.reviews.get(row.review)
        if review is None:
            if row.review not in told and not _unread(catalog, row.review):
                mend = mend_name(row.review, catalog.reviews, "Remove the file")
                yield Problem(row.row.place("binding"), f"there is no review of '{row.review}'", mend)
            told.add(row.review)
            continue
        day = review.front.technical_review
        if row.on != day and row.review not in told:
            told.add(row.review)
            what = f"technical_review is {day}, but what was seen was seen on {row.on}"
            mend = f"Check text and facts, then run 'tokonomix reviewed {row.review}', or write {row.on}"
            yield Problem(review.page.front.place("technical_review"), what, mend)


def _unread(catalog: Catalog, review: str) -> bool:
    """Tell whether the review has a file that could not be read, which is told elsewhere."""
    return review in catalog.broken
