"""Words for values: days within the remarks of records."""

import pytest

from tokonomix import wording


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("As announced on 2026-04-22, with others", "As announced on 22\u00a0April 2026, with others"),
        ("State of 2026-08-21: announcements", "State of 21\u00a0August 2026: announcements"),
        ("on 2026-02-30", "on 2026-02-30"),
        ("prices/acme#text.input@2026-04-22", "prices/acme#text.input@2026-04-22"),
        ("gpt-4o-2024-11-20", "gpt-4o-2024-11-20"),
    ],
)
def test_days_of_remarks_are_written_out_and_names_of_records_and_models_are_not(written, read):
    assert wording.days_written(written) == read
