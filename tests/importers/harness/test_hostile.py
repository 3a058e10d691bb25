"""Whatever stands in a log, it is read with finite figures or refused."""

from __future__ import annotations

import io
import json
import zipfile
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.importers.harness.small_logs import HEADER, LOGS
from tokonomix.importers.harness import HARNESSES
from tokonomix.problem import SourceError

LEAVES = (
    st.none() | st.booleans() | st.floats() | st.integers(-(10**30), 10**30) | st.text(max_size=8)
    | st.sampled_from([float("nan"), float("inf"), -1, 0, 1e308, 5e-324, "N/A", "\0", "2026-10-02"])
)  # fmt: skip
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=4,
)


def paths(value: Any, above: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the keys to every part of a log."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [above, *(path for key, part in inner for path in paths(part, (*above, key)))]


@pytest.mark.parametrize("harness", HARNESSES)
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_whatever_stands_in_a_log_it_is_read_with_finite_figures_or_refused(harness: str, data: st.DataObject) -> None:
    whole = json.loads((LOGS / f"{harness}.json").read_text("utf-8"))
    for path in data.draw(st.lists(st.sampled_from(paths(whole)[1:]), min_size=1, max_size=3)):
        part = whole
        try:
            for key in path[:-1]:
                part = part[key]
            part[path[-1]] = data.draw(VALUES)
        except (KeyError, IndexError, TypeError):
            continue  # an earlier change removed this part
    try:
        found = HARNESSES[harness]("log.json", json.dumps(whole).encode())
    except SourceError:
        return
    for figure in found.figures:
        assert figure.value.is_finite()
        assert figure.n is None or figure.n > 0
        assert figure.stderr is None or figure.stderr > 0


@given(raw=st.binary(max_size=400) | st.binary(max_size=60).map(lambda tail: b"PK\x03\x04" + tail))
@pytest.mark.parametrize("harness", HARNESSES)
def test_bytes_that_are_no_log_are_refused(harness: str, raw: bytes) -> None:
    with pytest.raises(SourceError):
        HARNESSES[harness]("log", raw)


@settings(max_examples=200, deadline=None)
@given(place=st.integers(0, 5000), bits=st.integers(1, 255), end=st.integers(0, 400))
def test_a_damaged_zip_is_read_or_refused(place: int, bits: int, end: int) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("header.json", HEADER)
    raw = bytearray(packed.getvalue())
    raw[2 + place % (len(raw) - 2)] ^= bits
    try:
        found = HARNESSES["inspect"]("log.eval", bytes(raw[: len(raw) - end if end < 50 else len(raw)]))
    except SourceError:
        return
    assert found.figures[0].value == Decimal("0.72")


@pytest.mark.parametrize("huge", ["9" * 5000, "1e99999", "1e999999999999999999999", "-1e-99999999", "0e99999999"])
def test_a_number_beyond_all_measure_is_refused_or_nothing(huge: str) -> None:
    raw = HEADER.replace(b"0.72,", huge.encode() + b",").replace(b'"epochs": 4', b'"epochs": ' + huge.encode())
    try:
        found = HARNESSES["inspect"]("log.json", raw)
    except SourceError:
        return
    assert found.figures[0].value == 0
    assert found.figures[0].n in (None, 200)
