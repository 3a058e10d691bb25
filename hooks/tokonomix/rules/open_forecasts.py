"""A forecast whose day has passed without an outcome."""

from __future__ import annotations

from collections.abc import Iterator

from tokonomix import wording
from tokonomix.problem import Problem
from tokonomix.prose.script import Script


def due(script: Script) -> Iterator[Problem]:
    """Yield a finding for each open forecast past its day, with the records that its texts read."""
    for index, forecast in enumerate(script.review.forecasts if script.review else ()):
        if forecast.outcome == "open" and forecast.due_by < script.edition.today:
            texts = [text for text in script.texts if text.keys[:2] == ("forecasts", index)]
            records = dict.fromkeys(read.record for text in texts for one in text.said for read in one.reads)
            what = f"the forecast fell due on {wording.day(forecast.due_by)} and has no outcome"
            mend = "Judge it as it says, and write outcome: hit, miss or void"
            place = script.page.front.place("forecasts", index, "due_by")
            yield Problem(place, what, mend, due=True, records=tuple(records))
