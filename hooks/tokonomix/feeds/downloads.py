"""The data for download: CSV and YAML as recorded, the schemas they follow, and the licence they come under."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tokonomix.edition import Edition
from tokonomix.pages import files
from tokonomix.pages.made import Made, Output

LICENCE = """Licence of the data of {site}, as of {day}

Our own records and texts: CC BY 4.0, https://creativecommons.org/licenses/by/4.0/
Figures of others: facts with their source, under the licence of that source. Each row names its source; sources.csv
gives the licence of each. Sources whose licence excludes them from this build are in none of these files.
"""


def make(edition: Edition, made: Sequence[Made]) -> Iterator[Output]:  # noqa: ARG001 - part of the contract of feeds
    """Yield every file that /data/ lists."""
    for file in files.files(edition):
        yield Output(file.uri, file.write())
    for path, text in files.schemas().items():
        yield Output(path, text)
    site = edition.site.url or "Tokonomix"
    yield Output("data/LICENCE.txt", LICENCE.format(site=site, day=edition.as_of.isoformat()))
