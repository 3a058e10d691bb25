"""A number that may be typed on one page names a page that exists."""

from __future__ import annotations

from collections.abc import Iterator

from tokonomix.catalog import Catalog
from tokonomix.problem import Problem, mend_name


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield a problem for each line of data/numbers.csv whose page is not there."""
    pages = {
        page.place.path
        for pages in (catalog.reviews, catalog.use_cases, catalog.texts)
        for page in pages.values()
    } | {page.path for page in catalog.unread}
    for entry in catalog.typed:
        if entry.page and entry.page not in pages:
            mend = mend_name(entry.page, pages, "Write its path, such as content/about/index.md")
            yield Problem(entry.row.place("page"), f"no page '{entry.page}'", mend)
