"""The closed list of what is billed, and the one spelling of each condition."""

from __future__ import annotations

import pytest

from tokonomix.importers import periods
from tokonomix.money.conditions import condition
from tokonomix.money.rates import RATE_NAMES, RATE_ORDER
from tokonomix.schema.billing import RATES, misspelt


@pytest.mark.parametrize(
    "when",
    [
        "input>272k", "input>199999", "input>1m", "input>1500k", "utc 01:00-04:00 mon-fri", "utc 16:30-00:30",
        "utc 00:00-23:59 sun",
    ],
)  # fmt: skip
def test_a_proper_condition_is_read_for_readers_too(when: str) -> None:
    assert misspelt(when) is None
    assert condition(when).words != when


@pytest.mark.parametrize(
    ("when", "what"),
    [
        ("input>272000", "when is 'input>272000', spelled another way"),
        ("input>1000k", "when is 'input>1000k', spelled another way"),
        ("input>0272k", "when is 'input>0272k', spelled another way"),
        ("input>0", "when is 'input>0', which is every request"),
        ("input>=272k", "when is 'input>=272k', no condition that is known"),
        ("input > 272k", "when is 'input > 272k', no condition that is known"),
        ("utc 1:00-4:00", "when is 'utc 1:00-4:00', no condition that is known"),
        ("utc 01:00-04:60", "when has '04:60', no time of the day"),
        ("utc 01:00-01:00", "when is 'utc 01:00-01:00', a window without length"),
        ("utc 01:00-04:00 fri-foo", "when has 'foo', no day of the week"),
    ],
)
def test_any_other_spelling_is_refused(when: str, what: str) -> None:
    found = misspelt(when)
    assert found
    assert found[0] == what


def test_what_importers_write_and_readers_have_names_for_is_on_the_list() -> None:
    assert {rate for rate, _ in periods.RATES.values()} <= set(RATES)
    assert set(RATE_NAMES) <= set(RATES)
    assert set(RATE_ORDER) <= set(RATES)
    assert len(set(RATES)) == len(RATES)
