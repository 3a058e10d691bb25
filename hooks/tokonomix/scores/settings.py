"""Settings of a run, and which setting of a model may stand in for another on the overall board.

Suites spell and choose settings differently: one says how hard a model thinks, one that it thinks, one nothing.
"""

from __future__ import annotations

from collections.abc import Collection

LADDER = ("none", "minimal", "low", "medium", "high", "xhigh", "max")
"""Levels of effort, least first."""
UNSTATED = "default"
NEAR = 1
"""Steps of the ladder by which one stated level may differ from another that it stands in for."""
_OFF, _LEAST_THINKING = LADDER.index("none"), LADDER.index("low")


def stand_in(setting: str, others: Collection[str]) -> str | None:
    """The setting of `others` that may stand in for this one, None if none may.

    First one that states the same, then the nearest level (the lower of two as near), then one that says only that it
    thinks, last one that states nothing. A setting that states nothing has no stand-in: nobody knows what it was.
    """
    if setting == UNSTATED:
        return None
    fitting = [(far, _level(other) or 0, other) for other in others if (far := _distance(setting, other)) is not None]
    return min(fitting)[2] if fitting else None


def _distance(setting: str, other: str) -> int | None:
    """How far apart two settings are, None if they do not go together: thinking and not thinking never do."""
    if other == UNSTATED:
        return NEAR + 2
    mine, theirs = _level(setting), _level(other)
    if mine is not None and theirs is not None:
        alike = (mine == _OFF) == (theirs == _OFF)
        return abs(mine - theirs) if alike and abs(mine - theirs) <= NEAR else None
    # One of them says that it thinks and not how hard. Minimal effort may be hardly any, so it does not go with that.
    known = mine if mine is not None else theirs
    return NEAR + 1 if known is None or known >= _LEAST_THINKING else None


def _level(setting: str) -> int | None:
    """The place of a setting on the ladder; None if it thinks and does not say how hard."""
    parts = setting.split()
    if "thinking=off" in parts:
        return _OFF
    return next((LADDER.index(part) for part in parts if part in LADDER), None)
