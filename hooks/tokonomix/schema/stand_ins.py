"""Sets aside what is wrong in a front matter, so that the rest of the page is judged in the same run."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from tokonomix.schema.base import Shape
from tokonomix.source import Document

S = TypeVar("S", bound=Shape)

STAND_INS: Mapping[str, Any] = {
    "status": "published",
    "grade": "hearsay",
    "technical_review": date.max,
    "made_on": date.min,
    "due_by": date.max,
}
"""What stands in for a field that must be there and is wrong. No rule finds fault with it: hearsay needs no evidence, a
review of the last day is taken for one of today, and a forecast between such days has neither ended nor overlapped."""
_EMPTY: Mapping[str, Any] = {"list_type": [], "dict_type": {}, "model_type": {}, "string_type": "", "missing": ""}
_ROUNDS = 8
"""Mending one value may show the next: an item that was a text becomes one without its fields, then one with them."""


def set_aside(shape: type[S], document: Document) -> tuple[S, Document] | None:
    """Return a front matter with its wrong values set aside, as a shape and as the document of the page.

    Values keep their places. None if nothing can stand in for a wrong value.
    """
    value = deepcopy(document.value)
    for _ in range(_ROUNDS if isinstance(value, dict) else 0):
        try:
            return shape.model_validate(value), replace(document, value=value)
        except ValidationError as error:
            # From behind, so that what is taken out of a list moves nothing that is still to be mended.
            for detail in reversed(error.errors(include_url=False)):
                _mend(value, detail)
    return None


def _mend(value: Any, detail: ErrorDetails) -> None:
    kind, loc = detail["type"], [part for part in detail["loc"] if part != "[key]"]
    *path, name = loc
    holder = value
    for part in path:
        holder = holder[part]
    if kind == "too_short":
        holder[name] = [{}]
    elif kind == "extra_forbidden":
        del holder[name]
    elif kind == "literal_error" and (meant := _meant(detail)):
        holder[name] = meant
    elif name in STAND_INS:
        holder[name] = STAND_INS[str(name)]
    elif kind in _EMPTY:
        holder[name] = deepcopy(_EMPTY[kind])
    else:
        del holder[name]
    if name in ("cite", "text") and isinstance(holder, dict) and "grade" in holder:
        holder["grade"] = STAND_INS["grade"]  # without the evidence in it no other grade would stand


def _meant(detail: ErrorDetails) -> str | None:
    options = re.findall(r"'([^']*)'", str(detail.get("ctx", {}).get("expected", "")))
    return next(iter(difflib.get_close_matches(str(detail.get("input")), options, n=1)), None)
