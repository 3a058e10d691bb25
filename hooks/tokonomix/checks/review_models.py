"""A review has a model, and recommends models that exist."""

from __future__ import annotations

from collections.abc import Iterator

from tokonomix.catalog import Catalog
from tokonomix.problem import Problem, mend_name, nearest


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield a problem for each review or recommendation without a model."""
    moved = {m.old: m.new for m in catalog.moved}
    for review in catalog.reviews.values():
        if review.id in moved:
            mend = f"Rename the file to {moved[review.id]}.md"
            yield Problem(review.place, f"a review of '{review.id}', which moved", mend)
        elif review.id not in catalog.models and review.id not in catalog.broken:
            near = nearest(review.id, catalog.models)
            mend = f"Rename the file to {near}" if near else "Add the model's file under data/models/"
            yield Problem(review.place, f"a review of '{review.id}', no model of ours", mend)
        for index, switch in enumerate(review.front.switch):
            for number, name in enumerate(switch.to):
                if name not in catalog.models and name not in catalog.broken:
                    mend = mend_name(name, catalog.models, "Add its file under data/models/")
                    place = review.page.front.place("switch", index, "to", number)
                    yield Problem(place, f"'{name}' is no model of ours", mend)
